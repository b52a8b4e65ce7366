import { decimalText, divide, exactly, floor, ratioOf, zero, type Decimal } from '../kernel/decimal.ts'
import { step, type Step } from '../kernel/explanation.ts'
import { exponents, majorText, toMinor, type Currency } from '../kernel/money.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { checkTariff, type Tariff } from './rating.ts'
import { price, type PriceFault } from './trace.ts'

/** Quantities, each of which costs more than a greater one: `from` to `to`, both inclusive, in whole steps. */
export interface Cliff {
  readonly from: Decimal
  readonly to: Decimal
  /** The quantity above the range that costs least, the smallest of several. */
  readonly cheaper: Decimal
  /** What `cheaper` costs, in minor units. */
  readonly amount: bigint
  /** What the dearest quantity of the range costs. */
  readonly highest: bigint
}
export type CliffFault = PriceFault | 'pricing.badStep'

/** The quantities of a band in steps: the first and the last, `null` in the open band. */
interface Reach {
  readonly first: bigint
  readonly last: bigint | null
  readonly unitPrice: Decimal
  readonly flatFee: Decimal
}

/**
 * Where more costs less, in closed form. Within a band the amount never falls, so only the first quantity of a later band can be cheaper, and the dear
 * quantities of a band are those from one point on: the one where its line passes the least of these first amounts. Amounts are compared as they are
 * invoiced, rounded. Only look-up without the guard has cliffs: in all other models each further unit adds zero or more.
 */
export function cliffsOf(
  tariff: Tariff,
  currency: Currency,
  stepSize: Decimal,
  upTo: Decimal | null,
): readonly Cliff[] | Refusal<CliffFault> {
  if (stepSize.lte(0)) return refuse('pricing.badStep', { value: decimalText(stepSize) })
  if (upTo?.lt(0)) return refuse('pricing.negativeQuantity', { value: decimalText(upTo) })
  const fault = checkTariff(tariff)
  if (fault) return fault
  // What is committed costs the same whatever is used, and above it every unit has one price.
  if (tariff.model !== 'lookUp' || tariff.commit || tariff.guard) return []
  const free = tariff.free ?? zero
  const limit = upTo && stepsIn(upTo, stepSize)
  const found: Cliff[] = []
  let target: { readonly at: bigint; readonly amount: bigint } | undefined
  for (const band of reachesOf(tariff, free, stepSize).reverse()) {
    const costOf = (steps: bigint) => price(tariff, currency, stepSize.times(exactly(steps)))
    if (target && band.last !== null && !atCap(tariff, currency, target.amount)) {
      const passes = passing(band, target.amount, currency, free, stepSize)
      const from = passes !== undefined && passes > band.first ? passes : band.first
      const to = limit !== null && limit < band.last ? limit : band.last
      if (passes !== undefined && from <= to) {
        const highest = costOf(to)
        if (refused(highest)) return highest
        join(found, from, to, stepSize, { cheaper: stepSize.times(exactly(target.at)), amount: target.amount, highest: highest.minor })
      }
    }
    const first = costOf(band.first)
    if (refused(first)) return first
    if (!target || first.minor <= target.amount) target = { at: band.first, amount: first.minor }
  }
  return found.reverse()
}

/** At the cap already, so that nothing costs more. */
const atCap = ({ cap }: Tariff, currency: Currency, amount: bigint): boolean =>
  cap !== undefined && cap !== null && amount >= toMinor(currency, ratioOf(cap))

const stepsIn = (quantity: Decimal, stepSize: Decimal): bigint => floor(divide(ratioOf(quantity), ratioOf(stepSize)))

/** The bands that hold a quantity of whole steps; a band narrower than a step may hold none. */
function reachesOf(tariff: Tariff, free: Decimal, stepSize: Decimal): Reach[] {
  let from = free
  return tariff.bands.flatMap((band) => {
    const first = stepsIn(from, stepSize) + 1n
    const end = band.upTo && free.plus(band.upTo)
    const last = end && stepsIn(end, stepSize)
    from = end ?? from
    return last !== null && last < first ? [] : [{ first, last, unitPrice: band.unitPrice, flatFee: band.flatFee ?? zero }]
  })
}

/** The first step whose amount on this band's line, once rounded, is more than `amount`; `undefined` when none is. */
function passing(band: Reach, amount: bigint, currency: Currency, free: Decimal, stepSize: Decimal): bigint | undefined {
  // Halves are rounded up, so an amount is more from half a minor unit above it on.
  const least = exactly(majorText(currency, amount)).plus(exactly(`0.${'0'.repeat(exponents[currency])}5`))
  const missing = least.minus(band.flatFee)
  if (missing.lte(0)) return band.first
  if (band.unitPrice.eq(0)) return undefined
  const at = divide(ratioOf(missing.plus(free.times(band.unitPrice))), ratioOf(band.unitPrice.times(stepSize)))
  return -floor({ numerator: -at.numerator, denominator: at.denominator })
}

/** Bands come from the last one down: a range that ends where the one before it begins, with the same way out, is one with it. */
function join(found: Cliff[], from: bigint, to: bigint, stepSize: Decimal, out: Pick<Cliff, 'cheaper' | 'amount' | 'highest'>): void {
  const [low, high] = [stepSize.times(exactly(from)), stepSize.times(exactly(to))]
  const next = found.at(-1)
  if (next?.cheaper.eq(out.cheaper) && next.from.eq(high.plus(stepSize)))
    found[found.length - 1] = { ...next, from: low, highest: next.highest > out.highest ? next.highest : out.highest }
  else found.push({ from: low, to: high, ...out })
}

/** The cliffs in words: one sentence each, or why there are none. */
export function explainCliffs(tariff: Tariff, currency: Currency, cliffs: readonly Cliff[]): readonly Step[] {
  if (cliffs.length === 0) return [step(`pricing.noCliff.${tariff.model === 'lookUp' && tariff.guard ? 'guarded' : tariff.model}`)]
  return [step('pricing.cliffReason'), ...cliffs.map((cliff) => cliffStep(cliff, currency))]
}
const cliffStep = ({ from, to, cheaper, amount, highest }: Cliff, currency: Currency): Step =>
  step(from.eq(to) ? 'pricing.cliffAt' : 'pricing.cliff', {
    from: ['decimal', decimalText(from)],
    ...(from.eq(to) ? {} : { to: ['decimal', decimalText(to)] as const }),
    cheaper: ['decimal', decimalText(cheaper)],
    amount: ['money', amount.toString(), currency],
    highest: ['money', highest.toString(), currency],
  })
