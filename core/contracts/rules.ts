import type { Day } from '../kernel/day.ts'
import { decimalText, type Decimal } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { products, productVersions } from '../catalog/product.ts'
import { forPurchases } from '../tax/rules.ts'
import type { taxCodes } from '../tax/tax-code.ts'

/** What a person may say of a line. */
export interface LineTerms {
  readonly quantity: Decimal
  readonly unitPrice: Decimal | null
  readonly currency: Currency
  readonly months: number
  readonly start: Day
  readonly end: Day | null
  readonly billedTo: Day | null
  readonly taxCodes: readonly string[]
}

/** Longest billing period that may be agreed, in months. */
export const longestPeriod = 120

export type TermsFault =
  | 'contracts.negativeQuantity'
  | 'contracts.negativePrice'
  | 'contracts.badPeriod'
  | 'contracts.endBeforeStart'
  | 'contracts.unknownTax'
  | 'contracts.foreignTax'
  | 'contracts.noPrice'
export const termsFaults = [
  'contracts.negativeQuantity', 'contracts.negativePrice', 'contracts.badPeriod', 'contracts.endBeforeStart', 'contracts.unknownTax', 'contracts.foreignTax',
  'contracts.noPrice',
] as const satisfies readonly TermsFault[] // prettier-ignore

/** May a line be sold like this? */
export function termsFault(
  terms: LineTerms,
  product: Row<typeof products>,
  version: Row<typeof productVersions>,
  country: string,
  taxes: ReadonlyMap<string, Row<typeof taxCodes>>,
): Refusal<TermsFault> | undefined {
  const { quantity, unitPrice, currency, months, start, end } = terms
  if (quantity.lt(0)) return refuse('contracts.negativeQuantity', { quantity: decimalText(quantity) })
  if (unitPrice?.lt(0)) return refuse('contracts.negativePrice', { price: decimalText(unitPrice) })
  if (months < 1 || months > longestPeriod) return refuse('contracts.badPeriod', { months: `${months}`, limit: `${longestPeriod}` })
  if (end !== null && end < start) return refuse('contracts.endBeforeStart', { start, end })
  if (unitPrice === null && !version.prices.some((price) => price.currency === currency))
    return refuse('contracts.noPrice', { product: product.code, currency, version: `${version.version}` })
  return taxFault(terms.taxCodes, country, taxes)
}

export const taxFaults = ['contracts.unknownTax', 'contracts.foreignTax'] as const
/** Each tax code must be known, one of the entity's country, and made for sales. */
export function taxFault(
  codes: readonly string[],
  country: string,
  taxes: ReadonlyMap<string, Row<typeof taxCodes>>,
): Refusal<(typeof taxFaults)[number]> | undefined {
  if (codes.length === 0) return refuse('contracts.unknownTax', { code: '' })
  for (const [index, code] of codes.entries()) {
    const tax = taxes.get(code)
    if (!tax || codes.indexOf(code) !== index) return refuse('contracts.unknownTax', { code })
    if (tax.country !== country || forPurchases(tax)) return refuse('contracts.foreignTax', { code, country })
  }
  return undefined
}
