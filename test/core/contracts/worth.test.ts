import fc from 'fast-check'
import { periodAround, rhythmOf, sumOf, worthOf } from '../../../core/contracts/worth.ts'
import type { Version } from '../../../core/contracts/sold.ts'
import { addDays, daysBetween } from '../../../core/kernel/day.ts'
import { much, on } from './line.ts'

const version = (basis: 'month' | 'year', prices: readonly object[] = []) => ({ basis, model: 'flat', prices }) as unknown as Version
const priced = (quantity: string, unitPrice: string, proration = 'actual' as const) => ({
  quantity: much(quantity), unitPrice: much(unitPrice), currency: 'GBP' as const, proration,
}) // prettier-ignore
const yearly = rhythmOf({ anchor: 'calendar', start: on('2025-01-01'), months: 12 }, null)

describe('what days are worth', () => {
  it('C-1006: six seats of a year from 15 April to its end are 849.50', () => {
    const parts = worthOf(yearly, priced('6', '198'), version('year'), on('2026-04-15'), on('2027-01-01'))
    expect(parts).toEqual([{ from: '2026-04-15', to: '2027-01-01', days: 261, of: 365, minor: 84950n }])
  })
  it('C-1008: the unused part of a year in advance is 8,363.84', () => {
    const july = rhythmOf({ anchor: 'anniversary', start: on('2026-07-01'), months: 12 }, null)
    expect(worthOf(july, priced('1', '14400'), version('year'), on('2026-12-01'), on('2027-07-01'))).toMatchObject([
      { days: 212, of: 365, minor: 836384n },
    ])
  })
  it.each([
    ['2026-02-28', '2026-02-28', '2026-03-31'],
    ['2026-03-30', '2026-02-28', '2026-03-31'],
    ['2026-01-30', '2025-12-31', '2026-01-31'],
    ['2024-02-29', '2024-02-29', '2024-03-31'],
  ])('on %s a month that is counted from the 31st is [%s, %s)', (day, opens, closes) =>
    expect(periodAround({ origin: on('2025-10-31'), months: 1 }, on(day))).toEqual({ opens, closes }),
  )
  it('has no worth without a price, nor one that no invoice holds', () => {
    const open = { ...priced('1', '1'), unitPrice: null }
    expect(worthOf(yearly, open, version('year'), on('2026-01-01'), on('2027-01-01'))).toBe('noPrice')
    expect(worthOf(yearly, priced('99999999999999999999', '7'), version('year'), on('2026-01-01'), on('2027-01-01'))).toBe('tooLarge')
  })
  it('whole periods are never split: in two parts they come to the same, to a minor unit for each', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 1, max: 800 }),
        fc.integer({ min: 1, max: 12 }),
        (skip, length, months) => {
          const rhythm = { origin: on('2025-10-31'), months }
          const from = addDays(on('2026-01-01'), skip)
          const to = addDays(from, length)
          const parts = worthOf(rhythm, priced('3', '19.99'), version('month'), from, to)
          if (typeof parts === 'string') throw new Error(parts)
          expect(parts.reduce((days, part) => days + part.days, 0)).toBe(daysBetween(from, to))
          const middle = addDays(from, Math.floor(length / 2))
          const halves = [
            worthOf(rhythm, priced('3', '19.99'), version('month'), from, middle),
            worthOf(rhythm, priced('3', '19.99'), version('month'), middle, to),
          ]
          const apart = halves.reduce((sum, half) => sum + (typeof half === 'string' ? 0n : sumOf(half)), 0n) - sumOf(parts)
          expect(apart >= -1n && apart <= 1n).toBe(true)
        },
      ),
    )
  })
})
