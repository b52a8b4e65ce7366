import { randomUUID } from 'node:crypto'
import { accessSync, constants, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { backups } from '../../core/backups/backup.ts'
import type { Policy } from '../policy/policy.ts'
import { backupFolder, backupRecipients, managedBackup } from '../policy/backups.ts'
import { managedBackups, planChecked, planOf } from '../../core/backups/configure.ts'
import { keptOf } from '../../core/backups/retention.ts'
import type { Happening } from '../../core/kernel/manifest.ts'
import type { Outcome, Read } from '../../core/kernel/operation.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import type { HostCaller } from '../callers.ts'
import type { HarmonyCall } from '../calls.ts'
import type { Database } from '../storage/connect.ts'
import { binder } from '../storage/session.ts'
import type { Answerer } from '../storage/reads/registry.ts'
import { durableSetting } from '../sync/hub.ts'
import { recipientsOf } from './age.ts'
import { mergeAnswerers } from './merge/merging.ts'
import { packCompany, type Packed } from './packing.ts'
import { MovingTrouble } from './trouble.ts'

export interface BackupsWorld {
  readonly database: Database
  readonly read: Read
  readonly scheduler: HostCaller
  readonly dataDir: string
  readonly version: string
  readonly policy: Policy
  run(call: HarmonyCall): Promise<Outcome>
  /** Milliseconds of the real clock. */
  clock(): number
}
/** The hub's side of the plan of backups. */
export interface Backups {
  /** Writes the backup that is due, if one is; one at a time. What goes wrong with the file is on record and not thrown. */
  backUp(): Promise<void>
  /** Somebody asked for one. */
  heard(happening: Happening): void
  /** Waits for the one that is being written. */
  ended(): Promise<void>
}

export function openBackups(world: BackupsWorld): Backups {
  const call = async <T>(operation: string, input: Wire): Promise<T> => {
    const outcome = await world.run({ id: randomUUID(), operation, input, caller: world.scheduler })
    if (!outcome.ok) throw new Error(`${operation} was refused: ${outcome.refusal.refused}`)
    return outcome.result as T
  }
  const once = async (): Promise<void> => {
    if ((await call<{ due: number }>('backups.due', {})).due === 0) return
    const begun = await call<{ backup: string | null; folder: string; recipients: string[] }>('backups.begin', {})
    if (begun.backup === null) return
    const { written, fault, about } = await attempt(
      world,
      begun.backup,
      backupFolder(begun.folder, world.policy),
      backupRecipients(begun.recipients, world.policy),
    )
    await call('backups.end', { backup: begun.backup, written, fault, about })
    if (written) await removeOld(world, call)
  }
  let last: Promise<void> = Promise.resolve()
  const backUp = (): Promise<void> => {
    const mine = last.then(once)
    last = mine.catch(() => undefined)
    return mine
  }
  return {
    backUp,
    heard: ({ events }) => {
      if (events.some(({ event }) => event === 'backups.asked')) void backUp().catch(() => undefined)
    },
    ended: () => last,
  }
}

interface Attempt {
  readonly written: { readonly path: string; readonly size: number; readonly hash: string; readonly contentHash: string; readonly rows: number } | null // prettier-ignore
  readonly fault: string | null
  readonly about: Record<string, string>
}
async function attempt(world: BackupsWorld, id: string, folder: string, recipients: readonly string[]): Promise<Attempt> {
  const at = new Date(world.clock()).toISOString()
  try {
    if (!existsSync(folder)) throw new MovingTrouble('backups.noFolder', { folder })
    const { database, dataDir, version } = world
    const done = await packCompany(database, { to: folder, recipients, purpose: 'backup', id, at, version, dataDir })
    await vouch(database, done)
    const rows = done.manifest.tables.reduce((all, table) => all + table.rows, 0)
    return { written: { path: done.file, size: done.size, hash: done.sha256, contentHash: done.manifest.content, rows }, fault: null, about: {} } // prettier-ignore
  } catch (error) {
    if (error instanceof MovingTrouble) return { written: null, fault: error.code, about: { ...error.about } }
    return { written: null, fault: 'backups.broken', about: { why: error instanceof Error ? error.message : String(error) } }
  }
}

/** What a proved backup holds may be forgotten by devices (`sync.md`, `durable_seq`): up to which change of the feed that is. */
async function vouch(database: Database, { manifest }: Packed): Promise<void> {
  await database.transact(async (session) => {
    const c = binder(session.dialect)
    // Few calls are younger than the backup, so it is looked for from the end.
    const [last] = await session.rows(`select seq from changes where call_seq <= ${c.mark(manifest.chain.calls, 'bigint')} order by seq desc limit 1`, c.values) // prettier-ignore
    const b = binder(session.dialect)
    const values = [b.mark(durableSetting, 'text'), b.mark(String(last?.[0] ?? 0), 'text')]
    await session.run(`insert into settings (key, value) values (${values.join(', ')}) on conflict (key) do update set value = excluded.value`, b.values) // prettier-ignore
  })
}

const mostRead = 1_000
/** Milliseconds after which a file that was never finished belongs to nobody. */
const unfinishedFor = 24 * 3_600_000
/** Removes what the plan no longer keeps: files that are on record as ours, in the folder of the plan, and nothing else. */
async function removeOld(world: BackupsWorld, call: (operation: string, input: Wire) => Promise<unknown>): Promise<void> {
  const plan = await planOf(world.read)
  if (!plan) return
  const where = { all: [{ field: 'state', is: 'equal', value: 'done' }, { field: 'removedAt', is: 'empty' }] } as const // prettier-ignore
  const rows = await world.read.list(backups, { where, order: ['-askedAt'], limit: mostRead })
  const folder = backupFolder(plan.folder, world.policy)
  const ours = rows.filter(({ path }) => path !== null && dirname(path) === folder)
  const kept = keptOf(ours.map(({ id, takenAt, askedAt }) => ({ id, takenAt: takenAt ?? askedAt })), plan) // prettier-ignore
  const gone = ours.filter(({ id }) => !kept.has(id))
  for (const { path } of gone) rmSync(path!, { force: true })
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    if (
      /^harmony-\d{8}-\d{6}Z\.tar\.gz\.age\.[0-9a-f]{8}\.unfinished$/.test(name) &&
      world.clock() - statSync(file).mtimeMs > unfinishedFor
    )
      rmSync(file, { force: true })
  }
  if (gone.length > 0) await call('backups.forget', { backups: gone.map(({ id }) => id) })
}

/** What the machine says of a plan, before it is believed. */
export const backupAnswerers = (policy: Policy, database: Database): Readonly<Record<string, Answerer>> => ({
  ...mergeAnswerers(database),
  [managedBackups.question]: async () => [managedBackup(policy)],
  [planChecked.question]: async ({ folder, recipients }) => {
    try {
      const keys = await recipientsOf(backupRecipients(recipients as readonly string[], policy))
      const place = folder as string
      if (!isAbsolute(place) || !existsSync(place) || !statSync(place).isDirectory())
        throw new MovingTrouble('backups.noFolder', { folder: place })
      try {
        accessSync(place, constants.W_OK)
      } catch (error) {
        throw new MovingTrouble('backups.unwritable', { file: place, why: (error as { code?: string }).code ?? '' })
      }
      const managed = new Set(managedBackup(policy).recipients)
      return [{ fault: null, about: {}, recipients: keys.filter((key) => !managed.has(key)) }]
    } catch (error) {
      if (error instanceof MovingTrouble) return [{ fault: error.code.slice('backups.'.length), about: error.about, recipients: [] }]
      throw error
    }
  },
})
