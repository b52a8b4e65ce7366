import { day, type Day } from '../kernel/day.ts'
import { decimalText, one } from '../kernel/decimal.ts'
import { calculator } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, aDecimal, choice, count, many, maybe, shape, someMoney, text } from '../kernel/shape.ts'
import { overages } from './fund.ts'
import { take, type DrawnLot } from './lots.ts'

const part = shape({ id: text, quantity: aDecimal, value: someMoney })
const fromTheBeginning = day('1900-01-01') as Day

/** What draws take from lots, without any fund being there: which lots, what value they release, what they leave, what goes beyond them. */
export const drawDown = calculator({
  name: 'funds.drawDown',
  zone: 'sales',
  permit: null,
  input: shape({
    lots: many(shape({ id: text, quantity: aDecimal, value: someMoney, expires: maybe(aDay), priority: maybe(count) }), 10_000),
    draws: many(shape({ quantity: aDecimal, on: aDay, weight: maybe(aDecimal) }), 10_000),
    overage: choice(...overages),
  }),
  output: shape({
    /** What is left of each lot. */
    lots: many(part),
    draws: many(shape({ lots: many(part), released: someMoney, overage: aDecimal })),
  }),
  refusals: ['funds.noLots', 'funds.lotTwice', 'funds.otherCurrency', 'funds.notPositive', 'funds.negativeValue', 'funds.overdrawn'],
  work: ({ lots, draws, overage }) => {
    const currency = lots[0]?.value.currency
    if (currency === undefined) return refuse('funds.noLots')
    const seen = new Set<string>()
    for (const { id, quantity, value } of lots) {
      if (seen.has(id)) return refuse('funds.lotTwice', { lot: id })
      seen.add(id)
      if (value.currency !== currency) return refuse('funds.otherCurrency', { fund: id, currency, paid: value.currency })
      if (quantity.lte(0)) return refuse('funds.notPositive', { quantity: decimalText(quantity) })
      if (value.minor < 0n) return refuse('funds.negativeValue', { value: `${value.minor}`, currency })
    }
    let standing = lots.map(({ id, quantity, value, expires, priority }): DrawnLot => ({
      id,
      quantity,
      value: value.minor,
      priority: priority ?? 0,
      start: fromTheBeginning,
      expires,
      remaining: quantity,
      deferred: value.minor,
      // Nothing is booked here.
      entityValue: 0n,
      entityDeferred: 0n,
      groupValue: 0n,
      groupDeferred: 0n,
    }))
    const done = []
    for (const { quantity, on, weight } of draws) {
      const wanted = quantity.times(weight ?? one)
      if (wanted.lte(0)) return refuse('funds.notPositive', { quantity: decimalText(wanted) })
      const { taken, short } = take(standing, wanted, on)
      if (short.gt(0) && overage === 'block')
        return refuse('funds.overdrawn', { fund: '–', wanted: decimalText(wanted), left: decimalText(wanted.minus(short)), day: on })
      const after = new Map(taken.map((t) => [t.after.id, t.after]))
      standing = standing.map((lot) => after.get(lot.id) ?? lot)
      const used = taken.map((t) => ({
        id: t.after.id,
        quantity: t.before.remaining.minus(t.after.remaining),
        value: { currency, minor: t.before.deferred - t.after.deferred },
      }))
      done.push({ lots: used, released: { currency, minor: used.reduce((sum, u) => sum + u.value.minor, 0n) }, overage: short })
    }
    return {
      lots: standing.map(({ id, remaining, deferred }) => ({ id, quantity: remaining, value: { currency, minor: deferred } })),
      draws: done,
    }
  },
})
