import { inLanguage } from '../kernel/by-language.ts'
import { decimalText, one } from '../kernel/decimal.ts'
import { step, type Step } from '../kernel/explanation.ts'
import type { Row } from '../kernel/record.ts'
import { refused } from '../kernel/refusal.ts'
import { cliffsOf, explainCliffs } from '../pricing/cliff.ts'
import { tellingQuantities } from '../pricing/examples.ts'
import { price } from '../pricing/trace.ts'
import { chosenIn, type SectionName } from './behaviour.ts'
import { sections } from './behaviours/list.ts'
import { byContract, tariffOf, termOf } from './card-prices.ts'
import { documentOf, type ProductDocument } from './document.ts'
import type { products, productVersions } from './product.ts'

type Product = Row<typeof products>
type Version = Row<typeof productVersions>

/** A product version read out. The sentences say what the product's behaviours do, so each behaviour brings its own. */
export interface Card {
  /** What it is, and which version. */
  readonly steps: readonly Step[]
  /** What it says of itself, section by section. */
  readonly sections: readonly { readonly section: SectionName; readonly steps: readonly Step[] }[]
  /** What whoever sells it should know. */
  readonly warnings: readonly Step[]
  /** Quantities and what they cost, worked out by the rules themselves. */
  readonly examples: readonly Step[]
}

export function cardOf(product: Product, version: Version, language: string): Card {
  const document = documentOf(product, version)
  return {
    ...cardOfDocument(document, language),
    steps: [
      step('catalog.card.name', {
        product: ['product', inLanguage(product.names, language) ?? product.code],
        code: ['text', product.code],
      }),
      ...(product.active ? [] : [step('catalog.card.inactive')]),
      holding(product, version, byContract(document) ? 'contract' : 'once'),
    ],
  }
}

/** The card of a document by itself, published or not. */
export const cardOfDocument = (document: ProductDocument, language: string): Omit<Card, 'steps'> => ({
  sections: sections.map((section) => {
    const { behaviour, terms } = chosenIn(section, document)
    return { section: section.name, steps: behaviour.read(terms as never, { document, language }) }
  }),
  warnings: warningsOf(document),
  examples: examplesOf(document, language),
})

const holding = (product: Product, { version, validFrom }: Version, where: 'contract' | 'once'): Step => {
  const about = { version: ['count', `${version}`], day: ['day', validFrom] } as const
  if (version !== product.version)
    return step(`catalog.card.holds.earlier.${where}`, { ...about, current: ['count', `${product.version}`] })
  return step(`catalog.card.holds.current.${where}`, about)
}

/** Cliffs of the list prices, in every currency that has some; why there are any is said once. */
function warningsOf({ sell }: ProductDocument): readonly Step[] {
  const told = sell.prices.flatMap((listed) => {
    const tariff = tariffOf(sell, listed)
    const cliffs = cliffsOf(tariff, listed.currency, one, null)
    return refused(cliffs) || cliffs.length === 0 ? [] : explainCliffs(tariff, listed.currency, cliffs)
  })
  return told.filter((s, i) => s.say !== 'pricing.cliffReason' || i === 0)
}

const examplesOf = (document: ProductDocument, language: string): readonly Step[] =>
  document.sell.prices.flatMap((listed) => {
    const tariff = tariffOf(document.sell, listed)
    const unit = inLanguage(document.sell.unit, language) ?? ''
    return tellingQuantities(tariff).flatMap((quantity) => {
      const priced = price(tariff, listed.currency, quantity)
      if (refused(priced)) return []
      return [
        step(`catalog.card.example.${termOf(document)}`, {
          quantity: ['decimal', decimalText(quantity)],
          unit: ['unit', unit],
          amount: ['money', priced.minor.toString(), listed.currency],
        }),
      ]
    })
  })
