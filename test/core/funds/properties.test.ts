import fc from 'fast-check'
import { decimalText } from '../../../core/kernel/decimal.ts'
import { expire, type Holding } from '../../../core/funds/moving.ts'
import { refused } from '../../../core/kernel/refusal.ts'
import { buy, done, drawing, drawn, emptied, faultsOf, much, on, reversing, stamp } from './holding.ts'

/** Quantities of hundredths. */
const quantity = (most: number) =>
  fc.integer({ min: 1, max: most * 100 }).map((n) => `${Math.trunc(n / 100)}.${String(n % 100).padStart(2, '0')}`)
const lot = fc.record({
  quantity: quantity(50),
  minor: fc.bigInt(0n, 1_000_000n),
  lapses: fc.integer({ min: 12, max: 20 }),
  priority: fc.integer({ min: 0, max: 2 }),
})
const filled = (
  lots: readonly { quantity: string; minor: bigint; lapses: number; priority: number }[],
  overage: 'block' | 'negative' | 'bill' = 'block',
) =>
  lots.reduce<Holding>(
    (holding, l) => buy(holding, l.quantity, l.minor, '2026-10-01', { expires: `2026-12-${l.lapses}`, priority: l.priority }),
    emptied({ overage, carryOver: { percent: much('33.3333'), times: 2 }, expiryMonths: 3 }),
  )
const lots = fc.array(lot, { minLength: 1, maxLength: 5 })
const standing = (holding: Holding) => holding.lots.map((l) => [l.number, decimalText(l.remaining), l.deferred])

describe('whatever the lots', () => {
  it('draws in any portions release exactly the value when the fund is empty', () => {
    fc.assert(
      fc.property(lots, fc.array(quantity(20), { maxLength: 40 }), (bought, portions) => {
        let holding = filled(bought)
        const value = holding.fund.deferred
        for (const portion of portions) {
          const next = drawing(holding, portion)
          if (!refused(next)) holding = next
        }
        if (holding.fund.balance.gt(0)) holding = drawn(holding, decimalText(holding.fund.balance))
        const released = holding.movements.filter((m) => m.act === 'draw').reduce((sum, m) => sum - m.value, 0n)
        expect(released).toBe(value)
        expect([decimalText(holding.fund.balance), holding.fund.deferred]).toEqual(['0', 0n])
        expect(faultsOf(holding)).toEqual([])
      }),
    )
  })
  it('draws one after the other leave what one draw of them all leaves', () => {
    fc.assert(
      fc.property(lots, fc.array(quantity(10), { minLength: 1, maxLength: 10 }), (bought, portions) => {
        const before = filled(bought, 'bill')
        const all = portions.reduce((sum, portion) => sum.plus(much(portion)), much('0'))
        const split = portions.reduce((holding, portion) => drawn(holding, portion), before)
        const whole = drawn(before, decimalText(all))
        expect(standing(split)).toEqual(standing(whole))
        expect(split.fund.deferred).toBe(whole.fund.deferred)
      }),
    )
  })
  it('a reversal leaves the lots exactly as they were', () => {
    fc.assert(
      fc.property(lots, fc.array(quantity(10), { maxLength: 5 }), quantity(60), (bought, portions, last) => {
        const before = portions.reduce((holding, portion) => drawn(holding, portion), filled(bought, 'bill'))
        const back = done(reversing(drawn(before, last)))
        expect(standing(back)).toEqual(standing(before))
        expect([decimalText(back.fund.balance), back.fund.deferred]).toEqual([decimalText(before.fund.balance), before.fund.deferred])
        expect(faultsOf(back)).toEqual([])
      }),
    )
  })
  it('the lots, the ledger and the totals agree after any sequence of acts', () => {
    const act = fc.oneof(
      fc.record({ does: fc.constant('buy' as const), quantity: quantity(40), minor: fc.bigInt(0n, 500_000n) }),
      fc.record({ does: fc.constant('draw' as const), quantity: quantity(30) }),
      fc.record({ does: fc.constant('reverse' as const), number: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ does: fc.constant('expire' as const), day: fc.integer({ min: 10, max: 28 }) }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom('block' as const, 'negative' as const, 'bill' as const),
        fc.array(act, { maxLength: 30 }),
        (overage, acts) => {
          let holding = filled([{ quantity: '10.00', minor: 99_999n, lapses: 15, priority: 0 }], overage)
          const reversed = new Set<number>()
          for (const a of acts) {
            if (a.does === 'buy') holding = buy(holding, a.quantity, a.minor, '2026-11-01')
            else if (a.does === 'expire') holding = expire(holding, stamp, on(`2026-12-${a.day}`))
            else {
              if (a.does === 'reverse' && (reversed.has(a.number) || a.number > holding.movements.length)) continue
              const next = a.does === 'draw' ? drawing(holding, a.quantity) : reversing(holding, a.number)
              if (refused(next)) continue
              if (a.does === 'reverse') reversed.add(a.number)
              holding = next
            }
            expect(faultsOf(holding)).toEqual([])
            if (overage !== 'negative') expect(holding.fund.balance.gte(0)).toBe(true)
          }
        },
      ),
    )
  })
})
