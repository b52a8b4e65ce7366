import type { Conflict, Decision } from '../../../core/backups/merging.ts'
import type { Plain } from '../../../core/kernel/operation.ts'

type Verdict = Decision['verdict']
interface Meeting {
  readonly kind: Conflict['kind']
  readonly former: string
  readonly formerName: string
  readonly ours?: string | null
  readonly oursName?: string | null
  readonly reason: Conflict['reason']
  readonly verdicts?: readonly Verdict[]
  readonly suggestion?: Verdict
  readonly freeName?: string
  readonly blocks?: boolean
  readonly within?: string
}
export const conflict = ({
  ours = null,
  oursName = null,
  verdicts = [],
  suggestion,
  freeName,
  blocks = true,
  within,
  ...rest
}: Meeting): Conflict => ({
  ...rest,
  formerName: rest.formerName.slice(0, 500),
  ours,
  oursName,
  verdicts: [...verdicts],
  suggestion: suggestion ?? null,
  freeName: freeName ?? null,
  blocks,
  within: within ?? null,
})

/** Signs that a name may have (backups.decideMerge). */
export const longestName = 64
/** The first name after this one that nobody has. */
export function freeName(wish: string, taken: ReadonlySet<string>): string {
  for (let n = 2; ; n++) if (!taken.has(`${wish}${n}`)) return `${wish}${n}`
}
export const told = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
export const plainId = (text: unknown): string => (typeof text === 'string' ? text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase() : '')
/** What people call it: of something that has a name in several languages, all of them. */
export const called = (row: Plain): string => {
  const names = row['name'] === undefined && row['names'] ? [...new Set(Object.values(row['names'] as object))] : []
  return names.length > 0 ? names.map(told).join(' / ') : told(row['name'] ?? row['code'] ?? row['id'])
}
