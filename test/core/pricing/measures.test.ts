import fc from 'fast-check'
import { addDays, day, daysBetween, type Day } from '../../../core/kernel/day.ts'
import { decimalText, exactly, ratioText } from '../../../core/kernel/decimal.ts'
import { excessOver, measured, measuredAlike, measures, spanOf, type Measure, type Reading } from '../../../core/pricing/measures.ts'

type Row = readonly [on: string, quantity: string, source?: string | undefined, at?: string]
const on = (text: string): Day => day(`2026-${text}`)!
const readings = (rows: readonly Row[]): Reading[] =>
  rows.map(([of, quantity, source, at]) => ({
    day: on(of),
    quantity: exactly(quantity),
    ...(source === undefined ? {} : { source }),
    ...(at === undefined ? {} : { at }),
  }))
const [from, to] = [on('11-01'), on('12-01')]

/** Read on 20 October, on the 11th and, twice, on the 21st: 10 for 10 days, 16 for 10, 13 for 10. */
const devices: readonly Row[] = [['11-21', '13', undefined, '18:00'], ['10-20', '10'], ['11-11', '16'], ['11-21', '19', undefined, '06:00'], ['10-01', '99'], ['12-01', '99']] // prettier-ignore
/** Two sites: 5 + 3, from the 16th on 5 + 7, from the 29th on nothing at the first. */
const sites: readonly Row[] = [['10-20', '5', 'north'], ['11-01', '3', 'south'], ['11-16', '7', 'south'], ['11-29', '0', 'north']] // prettier-ignore
const daily: readonly Row[] = Array.from({ length: 20 }, (_, i) => [`11-${String(i + 1).padStart(2, '0')}`, `${(i * 7) % 20}`])

