import { aPreview, merges } from '../../../core/backups/merge.ts'
import { openQuestions, type Merge } from '../../../core/backups/merging.ts'
import type { Plain } from '../../../core/kernel/operation.ts'
import type { Wire } from '../../../core/kernel/shape.ts'
import { openReading, openWriting, type Lane } from '../../storage/lane.ts'
import type { Database } from '../../storage/connect.ts'
import { changeLine, sha256, writeLog, type Entry, type LoggedChange } from '../../storage/log.ts'
import { binder } from '../../storage/session.ts'
import { tableOf } from '../../storage/tables.ts'
import type { LedgerTotal } from '../format.ts'
import { ledgerTotals } from '../sums.ts'
import { MovingTrouble } from '../trouble.ts'
import { conflictsOf } from './compare.ts'
import { layGroups, layLog, layNames } from './history.ts'
import { lay, layFiles, relay } from './laying.ts'
import { planOf, type Plan } from './planning.ts'
import { gains, withdrawals } from './gains.ts'
import { formerly, renamerOf } from './renaming.ts'
import { countIn, portionsOf, rowsWith } from './rows.ts'
import { arrivingKinds } from './treatment.ts'

export interface CarryWish {
  readonly merge: Merge
  /** Who asked, and when by the clock of the house. */
  readonly user: string
  readonly userName: string
  readonly at: string
  progress(done: number, of: number): void
  stopped(): boolean
}
export interface Carried {
  readonly rows: number
  readonly dropped: number
  readonly files: { readonly came: number; readonly equal: number }
  readonly ledger: readonly LedgerTotal[]
  readonly calls: number
  readonly head: string
  readonly tables: Readonly<Record<string, number>>
  readonly group: Plan['group']
}

/** Changes of one call in the log. */
const changesOfCall = 5_000

/**
 * Carries a bought company into the house: all of it in one transaction, each row read back and compared, or nothing. Whatever ends the program meanwhile, the
 * house is as it was; what was decided and the opened file are still there, and the same command does it again.
 */
export async function carryOut(staged: Database, database: Database, wish: CarryWish): Promise<Carried> {
  const bought = await openReading(staged)
  const house = await openWriting(database)
  try {
    await claim(house, database, wish.merge)
    const conflicts = await conflictsOf(bought, house)
    const plan = await planOf(bought, house, refuseUndecided(conflicts, wish.merge), { decisions: wish.merge.decisions, at: wish.at })
    const found = await layAll(bought, house, database.fenced, plan, wish)
    await house.commit()
    return found
  } finally {
    await house.close()
    await bought.close()
  }
}

/** One at a time, and only what was asked for. */
async function claim({ session }: Lane, { dialect }: Database, merge: Merge): Promise<void> {
  const b = binder(dialect)
  const [row] = await session.rows(`select state from merges where id = ${b.mark(merge.id, 'uuid')}${dialect === 'postgres' ? ' for update' : ''}`, b.values) // prettier-ignore
  if (row?.[0] !== 'asked') throw new MovingTrouble('backups.mergeUnderWay', { name: merge.name, state: String(row?.[0] ?? '') })
}

function refuseUndecided(conflicts: Awaited<ReturnType<typeof conflictsOf>>, merge: Merge): typeof conflicts {
  const open = openQuestions(conflicts, merge.decisions)
  if (open[0]) throw new MovingTrouble('backups.mergeUndecided', { count: `${open.length}`, kind: open[0].kind, name: open[0].formerName })
  return conflicts
}

