import type { Decimal } from '../kernel/decimal.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { aDecimal, flag, many, maybe, shape, type Fields, type Of, type Shape } from '../kernel/shape.ts'
import { tariffFaults, type Band, type PriceModel, type Tariff } from './rating.ts'

/** Bands as a caller gives them: `upTo` is inclusive, the last one open. */
export const givenBands = maybe(many(shape({ upTo: maybe(aDecimal), unitPrice: aDecimal, flatFee: maybe(aDecimal) }), 1000))

/** Further terms as a caller gives them, amounts in major units. */
export const givenTerms = {
  free: maybe(aDecimal),
  /** Another word for `free`. */
  included: maybe(aDecimal),
  minimum: maybe(aDecimal),
  cap: maybe(aDecimal),
  commit: maybe(shape({ quantity: aDecimal, overage: aDecimal })),
  /** Of look-up bands: never more than a later band costs where it begins. */
  guard: maybe(flag),
} as const satisfies Fields
type Terms = Of<Shape<typeof givenTerms>>

/** The tariff that a caller gives, not yet checked. */
export function tariffGiven(
  given: Terms & {
    readonly model: PriceModel
    readonly unitPrice: Decimal | null
    readonly packageSize: Decimal | null
    readonly bands: readonly Band[] | null
    readonly chargeAtZero?: boolean | null
  },
): Tariff | Refusal<'pricing.includedTwice'> {
  const { model, unitPrice, packageSize, bands, free, included, minimum, cap, commit, guard, chargeAtZero } = given
  if (free && included && !free.eq(included)) return refuse('pricing.includedTwice')
  return {
    model,
    unitPrice,
    packageSize,
    bands: bands ?? [],
    free: free ?? included,
    minimum,
    cap,
    commit,
    guard,
    chargeAtZero: chargeAtZero ?? false,
  }
}

/** What may be wrong with a tariff or a quantity that a caller gives. */
export const pricingFaults = [...tariffFaults, 'pricing.includedTwice', 'pricing.negativeQuantity', 'pricing.amountTooLarge'] as const
