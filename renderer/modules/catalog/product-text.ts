import type { CultureFormats } from '../../app/harmony.tsx'
import type { Say } from '../../app/words.ts'
import { price } from '../billing/amounts.ts'

export interface Band {
  readonly upTo: string | null
  readonly unitPrice: string
  readonly flatFee: string | null
}
export interface Price {
  readonly currency: string
  readonly unitPrice: string | null
  readonly packageSize: string | null
  readonly bands: readonly Band[]
  readonly minimum?: string | null
  readonly cap?: string | null
  readonly free?: string | null
  readonly commit?: { readonly quantity: string; readonly overage: string } | null
  readonly guard?: boolean | null
}
export type Texts = Readonly<Record<string, string>>
export interface Version {
  readonly id: string
  readonly product: string
  readonly version: number
  readonly validFrom: string
  readonly model: 'flat' | 'fillUp' | 'lookUp' | 'package'
  readonly basis: 'month' | 'year'
  readonly measure: 'agreed' | 'counted'
  readonly revenue: string
  readonly prices: readonly Price[]
  readonly serviceCode: string | null
}
/** What a price is for. What is not sold over time has a price for each. */
export type Basis = 'month' | 'year' | 'each'
export const basisOf = (kind: string, basis: 'month' | 'year'): Basis => (kind === 'recurring' || kind === 'consumption' ? basis : 'each')
export interface ProductCard {
  readonly product: {
    readonly code: string
    readonly names: Texts
    readonly kind: 'oneOff' | 'recurring' | 'prepay' | 'consumption'
    readonly unit: Texts
    readonly version: number
    readonly active: boolean
    readonly productFamily: string | null
  }
  readonly versions: readonly Version[]
  readonly linesByVersion: readonly { readonly version: number; readonly lineCount: number }[]
}

/** A text by language in the reader's, else in English. */
export const textIn = (language: string, texts: unknown): string => {
  const all = (typeof texts === 'object' && texts !== null ? texts : {}) as Texts
  return all[language] ?? all['en'] ?? Object.values(all)[0] ?? ''
}

/** One band in words: `1 to 25`, `over 250`. Bands end where they say, inclusively. */
export function bandText(say: Say, culture: CultureFormats, bands: readonly Band[], i: number): string {
  const from = i === 0 ? null : bands[i - 1]?.upTo
  const upTo = bands[i]?.upTo
  if (!upTo) return from ? say('catalog.ui.over', { from: culture.decimal(from) }) : say('catalog.ui.any')
  return from
    ? say('catalog.ui.overUpTo', { from: culture.decimal(from), to: culture.decimal(upTo) })
    : say('catalog.ui.upTo', { to: culture.decimal(upTo) })
}

/** A price in one line: what a list or a contract line shows. */
export function priceText(say: Say, culture: CultureFormats, basis: Basis, of: Price): string {
  if (of.bands.length > 0) {
    const lowest = of.bands.at(-1)
    const highest = of.bands[0]
    return say('catalog.ui.bandsFrom', {
      count: of.bands.length,
      from: price(culture, of.currency, highest?.unitPrice ?? '0'),
      to: price(culture, of.currency, lowest?.unitPrice ?? '0'),
    })
  }
  const amount = price(culture, of.currency, of.unitPrice ?? '0')
  return of.packageSize
    ? say('catalog.ui.perPackage', { amount, size: culture.decimal(of.packageSize) })
    : say(`catalog.ui.per.${basis}`, { amount })
}
