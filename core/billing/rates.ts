import { addDays, type Day } from '../kernel/day.ts'
import { decimal, decimalText, ratio, type Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Answer } from '../kernel/record.ts'
import type { Wire } from '../kernel/shape.ts'
import { exactRate, type Quote } from '../ledger/conversion.ts'
import type { spotRates } from './facts.ts'
import type { RateData } from './trace.ts'

/** Days a published rate stays good: Good Friday to Easter Monday closes four. Source: finance.md 1. */
const goodForDays = 4
export const oldestRate = (day: Day): Day => addDays(day, -goodForDays)

/** The rates of a run, frozen when it begins, so that proposing, posting and explaining never see different ones. */
export interface FrozenRates {
  readonly day: string
  readonly source: string
  readonly quotes: readonly {
    readonly base: Currency
    readonly quote: Currency
    readonly value: string
    readonly day: string
    readonly version: number
  }[]
}

/** The latest version of the latest published rate of each pair. */
export function freeze(day: Day, published: readonly Answer<typeof spotRates>[]): FrozenRates {
  const latest = new Map<string, Answer<typeof spotRates>>()
  for (const rate of published) {
    const pair = `${rate.base}/${rate.quote}`
    const before = latest.get(pair)
    if (!before || rate.day > before.day || (rate.day === before.day && rate.version > before.version)) latest.set(pair, rate)
  }
  const quotes = [...latest.values()].sort((a, b) => (a.base + a.quote < b.base + b.quote ? -1 : 1))
  return {
    day,
    source: [...new Set(quotes.map((q) => q.source))].join(', '),
    quotes: quotes.map((q) => ({ base: q.base, quote: q.quote, value: decimalText(q.value), day: q.day, version: q.version })),
  }
}

export interface Exchange {
  readonly rate: Ratio
  readonly data: RateData | null
}
/** Answers exact rates from the frozen quotes, each pair worked out once. */
export class Exchanges {
  readonly #frozen: FrozenRates
  readonly #quotes: readonly Quote[]
  readonly #known = new Map<string, Exchange | undefined>()
  constructor(frozen: FrozenRates) {
    this.#frozen = frozen
    this.#quotes = frozen.quotes.map((q) => ({ from: q.base, to: q.quote, value: decimal(q.value)! }))
  }
  between(from: Currency, to: Currency): Exchange | undefined {
    if (from === to) return identity
    const pair = `${from}/${to}`
    if (!this.#known.has(pair)) {
      const rate = exactRate(this.#quotes, from, to)
      const used = this.#frozen.quotes.filter((q) => [from, to].includes(q.base) || [from, to].includes(q.quote))
      this.#known.set(
        pair,
        rate && { rate, data: { to, quotes: used.map((q) => `1 ${q.base} = ${q.value} ${q.quote} (${q.day}, v${q.version})`) } },
      )
    }
    return this.#known.get(pair)
  }
}
const identity: Exchange = { rate: ratio(1n), data: null }

export const ratesOf = (data: Wire): FrozenRates => data as unknown as FrozenRates
