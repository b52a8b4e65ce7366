import { isTextByLanguage } from '../kernel/by-language.ts'
import { add, command, put, tell } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { aDay, choice, codeOf, many, maybe, shape, someData, text, type Id } from '../kernel/shape.ts'
import { checkTariff, type TariffFault } from '../pricing/rating.ts'
import { aPrice, priceModels } from './price.ts'
import { products, productVersions } from './product.ts'

type Version = Row<typeof productVersions>

/**
 * Publishes a new version of a product, or the first one of a new product. Contract lines keep the version that they were sold with;
 * new lines take this one.
 */
export const publishVersion = command({
  name: 'catalog.publishVersion',
  zone: 'sales',
  permit: 'catalog.write',
  offline: 'never',
  input: shape({
    product: codeOf('products'),
    /** Needed for a new product only. */
    names: maybe(someData),
    kind: maybe(choice('oneOff', 'recurring', 'prepay', 'consumption')),
    unit: maybe(someData),
    validFrom: aDay,
    model: choice(...priceModels),
    basis: choice('month', 'year'),
    measure: choice('agreed', 'counted'),
    revenue: choice('recurring', 'consumption', 'services', 'hardware'),
    prices: many(aPrice, 50),
    serviceCode: maybe(text),
  }),
  output: productVersions.shape,
  refusals: [
    'catalog.incompleteProduct', 'catalog.badTexts', 'catalog.currencyTwice', 'catalog.validBackwards', 'catalog.countedYearly', 'pricing.missingPrice',
    'pricing.negativePrice', 'pricing.missingBands', 'pricing.bandsOverlap', 'pricing.bandsGap', 'pricing.packageSize', 'pricing.negativeFree',
  ], // prettier-ignore
  load: async ({ product }, read) => {
    const present = await read.get(products, product)
    const [latest] = await read.list(productVersions, {
      where: { field: 'product', is: 'equal', value: product },
      order: ['-version'],
      limit: 1,
    })
    return { present, latest }
  },
  decide: (input, { present, latest }, now) => {
    const { product: code, validFrom, model, basis, measure, revenue, prices, serviceCode } = input
    if (latest && validFrom < latest.validFrom) return refuse('catalog.validBackwards', { product: code, before: latest.validFrom })
    // A count belongs to one calendar month, so its price does too.
    if (measure === 'counted' && basis === 'year') return refuse('catalog.countedYearly', { product: code })
    const fault = pricesFault(model, prices)
    if (fault) return fault
    const number = (latest?.version ?? 0) + 1
    const version: Version = {
      id: now.newId() as Id<'productVersions'>,
      product: code,
      version: number,
      validFrom,
      model,
      basis,
      measure,
      revenue,
      prices,
      serviceCode,
      behaviours: null,
    }
    const told = tell('catalog.versionPublished', { product: code, version: `${number}` })
    if (present) return { result: version, changes: [put(products, { ...present, version: number }), add(productVersions, version), told] }
    const { names, kind, unit } = input
    if (names === null || kind === null || unit === null) return refuse('catalog.incompleteProduct', { product: code })
    if (!isTextByLanguage(names) || !isTextByLanguage(unit) || names['en'] === undefined)
      return refuse('catalog.badTexts', { product: code })
    const product = { code, names, kind, unit, version: number, active: true }
    return { result: version, changes: [put(products, product), add(productVersions, version), told] }
  },
})

function pricesFault(model: Version['model'], prices: Version['prices']): Refusal<TariffFault | 'catalog.currencyTwice'> | undefined {
  const seen = new Set<string>()
  for (const { currency, unitPrice, packageSize, bands } of prices) {
    if (seen.has(currency)) return refuse('catalog.currencyTwice', { currency })
    seen.add(currency)
    const fault = checkTariff({ model, unitPrice, packageSize, bands, free: null, chargeAtZero: false })
    if (fault) return fault
  }
  return undefined
}
