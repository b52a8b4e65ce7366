import { record, type Row } from '../kernel/record.ts'
import { aDay, aDecimal, anInstant, choice, codeOf, count, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'

/** What happened to a line, as people say it. */
export const changeActs = [
  'activate', 'quantity', 'price', 'uplift', 'ramp', 'free', 'version', 'suspend', 'resume', 'notice', 'withdraw', 'renew', 'end', 'terminate', 'novate', 'retract',
] as const // prettier-ignore
/** The terms that a change can set. */
export const changedFields = ['quantity', 'unitPrice', 'version', 'end', 'billing'] as const

/**
 * A change of a line: from which day it holds (effective) and when we learned of it (recorded). Only ever added, so that what was known on any day stays
 * known; a mistake is answered by a change that retracts it. Source: idea 3, the contract time machine.
 */
export const lineChanges = record(
  'lineChanges',
  shape({
    id: idOf('lineChanges'),
    line: idOf('contractLines'),
    contract: idOf('contracts'),
    entity: codeOf('entities'),
    /** Number of the change within its line, in the order of recording: 1, 2, 3. */
    number: count,
    effective: aDay,
    act: choice(...changeActs),
    /** Which of the following terms it sets; the others stay as they are. */
    sets: many(choice(...changedFields)),
    quantity: maybe(aDecimal),
    /** Set to `null`: the price of the product's version. */
    unitPrice: maybe(aDecimal),
    version: maybe(count),
    /** The last day of the line, effective on the day after it. It holds for the whole line: of several, the one recorded last counts. */
    end: maybe(aDay),
    /** `false`: from here on nothing is charged, until a change says otherwise. */
    billing: maybe(flag),
    /** Number of the amendment that the customer signed. */
    amendment: maybe(text),
    reason: maybe(text),
    /** The change that this one takes back. */
    retracts: maybe(idOf('lineChanges')),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    devices: [{ of: 'contract' }],
    personal: { keep: 'contract', since: 'recordedAt', fields: { reason: 'anyone.words' } },
  },
)
export type LineChange = Row<typeof lineChanges>
