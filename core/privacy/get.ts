import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aFile, choice, idOf, shape } from '../kernel/shape.ts'
import { erasures } from './erasure.ts'
import { personExports } from './person-export.ts'

/** One erasure, and what it kept. */
export const getErasure = query({
  name: 'privacy.erasure',
  zone: 'setup',
  permit: 'privacy.read',
  input: shape({ erasure: idOf('erasures') }),
  output: erasures.shape,
  refusals: ['privacy.unknownErasure'],
  ask: async ({ erasure }, read) => (await read.get(erasures, erasure)) ?? refuse('privacy.unknownErasure', { erasure }),
})

/** The file for machines or the letter for the person, of what was exported. */
export const exportedFile = query({
  name: 'privacy.exported',
  zone: 'setup',
  permit: 'privacy.export',
  input: shape({ export: idOf('personExports'), form: choice('data', 'letter') }),
  output: shape({ file: aFile }),
  refusals: ['privacy.unknownExport'],
  ask: async ({ export: id, form }, read) => {
    const found = await read.get(personExports, id)
    return found ? { file: form === 'data' ? found.file : found.letter } : refuse('privacy.unknownExport', { export: id })
  },
})
