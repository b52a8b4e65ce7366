import { question, record } from '../kernel/record.ts'
import { anInstant, choice, codeOf, count, idOf, many, maybe, shape, text } from '../kernel/shape.ts'

export const decisions = ['approve', 'hold', 'comment'] as const
/**
 * What somebody said of a proposed charge, or of all charges of a legal entity in a run. A charge is held while the last decision on it is `hold`; approving a whole
 * run releases nothing that somebody holds.
 */
export const chargeReviews = record(
  'chargeReviews',
  shape({
    id: idOf('chargeReviews'),
    run: idOf('billingRuns'),
    entity: codeOf('entities'),
    /** `null`: every charge of the entity in this run. */
    charge: maybe(idOf('charges')),
    decision: choice(...decisions),
    comment: maybe(text),
    at: anInstant,
    by: text,
    /** The user, who counts once however often approved. */
    user: text,
  }),
  { key: 'id', entityField: 'entity', immutable: true, personal: { keep: 'books', since: 'at', fields: { comment: 'anyone.words' } } },
)

/** Charges of a run that are held. */
export const heldCharges = question('billing.heldCharges', shape({ run: idOf('billingRuns') }), shape({ charge: idOf('charges') }))

/** How many people approved everything of an entity, and how many of its charges that nobody holds have fewer approvals than are needed. */
export const approvalState = question(
  'billing.approvalState',
  shape({ run: idOf('billingRuns'), entities: many(codeOf('entities')) }),
  shape({
    entity: codeOf('entities'),
    needed: count,
    approvedWhole: count,
    missing: count,
    held: count,
  }),
)
