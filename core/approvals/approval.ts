import { aStep } from '../kernel/explanation.ts'
import { record } from '../kernel/record.ts'
import { aCurrency, aDecimal, anInstant, choice, codeOf, flag, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'

export const approvalStates = ['open', 'approved', 'declined', 'withdrawn'] as const

/**
 * Somebody else must agree before a quote, an order or the like goes on. Modules above ask in their own decisions (see asking.ts) and read the answer
 * where they need it; that somebody decided never moves anything by itself.
 */
export const approvals = record(
  'approvals',
  shape({
    id: idOf('approvals'),
    /** `orders.discount`: see kinds.ts. */
    kind: text,
    /** What it is about: a row of another record. */
    record: text,
    row: text,
    entity: codeOf('entities'),
    customer: maybe(idOf('customers')),
    /** What people call it: its number or reference, and whose it is. */
    subject: text,
    /** Why somebody is asked, in sentences of the reader's language. */
    reasons: many(aStep),
    /** The figure that a limit in per cent is compared with, where there is one: a discount, a lack of margin. */
    percent: maybe(aDecimal),
    /** The figure that a limit in money is compared with, as agreed and in the group's currency. */
    currency: maybe(aCurrency),
    amount: maybe(minorIn('currency')),
    groupCurrency: maybe(aCurrency),
    groupAmount: maybe(minorIn('groupCurrency')),
    /** Fingerprint of what was asked: where the subject changes, what was decided no longer holds. */
    fingerprint: text,
    state: choice(...approvalStates),
    /** The subject still asks for it, as it stands; `false` when the reason is gone or was asked again. */
    current: flag,
    askedAt: anInstant,
    askedBy: text,
    askedByName: text,
    /** Everyone whose work it is about: none of them decides it. */
    askers: many(text),
    decidedAt: maybe(anInstant),
    decidedBy: maybe(text),
    decidedByName: maybe(text),
    /** Whose limit it was decided with, where somebody stood in. */
    insteadOf: maybe(text),
    insteadOfName: maybe(text),
    note: maybe(text),
  }),
  {
    key: 'id',
    entityField: 'entity',
    devices: [{ user: 'askedBy' }, { customer: 'customer' }],
    personal: { keep: 'books', since: 'askedAt', fields: { subject: 'anyone.words', reasons: 'anyone.data', note: 'anyone.words' } },
  },
)
