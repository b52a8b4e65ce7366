import fc from 'fast-check'
import { exactly, multiply, ratio, ratioText, roundHalfAway } from '../../../core/kernel/decimal.ts'
import type { Day } from '../../../core/kernel/day.ts'
import { toMinor, type Currency } from '../../../core/kernel/money.ts'
import { refused } from '../../../core/kernel/refusal.ts'
import { rateRows } from '../../../core/demo/rates.ts'
import { rateOn, valueOf, type CrossRate, type PublishedRate } from '../../../core/rates/rules.ts'

const rate = (base: string, quote: string, day: string, value: string, more: Partial<PublishedRate> = {}): PublishedRate => ({
  source: 'TEST',
  type: 'spot',
  base: base as Currency,
  quote: quote as Currency,
  day: day as Day,
  value: exactly(value),
  version: 1,
  ...more,
})
const demo = rateRows().map((r) => rate(r.base, r.quote, r.day, r.value, { type: r.type }))
const on = (rates: readonly PublishedRate[], from: string, to: string, day: string, more: object = {}) =>
  rateOn(rates, { from: from as Currency, to: to as Currency, day: day as Day, ...more })
const found = (result: ReturnType<typeof rateOn>): CrossRate => {
  if (refused(result)) throw new Error(result.refused)
  return result
}

describe('the golden amounts of the demo group', () => {
  it.each([
    ['EUR', '1000.00', 'INR', '2026-11-16', 9_775_281n],
    ['EUR', '1000.00', 'GBP', '2026-11-16', 87_000n],
    ['INR', '97752.81', 'GBP', '2026-11-16', 87_000n],
    ['INR', '407336.00', 'GBP', '2026-12-01', 363_547n],
    ['INR', '345200.00', 'GBP', '2026-12-01', 308_091n],
    ['EUR', '741.49', 'GBP', '2026-12-01', 64_769n],
    ['GBP', '1999.37', 'GBP', '2026-12-01', 199_937n],
  ] as const)('%s %s is in %s on %s: %s', (from, amount, to, day, minor) => {
    const value = found(on(demo, from, to, day)).value
    expect(toMinor(to, multiply({ numerator: BigInt(amount.replace('.', '')), denominator: 100n }, value))).toBe(minor)
  })
  it('closing and average rates stand beside the spot rates', () => {
    const types = (type: string, day: string) =>
      (['EUR', 'INR', 'USD'] as const).map((c) => ratioText(found(on(demo, c, 'GBP', day, { type })).value, 6))
    expect(types('closing', '2026-10-31')).toEqual(['0.865', '0.00885', '0.758'])
    expect(types('closing', '2026-11-30')).toEqual(['0.874', '0.00893', '0.7625'])
    expect(types('average', '2026-11-30')).toEqual(['0.8698', '0.008894', '0.7602'])
    expect(types('spot', '2026-12-01')).toEqual(['0.8735', '0.008925', '0.762'])
    expect(types('spot', '2026-11-16')).toEqual(['0.87', '0.0089', '0.76'])
  })
  it('there is one spot rate for every day and currency from October to March, the same each time', () => {
    const spots = rateRows().filter((r) => r.type === 'spot')
    expect(spots).toHaveLength(3 * 182)
    expect(new Set(spots.map((r) => r.base + r.day)).size).toBe(3 * 182)
    expect(rateRows()).toEqual(rateRows())
    for (const r of spots) expect(r.value).toMatch(/^0\.\d{4}(\d{2})?$/)
  })
})

describe('a rate', () => {
  it('goes from a currency to itself without any', () =>
    expect(found(on([], 'EUR', 'EUR', '2026-12-01'))).toMatchObject({ value: ratio(1n), legs: [] }))
  it('is the last published, in its newest version', () => {
    const rates = [
      rate('EUR', 'GBP', '2026-11-27', '0.87'),
      rate('EUR', 'GBP', '2026-11-27', '0.88', { version: 2 }),
      rate('EUR', 'GBP', '2026-11-26', '0.99'),
      rate('EUR', 'GBP', '2026-12-02', '0.5'),
      rate('EUR', 'GBP', '2026-11-30', '0.7', { type: 'closing' }),
    ]
    expect(found(on(rates, 'EUR', 'GBP', '2026-12-01')).legs).toEqual([
      { source: 'TEST', type: 'spot', day: '2026-11-27', base: 'EUR', quote: 'GBP', value: '0.88', version: 2, inverse: false },
    ])
  })
  it('may be four days old over Easter, not five', () => {
    const rates = [rate('EUR', 'GBP', '2027-03-25', '0.87')]
    expect(found(on(rates, 'EUR', 'GBP', '2027-03-29')).legs).toHaveLength(1)
    expect(on(rates, 'EUR', 'GBP', '2027-03-30')).toEqual({
      refused: 'rates.stale',
      about: { base: 'EUR', quote: 'GBP', published: '2027-03-25', day: '2027-03-30', age: '5', limit: '4' },
    })
    expect(found(on(rates, 'EUR', 'GBP', '2027-03-30', { maxAgeDays: 10 })).legs).toHaveLength(1)
  })
  it('is missing before it was published, and where nothing connects two currencies', () => {
    const rates = [rate('EUR', 'GBP', '2026-12-01', '0.87'), rate('USD', 'JPY', '2026-12-01', '155')]
    expect(on(rates, 'EUR', 'GBP', '2026-11-30')).toMatchObject({ refused: 'rates.missing' })
    expect(on(rates, 'EUR', 'JPY', '2026-12-01')).toMatchObject({ refused: 'rates.missing' })
  })
  it('takes a longer way of fresh rates rather than a short one that is too old', () => {
    const rates = [
      rate('EUR', 'INR', '2026-11-01', '90'),
      rate('EUR', 'GBP', '2026-12-01', '0.87'),
      rate('INR', 'GBP', '2026-12-01', '0.0087'),
    ]
    const { value, legs } = found(on(rates, 'EUR', 'INR', '2026-12-01'))
    expect([value.numerator / value.denominator, legs.map((l) => l.inverse)]).toEqual([100n, [false, true]])
  })
  it('prefers a pair as it is published to its inverse, and never rounds the inverse', () => {
    const both = [rate('GBP', 'EUR', '2026-12-01', '1.2'), rate('EUR', 'GBP', '2026-12-01', '0.9')]
    expect(found(on(both, 'EUR', 'GBP', '2026-12-01')).legs[0]).toMatchObject({ base: 'EUR', inverse: false })
    const third = found(on([rate('EUR', 'GBP', '2026-12-01', '3')], 'GBP', 'EUR', '2026-12-01')).value
    expect(roundHalfAway(multiply(third, ratio(300n)))).toBe(100n)
    expect(third.numerator * 3n).toBe(third.denominator)
  })
  it('there and back again is exactly one, through however many currencies', () => {
    const value = fc.integer({ min: 1, max: 10_000_000 }).map((n) => exactly(`${n}`).div('10000'))
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        const rates = [rate('EUR', 'GBP', '2026-12-01', '1', { value: a }), rate('INR', 'GBP', '2026-12-01', '1', { value: b }), rate('INR', 'JPY', '2026-12-01', '1', { value: c })] // prettier-ignore
        const there = found(on(rates, 'EUR', 'JPY', '2026-12-01'))
        const back = found(on(rates, 'JPY', 'EUR', '2026-12-01'))
        const product = multiply(there.value, back.value)
        expect(product.numerator).toBe(product.denominator)
        expect(valueOf(there.legs)).toEqual(there.value)
      }),
    )
  })
})
