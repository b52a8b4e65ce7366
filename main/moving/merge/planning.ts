import type { Conflict, Decision } from '../../../core/backups/merging.ts'
import type { Plain } from '../../../core/kernel/operation.ts'
import type { RecordKind } from '../../../core/kernel/record.ts'
import { lawOf, type KeptByLaw } from '../../../core/privacy/statute.ts'
import type { Lane } from '../../storage/lane.ts'
import { MovingTrouble } from '../trouble.ts'
import { additionsOf } from './additions.ts'
import { freeName } from './conflict.ts'
import { decidedOf, type Decided } from './decided.ts'
import { renamerOf, type Names } from './renaming.ts'
import { allOf, portionsOf } from './rows.ts'
import { kindNamed, matched, naturalKey, ofRoles } from './treatment.ts'

/** How a bought company comes: what is called otherwise, which rows the house's own stand for, and what else changes of a row. */
export interface Plan {
  readonly names: Names
  readonly kept: Decided['kept']
  readonly withdrawn: Decided['withdrawn']
  readonly entities: readonly string[]
  /** The group of the house, and whether the bought one goes on beside it with a currency of its own. */
  readonly group: { readonly code: string; readonly former: string; readonly house: string; readonly ownCurrency: boolean }
  /** The house's row stands for it, or nothing is left that it is about. `row`: as it was there; `after`: as it would come. */
  readonly drops: (kind: RecordKind, row: Plain, after: Plain) => boolean
  /** A row as it comes. */
  readonly arriving: (kind: RecordKind) => (row: Plain) => Plain
}

export async function planOf(bought: Lane, house: Lane, conflicts: readonly Conflict[], { decisions, at }: { readonly decisions: readonly Decision[]; readonly at: string }): Promise<Plan> {
  const { codes, ids, logins, rates, withdrawn, leftRules, kept } = await decidedOf(bought, house, conflicts, decisions)
  const group = await groupOf(bought, house)
  const entities = (await allOf(bought, 'entities')).map((row) => codes.get('entities')?.get(row['code'] as string) ?? (row['code'] as string)).toSorted() // prettier-ignore
  const additions = await additionsOf(bought, house, entities[0] ?? '', codes)
  await matchRows(bought, house, { codes, rates }, ids)
  await renameSeries(bought, codes)
  await renameGroups(bought, house, group, codes)
  const names: Names = { codes, ids, rates }
  const standFor = await ownKeys(house)
  const roles = new Set((await allOf(house, 'roles')).map((row) => row['code'] as string))
  return {
    names,
    kept,
    entities,
    group,
    withdrawn,
    drops: (kind, row, after) =>
      (kind.key === 'id' && ids.has(row['id'] as string)) ||
      (kind.record in matched && standFor.get(kind.record)!.has(naturalKey(kind.record, after))) ||
      (kind.record === 'clauseWithdrawals' && ids.has(row['clause'] as string)) ||
      (kind.record === 'taxRules' && leftRules.has(row['rule'] as string)) ||
      // How far a role reaches here is said here.
      (ofRoles.has(kind.record) && roles.has(row['role'] as string)) ||
      (kind.record === 'retentionRules' && isShorter(row)),
    arriving: (kind) => {
      const rename = renamerOf(kind, names)
      const add = additions(kind)
      return (row) => {
        const after = add(rename(row))
        switch (kind.record) {
          // Whoever comes along is let in by an administrator of this house, and only to what they brought.
          case 'users':
            return { ...after, login: logins.get(row['id'] as string) ?? row['login'], active: false, entities: (after['entities'] as readonly string[] | null) ?? entities } as Plain // prettier-ignore
          // Somebody who works here already reaches nobody further by having been in a team there, and nobody reaches them.
          case 'teams':
            return { ...after, teammates: (row['teammates'] as readonly string[]).filter((one) => !ids.has(one)) }
          case 'delegations':
            return { ...after, endedAt: row['endedAt'] ?? ((row['lastDay'] as string) >= at.slice(0, 10) ? at : null) } as Plain
          // Other currencies for the figures of its group are papers of that group.
          case 'retranslations':
            return { ...after, group: after['group'] ?? (group.ownCurrency ? group.code : group.former) }
          default:
            return after
        }
      }
    },
  }
} // prettier-ignore

/** For longer than the law asks the house keeps what the bought company did; for less nothing becomes of what the house keeps. */
const isShorter = (row: Plain): boolean => (row['years'] as number) < lawOf(row['country'] as string).years[row['keep'] as KeptByLaw]

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
async function matchRows(bought: Lane, house: Lane, names: Pick<Names, 'codes' | 'rates'>, ids: Map<string, string>): Promise<void> {
  for (const record of Object.keys(matched)) {
    const kind = kindNamed(record)
    if (kind.shape.fields[kind.key]?.kind !== 'id' || kind.key !== 'id') continue
    const own = new Map<string, string>()
    for await (const rows of portionsOf(house, kind)) for (const row of rows) own.set(naturalKey(record, row), row['id'] as string)
    const rename = renamerOf(kind, { ...names, ids: new Map() })
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

/** The groups that it had bought itself go on under it, whatever groups the house has. */
async function renameGroups(bought: Lane, house: Lane, group: Plan['group'], codes: Map<string, Map<string, string>>): Promise<void> {
  const map = new Map<string, string>(group.former === group.code ? [] : [[group.former, group.code]])
  const theirs = await allOf(bought, 'groups')
  const taken = new Set([...(await allOf(house, 'groups')), ...theirs].map((row) => row['code'] as string).concat(group.code))
  const here = new Set((await allOf(house, 'groups')).map((row) => row['code'] as string))
  for (const row of theirs) {
    const code = row['code'] as string
    if (row['parent'] === null || (!here.has(code) && code !== group.code)) continue
    const name = freeName(code, taken)
    taken.add(name)
    map.set(code, name)
  }
  if (map.size > 0) codes.set('groups', map)
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
