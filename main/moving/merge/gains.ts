import { randomUUID } from 'node:crypto'
import type { Merge } from '../../../core/backups/merging.ts'
import type { Plain } from '../../../core/kernel/operation.ts'
import { tableOf } from '../../storage/tables.ts'
import type { Lane } from '../../storage/lane.ts'
import type { LoggedChange } from '../../storage/log.ts'
import { lay, relay } from './laying.ts'
import type { Plan } from './planning.ts'
import { renamerOf } from './renaming.ts'
import { allOf, rowsWith } from './rows.ts'
import { kindNamed } from './treatment.ts'

type Gain = (own: Plain, came: Plain) => Plain
const filled = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
const told = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value))

/**
 * One row stands for both: it takes over what it did not know, and where the two differ the bought company's word goes into its note, so that nothing that anybody
 * knew is lost. What taxes, prices and consent rest on is the house's own.
 */
function united(entity: string, gaps: readonly string[], noted: readonly string[]): Gain {
  return (own, came) => {
    const gained = Object.fromEntries(gaps.filter((name) => !filled(own[name]) && filled(came[name])).map((name) => [name, came[name]!]))
    const other = [...gaps, ...noted].filter((name) => !(name in gained) && filled(came[name]) && told(came[name]) !== told(own[name])) // prettier-ignore
    const line = other.length === 0 ? [] : [`${entity}: ${other.map((name) => told(came[name])).join(' · ')}`]
    const note = [own['note'], ...(came['note'] === own['note'] ? [] : [came['note']]), ...line].filter(filled).map(told).join('\n')
    return { ...own, ...gained, note: note === '' ? null : note } as Plain
  }
} // prettier-ignore

const gainsBy = (entity: string): Readonly<Record<string, Gain>> => ({
  customers: united(entity, ['email', 'phone'], ['name', 'code', 'taxId', 'address']),
  contacts: united(entity, ['title', 'email', 'phone', 'language'], ['name']),
  suppliers: united(entity, [], ['name', 'code', 'taxId']),
  // What the accounts are called in the books of the legal entities that came.
  accounts: (own, came) => ({ ...own, local: { ...(own['local'] as object), ...(came['local'] as object) } }),
  // Of two terms that papers are kept for, the longer.
  retentionRules: (own, came) => ((came['years'] as number) > (own['years'] as number) ? { ...own, years: came['years']! } : own),
})

/** What the house's own rows learn of those that they stand for. */
export async function gains(bought: Lane, house: Lane, plan: Plan): Promise<LoggedChange[]> {
  const changes: LoggedChange[] = []
  const { session } = house
  for (const [record, gain] of Object.entries(gainsBy(plan.entities[0] ?? ''))) {
    const kind = kindNamed(record)
    const table = tableOf(kind, session.dialect)
    const rename = renamerOf(kind, plan.names)
    const stoodFor = (await allOf(bought, record))
      .map((row) => ({ row, after: rename(row) }))
      .filter(({ row, after }) => plan.drops(kind, row, after))
      .map(({ row, after }) => ({ after, key: plan.names.ids.get(row[kind.key] as string) ?? (after[kind.key] as string) }))
    const own = new Map((await rowsWith(session, kind, stoodFor.map(({ key }) => key))).map((row) => [row[kind.key] as string, row]))
    for (const { after, key } of stoodFor) {
      const known = own.get(key)
      if (!known) continue
      const later = gain(known, after)
      if (table.canonical(later) !== table.canonical(known)) changes.push(await relay(session, kind, later))
    }
  }
  return changes
} // prettier-ignore

/** Clauses that came for what was signed with them, and that stand in no order from today on. */
export async function withdrawals(bought: Lane, house: Lane, fenced: boolean, plan: Plan, { merge, userName, at }: { readonly merge: Merge; readonly userName: string; readonly at: string }): Promise<LoggedChange[]> {
  if (plan.withdrawn.size === 0) return []
  const gone = new Set((await allOf(bought, 'clauseWithdrawals')).map((row) => row['clause'] as string))
  const arriving = plan.arriving(kindNamed('clauses'))
  const rows = (await allOf(bought, 'clauses')).filter((row) => row['entity'] === null && !gone.has(row['id'] as string) && !plan.names.ids.has(row['id'] as string) && plan.withdrawn.has(arriving(row)['code'] as string))
  return lay(house.session, fenced, kindNamed('clauseWithdrawals'), rows.map((row): Plain => ({ id: randomUUID(), clause: row['id']!, from: at.slice(0, 10), reason: merge.name, withdrawnAt: at, withdrawnBy: userName })))
} // prettier-ignore
