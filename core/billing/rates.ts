import { addDays, type Day } from '../kernel/day.ts'
import { decimalText, exactly, ratio, type Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Answer } from '../kernel/record.ts'
import { refused } from '../kernel/refusal.ts'
import type { Wire } from '../kernel/shape.ts'
import { rateOn, usualMaxAgeDays, type PublishedRate } from '../rates/rules.ts'
import type { spotRates } from './facts.ts'
import type { RateData } from './trace.ts'

export const oldestRate = (day: Day): Day => addDays(day, -usualMaxAgeDays)

/** The rates of a run, frozen when it begins, so that proposing, posting and explaining never see different ones. */
export interface FrozenRates {
  readonly day: Day
  readonly source: string
  readonly rates: readonly (Omit<PublishedRate, 'value'> & { readonly value: string })[]
}

/** The latest version of the latest published rate of each pair. */
export function freeze(day: Day, published: readonly Answer<typeof spotRates>[]): FrozenRates {
  const latest = new Map<string, Answer<typeof spotRates>>()
  for (const rate of published) {
    const pair = `${rate.base}/${rate.quote}`
    const before = latest.get(pair)
    if (!before || rate.day > before.day || (rate.day === before.day && rate.version > before.version)) latest.set(pair, rate)
  }
  const rates = [...latest.values()].sort((a, b) => (a.base + a.quote < b.base + b.quote ? -1 : 1))
  return {
    day,
    source: [...new Set(rates.map((r) => r.source))].join(', '),
    rates: rates.map((r) => ({ ...r, type: 'spot', value: decimalText(r.value) })),
  }
}
export const ratesOf = (data: Wire): FrozenRates => data as unknown as FrozenRates

export interface Exchange {
  readonly rate: Ratio
  /** What explanations show; `null` within one currency. */
  readonly data: RateData | null
}
const identity: Exchange = { rate: ratio(1n), data: null }

export type Exchanges = (from: Currency, to: Currency) => Exchange | undefined
/** Answers exact rates from the frozen ones, each pair worked out once. */
export function exchangesOf(frozen: FrozenRates): Exchanges {
  const published: PublishedRate[] = frozen.rates.map((r) => ({ ...r, value: exactly(r.value) }))
  const known = new Map<string, Exchange | undefined>()
  return (from, to) => {
    if (from === to) return identity
    const pair = `${from}/${to}`
    if (!known.has(pair)) {
      const found = rateOn(published, { from, to, day: frozen.day })
      known.set(pair, refused(found) ? undefined : { rate: found.value, data: { to, legs: found.legs } })
    }
    return known.get(pair)
  }
}
