import type { Day } from '../kernel/day.ts'
import { step, type Step } from '../kernel/explanation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { groupOf } from './countries.ts'
import { askedOfService, statuteRules } from './statute/statute.ts'
import type { Destination, SupplyKind, TaxClass, TaxRule } from './statute/row.ts'
import { hasForm, indianState, indianStateName } from './tax-ids.ts'

/** A legal entity as tax law sees it on a day. */
export interface Seller {
  readonly country: string
  readonly region: string | null
  readonly taxId: string | null
  /** India: exports without payment of tax are allowed on the day. */
  readonly undertaking: boolean
}
export interface Buyer {
  readonly country: string
  readonly region: string | null
  readonly taxId: string | null
  readonly business: boolean
  /** What an authority said of the tax id, and when; `null` where nobody asked. */
  readonly check: { readonly valid: boolean; readonly day: Day; readonly authority: string } | null
}
export interface Supplied {
  readonly kind: SupplyKind
  readonly taxClass: TaxClass
  /** Country of the land or the event; `null`: the seller's. */
  readonly performedIn: string | null
}
export interface Decided {
  readonly rule: string
  readonly codes: readonly string[]
  /** Country whose tax law counts. */
  readonly place: string
  /** India: two digits of the state of supply, which the invoice names. */
  readonly state: string | null
  readonly source: string
  readonly why: readonly Step[]
}
export type TaxFault = 'tax.classWithoutRate' | 'tax.noRule' | 'tax.serviceNeeded'
export const taxFaults = ['tax.classWithoutRate', 'tax.noRule', 'tax.serviceNeeded'] as const satisfies readonly TaxFault[]

/** Does the id of a buyer count? An authority's word counts before its form. */
export function idOfBuyer({ country, taxId, check }: Buyer): { readonly counts: boolean; readonly why: Step } {
  if (taxId === null) return { counts: false, why: step('tax.why.idMissing') }
  const id = ['text', taxId] as const
  if (check)
    return {
      counts: check.valid,
      why: step(check.valid ? 'tax.why.idValid' : 'tax.why.idInvalid', {
        id,
        authority: ['text', check.authority],
        day: ['day', check.day],
      }),
    }
  return hasForm(country, taxId)
    ? { counts: true, why: step('tax.why.idUnchecked', { id }) }
    : { counts: false, why: step('tax.why.idForm', { id, country: ['text', country] }) }
}

/** Land and events are taxed where they are; everything else by where the buyer is. */
function destinationOf(seller: Seller, buyer: Buyer, { kind, performedIn }: Supplied, day: Day): Destination {
  if (kind === 'event' || kind === 'land') return (performedIn ?? seller.country) === seller.country ? 'domestic' : 'elsewhere'
  return groupOf(seller.country, buyer.country, day)
}

/**
 * Which tax a supply bears: by who sells what to whom, on its tax point and never today. Pure: the same facts always give the same answer. A house's own rows
 * are asked before the law's; the first that fits decides.
 */
