import type { Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import type { Wire } from '../kernel/shape.ts'
import type { anchors, timings } from '../contracts/contract.ts'

/** The contract line that a row asks for. */
export interface Meaning {
  /** Name of the customer, as the row spells it. */
  readonly customer: string
  readonly contract: string
  readonly line: number
  readonly product: string
  readonly version: number
  /** Decimal text. */
  readonly quantity: string
  /** Decimal text; `null`: the product's own price. */
  readonly unitPrice: string | null
  readonly currency: Currency
  readonly months: number
  readonly timing: (typeof timings)[number]
  readonly anchor: (typeof anchors)[number]
  readonly start: Day
  readonly end: Day | null
  readonly billedTo: Day | null
  readonly taxCodes: readonly string[]
  readonly poNumber: string | null
}
/** The line that a row speaks of, also where the row cannot be used: what a duplicate is told by. */
export interface Claim {
  readonly contract: string
  readonly line: number
}

// Staged by the hundred thousand, so kept as a list: half the size of an object and quicker to read back.
export const pack = (m: Meaning): Wire => [
  m.contract, m.line, m.customer, m.product, m.version, m.quantity, m.unitPrice, m.currency, m.months, m.timing, m.anchor, m.start, m.end, m.billedTo, m.taxCodes, m.poNumber,
] // prettier-ignore
export const packClaim = (claim: Claim): Wire => [claim.contract, claim.line]

type Packed = readonly [
  string, number, string, string, number, string, string | null, Currency, number, Meaning['timing'], Meaning['anchor'], Day, Day | null, Day | null, readonly string[], string | null,
] // prettier-ignore

export function unpack(wire: Wire): Meaning {
  const [
    contract,
    line,
    customer,
    product,
    version,
    quantity,
    unitPrice,
    currency,
    months,
    timing,
    anchor,
    start,
    end,
    billedTo,
    taxCodes,
    poNumber,
  ] = wire as unknown as Packed
  return {
    customer,
    contract,
    line,
    product,
    version,
    quantity,
    unitPrice,
    currency,
    months,
    timing,
    anchor,
    start,
    end,
    billedTo,
    taxCodes,
    poNumber,
  }
}
export function unpackClaim(wire: Wire): Claim {
  const [contract, line] = wire as unknown as readonly [string, number]
  return { contract, line }
}
