import { entities, numberSeries, periodKey, periods } from '../entities/entity.ts'
import { fiscalYear, seriesDocuments, seriesKey } from '../entities/rules.ts'
import { addDays, addMonths, day, dayIn, type Day } from '../kernel/day.ts'
import { put, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { codeOf, shape, text } from '../kernel/shape.ts'

export type Period = Row<typeof periods>
type Entity = Row<typeof entities>

export const aMonthOf = {
  entity: codeOf('entities'),
  /** `2026-11` */
  month: text,
}
export interface Asked {
  readonly entity: string
  readonly month: string
}
export interface PeriodFacts {
  readonly entity: Entity
  readonly period: Period
  /** The month before, as it stands. */
  readonly before: Period
  readonly last: Day
  readonly over: boolean
}
export type PeriodFault = 'closing.badMonth' | 'closing.unknownEntity'

const openPeriod = (entity: Entity['code'], month: string, now: Now): Period => ({
  period: periodKey(entity, month) as Period['period'],
  entity,
  month,
  state: 'open',
  changedAt: now.at,
  changedBy: now.caller.name,
  reason: null,
  reopeningAskedBy: null,
  reopened: 0,
})

/** A month as days; `undefined` where the text is none. */
export function daysOf(month: string): { readonly first: Day; readonly last: Day } | undefined {
  const first = /^\d{4}-\d{2}$/.test(month) ? day(`${month}-01`) : undefined
  return first && { first, last: addDays(addMonths(first, 1), -1) }
}
export const monthBefore = (first: Day): string => addDays(first, -1).slice(0, 7)

/**
 * The month and what stands before it. Holds all number series of the entity first, as whoever posts holds one: so a posting is either there before the month
 * closes, or finds it closed.
 */
export async function loadPeriod({ entity: code, month }: Asked, read: Read, now: Now): Promise<PeriodFacts | Refusal<PeriodFault>> {
  const days = daysOf(month)
  if (!days) return refuse('closing.badMonth', { month })
  const entity = await read.get(entities, code)
  if (!entity) return refuse('closing.unknownEntity', { entity: code })
  const series = await read.list(numberSeries, { where: { field: 'entity', is: 'equal', value: code }, limit: 10_000 })
  for (const key of series.map((s) => s.series).sort()) await read.hold(numberSeries, key)
  const rowOf = async (of: string): Promise<Period> => (await read.get(periods, periodKey(code, of))) ?? openPeriod(entity.code, of, now)
  return {
    entity,
    period: await rowOf(month),
    before: await rowOf(monthBefore(days.first)),
    last: days.last,
    over: dayIn(entity.zone, now.at) > days.last,
  }
}

/**
 * The series of the month's fiscal year that have no document yet. There is nothing of them to hold, so whoever closes the month begins them: the first document of
 * a series and the closing then meet at one row, and one of them is decided again.
 */
export async function seriesToCome({ entity, last }: PeriodFacts, read: Read): Promise<readonly Row<typeof numberSeries>[]> {
  const year = fiscalYear(entity.fiscalYearStart, last)
  const found: Row<typeof numberSeries>[] = []
  for (const document of seriesDocuments) {
    const key = seriesKey(entity.code, document, year) as Row<typeof numberSeries>['series']
    if (!(await read.hold(numberSeries, key))) found.push({ series: key, entity: entity.code, document, year, next: 1, seal: null })
  }
  return found
}

/** The month in another state, and that somebody brought it there. */
export function moved(period: Period, to: Partial<Period>, now: Now): readonly Change[] {
  const row: Period = { ...period, reopeningAskedBy: null, reason: null, ...to, changedAt: now.at, changedBy: now.caller.name }
  return [put(periods, row), tell('closing.moved', { entity: row.entity, month: row.month, state: row.state })]
}

export const stateOf = shape({ ...aMonthOf, state: periods.shape.fields.state })
