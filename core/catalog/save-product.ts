import { isTextByLanguage } from '../kernel/by-language.ts'
import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, flag, maybe, shape, someData, text } from '../kernel/shape.ts'
import { products } from './product.ts'

/** Changes how a product is called and whether it is still sold. What it costs and how it bills is said by its versions. */
export const saveProduct = command({
  name: 'catalog.saveProduct',
  zone: 'sales',
  permit: 'catalog.write',
  offline: 'never',
  input: shape({
    code: codeOf('products'),
    names: someData,
    unit: someData,
    active: flag,
    /** Left out: as it is; an empty text takes it away. */ productFamily: maybe(text),
  }),
  output: products.shape,
  refusals: ['catalog.unknownProduct', 'catalog.badTexts'],
  load: async ({ code }, read) => ({ present: await read.get(products, code) }),
  decide: ({ code, names, unit, active, productFamily }, { present }) => {
    if (!present) return refuse('catalog.unknownProduct', { product: code })
    if (!isTextByLanguage(names) || !isTextByLanguage(unit) || names['en'] === undefined)
      return refuse('catalog.badTexts', { product: code })
    const family = productFamily === null ? present.productFamily : productFamily.trim() || null
    const product = { ...present, names, unit, active, productFamily: family }
    return { result: product, changes: [put(products, product), tell('catalog.productSaved', { product: code })] }
  },
})
