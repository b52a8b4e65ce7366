import { addMonths, earlier, type Day } from '../kernel/day.ts'
import { put, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { contractLines } from '../contracts/contract.ts'

type Line = Row<typeof contractLines>

/** What came for a line on a day. */
export interface Came {
  readonly line: string
  readonly day: Day
}
const monthOf = (day: Day): Day => `${day.slice(0, 8)}01` as Day

/** What is recorded for a month that is over, or that is charged already, may change what was billed. */
export const isLate = (day: Day, chargedTo: Day | null, today: Day): boolean =>
  addMonths(monthOf(day), 1) <= today || (chargedTo !== null && monthOf(day) < chargedTo)

/** The lines that are to be compared anew, as they stand. Lines that nothing late came for are left in peace. */
export const linesToRecheck = (late: readonly Came[], read: Read): Promise<ReadonlyMap<string, Line>> =>
  read.some(contractLines, [...new Set(late.map((came) => came.line))]) // prettier-ignore

/** Billing compares these lines from the month of the earliest late reading on. */
export function rechecks(late: readonly Came[], lines: ReadonlyMap<string, Line>): Change[] {
  const from = new Map<string, Day>()
  for (const { line, day } of late) from.set(line, earlier(from.get(line) ?? monthOf(day), monthOf(day)))
  return [...from].flatMap(([id, first]) => {
    const line = lines.get(id)
    if (!line || (line.recheckFrom !== null && line.recheckFrom <= first)) return []
    return [put(contractLines, { ...line, recheckFrom: first })]
  })
}

/** Which of what came is late: `lines` say how far each was charged. */
export const lateOf = (
  came: readonly Came[],
  lines: ReadonlyMap<string, { readonly chargedTo: Day | null }>,
  now: Pick<Now, 'today'>,
): Came[] =>
  // prettier-ignore
  came.filter(({ line, day }) => isLate(day, lines.get(line)?.chargedTo ?? null, now.today))
