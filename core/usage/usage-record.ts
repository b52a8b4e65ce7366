import { record, type Row } from '../kernel/record.ts'
import { aDay, aDecimal, anInstant, choice, codeOf, flag, idOf, maybe, shape, text } from '../kernel/shape.ts'

export const readingKinds = ['level', 'amount', 'meter'] as const

/**
 * What was counted or measured for a contract line, as a source told it. Only ever added: a mistake is taken back by its opposite, and what is right is
 * recorded anew. A source never tells the same thing twice: its own id of the reading is unique.
 */
export const usageRecords = record(
  'usageRecords',
  shape({
    id: idOf('usageRecords'),
    /** The system that it comes from, and its id there. Levels of several sources stand beside each other and add up; each source has one register of a line. */
    source: text,
    sourceId: text,
    line: idOf('contractLines'),
    contract: idOf('contracts'),
    customer: idOf('customers'),
    entity: codeOf('entities'),
    at: anInstant,
    /** The day of that moment where the customer is. */
    day: aDay,
    /** `level`: how many there were at that moment; `amount`: how much was used; `meter`: what a running register showed. */
    kind: choice(...readingKinds),
    quantity: aDecimal,
    /** Of a register: it begins with this reading, because the one before was exchanged or turned over. */
    restarts: flag,
    note: maybe(text),
    /** The reading that this one takes back; its quantity is the opposite. */
    reverses: maybe(idOf('usageRecords')),
    reason: maybe(text),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    personal: { keep: 'vouchers', since: 'day', fields: { note: 'anyone.words', reason: 'anyone.words' } },
  },
)
export type UsageRecord = Row<typeof usageRecords>

/** The source of what Harmony itself adds: reversals. */
export const ownSource = 'harmony'
