import { inLanguage } from '../kernel/by-language.ts'
import { decimalText, one } from '../kernel/decimal.ts'
import { step, type Step } from '../kernel/explanation.ts'
import type { Row } from '../kernel/record.ts'
import { refused } from '../kernel/refusal.ts'
import { cliffsOf, explainCliffs } from '../pricing/cliff.ts'
import { tellingQuantities } from '../pricing/examples.ts'
import type { Tariff } from '../pricing/rating.ts'
import { price } from '../pricing/trace.ts'
import type { products, productVersions } from './product.ts'

type Product = Row<typeof products>
type Version = Row<typeof productVersions>
type Price = Version['prices'][number]

/** A product version read out. The sentences say what billing does, so whoever changes billing changes them. */
export interface Card {
  readonly steps: readonly Step[]
  /** What whoever sells it should know. */
  readonly warnings: readonly Step[]
  /** Quantities and what they cost, worked out by the rules themselves. */
  readonly examples: readonly Step[]
}

export function cardOf(product: Product, version: Version, language: string): Card {
  const unit = inLanguage(product.unit, language) ?? ''
  const steps = [
    step(`catalog.card.what.${product.kind}`, { product: ['product', inLanguage(product.names, language) ?? product.code] }),
    ...(product.active ? [] : [step('catalog.card.what.inactive')]),
    step('catalog.card.unit', { unit: ['unit', unit] }),
    step(`pricing.model.${version.model}`),
    ...pricesIn(product, version),
    ...billingIn(product, version),
    step(`catalog.card.account.${version.revenue}`),
    ...taxIn(product, version),
    holding(product, version),
  ]
  return { steps, warnings: warningsOf(version), examples: examplesOf(product, version, unit) }
}

/** Contracts bill it, period by period. What is bought once or paid ahead is no contract line. */
const byContract = ({ kind }: Product): boolean => kind === 'recurring' || kind === 'consumption'
const per = (product: Product, version: Version): 'month' | 'year' | 'once' => (byContract(product) ? version.basis : 'once')

export const tariffOf = (version: Version, listed: Price): Tariff => ({
  model: version.model,
  unitPrice: listed.unitPrice,
  packageSize: listed.packageSize,
  bands: listed.bands,
  free: null,
  chargeAtZero: false,
})

/** The list prices, each currency with its bands, and what may stand in their place. */
function pricesIn(product: Product, version: Version): readonly Step[] {
  const where = byContract(product) ? 'contract' : 'once'
  if (version.prices.length === 0) return [step(`catalog.card.price.none.${where}`)]
  return [
    ...version.prices.flatMap((listed) => priceIn(listed, version, per(product, version))),
    step(`catalog.card.currencies.${where}`, { currencies: ['text', version.prices.map((p) => p.currency).join(', ')] }),
    ...(byContract(product) ? [step(version.model === 'flat' ? 'catalog.card.agreed.price' : 'catalog.card.agreed.model')] : []),
  ]
}
function priceIn({ currency, unitPrice, packageSize, bands }: Price, { model }: Version, term: 'month' | 'year' | 'once'): readonly Step[] {
  const size = model === 'package' && packageSize ? packageSize : undefined
  const of = size ? 'package' : 'unit'
  const sized = size ? { size: ['decimal', decimalText(size)] as const } : {}
  if (model === 'flat' || bands.length === 0)
    return [step(`catalog.card.price.${of}.${term}`, { price: ['decimal', decimalText(unitPrice!), currency], ...sized })]
  return [
    step(`catalog.card.price.bands.${of}.${term}`, { currency: ['text', currency], ...sized }),
    ...bands.flatMap((band, i) => {
      const from = bands[i - 1]?.upTo ?? null
      const place = from === null && band.upTo === null ? 'all' : from === null ? 'first' : band.upTo === null ? 'open' : 'between'
      return [
        step(`catalog.card.price.band.${place}`, {
          ...(from === null ? {} : { from: ['decimal', decimalText(from)] as const }),
          ...(band.upTo === null ? {} : { upTo: ['decimal', decimalText(band.upTo)] as const }),
          price: ['decimal', decimalText(band.unitPrice), currency],
        }),
        ...(band.flatFee?.gt(0)
          ? [
              step(`catalog.card.price.fee.${model === 'lookUp' ? 'within' : 'entered'}`, {
                fee: ['decimal', decimalText(band.flatFee), currency],
              }),
            ]
          : []),
      ]
    }),
  ]
}

function billingIn(product: Product, { measure, basis }: Version): readonly Step[] {
  if (!byContract(product)) return []
  if (measure === 'counted') return [step('catalog.card.bill.counted'), step('catalog.card.bill.full'), step('catalog.card.bill.rounded')]
  return [
    step('catalog.card.bill.agreed'),
    step(`catalog.card.bill.length.${basis}`),
    step('catalog.card.bill.prorated'),
    step('catalog.card.bill.rounded'),
  ]
}

const taxIn = (product: Product, { serviceCode }: Version): readonly Step[] => [
  ...(byContract(product) ? [step('catalog.card.tax.line')] : []),
  ...(serviceCode === null ? [] : [step('catalog.card.tax.serviceCode', { code: ['text', serviceCode] })]),
]

const holding = (product: Product, { version, validFrom }: Version): Step => {
  const where = byContract(product) ? 'contract' : 'once'
  const about = { version: ['count', `${version}`], day: ['day', validFrom] } as const
  if (version !== product.version)
    return step(`catalog.card.holds.earlier.${where}`, { ...about, current: ['count', `${product.version}`] })
  return step(`catalog.card.holds.current.${where}`, about)
}

/** Cliffs of the list prices, in every currency that has some; why there are any is said once. */
function warningsOf(version: Version): readonly Step[] {
  const told = version.prices.flatMap((listed) => {
    const tariff = tariffOf(version, listed)
    const cliffs = cliffsOf(tariff, listed.currency, one, null)
    return refused(cliffs) || cliffs.length === 0 ? [] : explainCliffs(tariff, listed.currency, cliffs)
  })
  return told.filter((s, i) => s.say !== 'pricing.cliffReason' || i === 0)
}

const examplesOf = (product: Product, version: Version, unit: string): readonly Step[] =>
  version.prices.flatMap((listed) => {
    const tariff = tariffOf(version, listed)
    return tellingQuantities(tariff).flatMap((quantity) => {
      const priced = price(tariff, listed.currency, quantity)
      if (refused(priced)) return []
      return [
        step(`catalog.card.example.${per(product, version)}`, {
          quantity: ['decimal', decimalText(quantity)],
          unit: ['unit', unit],
          amount: ['money', priced.minor.toString(), listed.currency],
        }),
      ]
    })
  })
