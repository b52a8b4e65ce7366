import { secondsBetween, type Instant } from '../kernel/day.ts'
import { add, command, put, query, tell, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refuse } from '../kernel/refusal.ts'
import { count, idOf, many, maybe, shape, someData, text, type Id } from '../kernel/shape.ts'
import { backups } from './backup.ts'
import { planOf } from './configure.ts'
import { backupPlans } from './plan.ts'
import { lastOf, nextDue } from './standing.ts'

type Backup = Row<typeof backups>
/** Seconds after which a backup that has not ended was left by a hub that ended before it. */
const longestRun = 3_600

const fresh = (now: Now, state: 'asked' | 'running', trigger: Backup['trigger'], requester: string | null): Backup => ({
  id: now.newId() as Id<'backups'>,
  state,
  trigger,
  askedAt: now.at,
  requester,
  beganAt: state === 'running' ? now.at : null,
  endedAt: null,
  takenAt: null,
  path: null,
  size: null,
  hash: null,
  contentHash: null,
  rows: null,
  verifiedAt: null,
  fault: null,
  about: {},
  removedAt: null,
})

const isRunning = (backup: Backup | undefined, at: Instant): boolean =>
  backup?.state === 'running' && secondsBetween(backup.beganAt ?? backup.askedAt, at) < longestRun

/** Asks for a backup at once. The hub writes it as soon as nobody else does. */
export const backUpNow = command({
  name: 'backups.now',
  zone: 'setup',
  permit: 'backups.manage',
  offline: 'never',
  input: shape({}),
  output: shape({ backup: idOf('backups') }),
  refusals: ['backups.noPlan', 'backups.underWay'],
  load: async (_input, read: Read) => ({ plan: await planOf(read), open: await lastOf(read, 'asked', 'running') }),
  decide: (_input, { plan, open }, now) => {
    if (!plan) return refuse('backups.noPlan', {})
    if (open && (open.state === 'asked' || isRunning(open, now.at))) return refuse('backups.underWay', { at: open.askedAt })
    const backup = fresh(now, 'asked', 'person', now.caller.name)
    // Who asks at the same time meets at the plan.
    return { result: { backup: backup.id }, changes: [put(backupPlans, plan), add(backups, backup), tell('backups.asked', { backup: backup.id })] } // prettier-ignore
  },
})

const dueFacts = async (read: Read) => ({
  plan: await planOf(read),
  asked: await lastOf(read, 'asked'),
  running: await lastOf(read, 'running'),
  begun: await lastOf(read, 'done', 'failed', 'running'),
})
const isDue = ({ plan, asked, running, begun }: Awaited<ReturnType<typeof dueFacts>>, at: Instant): boolean =>
  plan !== undefined && !isRunning(running, at) && (asked !== undefined || (plan.active && nextDue(plan, begun) <= at))

/** Whether there is one to be written now. */
export const backupDue = query({
  name: 'backups.due',
  zone: 'setup',
  permit: 'backups.manage',
  input: shape({}),
  output: shape({ due: count }),
  ask: async (_input, read, now) => ({ due: isDue(await dueFacts(read), now.at) ? 1 : 0 }),
})

/** The hub takes one up: one that somebody asked for, or the clock's. What a hub that is gone left open has failed. */
export const beginBackup = command({
  name: 'backups.begin',
  zone: 'setup',
  permit: 'backups.manage',
  offline: 'never',
  input: shape({}),
  output: shape({ backup: maybe(idOf('backups')), folder: text, recipients: many(text) }),
  refusals: [],
  load: (_input, read: Read) => dueFacts(read),
  decide: (_input, facts, now) => {
    const { plan, asked, running } = facts
    if (!plan || !isDue(facts, now.at)) return { result: { backup: null, folder: '', recipients: [] }, changes: [] }
    const own: Backup = asked ? { ...asked, state: 'running', beganAt: now.at } : fresh(now, 'running', 'clock', null)
    const left: Backup[] = running ? [{ ...running, state: 'failed', endedAt: now.at, fault: 'backups.interrupted' }] : []
    return {
      result: { backup: own.id, folder: plan.folder, recipients: plan.recipients },
      changes: [put(backupPlans, plan), ...left.map((one) => put(backups, one)), asked ? put(backups, own) : add(backups, own)],
    }
  },
})

/** The hub tells what became of it. */
export const endBackup = command({
  name: 'backups.end',
  zone: 'setup',
  permit: 'backups.manage',
  offline: 'never',
  input: shape({
    backup: idOf('backups'),
    written: maybe(shape({ path: text, size: count, hash: text, contentHash: text, rows: count })),
    fault: maybe(text),
    about: someData,
  }),
  output: backups.shape,
  refusals: ['backups.unknown'],
  load: ({ backup }, read: Read) => read.get(backups, backup),
  decide: ({ backup, written, fault, about }, found, now) => {
    if (found?.state !== 'running') return refuse('backups.unknown', { backup })
    assert((written === null) !== (fault === null), 'either what was written or what went wrong')
    const ended: Backup = written
      ? // By the clock of the house, which may be another than the machine's.
        { ...found, ...written, state: 'done', takenAt: found.beganAt, endedAt: now.at, verifiedAt: now.at }
      : { ...found, state: 'failed', endedAt: now.at, fault, about }
    const told = written ? tell('backups.done', { backup, path: written.path }) : tell('backups.failed', { backup, fault: fault! })
    return { result: ended, changes: [put(backups, ended), told] }
  },
})

/** The hub has removed the files of backups whose place newer ones have taken. */
export const forgetBackups = command({
  name: 'backups.forget',
  zone: 'setup',
  permit: 'backups.manage',
  offline: 'never',
  input: shape({ backups: many(idOf('backups'), 1_000) }),
  output: shape({ removed: count }),
  refusals: [],
  load: ({ backups: ids }, read: Read) => read.some(backups, ids),
  decide: (_input, found, now) => {
    const gone = [...found.values()].filter((one) => one.state === 'done' && one.removedAt === null)
    return { result: { removed: gone.length }, changes: gone.map((one) => put(backups, { ...one, removedAt: now.at })) }
  },
})
