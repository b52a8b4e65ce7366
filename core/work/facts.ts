import { question } from '../kernel/record.ts'
import { idOf, many, shape, text } from '../kernel/shape.ts'

/** What a source has told already, whoever may see it: ids by its own ids. */
export const knownTime = question(
  'work.knownTime',
  shape({ source: text, sourceIds: many(text) }),
  shape({ id: idOf('timeEntries'), sourceId: text }),
)
export const knownExpenses = question(
  'work.knownExpenses',
  shape({ source: text, sourceIds: many(text) }),
  shape({ id: idOf('expenses'), sourceId: text }),
)