async function layAll(bought: Lane, house: Lane, fenced: boolean, plan: Plan, wish: CarryWish): Promise<Carried> {
  const kinds = arrivingKinds()
  let of = 0
  for (const kind of kinds) of += await countIn(bought.session, tableOf(kind, 'sqlite').name)
  const changes: LoggedChange[] = await layGroups(bought, house, fenced, plan)
  const tables: Record<string, number> = {}
  let [done, rows] = [0, 0]
  for (const kind of kinds) {
    const [arriving, back] = [plan.arriving(kind), renamerOf(kind, formerly(plan.names))]
    const table = tableOf(kind, house.session.dialect)
    for await (const portion of portionsOf(bought, kind)) {
      if (wish.stopped()) throw new MovingTrouble('backups.mergeStopped')
      const coming: Plain[] = []
      for (const row of portion) {
        const after = arriving(row)
        if (plan.drops(kind, row, after)) continue
        // What is sealed, signed or posted must read as it was once its former names are put back.
        if (kind.immutable && table.canonical(back(after)) !== table.canonical(row)) throw new MovingTrouble('backups.notEqual', { what: `${kind.record} ${table.keyOf(row)}` }) // prettier-ignore
        coming.push(after)
      }
      if (coming.length > 0) changes.push(...(await lay(house.session, fenced, kind, coming)))
      done += portion.length
      rows += coming.length
      if (coming.length > 0) tables[kind.record] = (tables[kind.record] ?? 0) + coming.length
      wish.progress(done, of)
    }
  }
  const files = await layFiles(bought.session, house.session)
  changes.push(...(await gains(bought, house, plan)))
  changes.push(...(await withdrawals(bought, house, fenced, plan, wish)))
  changes.push(...(await layNames(bought, house, fenced, wish.merge.id, plan)))
  const log = await layLog(bought, house, wish.merge.id)
  const ledger = await equalLedgers(bought, house, plan)
  const found: Carried = { rows, dropped: of - rows, files, ledger, ...log, tables, group: plan.group }
  await note(house, wish, found, changes)
  return found
}

/** What every legal entity had posted, by currency, is what it has posted here. */
async function equalLedgers(bought: Lane, house: Lane, plan: Plan): Promise<readonly LedgerTotal[]> {
  const names = plan.names.codes.get('entities')
  const byName = (a: LedgerTotal, b: LedgerTotal): number => (`${a.entity}/${a.currency}` < `${b.entity}/${b.currency}` ? -1 : 1)
  const theirs = (await ledgerTotals(bought.session)).map((one) => ({ ...one, entity: names?.get(one.entity) ?? one.entity })).toSorted(byName) // prettier-ignore
  const here = (await ledgerTotals(house.session)).filter(({ entity }) => plan.entities.includes(entity)).toSorted(byName)
  if (JSON.stringify(theirs) !== JSON.stringify(here)) throw new MovingTrouble('backups.notEqual', { what: 'journal_lines' })
  return here
}

/** What was in its way, without names that might have been given: of users they are made of what people are called. */
function settled(preview: unknown): Wire {
  const whole = aPreview.parse(preview, 'preview')
  return aPreview.print({ ...whole, conflicts: whole.conflicts.map((one) => ({ ...one, freeName: null })) })
}

/** The last of the transaction: the merge says that it is carried out, and the log what came. */
async function note(house: Lane, { merge, user, userName, at }: CarryWish, found: Carried, changes: LoggedChange[]): Promise<void> {
  const { session } = house
  const [known] = await rowsWith(session, merges, [merge.id])
  const { rows, dropped, files, ledger, calls, head, tables, group } = found
  const after: Plain = { ...known!, state: 'carried', preview: settled(known!['preview']), calls, head, proof: { rows, dropped, files, ledger, tables, group }, doneAt: at, doneBy: known!['doneBy'] ?? userName } // prettier-ignore
  changes.push(await relay(session, merges, after))
  await writeLog(session, entriesOf(changes, merge, user, at))
}

function entriesOf(changes: readonly LoggedChange[], merge: Merge, user: string, at: string): Entry[] {
  const entries: Entry[] = []
  for (let from = 0; from < changes.length; from += changesOfCall) {
    const some = changes.slice(from, from + changesOfCall)
    const call = {
      id: `${merge.id}/${entries.length + 1}`, operation: 'backups.carryOutMerge', user, at, inputHash: sha256(JSON.stringify(merge.decisions)),
      outcome: JSON.stringify({ ok: true, result: { merge: merge.id } }), changesDigest: sha256(some.map(changeLine).join('')),
    } // prettier-ignore
    entries.push({ call, changes: some, events: [] })
  }
  return entries
}
