import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, count, flag, maybe, shape } from '../kernel/shape.ts'
import { aDocument } from './behaviours/list.ts'
import { documentOf } from './document.ts'
import { products } from './product.ts'
import { versionOf } from './versions.ts'

/** All that a product version says of itself. */
export const readDocument = query({
  name: 'catalog.document',
  zone: 'sales',
  permit: 'catalog.read',
  input: shape({
    product: codeOf('products'),
    /** Left out: the version that new contract lines take. */
    version: maybe(count),
  }),
  output: shape({
    product: codeOf('products'),
    version: count,
    /** Published as a document; otherwise derived from the prices of a version from before there were any. */
    published: flag,
    behaviours: aDocument,
  }),
  refusals: ['catalog.unknownProduct', 'catalog.unknownVersion'],
  ask: async ({ product: code, version: asked }, read) => {
    const product = await read.get(products, code)
    if (!product) return refuse('catalog.unknownProduct', { product: code })
    const version = await versionOf(read, code, asked ?? product.version)
    if (!version) return refuse('catalog.unknownVersion', { product: code, version: `${asked ?? product.version}` })
    return { product: code, version: version.version, published: version.behaviours !== null, behaviours: documentOf(product, version) }
  },
})
