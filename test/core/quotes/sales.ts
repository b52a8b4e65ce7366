import { customerRows } from '../../../core/demo/customers.ts'
import { entityRows } from '../../../core/demo/companies.ts'
import { productRows, productVersionRows } from '../../../core/demo/products.ts'
import { supplierRows } from '../../../core/demo/purchases.ts'
import { taxProfileRows, taxRows } from '../../../core/demo/taxes.ts'
import { documentOf } from '../../../core/catalog/document.ts'
import { products, productVersions } from '../../../core/catalog/product.ts'
import { customers } from '../../../core/customers/customer.ts'
import { matchName } from '../../../core/customers/rules.ts'
import { entities } from '../../../core/entities/entity.ts'
import { suppliers } from '../../../core/purchases/supplier.ts'
import { givenSale, aGivenSaleLine } from '../../../core/quotes/given.ts'
import type { Customer, SaleFacts } from '../../../core/quotes/sale-facts.ts'
import { saleOf, type GivenSale, type Sale } from '../../../core/quotes/sale-building.ts'
import { refused } from '../../../core/kernel/refusal.ts'
import { idOf as anId, maybe, shape } from '../../../core/kernel/shape.ts'
import { taxProfiles } from '../../../core/tax/profile.ts'
import { taxCodes } from '../../../core/tax/tax-code.ts'
import { idOf, on, spotOf16 } from '../purchases/deals.ts'

const sold = new Map(productRows.map((row) => [row.code, products.shape.parse(row, 'product')]))
const listed = productVersionRows.map((row, i) => {
  const version = productVersions.shape.parse({ id: idOf(100 + i), ...row }, 'version')
  const product = sold.get(row.product)!
  return [`${row.product}@1`, { product, version, document: documentOf(product, version) }] as const
})
export const customerBy = (code: string): Customer => {
  const [row, n] = [customerRows.find((one) => one.code === code)!, customerRows.findIndex((one) => one.code === code)]
  return customers.shape.parse({ id: idOf(300 + n), ...row, matchName: matchName(row.name) }, 'customer')
}
const entityBy = (code: string) =>
  entities.shape.parse(
    entityRows.find((one) => one.code === code),
    'entity',
  )
export const taxesIn = (country: string) => taxRows.filter((row) => row.country === country).map((row) => taxCodes.shape.parse(row, 'tax'))

export const taxedBy = (entity: string): SaleFacts['taxedBy'] => ({
  profile: taxProfiles.shape.parse(taxProfileRows.find((row) => row.entity === entity), 'profile'), // prettier-ignore
  rules: [],
  day: on('2026-11-18'),
})

/** The price book, suppliers and taxes of the demo company, and the spot of 16 November. */
export function factsFor(entity = 'NLUK', customer: string | null = 'ZEN', more: Partial<SaleFacts> = {}): SaleFacts {
  const seller = entityBy(entity)
  return {
    entity: seller,
    groupCurrency: 'GBP',
    customer: customer === null ? undefined : customerBy(customer),
    products: sold,
    listed: new Map(listed),
    seen: new Map([...sold.keys()].map((code) => [code, 1])),
    taxes: new Map(taxesIn(seller.country).map((tax) => [tax.code as string, tax])),
    taxedBy: taxedBy(entity),
    suppliers: supplierRows.map((row, i) => suppliers.shape.parse({ id: idOf(500 + i), ...row }, 'supplier')),
    ownNames: new Set(entityRows.map(({ name }) => name)),
    published: spotOf16(),
    pricedOn: on('2026-11-18'),
    ...more,
  }
}
const whole = shape({ customer: maybe(anId('customers')), ...givenSale })
export const given = (lines: readonly object[], more: object = {}): GivenSale =>
  whole.parse({ entity: 'NLUK', customer: null, lines, ...more }, 'sale')
export const givenLine = (line: object) => aGivenSaleLine.parse(line, 'line')
export const attempt = (lines: readonly object[], more: object = {}, facts = factsFor()) => saleOf(given(lines, more), facts)
export function sale(lines: readonly object[], more: object = {}, facts = factsFor()): Sale {
  const made = attempt(lines, more, facts)
  if (refused(made)) throw new Error(JSON.stringify(made))
  return made
}
