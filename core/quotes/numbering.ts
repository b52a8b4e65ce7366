import type { Day } from '../kernel/day.ts'
import { put, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { numberSeries, type entities } from '../entities/entity.ts'
import { fiscalYear, paperNumber, seriesKey, type SalePaper } from '../entities/rules.ts'

type Entity = Pick<Row<typeof entities>, 'code' | 'fiscalYearStart'>
export type PaperSeries = Row<typeof numberSeries>

/**
 * Where quotes or orders of an entity are numbered; `undefined` on a device, whose papers have a reference and get their number from the hub. Held until the call
 * is committed, so take it last.
 */
export async function paperSeries(read: Read, entity: Entity, document: SalePaper, day: Day, now: Now): Promise<PaperSeries | undefined> {
  if (!now.authority) return undefined
  const year = fiscalYear(entity.fiscalYearStart, day)
  const series = seriesKey(entity.code, document, year) as PaperSeries['series']
  return (await read.hold(numberSeries, series)) ?? { series, entity: entity.code, document, year, next: 1, seal: null }
}

/** The next number of the series, or the one that was shown before a restore of the hub; and the series after it. */
export function numbered(series: PaperSeries, document: SalePaper, now: Now): { readonly number: string; readonly change: Change } {
  const before = sequenceBefore(series, document, now)
  const sequence = before ?? series.next
  const number = paperNumber(series.entity, document, series.year, sequence)
  return { number, change: put(numberSeries, { ...series, next: Math.max(series.next, sequence + 1) }) }
}
function sequenceBefore(series: PaperSeries, document: SalePaper, { numberBefore }: Now): number | undefined {
  const digits = /(\d{1,15})$/.exec(numberBefore ?? '')?.[1] ?? '0'
  const sequence = [...digits].reduce((sum, digit) => 10 * sum + '0123456789'.indexOf(digit), 0)
  return sequence >= 1 && paperNumber(series.entity, document, series.year, sequence) === numberBefore ? sequence : undefined
}
