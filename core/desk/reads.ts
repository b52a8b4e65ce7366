import { question } from '../kernel/record.ts'
import { choice, count, idOf, many, maybe, shape, someData, text } from '../kernel/shape.ts'

/** A record and what belongs to it (a contract's lines, a fund's movements), as far as the caller may read those records. */
const ofRecord = {
  record: text,
  row: text,
  /** The same key where it is an id: databases that have a type for it compare by that. */
  id: maybe(idOf('records')),
  records: many(text),
}

/** The calls that changed a record or what belongs to it, newest first. */
export const callsOfRecord = question(
  'desk.callsOfRecord',
  shape({ ...ofRecord, before: count, limit: count }),
  shape({ seq: count, call: text, operation: text, user: text, name: maybe(text), at: text, outcome: someData }),
)
/** What some of these calls changed of it; the first that was ever written of a row added it. */
export const changesOfCalls = question(
  'desk.changesOfCalls',
  shape({ ...ofRecord, calls: many(count) }),
  shape({ call: count, record: text, row: text, does: choice('add', 'put', 'remove') }),
)
/** What calls told. */
export const eventsOfCalls = question(
  'desk.eventsOfCalls',
  shape({ calls: many(count) }),
  shape({ call: count, event: text, about: someData }),
)
