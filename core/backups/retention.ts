import { addDays, ordinal, type Day } from '../kernel/day.ts'

export interface Retention {
  readonly keptDays: number
  readonly keptWeeks: number
  readonly keptMonths: number
}
interface Aged {
  readonly id: string
  readonly takenAt: string
}

/** Ordinal days are counted from a Thursday (1 January 1970); a week begins with its Monday. */
const mondayOf = (day: Day): Day => addDays(day, -((((ordinal(day) + 3) % 7) + 7) % 7))

/**
 * Which backups stay: the newest of each of the last so many days, weeks and months on which there was one, and always the newest of all. Days without a backup
 * do not count, so that a hub that stood still for a year comes back to what it had.
 */
export function keptOf(backups: readonly Aged[], { keptDays, keptWeeks, keptMonths }: Retention): ReadonlySet<string> {
  const newestFirst = backups.toSorted((a, b) => (a.takenAt === b.takenAt ? (a.id < b.id ? 1 : -1) : a.takenAt < b.takenAt ? 1 : -1))
  const kept = new Set<string>()
  const tiers: readonly (readonly [number, (day: Day) => string])[] = [
    [keptDays, (day) => day],
    [keptWeeks, mondayOf],
    [keptMonths, (day) => day.slice(0, 7)],
  ]
  for (const [most, periodOf] of tiers) {
    const periods = new Set<string>()
    for (const { id, takenAt } of newestFirst) {
      const period = periodOf(takenAt.slice(0, 10) as Day)
      if (periods.has(period)) continue
      if (periods.size >= most) break
      periods.add(period)
      kept.add(id)
    }
  }
  if (newestFirst[0]) kept.add(newestFirst[0].id)
  return kept
}
