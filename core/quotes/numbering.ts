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

/** The next number of the series, and the series after it. */
export const numbered = (series: PaperSeries, document: SalePaper): { readonly number: string; readonly change: Change } => ({
  number: paperNumber(series.entity, document, series.year, series.next),
  change: put(numberSeries, { ...series, next: series.next + 1 }),
})
