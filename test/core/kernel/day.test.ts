import fc from 'fast-check'
import {
  addDays,
  addMonths,
  day,
  dayIn,
  dayOf,
  daysBetween,
  instant,
  ordinal,
  secondsBetween,
  type Day,
  type Instant,
} from '../../../core/kernel/day.ts'

const on = (text: string): Day => {
  const d = day(text)
  if (!d) throw new Error(text)
  return d
}

describe('days', () => {
  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '26-01-01',
    '2026-1-1',
    '1899-12-31',
    '3000-01-01',
    '2026-11-31',
    '',
    '2026-11-30T00:00:00Z',
  ])('“%s” is none', (text) => expect(day(text)).toBeUndefined())
  it.each([
    ['2026-01-31', 1, '2026-02-28'], ['2026-01-31', 2, '2026-03-31'], ['2024-01-31', 1, '2024-02-29'], ['2024-02-29', 12, '2025-02-28'], ['2024-02-29', 48, '2028-02-29'], ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'], ['2026-01-01', -1, '2025-12-01'],
  ])('%s and %s months is %s', (from, months, to) => expect(addMonths(on(from), months)).toBe(to)) // prettier-ignore
  it('counts across leap days and centuries', () => {
    expect(daysBetween(on('2024-02-28'), on('2024-03-01'))).toBe(2)
    expect(daysBetween(on('2000-01-01'), on('2100-01-01'))).toBe(36525)
    expect(ordinal(on('1970-01-01'))).toBe(0)
  })
  it('adding and counting are each other’s reverse', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 100_000 }), fc.integer({ min: -4000, max: 4000 }), (n, days) => {
        const from = dayOf(n)
        expect(daysBetween(from, addDays(from, days))).toBe(days)
        expect(from < addDays(from, 1)).toBe(true)
      }),
    )
  })
  it.each([
    ['Europe/London', '2026-11-30T23:59:59Z', '2026-11-30'], ['Asia/Kolkata', '2026-11-30T18:30:00Z', '2026-12-01'], ['Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25'], ['America/New_York', '2026-03-08T04:59:00Z', '2026-03-07'],
  ])('in %s the moment %s falls on %s', (zone, moment, expected) => expect(dayIn(zone, instant(moment)!)).toBe(expected)) // prettier-ignore
  it.each([
    ['2026-11-30T18:00:00Z', '2026-11-30T18:00:00.000Z'], ['2024-02-29T23:59:59.999Z', '2024-02-29T23:59:59.999Z'], ['2026-02-29T00:00:00.000Z', undefined], ['2026-04-31T00:00:00Z', undefined],
    ['2026-11-30T24:00:00.000Z', undefined], ['2026-11-30T23:59:60Z', '2026-11-30T23:59:59.000Z'], ['2026-11-30T18:00:00.5Z', '2026-11-30T18:00:00.500Z'], ['2026-13-01T00:00:00.000Z', undefined],
  ])('%s is the moment %s', (text, moment) => expect(instant(text)).toBe(moment)) // prettier-ignore
  it('counts the seconds between moments across days, months and years', () => {
    const [from, to] = [instant('2025-12-31T23:59:58.400Z')!, instant('2026-03-01T00:00:00Z')!]
    expect(secondsBetween(from, to)).toBe(59 * 86_400 + 2)
    expect(secondsBetween(to, from)).toBe(-(59 * 86_400 + 2))
  })
  it('writes moments to the millisecond, in UTC', () => {
    expect(instant('2026-11-30T19:00:00+01:00')).toBe('2026-11-30T18:00:00.000Z' as Instant)
    for (const text of ['yesterday', '+275760-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', '1899-12-31T23:59:59Z', '3000-01-01T00:00:00Z'])
      expect(instant(text)).toBeUndefined()
  })
})
