import { addMilliseconds, secondsBetween, type Instant } from '../kernel/day.ts'
import { query, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { anInstant, choice, count, flag, maybe, shape, someData, text } from '../kernel/shape.ts'
import { backups } from './backup.ts'
import { managedBackups, planOf } from './configure.ts'
import type { backupPlans } from './plan.ts'

const hour = 3_600_000
type Backup = Row<typeof backups>
type Plan = Row<typeof backupPlans>

/** The last backup of a state, by the time at which it was asked for. */
export async function lastOf(read: Read, ...states: Backup['state'][]): Promise<Backup | undefined> {
  const [last] = await read.list(backups, { where: { field: 'state', is: 'in', value: states }, order: ['-askedAt'], limit: 1 })
  return last
}

/** When the clock writes the next one: so many hours after the last that was begun; at once, where there was none. */
export const nextDue = (plan: Plan, last: Pick<Backup, 'askedAt'> | undefined): Instant =>
  last === undefined ? plan.changedAt : addMilliseconds(last.askedAt, plan.everyHours * hour)

/** A quarter of an hour of grace, and as long again as the plan says: a hub that stood still over a weekend is late, one that runs is not. */
const isLate = (plan: Plan, last: Backup | undefined, at: Instant): boolean =>
  secondsBetween(last?.takenAt ?? plan.changedAt, at) > (last ? 2 : 1) * plan.everyHours * 3_600 + 900

const standings = ['none', 'good', 'late', 'failed'] as const
export const standingOf = (
  plan: Plan | undefined,
  last: Backup | undefined,
  failed: Backup | undefined,
  at: Instant,
): (typeof standings)[number] => {
  if (!plan?.active) return 'none'
  if (isLate(plan, last, at)) return 'late'
  return failed && failed.askedAt > (last?.askedAt ?? '') ? 'failed' : 'good'
}

const factsOf = async (read: Read) => ({
  plan: await planOf(read),
  last: await lastOf(read, 'done'),
  failed: await lastOf(read, 'failed'),
  open: await lastOf(read, 'asked', 'running'),
})

/** How the house stands with its backups: the last one, the next one, and whether somebody has to look. */
export const backupStanding = query({
  name: 'backups.standing',
  zone: 'setup',
  permit: 'backups.manage',
  input: shape({}),
  output: shape({
    standing: choice(...standings),
    configured: flag,
    active: flag,
    folder: maybe(text),
    everyHours: maybe(count),
    lastAt: maybe(anInstant),
    lastPath: maybe(text),
    lastSize: maybe(count),
    ageHours: maybe(count),
    nextAt: maybe(anInstant),
    underWay: flag,
    failedAt: maybe(anInstant),
    fault: maybe(text),
    about: someData,
  }),
  ask: async (_input, read, now: Now) => {
    const [managed] = await read.ask(managedBackups, {})
    const { plan, last, failed, open } = await factsOf(read)
    const standing = standingOf(plan, last, failed, now.at)
    const begun = await lastOf(read, 'done', 'failed', 'running')
    const failedSince = failed && failed.askedAt > (last?.askedAt ?? '') ? failed : undefined
    return {
      standing,
      configured: plan !== undefined,
      active: plan?.active ?? false,
      folder: managed?.folder ?? plan?.folder ?? null,
      everyHours: plan?.everyHours ?? null,
      lastAt: last?.takenAt ?? null,
      lastPath: last?.path ?? null,
      lastSize: last?.size ?? null,
      ageHours: last?.takenAt ? Math.floor(secondsBetween(last.takenAt, now.at) / 3_600) : null,
      nextAt: plan?.active ? nextDue(plan, begun) : null,
      underWay: open !== undefined,
      failedAt: failedSince?.endedAt ?? null,
      fault: failedSince?.fault ?? null,
      about: failedSince?.about ?? {},
    }
  },
})

/** A task of administrators while the last backup is old or has failed. */
export async function countLate(read: Read, now: Now): Promise<number> {
  const { plan, last, failed } = await factsOf(read)
  const standing = standingOf(plan, last, failed, now.at)
  return standing === 'late' || standing === 'failed' ? 1 : 0
}
