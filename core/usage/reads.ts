import { view } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, choice, codeOf, count, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { priorities, priorityPrice, standings } from './incident.ts'
import { readingKinds } from './usage-record.ts'

/** All readings, the latest day first. */
export const usageRows = view({
  view: 'usage.list',
  row: shape({
    id: idOf('usageRecords'),
    day: aDay,
    at: anInstant,
    customer: idOf('customers'),
    customerName: text,
    contract: idOf('contracts'),
    contractNumber: text,
    line: idOf('contractLines'),
    lineNumber: count,
    product: codeOf('products'),
    kind: choice(...readingKinds),
    quantity: aDecimal,
    /** It was taken back, or takes another back. */
    isReversed: flag,
    reverses: maybe(idOf('usageRecords')),
    reason: maybe(text),
    source: text,
    sourceId: text,
    note: maybe(text),
    restarts: flag,
    entity: codeOf('entities'),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  key: 'id',
  search: ['customerName', 'contractNumber', 'product', 'source', 'sourceId', 'note'],
  order: ['-day', '-at', '-id'],
  entityField: 'entity',
})

/** All incidents, the last closed first. */
export const incidentRows = view({
  view: 'usage.incidents',
  row: shape({
    id: idOf('incidents'),
    day: aDay,
    customer: idOf('customers'),
    customerName: text,
    contract: idOf('contracts'),
    contractNumber: text,
    priority: choice(...priorities),
    type: text,
    summary: maybe(text),
    standing: choice(...standings),
    isReversed: flag,
    outOfHours: flag,
    openedAt: maybe(anInstant),
    closedAt: anInstant,
    source: text,
    sourceId: text,
    repeats: maybe(idOf('incidents')),
    reverses: maybe(idOf('incidents')),
    reason: maybe(text),
    note: maybe(text),
    entity: codeOf('entities'),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  key: 'id',
  search: ['customerName', 'contractNumber', 'type', 'summary', 'source', 'sourceId', 'note'],
  order: ['-day', '-closedAt', '-id'],
  entityField: 'entity',
})

/** What incidents cost, by list. */
export const incidentPriceRows = view({
  view: 'usage.incidentPrices',
  row: shape({
    id: idOf('incidentPrices'),
    name: text,
    entity: codeOf('entities'),
    contract: maybe(idOf('contracts')),
    contractNumber: maybe(text),
    customerName: maybe(text),
    product: maybe(codeOf('products')),
    type: maybe(text),
    validFrom: aDay,
    unit: choice('hours', 'currency', 'token'),
    currency: maybe(aCurrency),
    prices: many(priorityPrice),
    outOfHoursFactor: aDecimal,
    includedCount: count,
    includedPer: choice('month', 'quarter', 'year'),
    reopenDays: count,
    recordedAt: anInstant,
    recordedBy: text,
  }),
  key: 'id',
  search: ['name', 'contractNumber', 'customerName', 'product', 'type'],
  order: ['entity', 'name', '-validFrom', '-id'],
  entityField: 'entity',
})
