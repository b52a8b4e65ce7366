import { divide, exactly, one, ratioOf, ratioText, type Decimal } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { documentOf } from '../catalog/document.ts'
import type { Sold } from '../contracts/sold.ts'
import type { Fund } from '../funds/fund.ts'

/** The list price of a unit; nothing where bands price it, or in another currency. */
export const priceFor = (sold: Sold | undefined, currency: Currency): Decimal | null =>
  sold?.version.prices.find((price) => price.currency === currency)?.unitPrice ?? null

const places = 6
/** What a unit beyond a fund costs where the fund names no price: that of a purchase over what it brings. A unit of money is one. */
export function overagePriceOf({ unit, currency, overagePrice }: Fund, sold: Sold | undefined): Decimal | null {
  if (overagePrice !== null) return overagePrice
  if (unit === 'currency') return one
  const price = priceFor(sold, currency)
  const brought = sold && documentOf(sold.product, sold.version).sell.fund?.quantity
  return price && brought ? exactly(ratioText(divide(ratioOf(price), ratioOf(brought)), places)) : null
}
