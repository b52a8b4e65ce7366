import { addDays, addMonths, earlier, later, type Day, type Instant } from '../kernel/day.ts'
import { zero } from '../kernel/decimal.ts'
import type { Read } from '../kernel/operation.ts'
import type { Answer } from '../kernel/record.ts'
import { measured } from '../pricing/measures.ts'
import { readingsOf, type Reading as UsageReading } from '../usage/facts.ts'
import { hasHistory, type CountedReading, type History, type PoolMember } from './comparing.ts'
import { changesOfLines, chargesOfLines, poolMembers, type DueLine } from './facts.ts'

/** What is looked up for lines that need a look back; plain lines cost nothing here. `all`: of every line its whole life. */
export async function loadHistories(
  read: Read,
  lines: readonly DueLine[],
  asOf: Day,
  knownAt: Instant | null = null,
  all = false,
): Promise<ReadonlyMap<string, History>> {
  const special = all ? lines : lines.filter(hasHistory)
  if (special.length === 0) return new Map()
  // What nothing ever changed, or Harmony never charged, is known to have none.
  const changed = special.filter((line) => line.changes > 0).map((line) => line.id)
  const charged = special.filter((line) => line.chargedTo !== null).map((line) => line.id)
  const [changes, charges] = await Promise.all([
    changed.length === 0 ? [] : read.ask(changesOfLines, { lines: changed }),
    charged.length === 0 ? [] : read.ask(chargesOfLines, { lines: charged, asOf, all }),
  ])
  const pools = [...new Set(special.flatMap((line) => line.life?.pool ?? []))]
  const members = pools.length === 0 ? [] : [...(await read.ask(poolMembers, { pools }))].sort((a, b) => (a.line < b.line ? -1 : 1))
  const counted = [
    ...special.filter((line) => line.life?.measure).map((line) => line.id),
    ...members.filter((m) => m.life?.measure).map((m) => m.line),
  ]
  const readings =
    counted.length === 0
      ? []
      : await read.ask(readingsOf, {
          lines: [...new Set(counted)],
          from: earliestOf(all ? special.map((line) => ({ ...line, recheckFrom: line.start })) : special),
          to: addDays(asOf, 1),
          knownAt,
        })
  const [changesBy, chargesBy, readingsBy, membersBy] = [
    grouped(changes, (c) => c.line),
    grouped(charges, (c) => c.line),
    grouped(readings, (r) => r.line),
    grouped(members, (m) => m.pool),
  ]
  return new Map(
    special.map((line) => [
      line.id as string,
      {
        changes: changesBy.get(line.id) ?? [],
        charges: chargesBy.get(line.id) ?? [],
        readings: line.life?.measure ? measurable(line.life.measure, readingsBy.get(line.id) ?? []) : [],
        pool: line.life?.pool ? (membersBy.get(line.life.pool) ?? []).map((m) => memberOf(m, readingsBy.get(m.line) ?? [])) : [],
        knownAt,
      },
    ]),
  )
}

/** The first day that any of the lines may need a reading of: the period that contains what changed or was not charged yet, from its beginning. */
const earliestOf = (lines: readonly DueLine[]): Day =>
  lines
    .map(({ start, billedTo, recheckFrom, chargedTo, months }) => {
      const open = billedTo === null ? start : later(start, addDays(billedTo, 1))
      const charged = chargedTo === null ? open : later(open, chargedTo)
      return later(open, addMonths(recheckFrom === null ? charged : earlier(charged, recheckFrom), -months))
    })
    .reduce(earlier)

type Measure = NonNullable<NonNullable<DueLine['life']>['measure']>
/** Readings as measures take them: amounts, and what registers ran on, for a sum; levels for all others. Each source counts for itself. */
export function measurable(measure: Measure, readings: readonly UsageReading[]): CountedReading[] {
  // What is summed are amounts; of what was only ever counted, the counts.
  if (measure !== 'sum' || readings.every((r) => r.kind === 'level'))
    return readings.filter((r) => r.kind === 'level').map(({ day, at, quantity, source }) => ({ day, at, quantity, source }))
  const shown = new Map<string, UsageReading>()
  return readings.flatMap((reading) => {
    const { day, at, quantity, source, kind, restarts } = reading
    if (kind === 'amount') return [{ day, at, quantity, source, used: true }]
    if (kind !== 'meter') return []
    const before = shown.get(source)
    shown.set(source, reading)
    if (restarts) return [{ day, at, quantity, source, used: true }]
    // The first reading of a register only says where it stands.
    return before ? [{ day, at, quantity: quantity.minus(before.quantity), source, used: true }] : []
  })
}

function memberOf({ line, quantity, start, end, life }: Answer<typeof poolMembers>, readings: readonly UsageReading[]): PoolMember {
  const own = life?.measure ? measurable(life.measure, readings) : []
  return {
    line,
    quantityIn: (from, to) => {
      if (start >= to || (end !== null && end < from)) return zero
      return life?.measure ? (measured(life.measure, own, from, to)?.quantity ?? zero) : quantity
    },
  }
}

function grouped<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}
