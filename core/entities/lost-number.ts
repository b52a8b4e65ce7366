import { addDays } from '../kernel/day.ts'
import type { Now, Read } from '../kernel/operation.ts'
import { listing } from '../kernel/listing.ts'
import { record, view, type Row } from '../kernel/record.ts'
import { aCurrency, aDay, anInstant, choice, codeOf, count, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import type { numberSeries } from './entity.ts'
import { salePapers, seriesDocuments } from './rules.ts'

const documents = [...seriesDocuments, ...salePapers] as const
/** What is known of a lost number's document: nothing, where a later one was seen and this one must have been given before it. */
const known = {
  customer: maybe(idOf('customers')),
  issued: maybe(aDay),
  currency: maybe(aCurrency),
  gross: maybe(minorIn('currency')),
}

/**
 * A number that a hub gave after the backup that it was restored from, as devices in the field had read it by then. Whoever holds the paper knows it by this
 * number, so it is given to nothing else; of a series that may have no gap, this row is what explains the gap. Source: `sync.md` 2.10.
 */
export const lostNumbers = record(
  'lostNumbers',
  shape({
    id: idOf('lostNumbers'),
    series: codeOf('numberSeries'),
    entity: codeOf('entities'),
    document: choice(...documents),
    /** Place in the series. */
    sequence: count,
    number: text,
    /** Id of the quote, order or invoice that had it. */
    paper: maybe(text),
    ...known,
    /** The device that knew it, as its papers are called: `K7`; or who said so. */
    toldBy: text,
    reason: maybe(text),
    foundAt: anInstant,
  }),
  { key: 'id', entityField: 'entity', personal: { keep: 'books', since: 'foundAt', fields: { reason: 'anyone.words' } } },
)
export type LostNumber = Row<typeof lostNumbers>
/** Numbers of one series that are believed lost at once: more were not given between two backups, so whoever says so is mistaken. */
export const mostLost = 2_000

/** The place in its series that a number ends with; 0 where it ends with none. */
export const placeOfNumber = (number: string): number =>
  [...(/(\d{1,12})$/.exec(number)?.[1] ?? '')].reduce((sum, digit) => 10 * sum + '0123456789'.indexOf(digit), 0)
/** The number of another place in the same series. */
export const numberAtPlace = (number: string, place: number): string =>
  number.replace(/\d{1,12}$/, (digits) => `${place}`.padStart(digits.length, '0'))

/** All from the next one of a series up to a place, of which nobody knows more than that they were given: numbers are given one after the other. */
export function lostBetween(
  { series, entity, document, next }: Row<typeof numberSeries>,
  until: number,
  said: Pick<LostNumber, 'number' | 'toldBy' | 'reason'>,
  now: Now,
): LostNumber[] {
  return Array.from({ length: until - next }, (_, i) => ({
    id: now.newId() as LostNumber['id'],
    series,
    entity,
    document: document as LostNumber['document'],
    sequence: next + i,
    number: numberAtPlace(said.number, next + i),
    paper: null,
    customer: null,
    issued: null,
    currency: null,
    gross: null,
    toldBy: said.toldBy,
    reason: said.reason,
    foundAt: now.at,
  }))
}

/** Papers of the sale that were numbered once, by their ids: where one comes again, it gets its number again. */
async function numbersOfPapers(read: Read): Promise<ReadonlyMap<string, readonly string[]>> {
  const where = { field: 'document', is: 'in', value: [...salePapers] } as const
  const found = await read.list(lostNumbers, { where, order: ['-foundAt'], limit: 10_000 })
  const numbers = new Map<string, string[]>()
  for (const { paper, number } of found) if (paper !== null) numbers.set(paper, [number, ...(numbers.get(paper) ?? [])])
  return numbers
}
/** Reads of one transaction, and what it knows of the numbers that its papers had. */
export interface NumbersKnown {
  readonly read: Read
  readonly of: (paper: string) => string | undefined
  /** All that were told, the first to be told at their head: a hub that was restored twice gave one paper two numbers, and each is in somebody's hands. */
  readonly all: (paper: string) => readonly string[]
}
/**
 * Looks for lost numbers when a series is held, and not before: whoever tells of one holds the series too, so that what was told until then is seen, and what is
 * told afterwards finds the paper with the number that it got. `plain` reads are never remembered.
 */
export function knowingNumbers(read: Read, plain: Read = read): NumbersKnown {
  const held = new Set<string>()
  let numbers: ReadonlyMap<string, readonly string[]> = new Map()
  const all = (paper: string): readonly string[] => numbers.get(paper) ?? []
  return {
    of: (paper) => all(paper)[0],
    all,
    read: {
      get: (kind, id) => read.get(kind, id),
      some: (kind, ids) => read.some(kind, ids),
      list: (kind, page) => read.list(kind, page),
      browse: (of, page) => read.browse(of, page),
      ask: (question, about) => read.ask(question, about),
      hold: async (kind, id) => {
        const row = await read.hold(kind, id)
        if (kind.record !== 'numberSeries' || held.has(id)) return row
        held.add(id)
        numbers = await numbersOfPapers(plain)
        return row
      },
    },
  }
}

/**
 * `back`: its document has it again; `renumbered`: the document came back before anybody said its number, and has another; `missing`: the document is not
 * here; `unseen`: nobody who has called so far had seen it; `twice`: it was given again to another document before anybody said so.
 */
const fates = ['back', 'renumbered', 'missing', 'unseen', 'twice'] as const
export const lostNumberRows = view({
  view: 'entities.lostNumbers',
  row: shape({
    id: idOf('lostNumbers'),
    number: text,
    document: choice(...documents),
    entity: codeOf('entities'),
    customerName: maybe(text),
    ...known,
    became: choice(...fates),
    toldBy: text,
    foundAt: anInstant,
  }),
  key: 'id',
  search: ['number', 'customerName'],
  order: ['-foundAt', 'number'],
  entityField: 'entity',
})
export const listLostNumbers = listing({ name: 'entities.lostNumbers', zone: 'finance', permit: 'entities.read', view: lostNumberRows })

/** Days for which somebody is asked to look at them; the list keeps them for ever. */
const asked = 90
/** Documents of the books that customers hold and the books do not have. Whoever finds out what they were posts them again, or tells the auditor. */
export const countLostNumbers = async (read: Read, now: Now): Promise<number> => {
  const where = {
    all: [
      { field: 'document', is: 'in', value: ['invoice', 'creditNote'] },
      { field: 'became', is: 'in', value: ['missing', 'unseen', 'twice'] },
      { field: 'foundAt', is: 'atLeast', value: `${addDays(now.today, -asked)}T00:00:00.000Z` },
    ],
  } as const
  return (await read.browse(lostNumberRows, { where, limit: 1 })).total
}
