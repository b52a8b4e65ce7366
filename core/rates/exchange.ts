import { addDays, type Day } from '../kernel/day.ts'
import { ratio, type Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { covers } from '../people/permits.ts'
import { roles } from '../people/user.ts'
import { policyFor, readPolicies, usualMaxAgeDays, usualPolicy, type RatePolicy } from './policy.ts'
import { publishedRates } from './published.ts'
import type { RateType } from './rate.ts'
import { rateOn, type CrossRate, type PublishedRate } from './rules.ts'

export type RateFault = 'rates.missing' | 'rates.stale'
export const rateFaults = ['rates.missing', 'rates.stale'] as const satisfies readonly RateFault[]

/** Answers the exact rate between two currencies on its day, through published pairs of one source only. */
export interface Exchange {
  readonly day: Day
  /** As old as a rate may be. */
  readonly maxAgeDays: number
  rate(from: Currency, to: Currency): Ratio | Refusal<RateFault>
  /** The rate with what it rests on. */
  cross(from: Currency, to: Currency): CrossRate | Refusal<RateFault>
}
/** Whose rates, of which type and how old; left out: whatever is given, spot, as old as usual. */
export interface ExchangeBy {
  readonly source?: string
  readonly type?: RateType
  readonly maxAgeDays?: number
  /** Who may record the one that is missing. */
  readonly who?: string
}

/** Each pair is worked out once. */
export function exchangeOn(published: readonly PublishedRate[], day: Day, { who = '', ...by }: ExchangeBy = {}): Exchange {
  const known = new Map<string, CrossRate | Refusal<RateFault>>()
  const cross = (from: Currency, to: Currency): CrossRate | Refusal<RateFault> => {
    const pair = `${from}/${to}`
    let found = known.get(pair)
    if (found === undefined) {
      found = from === to ? { from, to, day, value: ratio(1n), legs: [] } : rateOn(published, { from, to, day, ...by })
      if (refused(found)) found = refuse(found.refused, { ...found.about, who })
      known.set(pair, found)
    }
    return found
  }
  const rate = (from: Currency, to: Currency): Ratio | Refusal<RateFault> => {
    const found = cross(from, to)
    return refused(found) ? found : found.value
  }
  return { day, maxAgeDays: by.maxAgeDays ?? usualMaxAgeDays, rate, cross }
}

/** Far enough back to say how old the last rate is. */
export const searchedDays = 60

/** The roles whose holders may record a rate, as people call them. */
export async function recordersOf(read: Read): Promise<string> {
  const known = await read.list(roles, { order: ['name'], limit: 1000 })
  return known.filter(({ permits }) => permits.some((entry) => covers(entry, 'rates.write'))).map(({ name }) => name).join(', ') // prettier-ignore
}

async function exchangeBy(read: Read, day: Day, { source, type, maxAgeDays }: RatePolicy | TaxPolicy): Promise<Exchange> {
  const oldest = addDays(day, -Math.max(searchedDays, maxAgeDays))
  const published = await read.ask(publishedRates, { sources: [source], oldest, day })
  return exchangeOn(published, day, { source, type, maxAgeDays, who: await recordersOf(read) })
}

/**
 * The exchange of a day by the policy of a legal entity: everything that is posted in its books. Without one by that of the house: estimates and limits, which
 * are nobody's books.
 */
export const readExchange = async (read: Read, day: Day, entity: string | null = null): Promise<Exchange> =>
  exchangeBy(read, day, policyFor(await readPolicies(read), entity))

interface TaxPolicy {
  readonly source: string
  readonly type: RateType
  readonly maxAgeDays: number
}
/** A month: authorities publish their rates once in one, and they hold for all of it. */
const taxMaxAgeDays = 31
/** The exchange by which a legal entity turns tax amounts into its currency: the authority's own rates where it says so, else those of its books. */
export async function readTaxExchange(read: Read, day: Day, entity: string): Promise<Exchange> {
  const policies = await readPolicies(read)
  const own = policies.find((policy) => policy.entity === entity) ?? usualPolicy
  if (own.taxSource === null) return exchangeBy(read, day, policyFor(policies, entity))
  const maxAgeDays = own.taxType === 'tax' ? taxMaxAgeDays : own.maxAgeDays
  return exchangeBy(read, day, { source: own.taxSource, type: own.taxType, maxAgeDays })
}
