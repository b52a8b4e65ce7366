import type { Conflict, Decision } from '../../../core/backups/merging.ts'
import { matchName } from '../../../core/customers/rules.ts'
import type { Plain } from '../../../core/kernel/operation.ts'
import type { RecordKind } from '../../../core/kernel/record.ts'
import type { Lane } from '../../storage/lane.ts'
import { MovingTrouble } from '../trouble.ts'
import { freeName } from './compare.ts'
import { renamerOf, type Names } from './renaming.ts'
import { allOf, portionsOf } from './rows.ts'
import { arrivingKinds, kindNamed, matched, naturalKey, suffixed } from './treatment.ts'

/** How a bought company comes: what is called otherwise, which rows the house's own stand for, and what else changes of a row. */
export interface Plan {
  readonly names: Names
  /** Names that documents were sealed under, or that people know: they are kept. */
  readonly kept: readonly { readonly record: string; readonly former: string; readonly later: string }[]
  readonly entities: readonly string[]
  /** The group of the house, and whether the bought one goes on beside it with a currency of its own. */
  readonly group: { readonly code: string; readonly former: string; readonly house: string; readonly ownCurrency: boolean }
  /** The house's row stands for it, or nothing is left that it is about. `row`: as it was there; `after`: as it would come. */
  readonly drops: (kind: RecordKind, row: Plain, after: Plain) => boolean
  /** A row as it comes. */
  readonly arriving: (kind: RecordKind) => (row: Plain) => Plain
}

const codeKinds = ['entities', 'accounts', 'taxCodes', 'products', 'clauses', 'sources'] as const
const idKinds = ['customers', 'suppliers', 'users'] as const
const refuseName = (kind: string, name: string): never => {
  throw new MovingTrouble('backups.mergeName', { kind, name })
}

export async function planOf(bought: Lane, house: Lane, conflicts: readonly Conflict[], decisions: readonly Decision[]): Promise<Plan> {
  const decided = new Map(decisions.map((decision) => [`${decision.kind}/${decision.former}`, decision]))
  const codes = new Map<string, Map<string, string>>()
  const ids = new Map<string, string>()
  const renamed = new Map<string, string>()
  for (const { kind, former, ours } of conflicts) {
    const decision = decided.get(`${kind}/${former}`)
    if (decision?.verdict === 'rename' && (codeKinds as readonly string[]).includes(kind)) codes.set(kind, (codes.get(kind) ?? new Map<string, string>()).set(former, decision.rename!)) // prettier-ignore
    if (decision?.verdict === 'rename' && kind === 'users') renamed.set(former, decision.rename!)
    if (decision?.verdict === 'same' && ours !== null && (idKinds as readonly string[]).includes(kind)) ids.set(former, ours)
  }
  await refuseTaken(bought, house, codes, renamed)
  const kept = [
    ...[...codes].flatMap(([record, map]) => [...map].map(([former, later]) => ({ record, former, later }))),
    ...conflicts.flatMap(({ kind, former }) => (ids.has(former) && (idKinds as readonly string[]).includes(kind) ? [{ record: kind, former, later: ids.get(former)! }] : [])), // prettier-ignore
  ]
  const group = await groupOf(bought, house)
  await matchRows(bought, house, codes, ids)
  await renameSeries(bought, codes)
  if (group.former !== group.code) codes.set('groups', new Map([[group.former, group.code]]))
  const names: Names = { codes, ids }
  const entities = (await allOf(bought, 'entities')).map((row) => codes.get('entities')?.get(row['code'] as string) ?? (row['code'] as string)).toSorted() // prettier-ignore
  const standFor = await ownKeys(house)
  const additions = await additionsOf(house, entities[0] ?? '')
  return {
    names,
    kept,
    entities,
    group,
    drops: (kind, row, after) =>
      (kind.key === 'id' && ids.has(row['id'] as string)) ||
      (kind.record in matched && standFor.get(kind.record)!.has(naturalKey(kind.record, after))) ||
      (kind.record === 'clauseWithdrawals' && ids.has(row['clause'] as string)),
    arriving: (kind) => {
      const rename = renamerOf(kind, names)
      const add = additions(kind)
      return (row) => {
        const after = add(rename(row))
        // Whoever comes along is let in by an administrator of this house, and only to what they brought.
        if (kind.record === 'users') return { ...after, login: renamed.get(row['id'] as string) ?? row['login'], active: false, entities: (after['entities'] as readonly string[] | null) ?? entities } // prettier-ignore
        // Other currencies for the figures of its group are papers of that group.
        if (kind.record === 'retranslations') return { ...after, group: after['group'] ?? (group.ownCurrency ? group.code : group.former) }
        return after
      }
    },
  }
}

