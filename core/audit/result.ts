import { record } from '../kernel/record.ts'
import { anInstant, count, flag, idOf, many, maybe, shape, someData, text } from '../kernel/shape.ts'

/** One invariant of the database, and how many records it was proved on. A fault names the record that breaks it. */
export const checkResult = shape({
  check: text,
  ok: flag,
  records: count,
  fault: maybe(shape({ record: text, id: text, about: someData })),
})

/** What an audit found. The latest one is the light in the finance zone. */
export const audits = record('audits', shape({ id: idOf('audits'), at: anInstant, by: text, ok: flag, checks: many(checkResult) }), {
  key: 'id',
  immutable: true,
  personal: { keep: 'books', since: 'at', not: ['checks'] },
})
