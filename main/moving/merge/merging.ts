import { randomUUID } from 'node:crypto'
import { mergeProgress, type Decision, type Merge, type Preview } from '../../../core/backups/merging.ts'
import { merges } from '../../../core/backups/merge.ts'
import { missingRates } from '../../../core/consolidation/foreign-groups.ts'
import type { Currency } from '../../../core/kernel/money.ts'
import type { Happening } from '../../../core/kernel/manifest.ts'
import type { Now, Outcome, Read } from '../../../core/kernel/operation.ts'
import type { Wire } from '../../../core/kernel/shape.ts'
import type { HostCaller } from '../../callers.ts'
import type { HarmonyCall } from '../../calls.ts'
import type { Database } from '../../storage/connect.ts'
import { openReading, type Lane } from '../../storage/lane.ts'
import type { Answerer } from '../../storage/reads/registry.ts'
import { binder, type Binder, type Session } from '../../storage/session.ts'
import { tableOf } from '../../storage/tables.ts'
import { ledgerTotals } from '../sums.ts'
import { MovingTrouble } from '../trouble.ts'
import { verifyLog } from '../../storage/verify.ts'
import { modules } from '../../../core/harmony.ts'
import { carryOut, type Carried } from './carrying.ts'
import { conflictsOf } from './compare.ts'
import { conflict } from './conflict.ts'
import { allOf, countIn } from './rows.ts'
import { forgetStaged, isStaged, stage, withStaged, type StagingPlace } from './staging.ts'
import { arrivingKinds, kindNamed, staying } from './treatment.ts'

export interface MergingWorld extends StagingPlace {
  readonly database: Database
  readonly read: Read
  now(): Pick<Now, 'today' | 'at'>
  run(call: HarmonyCall): Promise<Outcome>
}
export interface Opened {
  readonly merge: string
  /** It is in the books already; nothing is left to do. */
  readonly finished: boolean
  /** When the file was written. */
  readonly takenAt: string
  readonly preview: Preview
}
/** What a person said to a conflict. */
export type Said = Decision

interface Watching {
  readonly progress?: (done: number, of: number) => void
  readonly stopped?: () => boolean
}

interface Standing {
  done: number
  of: number
  stop: boolean
  readonly watching: Watching[]
  ends: Promise<void>
}
/** How far each merge is that this program carries out, by the house that it comes into. */
const houses = new WeakMap<Database, Map<string, Standing>>()
function underWayIn(database: Database): Map<string, Standing> {
  const known = houses.get(database) ?? new Map<string, Standing>()
  houses.set(database, known)
  return known
}

async function call<T>(world: MergingWorld, caller: HostCaller, operation: string, input: Wire): Promise<T> {
  const outcome = await world.run({ id: randomUUID(), operation, input, caller })
  if (outcome.ok) return outcome.result as T
  throw new MovingTrouble(outcome.refusal.refused as 'backups.x', outcome.refusal.about as Readonly<Record<string, string>>)
}

const firstCall = async (session: Session): Promise<string> =>
  String((await session.rows('select id from calls where seq = 1'))[0]?.[0] ?? '')

/** Opens the file of another company and says what it would bring. Nothing of it comes in. */
export async function openFile(world: MergingWorld, caller: HostCaller, file: string, identities: readonly string[], watching: Watching = {}): Promise<Opened> {
  const { head, manifest } = await stage(world, file, identities, world.now().at, watching.progress ?? (() => undefined))
  const { founding, preview } = await withStaged(world, manifest.content, async (staged) => {
    // What came is what was written; what was written has to be what happened there.
    const fault = await verifyLog(staged, modules)
    if (fault) throw new MovingTrouble('backups.damaged', { file, why: `${fault.where} ${fault.at}` })
    const [bought, house] = [await openReading(staged), await openReading(world.database)]
    try {
      const first = await firstCall(bought.session)
      const b = binder(house.session.dialect)
      const sql = `select 1 from calls where id = ${b.mark(first, 'text')}`
      if ((await house.session.rows(sql, b.values)).length > 0) throw new MovingTrouble('backups.sameCompany', { file })
      return { founding: first, preview: await previewOf(bought, house, world) }
    } finally {
      await house.close()
      await bought.close()
    }
  })
  const input = { name: preview.groupName, contentHash: manifest.content, founding, takenAt: head.at, preview: preview as unknown as Wire }
  return { ...(await call<{ merge: string; finished: boolean }>(world, caller, 'backups.openMerge', input)), takenAt: head.at, preview }
} // prettier-ignore

