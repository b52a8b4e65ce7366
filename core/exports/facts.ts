import { seriesDocuments } from '../entities/rules.ts'
import { question } from '../kernel/record.ts'
import { aCurrency, aDay, aFile, choice, codeOf, count, flag, idOf, many, maybe, minorIn, shape, someData, text } from '../kernel/shape.ts'

/** Posted journals of an entity that no batch has taken yet, in the order of their days; of closed months, or of open ones too. */
export const waitingJournals = question(
  'exports.waiting',
  shape({ entity: codeOf('entities'), from: aDay, to: aDay, open: flag, limit: count }),
  shape({ id: idOf('journals'), month: text }),
)
export const waitingMonths = question(
  'exports.waitingMonths',
  shape({ entity: codeOf('entities'), from: aDay, to: aDay }),
  shape({ month: text, state: choice('open', 'softClosed', 'locked'), journals: count }),
)

/** Journals with their lines and everything that a file says of them. */
export const journalsToWrite = question(
  'exports.journals',
  shape({ ids: many(idOf('journals')) }),
  shape({
    id: idOf('journals'),
    number: text,
    document: choice(...seriesDocuments),
    postedOn: aDay,
    due: maybe(aDay),
    narrative: maybe(text),
    reverses: maybe(text),
    position: count,
    account: codeOf('accounts'),
    currency: aCurrency,
    amount: minorIn('currency'),
    entityCurrency: aCurrency,
    entityAmount: minorIn('entityCurrency'),
    taxCode: maybe(codeOf('taxCodes')),
    /** Of the charge, where the line has one. */
    taxCodes: maybe(many(codeOf('taxCodes'))),
    customer: maybe(idOf('customers')),
    supplier: maybe(idOf('suppliers')),
    partner: maybe(codeOf('entities')),
    item: maybe(text),
  }),
)
/** Movement of an entity's accounts in a month, and how much of it is in batches. */
export const movements = question(
  'exports.movements',
  shape({ entity: codeOf('entities'), month: text }),
  shape({
    account: codeOf('accounts'),
    names: maybe(someData),
    currency: aCurrency,
    movement: minorIn('currency'),
    /** Journals on it that no batch has taken. */
    waiting: count,
  }),
)
/** Products that somebody has in a contract with the entity, by what their revenue is booked on. */
export const soldProducts = question(
  'exports.products',
  shape({ entity: codeOf('entities') }),
  shape({ product: codeOf('products'), revenue: text }),
)

/** Keeps a text as a file in the letters of a program; answered by the host. */
export const keepExport = question(
  'exports.keep',
  shape({ name: text, mime: text, encoding: choice('utf-8', 'windows-1252'), content: someData }),
  shape({ file: aFile }),
)
/** SHA-256 of what would be kept. */
export const exportHash = question(
  'exports.hash',
  shape({ encoding: choice('utf-8', 'windows-1252'), content: someData }),
  shape({ hash: text }),
)
/** A file that somebody uploaded, as text. */
export const uploadedText = question('exports.uploaded', shape({ hash: text }), shape({ content: someData }))
/** The last number that was given out of a range. */
export const lastNumber = question(
  'exports.lastNumber',
  shape({ entity: codeOf('entities'), from: text, to: text }),
  shape({ number: text }),
)
