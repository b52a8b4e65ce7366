import { addMonths, type Day } from '../kernel/day.ts'
import { decimalText, divide, isNegative, isPositive, multiply, ratioOf, type Decimal } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { longestPeriod, longestTerm, taxFault } from '../contracts/rules.ts'
import { termFrom } from '../contracts/deadlines.ts'
import type { GivenSaleCost, GivenSaleLine } from './given.ts'
import { afterDiscount, amountsOf, discountOf, exactOf, listPriceOf, perOf, priceFromCost, timesIn, valueMonths } from './line-price.ts'
import type { SaleFacts, Listed } from './sale-facts.ts'
import { costIn } from './sale-margin.ts'
import type { LastRates } from './sale-rates.ts'
import type { ProductDocument } from '../catalog/document.ts'
import { usualTaxes } from './sale-taxes.ts'
import type { SaleCost, SaleLine, SaleLineWithCosts } from './sale.ts'

export type LineFault =
  | 'quotes.unknownProduct'
  | 'quotes.unknownVersion'
  | 'quotes.badQuantity'
  | 'quotes.noPrice'
  | 'quotes.noListPrice'
  | 'quotes.badPrice'
  | 'quotes.badPercent'
  | 'quotes.noCostRate'
  | 'quotes.nothingBought'
  | 'quotes.tooLarge'
  | 'quotes.badTerm'
  | 'quotes.taxNeeded'
  | 'quotes.badCost'
  | 'quotes.unknownSupplier'
  | 'contracts.unknownTax'
  | 'contracts.foreignTax'
export const lineFaults = [
  'quotes.unknownProduct', 'quotes.unknownVersion', 'quotes.badQuantity', 'quotes.noPrice', 'quotes.noListPrice', 'quotes.badPrice', 'quotes.badPercent', 'quotes.noCostRate',
  'quotes.nothingBought', 'quotes.tooLarge', 'quotes.badTerm', 'quotes.taxNeeded', 'quotes.badCost', 'quotes.unknownSupplier', 'contracts.unknownTax', 'contracts.foreignTax',
] as const satisfies readonly LineFault[] // prettier-ignore

/** What a line is worked out for. */
export interface ForWhat {
  readonly currency: Currency
  readonly start: Day | null
  readonly facts: SaleFacts & { readonly entity: NonNullable<SaleFacts['entity']> }
  readonly rates: LastRates
  /** What the rules of tax say of a class, which most lines share. */
  readonly usual: Map<TaxClass, SaleLine['taxCodes'] | undefined>
}
type TaxClass = ProductDocument['tax']['taxClass']
/** A line before its bundle has given it a price. */
export interface Begun {
  readonly line: Omit<SaleLineWithCosts, 'unitPrice' | 'discountPercent' | 'oneOff' | 'monthly' | 'termValue'>
  readonly listed: Listed
  /** `null`: by bands of the product's version. */
  readonly unitPrice: Decimal | null
}

/** A line as it is agreed, and where nothing is, as its product says. */
export function lineOf(given: GivenSaleLine, number: number, what: ForWhat): Begun | Refusal<LineFault> {
  const { facts, currency } = what
  const listed = listedFor(given, number, facts)
  if (refused(listed)) return listed
  const { product, version, document } = listed
  if (!isPositive(given.quantity)) return refuse('quotes.badQuantity', { line: `${number}`, quantity: decimalText(given.quantity) })
  const term = termOf(given, listed, what)
  if (refused(term)) return term
  const costs = costsOf(given, number, listed, what)
  if (refused(costs)) return costs
  const taxes = taxesFor(given, number, listed, what)
  if (refused(taxes)) return taxes
  const counted = version.measure === 'counted'
  const once = product.kind === 'oneOff' || product.kind === 'prepay'
  const { bill } = document
  const optional = given.optional ?? false
  const line: Begun['line'] = {
    number,
    product: product.code,
    version: version.version,
    description: given.description,
    kind: product.kind,
    quantity: given.quantity,
    currency,
    per: perOf(document),
    listPrice: listPriceOf(document, currency),
    priceBy: given.bundle === null ? wayOf(given) : 'bundle',
    percent: given.bundle === null ? given.percent : null,
    bundle: given.bundle,
    optional,
    chosen: !optional || (given.chosen ?? false),
    months: counted ? 1 : (given.months ?? bill.months ?? 1),
    timing: counted ? 'arrears' : (given.timing ?? (bill.timing === 'once' ? 'advance' : bill.timing)),
    anchor: counted ? 'calendar' : (given.anchor ?? (once || bill.anchor === 'coTerm' ? 'anniversary' : (bill.anchor ?? 'calendar'))),
    start: given.start,
    end: given.end,
    termMonths: term.months,
    taxCodes: taxes,
    project: given.project,
    costCentre: given.costCentre,
    fund: given.fund,
    costs,
  }
  const unitPrice = given.bundle === null ? priceOf(given, line, listed, what) : null
  return refused(unitPrice) ? unitPrice : { line, listed, unitPrice }
}