async function previewOf(bought: Lane, house: Lane, world: MergingWorld): Promise<Preview> {
  const [theirs, ours] = [await allOf(bought, 'groups'), await allOf(house, 'groups')]
  const [group, own] = [theirs.find((row) => row['parent'] === null), ours.find((row) => row['parent'] === null)]
  if (!group || !own) throw new MovingTrouble('backups.nothingThere')
  const [groupCurrency, houseCurrency] = [group['currency'] as Currency, own['currency'] as Currency]
  const countOf = (record: string): Promise<number> => countIn(bought.session, tableOf(kindNamed(record), 'sqlite').name)
  const perEntity = async (table: string): Promise<Map<string, number>> => new Map((await bought.session.rows(`select entity, count(*) from ${table} group by entity`)).map(([entity, many]) => [entity as string, Number(many)])) // prettier-ignore
  const [journals, invoices] = [await perEntity('journals'), await perEntity('invoices')]
  let rows = 0
  for (const kind of arrivingKinds()) rows += await countOf(kind.record)
  const stays: { table: string; rows: number }[] = []
  for (const record of staying) stays.push({ table: record, rows: await countOf(record) })
  const conflicts = await conflictsOf(bought, house)
  if (groupCurrency !== houseCurrency) {
    const periods = (await bought.session.rows('select distinct period from balances order by period')).map(([period]) => period as string)
    for (const period of await missingRates(world.read, { from: groupCurrency, to: houseCurrency }, periods, world.now().today))
      conflicts.push(conflict({ kind: 'months', former: period, formerName: `${period}: ${groupCurrency} – ${houseCurrency}`, reason: 'noRate' })) // prettier-ignore
  }
  return {
    groupName: group['name'] as string, groupCurrency, houseCurrency, translates: groupCurrency !== houseCurrency,
    entities: (await allOf(bought, 'entities')).map((row) => ({
      code: row['code'] as string, name: row['name'] as string, country: row['country'] as string, currency: row['currency'] as string,
      journals: journals.get(row['code'] as string) ?? 0, invoices: invoices.get(row['code'] as string) ?? 0,
    })),
    customers: await countOf('customers'), products: await countOf('products'), users: await countOf('users'), suppliers: await countOf('suppliers'), contracts: await countOf('contracts'),
    files: await countIn(bought.session, 'files'), rows, staying: stays.filter((one) => one.rows > 0), ledger: (await ledgerTotals(bought.session)) as unknown as Wire, conflicts,
  } // prettier-ignore
}

/** Says what becomes of conflicts; answers how many are left open. */
export async function decide(world: MergingWorld, caller: HostCaller, id: string, decisions: readonly Decision[]): Promise<number> {
  if (decisions.length > 0) await call(world, caller, 'backups.decideMerge', { merge: id, decisions: decisions as unknown as Wire })
  return (await call<{ open: readonly Wire[] }>(world, caller, 'backups.merge', { merge: id })).open.length
}
/** Asks for it, and carries it out. */
export async function askAndMerge(world: MergingWorld, caller: HostCaller, id: string, watching: Watching): Promise<Carried | undefined> {
  await call(world, caller, 'backups.carryOutMerge', { merge: id })
  return merge(world, caller, id, watching)
}
/** The last of the proof: every invariant of the whole house. */
export const audited = (world: MergingWorld, caller: HostCaller): Promise<{ readonly ok: boolean }> => call(world, caller, 'audit.run', {})

/** Carries out what was asked for, and its last steps; where it was broken off, it goes on with the step that is missing. */
export async function merge(world: MergingWorld, caller: HostCaller, id: string, watching: Watching = {}): Promise<Carried | undefined> {
  const known = async (): Promise<Merge | undefined> => world.read.get(merges, id)
  const asked = await known()
  if (asked?.state === 'asked') await carried(world, caller, asked, watching)
  const after = await known()
  if (after?.state !== 'carried' && after?.state !== 'done') return undefined
  const proof = after.proof as unknown as Carried
  if (after.state === 'carried') {
    if (proof.group.ownCurrency) await call(world, caller, 'consolidation.adoptGroup', { group: proof.group.code, reason: after.name })
    await call(world, caller, 'backups.endMerge', { merge: id, fault: null, about: {} })
  }
  forgetStaged(world, after.contentHash)
  return { ...proof, calls: after.calls ?? 0, head: after.head ?? '' }
}

/** One program carries a merge out once, however many wait for it. */
async function carried(world: MergingWorld, caller: HostCaller, asked: Merge, watching: Watching): Promise<void> {
  const underWay = underWayIn(world.database)
  const known = underWay.get(asked.id)
  if (known) {
    known.watching.push(watching)
    return known.ends
  }
  const standing: Standing = { done: 0, of: 0, stop: false, watching: [watching], ends: Promise.resolve() }
  underWay.set(asked.id, standing)
  const noted = noting(world.database, asked.id)
  standing.watching.push(noted)
  const watched = async (): Promise<void> => {
    try {
      await carrying(world, caller, asked, standing)
    } finally {
      underWay.delete(asked.id)
      await noted.forget()
    }
  }
  standing.ends = watched()
  return standing.ends
}

