import type { Day } from '../kernel/day.ts'
import { decimalText, type Decimal } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { products, productVersions } from '../catalog/product.ts'
import { forPurchases } from '../tax/rules.ts'
import type { taxCodes } from '../tax/tax-code.ts'
import type { LineLife } from './contract.ts'

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
/** Longest term, in months. */
export const longestTerm = 600
/** Longest notice, in days. */
const longestNotice = 3660

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
  const period = periodFault({ months })
  if (period) return period
  if (end !== null && end < start) return refuse('contracts.endBeforeStart', { start, end })
  if (unitPrice === null && !version.prices.some((price) => price.currency === currency))
    return refuse('contracts.noPrice', { product: product.code, currency, version: `${version.version}` })
  return taxFault(terms.taxCodes, country, taxes)
}

export const periodFault = ({ months }: { readonly months: number | null }): Refusal<'contracts.badPeriod'> | undefined =>
  months === null || (months >= 1 && months <= longestPeriod)
    ? undefined
    : refuse('contracts.badPeriod', { months: `${months}`, limit: `${longestPeriod}` })

/** Terms, notices and uplifts must be of a length that calendars and people can follow. */
export function renewalFault({ renewal, uplift }: Pick<LineLife, 'renewal' | 'uplift'>): Refusal<'contracts.badRenewal'> | undefined {
  const within = (value: number | null | undefined, least: number, most: number): boolean =>
    value === null || value === undefined || (value >= least && value <= most)
  const possible =
    within(renewal?.initialMonths, 1, longestTerm) &&
    within(renewal?.extensionMonths, 1, longestTerm) &&
    within(renewal?.noticeDays, 0, longestNotice) &&
    within(renewal?.supplierNoticeDays, 0, longestNotice) &&
    within(uplift?.lagMonths, 0, longestTerm) &&
    within(uplift?.decimals, 0, 8)
  return possible ? undefined : refuse('contracts.badRenewal', { limit: `${longestTerm}`, days: `${longestNotice}` })
}

export const taxFaults = ['contracts.unknownTax', 'contracts.foreignTax'] as const
/** Each tax code must be known, one of the entity's country, and made for sales. Without any the line is taxed by the tax rules, on each tax point. */
export function taxFault(
  codes: readonly string[],
  country: string,
  taxes: ReadonlyMap<string, Row<typeof taxCodes>>,
): Refusal<(typeof taxFaults)[number]> | undefined {
  for (const [index, code] of codes.entries()) {
    const tax = taxes.get(code)
    if (!tax || codes.indexOf(code) !== index) return refuse('contracts.unknownTax', { code })
    if (tax.country !== country || forPurchases(tax)) return refuse('contracts.foreignTax', { code, country })
  }
  return undefined
}