/** The line with its price and what it comes to. */
export function pricedLine({ line, listed }: Begun, unitPrice: Decimal | null): SaleLineWithCosts | Refusal<LineFault> {
  const { number, currency, per } = line
  const exact = exactOf({ ...line, unitPrice }, listed.document)
  if (!exact) return refuse('quotes.noPrice', { line: `${number}`, product: line.product, currency })
  const amounts = amountsOf(exact, per, valueMonths(line), currency)
  if (!amounts) return refuse('quotes.tooLarge', { line: `${number}` })
  return { ...line, unitPrice, discountPercent: discountOf(line.listPrice, unitPrice), ...amounts }
}

function listedFor({ product, version }: GivenSaleLine, number: number, facts: SaleFacts): Listed | Refusal<LineFault> {
  const known = facts.products.get(product)
  if (!known?.active) return refuse('quotes.unknownProduct', { line: `${number}`, product })
  const wanted = version ?? facts.seen.get(product) ?? known.version
  return facts.listed.get(`${product}@${wanted}`) ?? refuse('quotes.unknownVersion', { line: `${number}`, product, version: `${wanted}` })
}

const wayOf = ({ priceBy, unitPrice, percent }: GivenSaleLine): SaleLine['priceBy'] =>
  priceBy ?? (unitPrice !== null ? 'price' : percent !== null ? 'discount' : 'list')

/** Months that may be agreed for one term and one period; the last month of an end that was given as a day. */
function termOf(
  given: GivenSaleLine,
  { document }: Listed,
  { start: common }: ForWhat,
): { readonly months: number | null } | Refusal<LineFault> {
  const { end, months: period, product } = given
  const start = given.start ?? common
  const bad = (months: number) => refuse('quotes.badTerm', { product, months: `${months}`, limit: `${longestTerm}` })
  if (period !== null && (period < 1 || period > longestPeriod)) return bad(period)
  if (end !== null && start !== null && end < start) return bad(0)
  const once = document.sell.kind === 'oneOff' || document.sell.kind === 'prepay'
  if (once) return { months: null }
  const counted = end !== null && start !== null ? monthsTo(start, end) : null
  const months = given.termMonths ?? counted ?? document.renew.initialMonths
  return months !== null && (months < 1 || months > longestTerm) ? bad(months) : { months }
}
function monthsTo(start: Day, end: Day): number {
  let months = 1
  while (months < longestTerm && termFrom(start, months) < end && addMonths(start, months) <= end) months += 1
  return months
}

function taxesFor(given: GivenSaleLine, number: number, { document }: Listed, what: ForWhat): SaleLine['taxCodes'] | Refusal<LineFault> {
  const { entity, taxes } = what.facts
  const codes = given.taxCodes ?? usualOf(document.tax.taxClass, what)
  if (!codes) return refuse('quotes.taxNeeded', { line: `${number}`, product: given.product })
  return taxFault(codes, entity.country, taxes) ?? codes
}

function usualOf(taxClass: TaxClass, { facts, usual }: ForWhat): SaleLine['taxCodes'] | undefined {
  if (!usual.has(taxClass)) usual.set(taxClass, usualTaxes(facts.entity, facts.customer ?? null, taxClass, facts.taxes, facts.taxedBy))
  return usual.get(taxClass)
}

