import type { Day } from '../kernel/day.ts'
import { decimalText, exactly, type Decimal } from '../kernel/decimal.ts'
import type { Now, Read } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Id } from '../kernel/shape.ts'
import { firstDay, month } from './months.ts'
import { indexValues, type IndexValue } from './series.ts'

/** A value that somebody wants to record. */
export interface NewValue {
  readonly month: string
  readonly value: Decimal
  readonly published: Day
}
/** Per cent that an index may move from the month before it without being asked about: more is a slip, or another base. */
const usualMove = exactly('10')

export const valueFaults = [
  'indexation.badMonth', 'indexation.notPositive', 'indexation.publishedBefore', 'indexation.notPublishedYet', 'indexation.unusual',
] as const // prettier-ignore
export type ValueFault = (typeof valueFaults)[number]

/** Every value of an index, in the order of months and versions. */
export const valuesOf = (read: Read, index: string): Promise<readonly IndexValue[]> =>
  read.list(indexValues, { where: { field: 'index', is: 'equal', value: index }, order: ['month', 'version'], limit: 100_000 })

/** The value as it now stands in each month. */
export const latestByMonth = (values: readonly IndexValue[]): ReadonlyMap<string, IndexValue> =>
  new Map([...values].sort((a, b) => a.version - b.version).map((value) => [value.month, value]))

export function valueFault(
  index: string,
  next: NewValue,
  known: ReadonlyMap<string, Decimal>,
  today: Day,
  checked: boolean,
): Refusal<ValueFault> | undefined {
  const { value, published } = next
  if (month(next.month) === undefined) return refuse('indexation.badMonth', { month: next.month })
  if (value.lte(0)) return refuse('indexation.notPositive', { value: decimalText(value), month: next.month })
  if (published < firstDay(next.month)) return refuse('indexation.publishedBefore', { month: next.month, day: published })
  if (published > today) return refuse('indexation.notPublishedYet', { day: published, today })
  const before = [...known.keys()].filter((other) => other < next.month).sort().at(-1) // prettier-ignore
  const last = before === undefined ? undefined : known.get(before)
  if (!checked && before !== undefined && last && value.minus(last).abs().times(exactly('100')).gt(last.times(usualMove)))
    return refuse('indexation.unusual', { index, month: next.month, value: decimalText(value), before, last: decimalText(last) })
  return undefined
}

/** The row that keeps it; nothing where the month stands at that value already. */
export function valueRow(index: IndexValue['index'], next: NewValue, present: IndexValue | undefined, now: Now): IndexValue | undefined {
  if (present?.value.eq(next.value)) return undefined
  const { month: of, value, published } = next
  return {
    id: now.newId() as Id<'indexValues'>,
    index,
    month: of,
    value,
    published,
    version: (present?.version ?? 0) + 1,
    recordedAt: now.at,
    recordedBy: now.caller.name,
  }
}
