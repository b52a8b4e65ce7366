import { aStep } from '../kernel/explanation.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, count, many, maybe, shape, text } from '../kernel/shape.ts'
import { cardOf } from './card.ts'
import { cardSections } from './card-of-draft.ts'
import { products } from './product.ts'
import { versionOf } from './versions.ts'

/** A product version in plain language, as sentences whose values every reader formats in his own culture. */
export const readCard = query({
  name: 'catalog.card',
  zone: 'sales',
  permit: 'catalog.read',
  input: shape({
    product: codeOf('products'),
    /** Left out: the version that new contract lines take. */
    version: maybe(count),
    /** Of names and units; left out, the caller's. */
    language: maybe(text),
  }),
  output: shape({
    product: codeOf('products'),
    version: count,
    language: text,
    steps: many(aStep),
    sections: cardSections,
    warnings: many(aStep),
    examples: many(aStep),
  }),
  refusals: ['catalog.unknownProduct', 'catalog.unknownVersion'],
  ask: async ({ product: code, version: asked, language: wanted }, read, { caller }) => {
    const product = await read.get(products, code)
    if (!product) return refuse('catalog.unknownProduct', { product: code })
    const number = asked ?? product.version
    const version = await versionOf(read, code, number)
    if (!version) return refuse('catalog.unknownVersion', { product: code, version: `${number}` })
    const language = wanted ?? caller.language
    return { product: code, version: number, language, ...cardOf(product, version, language) }
  },
})
