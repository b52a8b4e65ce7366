import { record } from '../kernel/record.ts'
import { aDay, aFile, anInstant, choice, count, idOf, many, maybe, shape, text } from '../kernel/shape.ts'

export const origins = ['file', 'network'] as const

/** A file of published rates on its way into the house. */
export const rateImports = record(
  'rateImports',
  shape({
    id: idOf('rateImports'),
    source: text,
    origin: choice(...origins),
    file: aFile,
    /** Days before it are left out. */
    since: maybe(aDay),
    state: choice('reading', 'done'),
    /** The last day that was taken over. */
    marker: text,
    days: count,
    daysRead: count,
    added: count,
    changed: count,
    unchanged: count,
    /** Currencies of the file that are in no list: left out. */
    unknown: many(text),
    firstDay: maybe(aDay),
    lastDay: maybe(aDay),
    fetchedAt: anInstant,
    createdBy: text,
  }),
  { key: 'id', personal: { keep: 'books', since: 'fetchedAt', not: ['file'] } },
)
