import { clear, command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, shape } from '../kernel/shape.ts'
import { importRows, imports } from './import.ts'

const subject = shape({ import: idOf('imports') })

export const cancelImport = command({
  name: 'imports.cancel',
  zone: 'operations',
  permit: 'imports.write',
  offline: 'never',
  input: subject,
  output: subject,
  refusals: ['imports.unknown', 'imports.alreadyPublished'],
  load: (input, read) => read.get(imports, input.import),
  decide: (input, found) => {
    if (!found) return refuse('imports.unknown', { import: input.import })
    if (found.state === 'published' || found.state === 'reviewed') return refuse('imports.alreadyPublished', { file: found.file.name })
    if (found.state === 'cancelled') return { result: input, changes: [] }
    return {
      result: input,
      changes: [
        clear(importRows, 'import', found.id),
        put(imports, { ...found, state: 'cancelled' }),
        tell('imports.cancelled', { import: found.id, file: found.file.name }),
      ],
    }
  },
})
