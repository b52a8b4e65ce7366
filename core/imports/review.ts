import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, shape } from '../kernel/shape.ts'
import { imports } from './import.ts'

const subject = shape({ import: idOf('imports') })

/** Somebody has dealt with the rows that became no line; the import leaves the list of tasks. */
export const reviewImport = command({
  name: 'imports.review',
  zone: 'operations',
  permit: 'imports.write',
  offline: 'never',
  input: subject,
  output: subject,
  refusals: ['imports.unknown', 'imports.notPublished'],
  load: (input, read) => read.get(imports, input.import),
  decide: (input, found) => {
    if (!found) return refuse('imports.unknown', { import: input.import })
    if (found.state === 'reviewed') return { result: input, changes: [] }
    if (found.state !== 'published') return refuse('imports.notPublished', { file: found.file.name })
    return { result: input, changes: [put(imports, { ...found, state: 'reviewed' }), tell('imports.reviewed', { import: found.id })] }
  },
})
