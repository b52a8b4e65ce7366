import { ratio, type Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { refused } from '../kernel/refusal.ts'
import type { Wire } from '../kernel/shape.ts'
import { exchangeOf, snapshotOf, type FrozenRates } from '../rates/frozen.ts'
import type { RateData } from './trace.ts'

export interface Exchange {
  readonly rate: Ratio
  /** What explanations show; `null` within one currency. */
  readonly data: RateData | null
}
const identity: Exchange = { rate: ratio(1n), data: null }

export interface Exchanges {
  (from: Currency, to: Currency): Exchange | undefined
  /** The rates as a journal from one currency into others keeps them. */
  kept(from: Currency, to: readonly Currency[]): Wire
}
/** Answers exact rates from the frozen ones, by the policy of a legal entity. */
export function exchangesOf(frozen: FrozenRates, entity: string): Exchanges {
  const exchange = exchangeOf(frozen, entity)
  const known = new Map<string, Exchange | undefined>()
  const answer = (from: Currency, to: Currency): Exchange | undefined => {
    if (from === to) return identity
    const pair = `${from}/${to}`
    if (!known.has(pair)) {
      const found = exchange.cross(from, to)
      known.set(pair, refused(found) ? undefined : { rate: found.value, data: { to, legs: found.legs } })
    }
    return known.get(pair)
  }
  const snapshots = new Map<string, Wire>()
  // One value for all journals of the same currencies: it is worked out, and put into words, once.
  const kept = (from: Currency, to: readonly Currency[]): Wire => {
    const pairs = `${from}/${to.join('/')}`
    const found = snapshots.get(pairs) ?? snapshotOf(exchange, from, to)
    snapshots.set(pairs, found)
    return found
  }
  return Object.assign(answer, { kept })
}
/** Where every amount is fixed already: no rate is asked for. */
export const noExchanges: Exchanges = Object.assign(() => undefined, { kept: () => ({}) })
