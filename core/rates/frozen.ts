import { addDays, type Day } from '../kernel/day.ts'
import { decimalText, exactly } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refused } from '../kernel/refusal.ts'
import type { Wire } from '../kernel/shape.ts'
import { exchangeOn, type Exchange } from './exchange.ts'
import { readPolicies, usualPolicy, type ratePolicies, type RatePolicy } from './policy.ts'
import { publishedRates } from './published.ts'
import type { PublishedRate, RateLeg } from './rules.ts'

/** One rate as plain data. */
export type RateKept = Omit<PublishedRate, 'value'> & { readonly value: string }

/** The rates of a run, frozen when it begins, so that proposing, posting and explaining never see different ones. */
export interface FrozenRates {
  readonly day: Day
  readonly source: string
  readonly rates: readonly RateKept[]
  /** By legal entity, `*` for all others. What was frozen before entities had a policy has none: its rates are of one source. */
  readonly policies?: { readonly [entity: string]: RatePolicy }
}
type Policies = readonly Row<typeof ratePolicies>[]

/** The latest version of the latest published rate of each source, type and pair. */
export function freeze(day: Day, published: readonly PublishedRate[], policies: Policies): FrozenRates {
  const latest = new Map<string, PublishedRate>()
  for (const rate of published) {
    const key = [rate.source, rate.type, rate.base, rate.quote].join('/')
    const before = latest.get(key)
    if (!before || rate.day > before.day || (rate.day === before.day && rate.version > before.version)) latest.set(key, rate)
  }
  const kept = [...latest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rate]) => rate)
  const by = ({ source, type, maxAgeDays }: RatePolicy): RatePolicy => ({ source, type, maxAgeDays })
  return {
    day,
    source: [...new Set(kept.map((r) => r.source))].join(', '),
    rates: kept.map(({ source, type, base, quote, day: on, value, version, override }) => ({
      source, type, base, quote, day: on, value: decimalText(value), version, ...(override ? { override } : {}),
    })), // prettier-ignore
    policies: { '*': by(usualPolicy), ...Object.fromEntries(policies.map((policy) => [policy.entity, by(policy)])) },
  }
}
export const frozenIn = (data: Wire): FrozenRates => data as unknown as FrozenRates

/** Freezes what the legal entities' policies allow on a day. */
export async function readFrozen(read: Read, day: Day): Promise<FrozenRates> {
  const policies = await readPolicies(read)
  const all = [usualPolicy, ...policies]
  const sources = [...new Set(all.map(({ source }) => source))]
  const oldest = addDays(day, -all.reduce((most, { maxAgeDays }) => Math.max(most, maxAgeDays), 0))
  const published = await read.ask(publishedRates, { sources, oldest, day })
  return freeze(day, published.filter(({ type }) => type === 'spot' || type === 'average'), policies) // prettier-ignore
}

/** The exchange of a legal entity from frozen rates. */
export function exchangeOf(frozen: FrozenRates, entity: string): Exchange {
  const published: PublishedRate[] = frozen.rates.map((r) => ({ ...r, value: exactly(r.value) }))
  return exchangeOn(published, frozen.day, frozen.policies?.[entity] ?? frozen.policies?.['*'] ?? {})
}

/** What a journal keeps of its rates: those that its own amounts went through, and no more. */
export function snapshotOf(exchange: Exchange, from: Currency | readonly Currency[], to: readonly Currency[]): Wire {
  const legs = new Map<string, RateLeg>()
  for (const one of typeof from === 'string' ? [from] : from)
    for (const currency of to) {
      const found = exchange.cross(one, currency)
      if (!refused(found)) for (const leg of found.legs) legs.set(`${leg.base}/${leg.quote}`, leg)
    }
  const rates = [...legs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { inverse: _inverse, ...leg }]) => leg)
  return {
    day: exchange.day,
    maxAgeDays: exchange.maxAgeDays,
    source: [...new Set(rates.map((r) => r.source))].join(', '),
    rates,
  } as unknown as Wire
}
