import { question, view } from '../kernel/record.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  aFile,
  anInstant,
  choice,
  codeOf,
  count,
  idOf,
  many,
  maybe,
  shape,
  someData,
  text,
} from '../kernel/shape.ts'
import { rejectReasons, rowOutcomes, subjectNames } from './import.ts'

/** Rows of an import that ask for a line or claim one, in the order of the file. `meaning` as it was packed. */
export const stagedRows = question(
  'imports.stagedRows',
  shape({ import: idOf('imports') }),
  shape({ id: idOf('importRows'), row: count, outcome: choice(...rowOutcomes), meaning: someData }),
)

/** What an import must know of a product. */
export const importProducts = question(
  'imports.products',
  shape({}),
  shape({ code: codeOf('products'), kind: text, version: count, basis: text, measure: text, prices: someData }),
)

/** Currencies in which the legal entities and the group keep their books, also those that the caller does not work for. */
export const bookCurrencies = question('imports.bookCurrencies', shape({}), shape({ currency: aCurrency }))

/** Customers by the names as they are compared. */
export const standingCustomers = question(
  'imports.standingCustomers',
  shape({ names: many(text) }),
  shape({ id: idOf('customers'), matchName: text }),
)
/** Contracts of an entity by their numbers. */
export const standingContracts = question(
  'imports.standingContracts',
  shape({ entity: codeOf('entities'), numbers: many(text) }),
  shape({ id: idOf('contracts'), number: text, customer: idOf('customers'), name: text }),
)
/** Lines of contracts, as far as an import compares them. */
export const standingLines = question(
  'imports.standingLines',
  shape({ contracts: many(idOf('contracts')) }),
  shape({
    contract: idOf('contracts'),
    number: count,
    product: codeOf('products'),
    quantity: aDecimal,
    unitPrice: maybe(aDecimal),
    currency: aCurrency,
    months: count,
    timing: text,
    anchor: text,
    start: aDay,
    end: maybe(aDay),
    billedTo: maybe(aDay),
    taxCodes: many(codeOf('taxCodes')),
    poNumber: maybe(text),
  }),
)

/** Rows of an import that became no line, in the order of the file. */
export const exceptionalRows = question(
  'imports.exceptionalRows',
  shape({ import: idOf('imports') }),
  shape({ row: count, outcome: choice(...rowOutcomes), reason: maybe(choice(...rejectReasons)), column: maybe(text), value: maybe(text) }),
)
/** The same with their cells, without the ignored ones: what can be corrected. */
export const correctableRows = question(
  'imports.correctableRows',
  shape({ import: idOf('imports') }),
  shape({ row: count, reason: choice(...rejectReasons), column: maybe(text), value: maybe(text), cells: someData }),
)

/** How many imports wait for somebody: published ones with rows that became no line, and those that were left half way. */
export const waitingImports = question('imports.waiting', shape({}), shape({ toReview: count, unfinished: count }))

/** All imports, the latest first. */
export const importList = view({
  view: 'imports.list',
  row: shape({
    id: idOf('imports'),
    subject: choice(...subjectNames),
    entity: codeOf('entities'),
    fileName: text,
    file: aFile,
    state: choice('staging', 'staged', 'published', 'reviewed', 'cancelled'),
    rows: count,
    accepted: count,
    unchanged: count,
    conflicts: count,
    rejected: count,
    ignored: count,
    customers: count,
    contracts: count,
    createdAt: anInstant,
    createdBy: text,
  }),
  key: 'id',
  search: ['fileName', 'createdBy', 'entity'],
  order: ['-createdAt', '-id'],
  entityField: 'entity',
})

/** The rows of imports and what became of them. */
export const importRowList = view({
  view: 'imports.rows',
  row: shape({
    id: idOf('importRows'),
    import: idOf('imports'),
    entity: codeOf('entities'),
    row: count,
    outcome: choice(...rowOutcomes),
    reason: maybe(choice(...rejectReasons)),
    column: maybe(text),
    value: maybe(text),
    cells: someData,
  }),
  key: 'id',
  search: ['cells'],
  order: ['row'],
  entityField: 'entity',
})

/** What people said of headings. */
export const headingMappingRows = view({
  view: 'imports.headingMappings',
  row: shape({
    id: idOf('headingMappings'),
    subject: choice(...subjectNames),
    heading: text,
    column: maybe(text),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  key: 'id',
  search: ['heading', 'column'],
  order: ['subject', 'heading'],
})
