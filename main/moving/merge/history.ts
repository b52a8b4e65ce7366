import { mergedNames, mergedSeries } from '../../../core/entities/merged.ts'
import type { Plain } from '../../../core/kernel/operation.ts'
import type { Lane } from '../../storage/lane.ts'
import type { LoggedChange } from '../../storage/log.ts'
import type { SqlValue } from '../../storage/session.ts'
import { insert, lay } from './laying.ts'
import type { Plan } from './planning.ts'
import { allOf } from './rows.ts'
import { kindNamed } from './treatment.ts'

const logTables = {
  calls: ['seq', 'id', 'operation', 'user_id', 'at', 'input_hash', 'outcome', 'changes_digest', 'hash'],
  changes: ['seq', 'call_seq', 'record', 'row_id', 'does', 'digest'],
  events: ['seq', 'call_seq', 'event', 'about'],
} as const

/** The log of the bought company as it was, its chain with its last link, and the logs of those that it had bought itself. Answers calls and last link. */
export async function layLog(bought: Lane, house: Lane, merge: string): Promise<{ readonly calls: number; readonly head: string }> {
  const fenced = false
  for (const [table, columns] of Object.entries(logTables)) {
    const [own, list] = [`merged_${table}`, columns.join(', ')]
    for await (const rows of bought.portions(`select ${list} from ${table} order by seq`))
      await insert(house.session, fenced, own, `merge, ${list}`, rows.map((row) => [merge, ...(row as SqlValue[])])) // prettier-ignore
    for await (const rows of bought.portions(`select merge, ${list} from ${own} order by merge, seq`))
      await insert(house.session, fenced, own, `merge, ${list}`, rows as SqlValue[][])
  }
  const [head] = await bought.session.rows('select next_call, hash from log_head')
  return { calls: Number(head![0]) - 1, head: head![1] as string }
}

const nameRow = (merge: string, record: string, former: string, later: string): Plain => ({ name: `${merge}/${record}/${former}`, merge, record, former, later }) // prettier-ignore
const seriesRow = (merge: string, row: { series: string; entity: string; last: number }): Plain => ({
  reach: `${merge}/${row.series}`,
  merge,
  ...row,
})

/** What was called how up to which number, of this merge and of those before it. */
export async function layNames(bought: Lane, house: Lane, fenced: boolean, merge: string, plan: Plan): Promise<LoggedChange[]> {
  const { codes, ids } = plan.names
  const now = (record: string, name: string): string => codes.get(record)?.get(name) ?? ids.get(name) ?? name
  const names = plan.kept.map(({ record, former, later }) => nameRow(merge, record, former, later))
  const before = await allOf(bought, 'mergedNames')
  for (const row of before) names.push(nameRow(row['merge'] as string, row['record'] as string, row['former'] as string, now(row['record'] as string, row['later'] as string))) // prettier-ignore
  // A company that had bought others: what is renamed now was called so in their documents too.
  for (const earlier of new Set(before.map((row) => row['merge'] as string)))
    for (const { record, former, later } of plan.kept)
      if (
        !before.some((row) => row['merge'] === earlier && row['record'] === record && (row['later'] === former || row['former'] === former))
      )
        names.push(nameRow(earlier, record, former, later))
  const entity = (code: string): string => now('entities', code)
  const series = (await allOf(bought, 'numberSeries'))
    .filter((row) => (row['next'] as number) > 1)
    .map((row) => seriesRow(merge, { series: now('numberSeries', row['series'] as string), entity: entity(row['entity'] as string), last: (row['next'] as number) - 1 })) // prettier-ignore
  for (const row of await allOf(bought, 'mergedSeries')) series.push(seriesRow(row['merge'] as string, { series: now('numberSeries', row['series'] as string), entity: entity(row['entity'] as string), last: row['last'] as number })) // prettier-ignore
  return [
    ...(await lay(house.session, fenced, mergedNames, names)),
    ...(await lay(house.session, fenced, mergedSeries, series)),
    ...(await lay(house.session, fenced, kindNamed('merges'), (await allOf(bought, 'merges')).filter((row) => row['state'] === 'done' || row['state'] === 'carried'))), // prettier-ignore
  ]
}

/** The bought group, where it goes on in a currency of its own, and the groups that it had bought. */
export async function layGroups(bought: Lane, house: Lane, fenced: boolean, { group, names }: Plan): Promise<LoggedChange[]> {
  const code = (row: Plain): string => names.codes.get('groups')?.get(row['code'] as string) ?? (row['code'] as string)
  const rows = (await allOf(bought, 'groups')).flatMap((row): Plain[] => {
    if (row['parent'] !== null) return [{ ...row, code: code(row), parent: group.code }]
    return group.ownCurrency ? [{ ...row, code: group.code, parent: group.house }] : []
  })
  return lay(house.session, fenced, kindNamed('groups'), rows)
}
