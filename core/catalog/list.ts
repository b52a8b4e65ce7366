import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, count, many, shape } from '../kernel/shape.ts'
import { products, productVersions } from './product.ts'
import { linesByVersion, productRows } from './reads.ts'

export const listProducts = listing({ name: 'catalog.list', zone: 'sales', permit: 'catalog.read', view: productRows })

/** A product with all its versions, the newest first, and the number of contract lines that hold to each. */
export const getProduct = query({
  name: 'catalog.product',
  zone: 'sales',
  permit: 'catalog.read',
  input: shape({ product: codeOf('products') }),
  output: shape({
    product: products.shape,
    versions: many(productVersions.shape),
    linesByVersion: many(shape({ version: count, lineCount: count })),
  }),
  refusals: ['catalog.unknownProduct'],
  ask: async ({ product: code }, read) => {
    const product = await read.get(products, code)
    if (!product) return refuse('catalog.unknownProduct', { product: code })
    const versions = await read.list(productVersions, {
      where: { field: 'product', is: 'equal', value: code },
      order: ['-version'],
      limit: 1000,
    })
    return { product, versions, linesByVersion: await read.ask(linesByVersion, { product: code }) }
  },
})
