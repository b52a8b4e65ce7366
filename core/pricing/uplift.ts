import {
  decimalText,
  divide,
  exactly,
  isLess,
  multiply,
  plus,
  powerOfTen,
  ratio,
  ratioOf,
  ratioText,
  roundHalfAway,
  type Decimal,
  type Ratio,
} from '../kernel/decimal.ts'
import { aStep, step, type Step } from '../kernel/explanation.ts'
import { calculator } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDecimal, count, flag, many, maybe, shape } from '../kernel/shape.ts'

/** How a price moves. Percentages are points: `1` is one per cent. */
export interface Uplift {
  /** The index then and now; `null` for a fixed uplift by the margin alone. */
  readonly index: { readonly base: Decimal; readonly current: Decimal } | null
  /** Added to the change of the index. */
  readonly margin: Decimal
  /** Least and most of index and margin together. */
  readonly floor: Decimal | null
  readonly cap: Decimal | null
  /** The price never falls. */
  readonly ratchet: boolean
  /** Decimal places of the new price. */
  readonly decimals: number
}
export interface Uplifted {
  readonly price: Decimal
  /** What the price was multiplied by; not rounded. */
  readonly factor: Ratio
  /** What decided the factor in the end. */
  readonly by: 'index' | 'floor' | 'cap' | 'ratchet'
}
export type UpliftFault = 'pricing.negativePrice' | 'pricing.badIndex' | 'pricing.floorAboveCap' | 'pricing.badDecimals'
/** Unit prices have up to so many places. */
const mostDecimals = 8

/**
 * `price × (1 + clamp(current ÷ base − 1 + margin, floor, cap))`, the ratio of the index unrounded, the price rounded once, half up.
 * Source: formulas, *Uplift*.
 */
export function upliftOf(price: Decimal, uplift: Uplift): Uplifted | Refusal<UpliftFault> {
  const { index, floor, cap, decimals } = uplift
  if (price.lt(0)) return refuse('pricing.negativePrice', { value: decimalText(price) })
  if (index && (index.base.lte(0) || index.current.lte(0)))
    return refuse('pricing.badIndex', { value: decimalText(index.base.lte(0) ? index.base : index.current) })
  if (floor && cap && floor.gt(cap)) return refuse('pricing.floorAboveCap', { floor: decimalText(floor), cap: decimalText(cap) })
  if (decimals < 0 || decimals > mostDecimals) return refuse('pricing.badDecimals', { value: `${decimals}` })
  const { factor, by } = factorOf(uplift)
  if (factor.numerator < 0n)
    return refuse('pricing.negativePrice', { value: decimalText(roundedTo(decimals, multiply(ratioOf(price), factor))) })
  return { price: roundedTo(decimals, multiply(ratioOf(price), factor)), factor, by }
}

function factorOf({ index, margin, floor, cap, ratchet }: Uplift): Pick<Uplifted, 'factor' | 'by'> {
  const grown = index ? divide(ratioOf(index.current), ratioOf(index.base)) : ratio(1n)
  const moved = plus(grown, hundredth(margin))
  const [least, most] = [floor && plus(ratio(1n), hundredth(floor)), cap && plus(ratio(1n), hundredth(cap))]
  const held: Pick<Uplifted, 'factor' | 'by'> =
    most && isLess(most, moved)
      ? { factor: most, by: 'cap' }
      : least && isLess(moved, least)
        ? { factor: least, by: 'floor' }
        : { factor: moved, by: 'index' }
  return ratchet && isLess(held.factor, ratio(1n)) ? { factor: ratio(1n), by: 'ratchet' } : held
}
const hundredth = (percent: Decimal): Ratio => divide(ratioOf(percent), ratio(100n))

const roundedTo = (decimals: number, { numerator, denominator }: Ratio): Decimal => {
  const scaled = roundHalfAway({ numerator: numerator * powerOfTen(decimals), denominator })
  return exactly(ratioText(ratio(scaled, powerOfTen(decimals)), decimals))
}

/** A factor to read: cut to 12 places where it does not end. */
export const factorText = (factor: Ratio): string => ratioText(factor, 12)

/** What a price becomes by an index, a margin and their bounds. Percentages are points: `1` is one per cent. */
export const upliftPrice = calculator({
  name: 'pricing.uplift',
  zone: 'sales',
  permit: null,
  input: shape({
    price: aDecimal,
    /** Left out: a fixed uplift by the margin. */
    index: maybe(shape({ base: aDecimal, current: aDecimal })),
    margin: maybe(aDecimal),
    floor: maybe(aDecimal),
    cap: maybe(aDecimal),
    ratchet: maybe(flag),
    decimals: maybe(count),
  }),
  output: shape({ price: aDecimal, factor: aDecimal, steps: many(aStep) }),
  refusals: ['pricing.negativePrice', 'pricing.badIndex', 'pricing.floorAboveCap', 'pricing.badDecimals'],
  work: ({ price, index, margin, floor, cap, ratchet, decimals }) => {
    const terms: Uplift = { index, margin: margin ?? exactly('0'), floor, cap, ratchet: ratchet ?? false, decimals: decimals ?? 2 }
    const lifted = upliftOf(price, terms)
    if (refused(lifted)) return lifted
    return { price: lifted.price, factor: exactly(factorText(lifted.factor)), steps: explainUplift(price, terms, lifted) }
  },
})

/** How a price came to its new one, in words. */
export const explainUplift = (price: Decimal, { index, margin, floor, cap }: Uplift, lifted: Uplifted): readonly Step[] => [
  ...(index
    ? [step('pricing.uplift.index', { base: ['decimal', decimalText(index.base)], current: ['decimal', decimalText(index.current)], percent: ['percent', changeText(index)] })] // prettier-ignore
    : []),
  ...(margin.eq(0) ? [] : [step('pricing.uplift.margin', { percent: ['percent', decimalText(margin)] })]),
  ...(lifted.by === 'cap' ? [step('pricing.uplift.cap', { percent: ['percent', decimalText(cap!)] })] : []),
  ...(lifted.by === 'floor' ? [step('pricing.uplift.floor', { percent: ['percent', decimalText(floor!)] })] : []),
  ...(lifted.by === 'ratchet' ? [step('pricing.uplift.ratchet')] : []),
  step('pricing.uplifted', {
    price: ['decimal', decimalText(price)],
    factor: ['decimal', factorText(lifted.factor)],
    lifted: ['decimal', decimalText(lifted.price)],
  }),
]
/** Percentage points to four places, to read. */
const changeText = ({ base, current }: NonNullable<Uplift['index']>): string =>
  ratioText(divide(ratioOf(current.minus(base).times(exactly('100'))), ratioOf(base)), 4)