/** The price of one unit, by whichever way it is agreed. */
function priceOf(given: GivenSaleLine, line: Begun['line'], { document }: Listed, { rates }: ForWhat): Decimal | null | Refusal<LineFault> {
  const { number, product, currency, listPrice, priceBy, costs, quantity, per } = line
  const at = { line: `${number}`, product, currency }
  const { unitPrice, percent } = given
  if (priceBy === 'price')
    return unitPrice === null || isNegative(unitPrice) ? refuse('quotes.badPrice', { ...at, price: unitPrice ? decimalText(unitPrice) : '' }) : unitPrice // prettier-ignore
  if (priceBy === 'list') return listPrice ?? (exactOf({ ...line, unitPrice: null }, document) ? null : refuse('quotes.noPrice', at))
  if (
    percent === null ||
    (priceBy === 'discount' && (isNegative(percent) || percent.gt(100))) ||
    (priceBy === 'markUp' && isNegative(percent)) ||
    (priceBy === 'margin' && (isNegative(percent) || percent.gte(100)))
  )
    // prettier-ignore
    return refuse('quotes.badPercent', { ...at, percent: percent ? decimalText(percent) : '' })
  if (priceBy === 'discount') return listPrice === null ? refuse('quotes.noListPrice', at) : afterDiscount(listPrice, percent)
  if (costs.length === 0) return refuse('quotes.nothingBought', at)
  const cost = costIn(line, costs, currency, rates)
  if (!cost) return refuse('quotes.noCostRate', at)
  const units = multiply(ratioOf(quantity), timesIn(per, valueMonths(line)))
  return (
    priceFromCost(priceBy === 'markUp' ? 'markUp' : 'margin', percent, divide(cost, units), currency) ??
    refuse('quotes.badPrice', { ...at, price: '' })
  )
}

/** What is bought: as it was said, or as the product says. */
function costsOf(given: GivenSaleLine, number: number, { document }: Listed, what: ForWhat): readonly SaleCost[] | Refusal<LineFault> {
  const wanted = given.costs ?? (document.buy.purchases ?? []).map(({ supplier, item, currency, unitCost, quantityRule, quantity, rhythmMonths, termMonths }): GivenSaleCost => ({
    supplier: null, supplierName: supplier, item, currency, unitCost, quantityRule, quantity, months: rhythmMonths, timing: null, start: null, termMonths, noticeDays: null, extensionMonths: null,
  })) // prettier-ignore
  const costs: SaleCost[] = []
  for (const one of wanted) {
    const cost = costOf(one, number, what)
    if (refused(cost)) return cost
    costs.push(cost)
  }
  return costs
}
export function costOf(given: GivenSaleCost, number: number, { facts }: Pick<ForWhat, 'facts'>): SaleCost | Refusal<LineFault> {
  const { supplier: id, supplierName: said, item, quantity, unitCost, months, termMonths, noticeDays, extensionMonths } = given
  const ours = id === null && (said === null || facts.ownNames.has(said))
  const known = facts.suppliers.find((s) => (id === null ? s.code === said || s.name === said : s.id === id))
  if (id !== null && !known && said === null) return refuse('quotes.unknownSupplier', { line: `${number}`, supplier: id })
  const inRange = [months, termMonths, extensionMonths].every((m) => m === null || (m >= 1 && m <= longestPeriod))
  if (
    isNegative(unitCost) ||
    !isPositive(quantity) ||
    !inRange ||
    (noticeDays !== null && noticeDays < 0) ||
    quantity.times(unitCost).gte('1000000000')
  )
    return refuse('quotes.badCost', { line: `${number}`, item })
  return {
    supplier: ours ? null : (known?.id ?? id),
    supplierName: ours ? null : (known?.name ?? said),
    item: item.trim(),
    quantityRule: given.quantityRule ?? 'fixed',
    quantity,
    currency: given.currency ?? known?.currency ?? facts.entity.currency,
    unitCost,
    months,
    timing: given.timing ?? 'advance',
    start: given.start,
    termMonths,
    noticeDays,
    extensionMonths,
  }
}
