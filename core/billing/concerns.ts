import { isLess, multiply, ratio, ratioOf, type Decimal } from '../kernel/decimal.ts'
import type { DueCharge } from './charging.ts'
import type { DueLine, PastCharge } from './facts.ts'
import { chargeConcerns, type ChargeConcern } from './run.ts'

/** What charges of a legal entity are looked at by. */
export interface Review {
  /** Change against the last charge of a line, in per cent, beyond which somebody should look. */
  readonly threshold: Decimal
  /** Codes by which the customer owes the tax. */
  readonly reversed: ReadonlySet<string>
  /** Customers without a tax number. */
  readonly untaxed: ReadonlySet<string>
}
type Looked = Pick<DueLine, 'customer' | 'end' | 'termEnd' | 'life' | 'lastNet'>

/** What a line was charged for the period before: its last charge that begins earlier. A correction is compared with nothing, for it is a difference itself. */
export function lastNetOf({ kind, from }: Pick<DueCharge, 'kind' | 'from'>, { lastNet }: Pick<DueLine, 'lastNet'>, past: readonly PastCharge[] | null): bigint | null {
  if (kind !== 'charge') return null
  if (past === null) return lastNet
  const earlier = past.filter((charge) => charge.kind === 'charge' && charge.from < from)
  return earlier.reduce<PastCharge | null>((last, charge) => (last === null || isLater(charge, last) ? charge : last), null)?.net ?? null
} // prettier-ignore
const isLater = (a: PastCharge, b: PastCharge): boolean => (a.from === b.from ? a.nth > b.nth : a.from > b.from)

/** Is the difference more than so many per cent of what was charged before? */
function isChanged(net: bigint, lastNet: bigint | null, threshold: Decimal): boolean {
  if (lastNet === null || lastNet === 0n || net === lastNet) return false
  const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)
  return isLess(multiply(ratio(size(lastNet)), ratioOf(threshold)), ratio(size(net - lastNet) * 100n))
}
/** Is the charge for days behind the end of the line, or of a term that only a person renews? */
const isExpired = ({ end, termEnd, life }: Looked, { kind, from }: DueCharge): boolean =>
  kind === 'charge' && ((termEnd !== null && termEnd < from && life?.renewal?.mode !== 'auto') || (end !== null && end < from))

/** What somebody should look at before a charge is posted, in the order in which it is told; `null` where nothing is unusual. */
export function concernsOf(due: DueCharge, line: Looked, lastNet: bigint | null, review: Review): readonly ChargeConcern[] | null {
  const { net, taxCodes } = due
  const found: Readonly<Record<ChargeConcern, boolean>> = {
    negative: net < 0n,
    changed: isChanged(net, lastNet, review.threshold),
    taxIdMissing: review.untaxed.has(line.customer) && taxCodes.some((code) => review.reversed.has(code)),
    taxDiffers: due.trace.tax.differs !== undefined,
    expired: isExpired(line, due),
    zero: net === 0n,
  }
  const concerns = chargeConcerns.filter((concern) => found[concern])
  return concerns.length === 0 ? null : concerns
}