describe('a quantity out of readings', () => {
  it.each([
    ['the last reading', 'snapshot', devices, '13', ['2026-11-21 13 × 10']],
    ['the last reading before the period, when there is none in it', 'snapshot', [['10-20', '10']], '10', ['2026-11-01 10 × 30']],
    ['the highest reading', 'peak', devices, '19', ['2026-11-21 19 × 0']],
    ['a level carried in may be the highest', 'peak', [['10-20', '10'], ['11-02', '4']], '10', ['2026-11-01 10 × 1']], // prettier-ignore
    ['a level carried in gives way to a reading on the first day', 'peak', [['10-20', '10'], ['11-01', '4']], '4', ['2026-11-01 4 × 30']], // prettier-ignore
    ['levels weighed by days', 'average', devices, '13', ['2026-11-01 10 × 10', '2026-11-11 16 × 10', '2026-11-21 13 × 10']],
    ['days before the first reading count as none', 'average', [['11-16', '10']], '5', ['2026-11-16 10 × 15']],
    ['an average that does not end', 'average', [['11-21', '1']], '0.333333333333', ['2026-11-21 1 × 10']],
    ['levels of two sites', 'average', sites, '9.666666666667', ['2026-11-01 8 × 15', '2026-11-16 12 × 13', '2026-11-29 7 × 2']],
    ['the last level of two sites', 'snapshot', sites, '7', ['2026-11-29 7 × 2']],
    ['the highest level of two sites together', 'peak', sites, '12', ['2026-11-16 12 × 13']],
    ['all that was at any site at any time', 'anyTime', sites, '12', ['2026-11-01 5 × 28', '2026-11-16 7 × 15']],
    ['all that was there at any time', 'anyTime', devices, '19', ['2026-11-21 19 × 0']],
    ['amounts used, day by day', 'sum', devices, '48', ['2026-11-11 16 × 1', '2026-11-21 32 × 1']],
    ['amounts used of two sites', 'sum', sites, '10', ['2026-11-01 3 × 1', '2026-11-16 7 × 1', '2026-11-29 0 × 1']],
    ['19 of 20 readings', 'p95', daily, '18', ['2026-11-15 18 × 1']],
    ['of one reading, that one', 'p95', [['10-20', '99'], ['11-11', '16']], '16', ['2026-11-11 16 × 20']], // prettier-ignore
    ['of none in the period, the level carried in', 'p95', [['10-20', '9']], '9', ['2026-11-01 9 × 30']],
  ] as const)('%s: %s', (_what, measure, rows, quantity, levels) => {
    const found = measured(measure, readings(rows), from, to)!
    expect(decimalText(found.quantity)).toBe(quantity)
    expect(found.levels.map((l) => `${l.day} ${decimalText(l.quantity)} × ${l.days}`)).toEqual(levels)
    expect([found.measure, found.days, ratioText(found.exact, 12)]).toEqual([measure, 30, quantity])
  })
  it.each([
    ['no reading at all', 'average', []],
    ['readings after the period only', 'peak', [['12-01', '3']]],
    ['nothing used in the period', 'sum', [['10-20', '3'], ['12-01', '3']]], // prettier-ignore
  ] as const)('is unknown with %s', (_what, measure, rows) => {
    expect(measured(measure, readings(rows), from, to)).toBeUndefined()
  })
  it.each([
    ['snapshot', '55'],
    ['peak', '58'],
    ['average', '55'],
    ['anyTime', '58'],
    ['sum', '165'],
    ['p95', '58'],
  ] as const)('without days, each reading stands alike: %s', (measure, quantity) => {
    expect(decimalText(measuredAlike(measure, [exactly('52'), exactly('58'), exactly('55')])!.quantity)).toBe(quantity)
  })
  it('the span of readings is from the first through the last', () => {
    expect(spanOf(readings(devices))).toEqual({ from: '2026-10-01', to: '2026-12-02' })
  })

  const someReadings = fc.array(
    fc.record({ on: fc.integer({ min: -10, max: 29 }), quantity: fc.nat(500), source: fc.constantFrom('a', 'b') }),
    { minLength: 1, maxLength: 25 },
  )
  it('lies between the lowest and the highest, in whatever order readings come', () => {
    fc.assert(
      fc.property(someReadings, fc.constantFrom(...measures), fc.boolean(), fc.infiniteStream(fc.nat()), (rows, measure, many, random) => {
        const given: Reading[] = rows.map((r, i) => ({
          day: addDays(from, r.on),
          at: `${i + 100}`,
          quantity: exactly(`${r.quantity}`),
          ...(many ? { source: r.source } : {}),
        }))
        const shuffled = given
          .map((r) => ({ r, key: random.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ r }) => r)
        const found = measured(measure, given, from, to)
        expect(measured(measure, shuffled, from, to)).toEqual(found)
        if (!found || measure === 'sum') return
        const peak = measured('peak', given, from, to)!
        if (measure !== 'anyTime') expect(found.quantity.lte(peak.quantity)).toBe(true)
        else expect(found.quantity.gte(peak.quantity)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
  it('of days with a reading each, the average is what adding up the days gives', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 30, maxLength: 30 }), (quantities) => {
        const given = quantities.map((q, i) => ({ day: addDays(from, i), quantity: exactly(`${q}`) }))
        const { numerator, denominator } = measured('average', given, from, to)!.exact
        expect(numerator * 30n).toBe(denominator * BigInt(quantities.reduce((a, b) => a + b, 0)))
        expect(daysBetween(from, to)).toBe(30)
      }),
    )
  })
})

describe('units above a commitment', () => {
  it.each([
    ['C-1007: every period’s own', 'sum', ['52', '55', '58'], '15'],
    ['C-1007: the highest, for every period', 'peak', ['52', '55', '58'], '24'],
    ['the average, for every period', 'average', ['52', '55', '58'], '15'],
    ['a period below balances none by the sum', 'sum', ['40', '55', '58'], '13'],
    ['a period below balances others by the average', 'average', ['40', '55', '58'], '3'],
    ['nothing above', 'average', ['40', '45', '58'], '0'],
    ['the last', 'snapshot', ['58', '55', '52'], '6'],
    ['no period', 'peak', [], '0'],
  ] as const)('%s: %s', (_what, measure: Measure, quantities, units) => {
    expect(ratioText(excessOver(exactly('50'), measure, quantities.map(exactly)), 12)).toBe(units)
  })
  it.each([
    ['sum', '9'],
    ['peak', '18'],
  ] as const)('free units come off every period first: %s', (measure, units) => {
    expect(ratioText(excessOver(exactly('50'), measure, ['52', '55', '58'].map(exactly), exactly('2')), 12)).toBe(units)
  })
})
