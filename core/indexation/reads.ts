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
  flag,
  idOf,
  maybe,
  minorIn,
  shape,
  someData,
  text,
} from '../kernel/shape.ts'
import { contractLines } from '../contracts/contract.ts'
import { batchStates, dueBys, exceptions, proposalStates } from './proposal.ts'

/** Indices with what they stood at last. */
export const seriesRows = view({
  view: 'indexation.series',
  row: shape({
    code: codeOf('indexSeries'),
    names: someData,
    source: text,
    base: maybe(text),
    /** The last month that is known, and its value. */
    month: maybe(text),
    value: maybe(aDecimal),
    valueCount: count,
  }),
  key: 'code',
  search: ['code', 'source'],
  order: ['code'],
})

/** Published values, the newest month first. */
export const valueRows = view({
  view: 'indexation.values',
  row: shape({
    id: idOf('indexValues'),
    index: codeOf('indexSeries'),
    month: text,
    value: aDecimal,
    published: aDay,
    version: count,
    /** No later version has replaced it. */
    current: flag,
    recordedAt: anInstant,
    recordedBy: text,
  }),
  key: 'id',
  search: ['index', 'month'],
  order: ['index', '-month', '-version'],
})

/** Batches with how far each has come. */
export const batchRows = view({
  view: 'indexation.batches',
  row: shape({
    id: idOf('priceBatches'),
    number: text,
    effective: aDay,
    until: aDay,
    dueBy: choice(...dueBys),
    entity: maybe(codeOf('entities')),
    index: maybe(codeOf('indexSeries')),
    product: maybe(codeOf('products')),
    customer: maybe(idOf('customers')),
    state: choice(...batchStates),
    looked: count,
    /** Its prices by where they stand. */
    toReview: count,
    exceptionCount: count,
    approvedCount: count,
    appliedCount: count,
    createdAt: anInstant,
    createdBy: text,
  }),
  key: 'id',
  search: ['number'],
  order: ['-createdAt'],
  entityField: 'entity',
})

/** New prices, with the names that people know. */
export const proposalRows = view({
  view: 'indexation.proposals',
  row: shape({
    id: idOf('priceProposals'),
    batch: idOf('priceBatches'),
    batchNumber: text,
    customer: idOf('customers'),
    customerName: text,
    contract: idOf('contracts'),
    contractNumber: text,
    line: idOf('contractLines'),
    lineNumber: count,
    product: codeOf('products'),
    description: maybe(text),
    entity: codeOf('entities'),
    effective: aDay,
    letterOn: aDay,
    quantity: aDecimal,
    currency: aCurrency,
    oldPrice: maybe(aDecimal),
    newPrice: maybe(aDecimal),
    factor: maybe(aDecimal),
    rise: maybe(aDecimal),
    morePerYear: minorIn('currency'),
    index: maybe(codeOf('indexSeries')),
    state: choice(...proposalStates),
    reason: maybe(choice(...exceptions)),
    about: someData,
    note: maybe(text),
    decidedAt: maybe(anInstant),
    decidedBy: maybe(text),
  }),
  key: 'id',
  search: ['customerName', 'contractNumber', 'product', 'description', 'note'],
  order: ['customerName', 'contractNumber', 'lineNumber'],
  entityField: 'entity',
})

/** Letters with their customers. */
export const letterRows = view({
  view: 'indexation.letters',
  row: shape({
    id: idOf('priceLetters'),
    batch: idOf('priceBatches'),
    number: text,
    customer: idOf('customers'),
    customerName: text,
    entity: codeOf('entities'),
    language: text,
    lines: count,
    file: aFile,
    archivedAt: anInstant,
    archivedBy: text,
  }),
  key: 'id',
  search: ['number', 'customerName'],
  order: ['-archivedAt', 'customerName'],
  entityField: 'entity',
})

const chosen = { entity: maybe(codeOf('entities')), product: maybe(codeOf('products')), customer: maybe(idOf('customers')) }
/** Running lines whose price a clause raises, after a line, in the order of their ids. */
export const clauseLines = question(
  'indexation.clauseLines',
  shape({ ...chosen, after: idOf('contractLines'), limit: count }),
  shape(contractLines.shape.fields),
)
export const clauseCount = question('indexation.clauseCount', shape(chosen), shape({ lines: count }))

/** What is left of a batch, by where it stands and currency. */
export const batchTotals = question(
  'indexation.batchTotals',
  shape({ batch: idOf('priceBatches') }),
  shape({
    state: choice(...proposalStates),
    reason: maybe(choice(...exceptions)),
    currency: aCurrency,
    lines: count,
    morePerYear: minorIn('currency'),
  }),
)

/** Who is still to be told of approved prices, and by which legal entity. */
export const unlettered = question(
  'indexation.unlettered',
  shape({ batch: idOf('priceBatches'), limit: count }),
  shape({ customer: idOf('customers'), entity: codeOf('entities') }),
)
export const letterCounts = question(
  'indexation.letterCounts',
  shape({ batch: idOf('priceBatches') }),
  shape({ letters: count, waiting: count }),
)
/** What a letter says of each new price. */
export const announced = question(
  'indexation.announced',
  shape({ batch: idOf('priceBatches'), customer: idOf('customers'), entity: codeOf('entities') }),
  shape({
    id: idOf('priceProposals'),
    contractNumber: text,
    lineNumber: count,
    product: codeOf('products'),
    productNames: someData,
    unit: someData,
    description: maybe(text),
    poNumber: maybe(text),
  }),
)
