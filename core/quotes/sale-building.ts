import type { Day } from '../kernel/day.ts'
import { withinLimit, type Currency } from '../kernel/money.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { bundleFaults, spreadBundles, type BundleFault } from './bundles.ts'
import type { GivenSaleLine } from './given.ts'
import { lineFaults, lineOf, pricedLine, type Begun, type LineFault } from './line-building.ts'
import type { Customer, Entity, SaleFacts } from './sale-facts.ts'
import { marginOfSale, type Currencies } from './sale-margin.ts'
import { LastRates } from './sale-rates.ts'
import { taxOn, type TaxCode } from './sale-taxes.ts'
import type { SaleLineWithCosts, SaleSums } from './sale.ts'

export type SaleFault = LineFault | BundleFault | 'quotes.unknownEntity' | 'quotes.unknownCustomer'
export const saleFaults = [...lineFaults, ...bundleFaults, 'quotes.unknownEntity', 'quotes.unknownCustomer'] as const satisfies readonly SaleFault[] // prettier-ignore

export interface GivenSale {
  readonly entity: string
  readonly customer: string | null
  readonly currency: Currency | null
  readonly language: string | null
  readonly start: Day | null
  readonly bundles: SaleSums['bundles'] | null
  readonly lines: readonly GivenSaleLine[]
}
/** A sale worked out: its lines with prices and purchases, and what they come to. */
export interface Sale {
  readonly entity: Entity
  readonly customer: Customer | undefined
  readonly language: string
  readonly sums: SaleSums
  readonly lines: readonly SaleLineWithCosts[]
}

/** Works out a whole sale. The same for quotes and orders, on a laptop and on the hub. */
export function saleOf(given: GivenSale, facts: SaleFacts): Sale | Refusal<SaleFault> {
  const { entity, customer } = facts
  if (!entity) return refuse('quotes.unknownEntity', { entity: given.entity })
  if (given.customer !== null && !customer) return refuse('quotes.unknownCustomer', { customer: given.customer })
  const currency = given.currency ?? customer?.currency ?? entity.currency
  const rates = new LastRates(facts.published, facts.pricedOn)
  const what = { currency, start: given.start, facts: { ...facts, entity }, rates, usual: new Map() }
  const begun: Begun[] = []
  for (const [index, line] of given.lines.entries()) {
    const one = lineOf(line, index + 1, what)
    if (refused(one)) return one
    begun.push(one)
  }
  const bundles = given.bundles ?? []
  const shares = spreadBundles(bundles, begun.map(({ line }) => line), currency) // prettier-ignore
  if (refused(shares)) return shares
  const lines: SaleLineWithCosts[] = []
  for (const one of begun) {
    const line = pricedLine(one, shares.get(one.line.number)?.unitPrice ?? one.unitPrice)
    if (refused(line)) return line
    lines.push(line)
  }
  const totals = totalsOf(lines, facts.taxes)
  if (!Object.values(totals).every(withinLimit)) return refuse('quotes.tooLarge', { line: '' })
  const currencies: Currencies = { transaction: currency, entity: entity.currency, group: facts.groupCurrency }
  const figures = marginOfSale(lines.filter(({ chosen }) => chosen), currencies, rates) // prettier-ignore
  const priceBook = [...new Map(begun.map(({ listed: { version } }) => [`${version.product}@${version.version}`, version])).values()]
  return {
    entity,
    customer,
    language: given.language ?? customer?.language ?? entity.language,
    sums: {
      currency,
      ...totals,
      figures,
      pricedOn: facts.pricedOn,
      rates: rates.used(),
      priceBook: priceBook.map(({ product, version, validFrom }) => ({ product, version, validFrom })),
      bundles,
    },
    lines,
  }
}

/** Sums of rounded lines, never rounded again; tax as invoices have it. What is offered beside the rest counts only where it is chosen. */
export function totalsOf(
  lines: readonly Pick<SaleLineWithCosts, 'chosen' | 'oneOff' | 'monthly' | 'termValue' | 'taxCodes'>[],
  taxes: ReadonlyMap<string, TaxCode>,
): Pick<SaleSums, 'oneOff' | 'monthly' | 'termValue' | 'oneOffTax' | 'monthlyTax'> {
  const wanted = lines.filter(({ chosen }) => chosen)
  const sum = (of: 'oneOff' | 'monthly' | 'termValue') => wanted.reduce((total, line) => total + line[of], 0n)
  const tax = (of: 'oneOff' | 'monthly') => taxOn(wanted.map((line) => ({ taxCodes: line.taxCodes, net: line[of] })), taxes) // prettier-ignore
  return {
    oneOff: sum('oneOff'),
    monthly: sum('monthly'),
    termValue: sum('termValue'),
    oneOffTax: tax('oneOff'),
    monthlyTax: tax('monthly'),
  }
}