export function decideTax(
  facts: { readonly seller: Seller; readonly buyer: Buyer; readonly supplied: Supplied; readonly taxPoint: Day },
  own: readonly TaxRule[] = [],
): Decided | Refusal<TaxFault> {
  const { seller, buyer, supplied, taxPoint } = facts
  const destination = destinationOf(seller, buyer, supplied, taxPoint)
  const id = idOfBuyer(buyer)
  const states = statesOf(seller, buyer)
  const fits = (rule: TaxRule): boolean =>
    rule.country === seller.country &&
    rule.destinations.includes(destination) &&
    rule.supplies.includes(supplied.kind) &&
    (rule.buyer === null || (rule.buyer === 'business') === buyer.business) &&
    (rule.taxIds === null || rule.taxIds === (id.counts && seller.taxId !== null)) &&
    (rule.taxClass === null || rule.taxClass === supplied.taxClass) &&
    (rule.sameState === null || rule.sameState === (states.seller === states.supply)) &&
    (rule.undertaking === null || rule.undertaking === seller.undertaking)
  const applies = (rule: TaxRule): boolean => rule.validFrom <= taxPoint && (rule.validTo === null || taxPoint <= rule.validTo)
  const possible = [...own.filter(fits), ...(lawOf.get(seller.country) ?? []).filter(fits)]
  const rule = possible.find(applies)
  if (!rule) {
    if (askedOfService.has(seller.country)) return refuse('tax.serviceNeeded', { country: seller.country })
    const about = { country: seller.country, customer: buyer.country, taxClass: supplied.taxClass, day: taxPoint }
    const classless = destination === 'domestic' || possible.length > 0
    return classless && knows(seller.country, own) ? refuse('tax.classWithoutRate', about) : refuse('tax.noRule', about)
  }
  const domestic = seller.country === 'IN' && destination === 'domestic'
  return {
    rule: rule.rule,
    codes: rule.codes,
    place: rule.place === 'seller' ? seller.country : (supplied.performedIn ?? buyer.country),
    state: domestic ? states.supply : null,
    source: rule.source,
    why: [
      step('tax.why.point', { day: ['day', taxPoint] }),
      step(`tax.why.to.${destination}`, { seller: ['text', seller.country], customer: ['text', supplied.performedIn ?? buyer.country] }),
      ...(destination === 'domestic' || destination === 'elsewhere'
        ? []
        : [step(buyer.business ? 'tax.why.business' : 'tax.why.consumer')]),
      ...(rule.taxIds === null && !(destination === 'union' && buyer.business) ? [] : [id.why]),
      ...(rule.taxIds !== null && seller.taxId === null ? [step('tax.why.sellerWithoutId')] : []),
      ...(rule.sameState === null ? [] : [stateStep(states)]),
      ...(rule.undertaking === null ? [] : [step(rule.undertaking ? 'tax.why.undertaking' : 'tax.why.noUndertaking')]),
      step(`tax.why.class.${supplied.taxClass}`),
      step('tax.why.rule', { rule: ['text', rule.rule], source: ['text', rule.source] }),
    ],
  }
}

/** The rows of each country, in their order. */
const lawOf: ReadonlyMap<string, readonly TaxRule[]> = Map.groupBy(statuteRules, ({ country }) => country)
/** Is there any row of this seller's country? */
const knows = (country: string, own: readonly TaxRule[]): boolean => lawOf.has(country) || own.some((rule) => rule.country === country)

interface States {
  readonly seller: string | null
  /** Where the supply is: the buyer's registration, else its address, else where the seller is (IGST Act 2017 s.12(2)). */
  readonly supply: string | null
}
function statesOf(seller: Seller, buyer: Buyer): States {
  if (seller.country !== 'IN' || buyer.country !== 'IN') return { seller: null, supply: null }
  const own = indianState(seller.taxId, seller.region)
  const other = indianState(buyer.taxId, buyer.region)
  // Where only one is known, both are taken to be there.
  return { seller: own ?? other, supply: other ?? own }
}
const stateStep = ({ seller, supply }: States): Step =>
  seller === supply
    ? step('tax.why.sameState', { state: ['text', indianStateName(supply ?? '')] })
    : step('tax.why.otherState', { from: ['text', indianStateName(seller ?? '')], to: ['text', indianStateName(supply ?? '')] })

/**
 * The day by which the tax of a charge is decided. Germany and the union: when the service is done, the last day of what is charged (§ 27 (1) UStG, 2006/112/EC
 * Art. 63, 64). Elsewhere services that go on are taxed when they are invoiced (UK: SI 1995/2518 reg. 90; India: CGST Act s.13; Australia: GST Act Div 29).
 */
export function taxPointOf(country: string, issued: Day, lastDay: Day): Day {
  return country === 'DE' ? lastDay : issued
}
