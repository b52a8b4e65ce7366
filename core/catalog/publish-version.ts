import { isTextByLanguage } from '../kernel/by-language.ts'
import { add, command, put, tell } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, choice, codeOf, many, maybe, shape, someData, text, type Id, type Of } from '../kernel/shape.ts'
import { aDocument } from './behaviours/list.ts'
import { documentFaults, faultsOf } from './document-check.ts'
import { documentOf, type ProductDocument } from './document.ts'
import { columnsOf, plainDocument, withColumns } from './draft.ts'
import { aPrice, priceModels } from './price.ts'
import { products, productVersions, type Product, type ProductVersion } from './product.ts'

const input = shape({
  product: codeOf('products'),
  /** Needed for a new product only. */
  names: maybe(someData),
  /** Needed for a new product that is given without behaviours. */
  kind: maybe(choice('oneOff', 'recurring', 'prepay', 'consumption')),
  unit: maybe(someData),
  validFrom: aDay,
  /** All that the version says of itself. Instead, prices alone: what the version before says beside them then stays. */
  behaviours: maybe(aDocument),
  model: maybe(choice(...priceModels)),
  basis: maybe(choice('month', 'year')),
  measure: maybe(choice('agreed', 'counted')),
  revenue: maybe(choice('recurring', 'consumption', 'services', 'hardware')),
  prices: maybe(many(aPrice, 50)),
  serviceCode: maybe(text),
})
type Input = Of<typeof input>

/**
 * Publishes a new version of a product, or the first one of a new product. Contract lines keep the version that they were sold with;
 * new lines take this one.
 */
export const publishVersion = command({
  name: 'catalog.publishVersion',
  zone: 'sales',
  permit: 'catalog.write',
  offline: 'never',
  input,
  output: productVersions.shape,
  refusals: [
    'catalog.incompleteProduct', 'catalog.badTexts', 'catalog.validBackwards', 'catalog.noTerms', 'catalog.bothTerms', 'catalog.kindChanges', ...documentFaults,
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
  decide: (given, { present, latest }, now) => {
    const { product: code, validFrom, names } = given
    if (latest && validFrom < latest.validFrom) return refuse('catalog.validBackwards', { product: code, before: latest.validFrom })
    const document = documentIn(given, present, latest)
    if (refused(document)) return document
    if (present && document.sell.kind !== present.kind)
      return refuse('catalog.kindChanges', { product: code, section: 'sell', field: 'kind' })
    const [fault] = faultsOf(document)
    if (fault) return fault
    const number = (latest?.version ?? 0) + 1
    const version: ProductVersion = {
      id: now.newId() as Id<'productVersions'>,
      product: code,
      version: number,
      validFrom,
      ...columnsOf(document),
      behaviours: document,
    }
    const told = tell('catalog.versionPublished', { product: code, version: `${number}` })
    const { kind, unit } = document.sell
    if (present)
      return { result: version, changes: [put(products, { ...present, unit, version: number }), add(productVersions, version), told] }
    if (names === null) return refuse('catalog.incompleteProduct', { product: code })
    if (!isTextByLanguage(names) || names['en'] === undefined) return refuse('catalog.badTexts', { product: code })
    const product = { code, names, kind, unit, version: number, active: true, productFamily: null }
    return { result: version, changes: [put(products, product), add(productVersions, version), told] }
  },
})

/** The document that is given, or the one that prices alone make of the version before. */
function documentIn(
  { product: code, behaviours, model, basis, measure, revenue, prices, serviceCode, ...given }: Input,
  present: Product | undefined,
  latest: ProductVersion | undefined,
): ProductDocument | Refusal<'catalog.noTerms' | 'catalog.bothTerms' | 'catalog.incompleteProduct' | 'catalog.badTexts'> {
  const columnsSaid = [model, basis, measure, revenue, prices, serviceCode].some((column) => column !== null)
  if (behaviours) return columnsSaid ? refuse('catalog.bothTerms', { product: code }) : behaviours
  if (present && latest && columnsSaid) {
    const said = {
      model: model ?? latest.model,
      basis: basis ?? latest.basis,
      measure: measure ?? latest.measure,
      revenue: revenue ?? latest.revenue,
      prices: prices ?? latest.prices,
      serviceCode: serviceCode ?? latest.serviceCode,
    }
    return withColumns(documentOf(present, latest), said)
  }
  if (model === null || basis === null || measure === null || revenue === null || prices === null)
    return refuse('catalog.noTerms', { product: code })
  const columns = { model, basis, measure, revenue, prices, serviceCode }
  const { names, kind, unit } = given
  if (names === null || kind === null || unit === null) return refuse('catalog.incompleteProduct', { product: code })
  if (!isTextByLanguage(unit)) return refuse('catalog.badTexts', { product: code })
  return withColumns(plainDocument(kind, unit), columns)
}