/** Milliseconds between two notes of how far it is. */
const notedEvery = 1_000
/**
 * Notes for the other hubs how far it is, beside the transaction that nobody sees into until it ends. A file has one writer, and one program that could be asked.
 */
function noting(database: Database, merge: string): Watching & { forget(): Promise<void> } {
  let last = -Infinity
  let writing: Promise<unknown> = Promise.resolve()
  const write = (sql: (b: Binder) => string): void => {
    const b = binder(database.dialect)
    const text = sql(b)
    // Whoever looks on is not worth a merge: what cannot be noted is not.
    writing = writing.then(() => database.transact((session) => session.run(text, b.values))).catch(() => undefined)
  }
  return {
    progress: (done, of) => {
      if (database.dialect === 'sqlite' || performance.now() - last < notedEvery) return
      last = performance.now()
      write((b) => `insert into merge_progress (merge, done, "of") values (${b.mark(merge, 'uuid')}, ${b.mark(done, 'bigint')}, ${b.mark(of, 'bigint')})
        on conflict (merge) do update set done = excluded.done, "of" = excluded."of"`) // prettier-ignore
    },
    forget: async () => {
      if (database.dialect === 'postgres') write((b) => `delete from merge_progress where merge = ${b.mark(merge, 'uuid')}`)
      await writing
    },
  }
}

async function carrying(world: MergingWorld, caller: HostCaller, asked: Merge, standing: Standing): Promise<void> {
  try {
    if (!isStaged(world, asked.contentHash)) throw new MovingTrouble('backups.mergeNotOpened', { name: asked.name })
    await withStaged(world, asked.contentHash, (staged) =>
      carryOut(staged, world.database, {
        merge: asked,
        user: caller.user,
        userName: caller.name,
        at: world.now().at,
        progress: (done, of) => {
          Object.assign(standing, { done, of })
          for (const { progress } of standing.watching) progress?.(done, of)
        },
        stopped: () => standing.stop || standing.watching.some(({ stopped }) => stopped?.() ?? false),
      }),
    )
  } catch (error) {
    const now = await world.read.get(merges, asked.id)
    // Another program was quicker.
    if (now?.state === 'carried' || now?.state === 'done') return
    const { code, about } = error instanceof MovingTrouble ? error : { code: 'backups.broken', about: { why: error instanceof Error ? error.message : String(error) } } // prettier-ignore
    await call(world, caller, 'backups.endMerge', { merge: asked.id, fault: code, about }).catch(() => undefined)
    throw error
  }
}

export interface Merging {
  heard(happening: Happening): void
  /** Goes on with what a program that ended has left: one that was asked for, or whose last steps are missing. */
  resume(): Promise<void>
  ended(): Promise<void>
}
/** The hub's side: what somebody asked for on a screen is carried out, what they called off stops. Of several hubs, by the one that has the opened file. */
export function openMerging(world: MergingWorld, scheduler: HostCaller): Merging {
  let last: Promise<unknown> = Promise.resolve()
  /** Of a company that was not bought after all nothing stays beside the house. */
  const calledOff = async (id: string): Promise<void> => {
    const found = await world.read.get(merges, id)
    if (found?.state === 'calledOff') forgetStaged(world, found.contentHash)
  }
  const mine = async (id: string): Promise<void> => {
    const found = await world.read.get(merges, id)
    if (found && (found.state === 'carried' || isStaged(world, found.contentHash))) await merge(world, scheduler, id)
  }
  const next = (work: () => Promise<unknown>): Promise<void> => {
    const turn = last.then(work).catch(() => undefined)
    last = turn
    return turn.then(() => undefined)
  }
  return {
    heard: ({ events }) => {
      for (const { event, about } of events) {
        const id = (about as { merge?: string }).merge
        if (id === undefined) continue
        const standing = underWayIn(world.database).get(id)
        if (event === 'backups.mergeCancelled' && standing) standing.stop = true
        if (event === 'backups.mergeCancelled') void next(() => calledOff(id))
        if (event === 'backups.mergeAsked') void next(() => mine(id))
      }
    },
    resume: () =>
      next(async () => {
        const where = { field: 'state', is: 'in', value: ['asked', 'carried'] } as const
        for (const { id } of await world.read.list(merges, { where, order: ['openedAt'], limit: 100 })) await mine(id)
      }),
    ended: async () => void (await last),
  }
}

export const mergeAnswerers = (database: Database): Readonly<Record<string, Answerer>> => ({
  [mergeProgress.question]: async ({ merge: id }) => {
    const standing = underWayIn(database).get(id as string)
    if (standing) return [{ done: standing.done, of: standing.of }]
    const b = binder(database.dialect)
    const sql = `select done, "of" from merge_progress where merge = ${b.mark(id as string, 'uuid')}`
    return (await database.read((session) => session.rows(sql, b.values))).map(([done, of]) => ({ done: Number(done), of: Number(of) }))
  },
})
