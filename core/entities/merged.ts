import type { Read } from '../kernel/operation.ts'
import { record } from '../kernel/record.ts'
import { codeOf, count, idOf, shape, text } from '../kernel/shape.ts'

/**
 * What things of a bought company were called before they came into this house. Its documents were sealed with those names, so whoever proves a seal of
 * before the merge reads them back.
 */
export const mergedNames = record(
  'mergedNames',
  shape({
    /** `merge/record/former` */
    name: codeOf('mergedNames'),
    merge: idOf('merges'),
    /** Whose key it is: `entities`, `accounts`, `customers`. */
    record: text,
    former: text,
    later: text,
  }),
  { key: 'name', immutable: true },
)

/** How far each number series of a bought company had come when it was merged: documents up to there were sealed under their former names. */
export const mergedSeries = record(
  'mergedSeries',
  shape({
    /** `merge/series`: a company that was bought may have bought another before. */
    reach: codeOf('mergedSeries'),
    merge: idOf('merges'),
    series: codeOf('numberSeries'),
    entity: codeOf('entities'),
    last: count,
  }),
  { key: 'reach', entityField: 'entity', immutable: true },
)

/** Names of before a merge, by record: what is called `now` was called the value. */
export type FormerNames = ReadonlyMap<string, ReadonlyMap<string, string>>
const mostNames = 1_000_000

export async function formerNames(read: Read, merge: string): Promise<FormerNames> {
  const names = new Map<string, Map<string, string>>()
  const where = { field: 'merge', is: 'equal', value: merge } as const
  for (const { record: of, later, former } of await read.list(mergedNames, { where, order: ['name'], limit: mostNames })) {
    const known = names.get(of) ?? new Map<string, string>()
    names.set(of, known.set(later, former))
  }
  return names
}
export const formerOf = <T extends string | null>(names: FormerNames, of: string, now: T): T =>
  now === null ? now : ((names.get(of)?.get(now) ?? now) as T)
