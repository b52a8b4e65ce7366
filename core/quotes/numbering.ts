import type { Day } from '../kernel/day.ts'
import { put, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { numberSeries, type entities } from '../entities/entity.ts'
import { lostNumbers } from '../entities/lost-number.ts'
import { fiscalYear, paperNumber, seriesKey, type SalePaper } from '../entities/rules.ts'

type Entity = Pick<Row<typeof entities>, 'code' | 'fiscalYearStart'>
export type PaperSeries = Row<typeof numberSeries>
/** Where a paper is numbered, and the number that it is known to have had before the hub was restored from a backup. */
export interface Numbering {
  readonly series: PaperSeries
  readonly before: string | undefined
}

/**
 * Where quotes or orders of an entity are numbered; `undefined` on a device, whose papers have a reference and get their number from the hub. Held until the call
 * is committed, so take it last.
 */
export async function paperSeries(
  read: Read,
  entity: Entity,
  document: SalePaper,
  day: Day,
  paper: string | null,
  now: Now,
): Promise<Numbering | undefined> {
  if (!now.authority) return undefined
  const year = fiscalYear(entity.fiscalYearStart, day)
  const series = seriesKey(entity.code, document, year) as PaperSeries['series']
  const held = await read.hold(numberSeries, series)
  // Once nobody else can say more: whoever tells of a lost number holds the series too. What comes from the field brings it along.
  const before = now.numberBefore || paper === null ? undefined : await lostNumberOf(read, document, paper)
  return { series: held ?? { series, entity: entity.code, document, year, next: 1, seal: null }, before }
}

/** The next number of the series, or the one that was shown before a restore of the hub; and the series after it. */
export function numbered(
  { series, before: known }: Numbering,
  document: SalePaper,
  paper: string,
  now: Now,
): { readonly number: string; readonly change: Change } {
  const before = sequenceBefore(series, document, now.numberBefore?.(paper) ?? known)
  const sequence = before ?? series.next
  const number = paperNumber(series.entity, document, series.year, sequence)
  return { number, change: put(numberSeries, { ...series, next: Math.max(series.next, sequence + 1) }) }
}
function sequenceBefore(series: PaperSeries, document: SalePaper, numberBefore: string | undefined): number | undefined {
  const digits = /(\d{1,15})$/.exec(numberBefore ?? '')?.[1] ?? '0'
  const sequence = [...digits].reduce((sum, digit) => 10 * sum + '0123456789'.indexOf(digit), 0)
  return sequence >= 1 && paperNumber(series.entity, document, series.year, sequence) === numberBefore ? sequence : undefined
}

async function lostNumberOf(read: Read, document: SalePaper, paper: string): Promise<string | undefined> {
  const where = { all: [{ field: 'document', is: 'equal', value: document }, { field: 'paper', is: 'equal', value: paper }] } as const // prettier-ignore
  return (await read.list(lostNumbers, { where, order: ['foundAt'], limit: 1 }))[0]?.number
}
