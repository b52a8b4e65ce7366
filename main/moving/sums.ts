import { createHash } from 'node:crypto'
import type { Session } from '../storage/session.ts'
import type { ChainHeads, LedgerTotal, Manifest, TableSum } from './format.ts'

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const sum = (expression: string): string => `cast(coalesce(sum(${expression}), 0) as text)`
const debit = (column: string): string => `case when l.${column} > 0 then l.${column} else 0 end`
const ledgerText = `select j.entity, l.currency, cast(count(distinct j.id) as text), cast(count(*) as text), ${sum(debit('amount'))},
    ${sum('case when l.amount < 0 then -l.amount else 0 end')}, ${sum(debit('entity_amount'))}, ${sum(debit('group_amount'))}
  from journal_lines l join journals j on j.id = l.journal group by j.entity, l.currency`

const byText = ([a, b]: readonly [string, string], [c, d]: readonly [string, string]): number =>
  a === c ? (b < d ? -1 : 1) : a < c ? -1 : 1

/** What every legal entity has posted, by currency. */
export async function ledgerTotals(session: Session): Promise<LedgerTotal[]> {
  return (await session.rows(ledgerText))
    .map((row) => row.map(String))
    .toSorted((a, b) => byText([a[0]!, a[1]!], [b[0]!, b[1]!]))
    .map(([entity, currency, journals, lines, debits, credits, entityDebit, groupDebit]) => ({
      entity: entity!,
      currency: currency!,
      journals: Number(journals),
      lines: Number(lines),
      debit: debits!,
      credit: credits!,
      entityDebit: entityDebit!,
      groupDebit: groupDebit!,
    }))
}

export async function chainHeads(session: Session): Promise<ChainHeads> {
  const [head] = await session.rows('select next_call, hash from log_head')
  return { calls: Number(head![0]) - 1, hash: head![1] as string }
}

/** One hash for the whole company. */
export const contentOf = (tables: readonly TableSum[], files: Manifest['files']): string =>
  sha256(JSON.stringify([tables.map(({ name, rows, sha256: hash }) => [name, rows, hash]), files.count, files.sha256]))
