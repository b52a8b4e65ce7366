import type { Currency } from '../kernel/money.ts'
import { exactly } from '../kernel/decimal.ts'
import type { PublishedRate } from '../rates/rules.ts'
import { totalsOf } from './sale-building.ts'
import type { Entity } from './sale-facts.ts'
import { marginOfSale } from './sale-margin.ts'
import { LastRates } from './sale-rates.ts'
import type { TaxCode } from './sale-taxes.ts'
import type { SaleLineWithCosts, SaleSums } from './sale.ts'

/** The rates that a sale was worked out with, from its own stamp: as they were, whatever was published since. */
export function ratesOf({ rates, pricedOn }: Pick<SaleSums, 'rates' | 'pricedOn'>): LastRates {
  const legs = new Map<string, PublishedRate>()
  for (const { legs: own } of rates)
    for (const { inverse: _inverse, value, ...leg } of own)
      legs.set(`${leg.base}/${leg.quote}/${leg.day}/${leg.version}`, { ...leg, type: 'spot', value: exactly(value) })
  return new LastRates([...legs.values()], pricedOn)
}

/** What some lines of a sale come to, at the prices and rates that they were worked out with. Nothing is priced again. */
export function saleOfLines(
  sums: SaleSums,
  lines: readonly SaleLineWithCosts[],
  of: { readonly entity: Pick<Entity, 'currency'>; readonly groupCurrency: Currency; readonly taxes: ReadonlyMap<string, TaxCode> },
): SaleSums {
  const { currency, pricedOn, rates, priceBook, bundles } = sums
  const currencies = { transaction: currency, entity: of.entity.currency, group: of.groupCurrency }
  const chosen = lines.filter((line) => line.chosen)
  const used = new Set(lines.map(({ product, version }) => `${product}@${version}`))
  return {
    currency,
    ...totalsOf(lines, of.taxes),
    figures: marginOfSale(chosen, currencies, ratesOf(sums)),
    pricedOn,
    rates,
    priceBook: priceBook.filter(({ product, version }) => used.has(`${product}@${version}`)),
    bundles: bundles.filter(({ name }) => lines.some((line) => line.bundle === name)),
  }
}
