import { decimalText, type Decimal } from '../kernel/decimal.ts'
import { step, type Step } from '../kernel/explanation.ts'
import { includedFrom, listFor, priceOf } from '../usage/incident-price.ts'
import type { IncidentPriceList } from '../usage/incident.ts'
import type { Entry } from './entry.ts'
import type { ContractFacts } from './facts.ts'
import type { Landing } from './landing.ts'

/** What an incident costs by its price list; `null` where no list prices it, so that only a product can. */
export interface Asked {
  readonly quantity: Decimal
  readonly unit: 'hours' | 'currency' | 'token'
  readonly currency: Entry['currency']
  readonly free: 'included' | 'duplicate' | 'reopened' | null
  /** Times the price out of hours. */
  readonly factor: Decimal
}
export function incidentAsked(
  entry: Entry,
  { contract, products, landings }: Pick<ContractFacts, 'contract' | 'products'> & { readonly landings: readonly Landing[] },
  prices: readonly IncidentPriceList[],
): { readonly asked: Asked | null; readonly steps: readonly Step[] } {
  const incident = entry.incident!
  const list = listFor(prices, { entity: contract.entity, contract: contract.id, type: incident.type, day: entry.day }, products)
  if (!list) return { asked: null, steps: [step('coverage.why.noPrices', { priority: ['text', incident.priority] })] }
  const first = includedFrom(list, entry.day)
  const before = landings.filter(
    (one) => one.kind === 'incident' && includedFrom(list, one.day) === first && one.parts.every((part) => part.repeats === null),
  ).length
  const price = priceOf(incident, list, before)
  if (!price) return { asked: null, steps: [step('coverage.why.noPrices', { priority: ['text', incident.priority] })] }
  const free = price.why === 'charged' ? null : price.why
  const about = { list: ['text', list.name], priority: ['text', incident.priority], price: ['decimal', decimalText(price.listed)] } as const
  const said: Step[] = [
    list.unit === 'currency' && list.currency
      ? step('coverage.why.price.currency', { ...about, currency: ['text', list.currency] })
      : step(`coverage.why.price.${list.unit}`, about),
  ]
  if (!price.factor.eq(1)) said.push(step('coverage.why.outOfHours', { factor: ['decimal', decimalText(price.factor)] }))
  if (free === 'included')
    said.push(step('coverage.why.incidentIncluded', { count: ['count', `${before + 1}`], of: ['count', `${list.includedCount}`] }))
  else if (free !== null) said.push(step(`coverage.why.${free}`))
  return { asked: { quantity: price.price, unit: list.unit, currency: list.currency, free, factor: price.factor }, steps: said }
}
