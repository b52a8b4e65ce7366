import fc from 'fast-check'
import { addDays, addMonths, daysBetween, type Day } from '../../../core/kernel/day.ts'
import { duePeriods, type Schedule } from '../../../core/billing/periods.ts'
import { calculate } from '../calculate.ts'

type Asked = Partial<{ start: string; end: string; billedTo: string; anchor: string; months: number; timing: string; dueOn: string }>
const ask = async ({ months = 1, ...rest }: Asked): Promise<unknown> => {
  const answer = await calculate('billing.periods', {
    start: '2026-01-01', anchor: 'calendar', timing: 'advance', dueOn: '2026-12-01', interval: { unit: 'month', count: months }, ...rest,
  }) // prettier-ignore
  return typeof answer === 'string'
    ? answer
    : answer.periods.map((p: { from: string; to: string; days: number; of: number }) => `${p.from} ${p.to} ${p.days}/${p.of}`)
}

describe('billing.periods', () => {
  it.each<[string, Asked, unknown]>([
    ['in advance, due on its first day', { billedTo: '2026-11-30' }, ['2026-12-01 2027-01-01 31/31']],
    ['in advance, not due before its first billed day', { billedTo: '2026-12-11' }, []],
    ['in arrears, due on the day after its last', { billedTo: '2026-10-31', timing: 'arrears' }, ['2026-11-01 2026-12-01 30/30']],
    ['in arrears, not due while it runs', { billedTo: '2026-11-30', timing: 'arrears' }, []],
    ['in arrears, cut short by the end', { billedTo: '2026-10-31', timing: 'arrears', end: '2026-11-20' }, ['2026-11-01 2026-11-21 20/30']],
    ['quarters begin in January, April, July and October', { start: '2025-02-10', billedTo: '2026-06-30', months: 3 }, ['2026-07-01 2026-10-01 92/92', '2026-10-01 2027-01-01 92/92']],
    ['years begin in January; a partial one counts the days before the start', { start: '2026-07-01', months: 12 }, ['2026-07-01 2027-01-01 184/365']],
    ['catching up charges every period of its own', { billedTo: '2026-09-30' }, ['2026-10-01 2026-11-01 31/31', '2026-11-01 2026-12-01 30/30', '2026-12-01 2027-01-01 31/31']],
    ['the month-end anchor is clamped and does not drift', { start: '2026-01-31', anchor: 'anniversary', dueOn: '2026-04-30' }, ['2026-01-31 2026-02-28 28/28', '2026-02-28 2026-03-31 31/31', '2026-03-31 2026-04-30 30/30', '2026-04-30 2026-05-31 31/31']],
    ['29 February comes back in leap years', { start: '2024-02-29', anchor: 'anniversary', months: 12, billedTo: '2027-02-27', dueOn: '2028-02-29' }, ['2027-02-28 2028-02-29 366/366', '2028-02-29 2029-02-28 365/365']],
    ['resuming in the middle of a period', { start: '2026-01-15', anchor: 'anniversary', billedTo: '2026-11-20' }, ['2026-11-21 2026-12-15 24/30']],
    ['nothing is left after the end', { billedTo: '2026-11-30', end: '2026-11-30' }, []],
    ['billed beyond the end', { billedTo: '2026-12-31', end: '2026-11-30' }, []],
    ['billed before the start begins at the start', { start: '2026-11-10', billedTo: '2026-01-31' }, ['2026-11-10 2026-12-01 21/30', '2026-12-01 2027-01-01 31/31']],
    ['a start after the day', { start: '2026-12-02' }, []],
    ['one day', { start: '2026-12-01', end: '2026-12-01' }, ['2026-12-01 2026-12-02 1/31']],
    ['an end before the start', { start: '2026-12-01', end: '2026-11-30' }, 'billing.endBeforeStart'],
    ['no interval', { months: 0 }, 'billing.invalidInterval'],
    ['a negative interval', { months: -1 }, 'billing.invalidInterval'],
    ['a day that is none', { start: '2026-02-30' }, 'input.invalidDay'],
  ])('%s', async (_what, asked, periods) => {
    expect(await ask(asked)).toEqual(periods)
  }) // prettier-ignore

  const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2020-01-01' as Day, n))
  const schedule: fc.Arbitrary<Schedule> = fc
    .record({ start: day, length: fc.option(fc.integer({ min: 0, max: 2000 })), billed: fc.option(fc.integer({ min: -50, max: 900 })), anchor: fc.constantFrom('calendar', 'anniversary'), months: fc.constantFrom(1, 2, 3, 5, 6, 12, 24), timing: fc.constantFrom('advance', 'arrears') })
    .map(({ start, length, billed, ...rest }) => ({ start, ...rest, end: length === null ? null : addDays(start, length), billedTo: billed === null ? null : addDays(start, billed) }) as Schedule) // prettier-ignore

  it('periods follow one another without gap or overlap, and billing in two runs equals billing in one', () => {
    fc.assert(
      fc.property(schedule, day, fc.integer({ min: 0, max: 400 }), (s, dueOn, more) => {
        const first = duePeriods(s, dueOn)
        const laterOn = addDays(dueOn, more)
        const last = first.at(-1)
        const rest = duePeriods(last ? { ...s, billedTo: addDays(last.to, -1) } : s, laterOn)
        expect([...first, ...rest]).toEqual(duePeriods(s, laterOn))
        for (const [i, p] of first.entries()) {
          expect(p.days).toBe(daysBetween(p.from, p.to))
          expect(p.days).toBeGreaterThan(0)
          expect(p.days).toBeLessThanOrEqual(p.of)
          if (i > 0) expect(p.from).toBe(first[i - 1]!.to)
        }
      }),
    )
  })
  it('a whole period keeps the day of the month of its start', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 60 }), (start, k) => expect(addMonths(start, k).slice(8) <= start.slice(8)).toBe(true)),
    )
  })
})