async function refuseTaken(bought: Lane, house: Lane, codes: ReadonlyMap<string, ReadonlyMap<string, string>>, logins: ReadonlyMap<string, string>): Promise<void> {
  for (const [record, map] of codes) {
    if (record === 'sources') continue
    const taken = new Set([...(await allOf(bought, record)), ...(await allOf(house, record))].map((row) => row['code'] as string))
    for (const name of map.values()) if (taken.has(name)) refuseName(record, name)
  }
  const taken = new Set([...(await allOf(bought, 'users')), ...(await allOf(house, 'users'))].map((row) => row['login'] as string))
  for (const login of logins.values()) if (taken.has(login)) refuseName('users', login)
} // prettier-ignore

async function groupOf(bought: Lane, house: Lane): Promise<Plan['group']> {
  const [theirs, ours] = [await allOf(bought, 'groups'), await allOf(house, 'groups')]
  const [from, to] = [theirs.find((row) => row['parent'] === null), ours.find((row) => row['parent'] === null)]
  if (!from || !to) throw new MovingTrouble('backups.nothingThere')
  if (from['currency'] === to['currency'])
    return { code: to['code'] as string, former: from['code'] as string, house: to['code'] as string, ownCurrency: false }
  const taken = new Set(ours.map((row) => row['code'] as string))
  const code = taken.has(from['code'] as string) ? freeName(from['code'] as string, taken) : (from['code'] as string)
  return { code, former: from['code'] as string, house: to['code'] as string, ownCurrency: true }
}

/** Rows of both that say the same have the id of the house's. Codes first, for clauses and rates know no others. */
async function matchRows(bought: Lane, house: Lane, codes: ReadonlyMap<string, ReadonlyMap<string, string>>, ids: Map<string, string>): Promise<void> {
  for (const record of Object.keys(matched)) {
    const kind = kindNamed(record)
    if (kind.shape.fields[kind.key]?.kind !== 'id' || kind.key !== 'id') continue
    const own = new Map<string, string>()
    for await (const rows of portionsOf(house, kind)) for (const row of rows) own.set(naturalKey(record, row), row['id'] as string)
    const rename = renamerOf(kind, { codes, ids: new Map() })
    for await (const rows of portionsOf(bought, kind))
      for (const row of rows) {
        const same = own.get(naturalKey(record, rename(row)))
        if (same !== undefined) ids.set(row['id'] as string, same)
      }
  }
} // prettier-ignore

/** A series is called by its legal entity. */
async function renameSeries(bought: Lane, codes: Map<string, Map<string, string>>): Promise<void> {
  if (!codes.has('entities')) return
  const kind = kindNamed('numberSeries')
  const rename = renamerOf(kind, { codes, ids: new Map() })
  const map = new Map<string, string>()
  for (const row of await allOf(bought, 'numberSeries')) map.set(row['series'] as string, rename(row)['series'] as string)
  codes.set('numberSeries', new Map([...map].filter(([former, later]) => former !== later)))
}

async function ownKeys(house: Lane): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const keys = new Map<string, Set<string>>()
  for (const record of Object.keys(matched)) {
    const own = new Set<string>()
    for await (const rows of portionsOf(house, kindNamed(record))) for (const row of rows) own.add(naturalKey(record, row))
    keys.set(record, own)
  }
  return keys
}

/** Names of work and of customers that stay two get the code of the legal entity behind them where the house has the name. */
async function additionsOf(house: Lane, entity: string): Promise<(kind: RecordKind) => (row: Plain) => Plain> {
  const taken = new Map<string, Set<string>>()
  for (const kind of arrivingKinds()) {
    const field = suffixed[kind.record]
    if (field === undefined && kind.record !== 'customers') continue
    const own = new Set<string>()
    for await (const rows of portionsOf(house, kind)) for (const row of rows) own.add(row[field ?? 'matchName'] as string)
    taken.set(kind.record, own)
  }
  const beside = (own: ReadonlySet<string>, name: string): string => {
    const wish = `${name} ${entity}`
    return own.has(wish) ? freeName(wish, own) : wish
  }
  return (kind) => {
    const own = taken.get(kind.record)
    const field = suffixed[kind.record]
    if (!own) return (row) => row
    return (row) => {
      const before = row[field ?? 'matchName'] as string
      if (!own.has(before)) return row
      if (field !== undefined) return { ...row, [field]: beside(own, before) }
      const name = `${row['name'] as string} (${entity})`
      return { ...row, name, matchName: matchName(name) }
    }
  }
}
