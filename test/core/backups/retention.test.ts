import { keptOf } from '../../../core/backups/retention.ts'
import { addDays, type Day } from '../../../core/kernel/day.ts'

const taken = (...at: string[]) => at.map((one, i) => ({ id: `${i}`, takenAt: one.length === 10 ? `${one}T02:00:00.000Z` : one }))
const daysKept = (at: string[], plan: Parameters<typeof keptOf>[1]): string[] => {
  const all = taken(...at)
  const kept = keptOf(all, plan)
  return all.filter(({ id }) => kept.has(id)).map(({ takenAt }) => (takenAt.endsWith('T02:00:00.000Z') ? takenAt.slice(0, 10) : takenAt))
}

const cases: readonly [string, string[], [number, number, number], string[]][] = [
  ['nothing is kept of nothing', [], [7, 4, 12], []],
  ['the newest stays whatever the plan says', ['2026-11-20', '2026-11-21'], [0, 0, 0], ['2026-11-21']],
  ['days: the newest so many', ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'], [2, 0, 0], ['2026-11-20', '2026-11-21']],
  [
    'of one day, its newest',
    ['2026-11-20T02:00:00.001Z', '2026-11-20T14:00:00.000Z', '2026-11-21T01:00:00.000Z'],
    [2, 0, 0],
    ['2026-11-20T14:00:00.000Z', '2026-11-21T01:00:00.000Z'],
  ],
  ['days on which there was none do not count', ['2025-01-01', '2026-11-21'], [2, 0, 0], ['2025-01-01', '2026-11-21']],
  // 2026-11-22 is a Sunday, 2026-11-23 a Monday.
  ['weeks begin on Monday', ['2026-11-16', '2026-11-22', '2026-11-23'], [0, 2, 0], ['2026-11-22', '2026-11-23']],
  ['a week over the turn of the year is one', ['2026-12-28', '2027-01-03', '2027-01-04'], [0, 2, 0], ['2027-01-03', '2027-01-04']],
  ['months', ['2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01'], [0, 0, 2], ['2026-10-31', '2026-11-01']],
  ['all together', ['2026-08-31', '2026-09-30', '2026-10-31', '2026-11-15', '2026-11-20', '2026-11-21'], [1, 2, 3], ['2026-09-30', '2026-10-31', '2026-11-15', '2026-11-21']],
  ['in whatever order they come', ['2026-11-21', '2026-11-18', '2026-11-20', '2026-11-19'], [2, 0, 0], ['2026-11-21', '2026-11-20']],
] // prettier-ignore

test.each(cases)('%s', (_what, at, [keptDays, keptWeeks, keptMonths], kept) => {
  expect(daysKept(at, { keptDays, keptWeeks, keptMonths })).toEqual(kept)
})

test('a year of nightly backups, thinned each night, leaves what thinning all of them at once leaves', () => {
  const plan = { keptDays: 7, keptWeeks: 4, keptMonths: 12 }
  const days = Array.from({ length: 400 }, (_, i) => addDays('2025-10-01' as Day, i) as string)
  let left: string[] = []
  for (const day of days) left = daysKept([...left, day], plan)
  expect(left).toEqual(daysKept(days, plan))
  // 29 October to 4 November; the Sundays 18 and 25 October; the last days of ten months before.
  expect(left).toHaveLength(7 + 2 + 10)
})
