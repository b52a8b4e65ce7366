import { record, type Row } from '../kernel/record.ts'
import { aDay, choice, codeOf, count, flag, idOf, many, maybe, shape, someData, text } from '../kernel/shape.ts'
import { aDocument } from './behaviours/list.ts'
import { aPrice, priceModels } from './price.ts'

/** Something the company sells. What it does is said by its versions. */
export const products = record(
  'products',
  shape({
    code: codeOf('products'),
    /** Names by language: `{ "en": "Managed user", "de": "…" }`. */
    names: someData,
    kind: choice('oneOff', 'recurring', 'prepay', 'consumption'),
    unit: someData,
    /** The version that new contract lines pin. */
    version: count,
    active: flag,
    /** What reports add up: `Backup`, `Security`. A product without one stands for itself. */
    productFamily: maybe(text),
  }),
  { key: 'code', devices: ['all'], personal: { keep: 'use', not: ['names', 'unit'] } },
)

/** How a product is priced and billed, frozen: contract lines pin the version they were sold with. */
export const productVersions = record(
  'productVersions',
  shape({
    id: idOf('productVersions'),
    product: codeOf('products'),
    version: count,
    validFrom: aDay,
    model: choice(...priceModels),
    /** A unit price is per month or per year. */
    basis: choice('month', 'year'),
    /** `counted`: the quantity is a count of the whole calendar month, never prorated. */
    measure: choice('agreed', 'counted'),
    /** Where its revenue goes; the ledger maps the role to an account. */
    revenue: choice('recurring', 'consumption', 'services', 'hardware'),
    prices: many(aPrice, 50),
    /** The national code of the service where an invoice must show it (India: SAC). */
    serviceCode: maybe(text),
    /** All that the version says of itself; the columns above are compiled from it. `null` for versions from before there were any (see `documentOf`). */
    behaviours: maybe(aDocument),
  }),
  { key: 'id', immutable: true, devices: ['all'], personal: { keep: 'use', not: ['behaviours'] } },
)

export type Product = Row<typeof products>
export type ProductVersion = Row<typeof productVersions>
