import { exactly, type Decimal } from '../../kernel/decimal.ts'
import type { Day } from '../../kernel/day.ts'

/** Kinds of supply that tax law tells apart. `service` is what people of an IT seller do: engineering, consulting, data processing, licences. */
export const supplyKinds = ['service', 'electronic', 'general', 'goods', 'event', 'land'] as const
export type SupplyKind = (typeof supplyKinds)[number]
export const taxClasses = ['standard', 'reduced', 'zero', 'exempt'] as const
export type TaxClass = (typeof taxClasses)[number]
/** Where the buyer is, or, of land and events, whether they are in the seller's country (`domestic`) or not (`elsewhere`). */
export const destinations = ['domestic', 'union', 'third', 'elsewhere'] as const
export type Destination = (typeof destinations)[number]
export const parties = ['business', 'consumer'] as const
/** Categories of EN 16931 (UNTDID 5305): K is a supply of goods within the union; L is ours, for India's central and state taxes. */
export const taxCategories = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L'] as const
export type TaxCategory = (typeof taxCategories)[number]

/** A tax code as the law of its country has it. Houses take the codes that they use into their own list, and name them as they like. */
export interface StatuteCode {
  readonly code: string
  readonly short: string
  readonly country: string
  readonly rate: Decimal
  readonly category: TaxCategory
  readonly names: Readonly<Record<string, string>>
  readonly notes: Readonly<Record<string, string>>
  readonly validFrom: Day
  readonly validTo: Day | null
}

/** One row of the decision table. What is left out is not asked about. The first row that fits decides. */
export interface TaxRule {
  /** `GB-domestic-standard-3`: stands in explanations and beside what was decided. */
  readonly rule: string
  readonly country: string
  readonly destinations: readonly Destination[]
  readonly buyer: (typeof parties)[number] | null
  /** Both sides have a valid tax id, or one of them has none. */
  readonly taxIds: boolean | null
  readonly supplies: readonly SupplyKind[]
  readonly taxClass: TaxClass | null
  /** India: seller and place of supply in one state. */
  readonly sameState: boolean | null
  /** India: the seller exports under a letter of undertaking. */
  readonly undertaking: boolean | null
  readonly validFrom: Day
  readonly validTo: Day | null
  readonly codes: readonly string[]
  /** Where the supply is taxed: where the seller is, or where the buyer is (or the land, the event). */
  readonly place: 'seller' | 'customer'
  readonly source: string
}

type Texts = { readonly en: string; readonly de: string }
interface CodeFacts {
  readonly category: TaxCategory
  readonly names: Texts
  readonly notes?: Texts
  readonly from: string
  readonly to?: string
}
/** `taxCode('UK-S20', '20', { … })`: the short code is what stands behind the country. */
export const taxCode = (code: string, country: string, rate: string, facts: CodeFacts): StatuteCode => ({
  code,
  short: code.split('-')[1]!,
  country,
  rate: exactly(rate),
  category: facts.category,
  names: { ...facts.names },
  notes: { ...facts.notes },
  validFrom: facts.from as Day,
  validTo: (facts.to ?? null) as Day | null,
})

type RuleFacts = Partial<Pick<TaxRule, 'buyer' | 'taxIds' | 'supplies' | 'taxClass' | 'sameState' | 'undertaking' | 'place'>> & {
  readonly destinations: readonly Destination[]
  readonly source: string
}
/** What applied when: `['UK-S20', '2011-01-04']`, or with its last day. Two codes together are joined by `+`. */
type Dated = readonly [codes: string, from: string, to?: string]

/** The rows of one rule, one for each stretch of time, newest last. */
export const rulesOf = (country: string, name: string, facts: RuleFacts, ...stretches: readonly Dated[]): readonly TaxRule[] =>
  stretches.map(([codes, from, to], i) => ({
    buyer: null,
    taxIds: null,
    supplies: supplyKinds,
    taxClass: null,
    sameState: null,
    undertaking: null,
    place: 'seller',
    ...facts,
    rule: `${country}-${name}${stretches.length > 1 ? `-${i + 1}` : ''}`,
    country,
    validFrom: from as Day,
    validTo: (to ?? null) as Day | null,
    codes: codes.split('+'),
  }))
