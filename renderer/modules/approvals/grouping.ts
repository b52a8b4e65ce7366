import type { Approval } from './types.ts'

export type By = 'age' | 'kind'
export interface Group {
  readonly key: string
  readonly word: string
  readonly rows: readonly Approval[]
}

/** The oldest first: what waits longest is what somebody waits for. */
const ages = [
  { key: 'week', from: 7 },
  { key: 'days', from: 2 },
  { key: 'fresh', from: 0 },
] as const

/** What was decided has no age that counts, so it keeps the order it came in. */
export function groupsOf(rows: readonly Approval[], by: By): Group[] {
  const sorted = new Map<string, Approval[]>()
  const put = (word: string, row: Approval): void => void sorted.set(word, [...(sorted.get(word) ?? []), row])
  if (by === 'kind') {
    for (const row of rows) put(`approvals.kind.${row.kind}`, row)
    return [...sorted].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([word, of]) => ({ key: word, word, rows: of }))
  }
  for (const row of rows) put(row.state === 'open' ? ages.find((age) => row.days >= age.from)!.key : row.state, row)
  const order = [...ages.map((age) => age.key as string), 'withdrawn', 'declined', 'approved']
  return order.flatMap((key) => {
    const of = sorted.get(key)
    return of ? [{ key, word: ages.some((age) => age.key === key) ? `approvals.ui.age.${key}` : `choice.state.${key}`, rows: of }] : []
  })
}
