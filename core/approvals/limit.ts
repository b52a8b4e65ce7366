import { record } from '../kernel/record.ts'
import { aCurrency, aDecimal, codeOf, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'

/**
 * How far people of a role decide by themselves: what they may give away without asking, and what they may approve. A limit of a kind counts before the
 * role's limit for `any`; one that names no figure has none.
 */
export const approvalLimits = record(
  'approvalLimits',
  shape({
    id: idOf('approvalLimits'),
    role: codeOf('roles'),
    /** See kinds.ts, or `any`. */
    kind: text,
    percent: maybe(aDecimal),
    currency: maybe(aCurrency),
    amount: maybe(minorIn('currency')),
  }),
  { key: 'id', devices: ['all'] },
)
