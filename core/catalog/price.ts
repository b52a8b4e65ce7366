import { aCurrency, aDecimal, flag, many, maybe, shape, type Field, type MaybeField, type Of } from '../kernel/shape.ts'

/** `upTo` is inclusive, the last band open; see pricing/bands. */
export const aBand = shape({ upTo: maybe(aDecimal), unitPrice: aDecimal, flatFee: maybe(aDecimal) })
export const priceModels = ['flat', 'fillUp', 'lookUp', 'package'] as const

/** May be absent, and is then left out where it is kept too: prices from before there was such a term are kept as they were, to the byte. */
// oxlint-disable-next-line typescript/no-explicit-any -- as in `maybe`
export const leftOut = <F extends Field<any>>(inner: F): MaybeField<F> => ({
  ...maybe(inner),
  print: (value) => (value === null ? (undefined as never) : inner.print(value)),
})
/** A flag that is left out unless it is set: forms say `false` where nobody said anything. */
const onlyIfSet: MaybeField<Field<boolean>> = { ...maybe(flag), print: (value) => (value === true ? true : (undefined as never)) }

/** What it costs in one currency. */
export const aPrice = shape({
  currency: aCurrency,
  unitPrice: maybe(aDecimal),
  packageSize: maybe(aDecimal),
  bands: many(aBand, 1000),
  /** Least amount of a period, in major units. */
  minimum: leftOut(aDecimal),
  /** Greatest amount of a period, in major units. */
  cap: leftOut(aDecimal),
  /** Units included. */
  free: leftOut(aDecimal),
  /** Units that are charged in any case; beyond them each costs `overage`. */
  commit: leftOut(shape({ quantity: aDecimal, overage: aDecimal })),
  /** Of look-up bands: never more than a later band costs where it begins. */
  guard: onlyIfSet,
})
export type Price = Of<typeof aPrice>
