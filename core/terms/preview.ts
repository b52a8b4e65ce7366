import { aStep, step, type Step } from '../kernel/explanation.ts'
import { query, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, choice, codeOf, count, idOf, longText, many, maybe, shape, text } from '../kernel/shape.ts'
import { documentOf } from '../catalog/document.ts'
import { products, productVersions } from '../catalog/product.ts'
import { entities } from '../entities/entity.ts'
import { clauseLibrary, clausesFor, type Sale } from './choosing.ts'
import { occasionKeys, type Occasion } from './occasions.ts'

/** Why a clause stands in an order, by the products that bring it. */
export const whyClause = (occasion: Occasion, brought: readonly string[]): Step =>
  step(`terms.why.${occasion}`, occasion === 'always' ? {} : { products: ['text', brought.join(', ')] })

/** The clauses that an order with these products carries, word for word, and why; and what it does that no clause speaks of. */
export const previewClauses = query({
  name: 'terms.preview',
  zone: 'sales',
  permit: 'terms.read',
  input: shape({
    entity: codeOf('entities'),
    /** The entity's unless it is said. */
    language: maybe(text),
    /** Today unless it is said. */
    day: maybe(aDay),
    products: many(shape({ product: codeOf('products'), /** The one on sale unless it is said. */ version: maybe(count) }), 1000),
  }),
  output: shape({
    clauses: many(
      shape({
        id: idOf('clauses'),
        code: codeOf('clauses'),
        version: count,
        entity: maybe(codeOf('entities')),
        language: text,
        heading: text,
        text: longText,
        hash: text,
        occasion: choice(...occasionKeys),
        why: aStep,
      }),
    ),
    missing: many(shape({ occasion: choice(...occasionKeys), why: aStep })),
    untranslated: many(text),
  }),
  refusals: ['terms.unknownEntity', 'terms.unknownProduct'],
  ask: async ({ entity: code, language, day, products: wanted }, read, { today }) => {
    const entity = await read.get(entities, code)
    if (!entity) return refuse('terms.unknownEntity', { entity: code })
    const documents = await documentsOf(wanted, read)
    const lacking = wanted[documents.indexOf(undefined)]
    if (lacking)
      return refuse('terms.unknownProduct', { product: lacking.product, version: lacking.version === null ? '' : `${lacking.version}` })
    const sale: Sale = {
      entity: code,
      language: language ?? entity.language,
      day: day ?? today,
      documents: documents.flatMap((document) => document ?? []),
    }
    const { chosen, missing, untranslated } = clausesFor(sale, await clauseLibrary(read))
    return {
      clauses: chosen.map(({ clause, title, products: brought, occasion, ...words }) => ({
        id: clause.id,
        code: clause.code,
        version: clause.version,
        entity: clause.entity,
        language: words.language,
        heading: title,
        text: words.text,
        hash: words.hash,
        occasion,
        why: whyClause(occasion, brought),
      })),
      missing: missing.map(({ occasion, products: brought }) => ({ occasion, why: whyClause(occasion, brought) })),
      untranslated,
    }
  },
})

/** What the versions say of themselves, in the order in which they were asked for. */
export async function documentsOf(
  wanted: readonly { readonly product: string; readonly version: number | null }[],
  read: Read,
): Promise<readonly (Sale['documents'][number] | undefined)[]> {
  const codes = [...new Set(wanted.map(({ product }) => product))]
  if (codes.length === 0) return []
  const [known, versions] = await Promise.all([
    read.some(products, codes),
    read.list(productVersions, { where: { field: 'product', is: 'in', value: codes }, limit: 100_000 }),
  ])
  const byNumber = new Map(versions.map((version) => [`${version.product}@${version.version}`, version]))
  return wanted.map(({ product: code, version: asked }) => {
    const product = known.get(code)
    const version = product && byNumber.get(`${code}@${asked ?? product.version}`)
    return version && { product: code, document: documentOf(product, version) }
  })
}
