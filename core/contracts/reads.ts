import { question, view } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, choice, codeOf, count, idOf, many, maybe, shape, someData, text } from '../kernel/shape.ts'
import { anchors, lineKinds, lineStates, timings } from './contract.ts'

/** Contracts with their customer and what their lines come to. */
export const contractRows = view({
  view: 'contracts.list',
  row: shape({
    id: idOf('contracts'),
    number: text,
    customer: idOf('customers'),
    customerName: text,
    entity: codeOf('entities'),
    name: maybe(text),
    state: choice('draft', 'active', 'ended'),
    lineCount: count,
    /** Currencies of its lines: `EUR`, `EUR, GBP`. */
    currencies: maybe(text),
    /** First day of its first line. */
    start: maybe(aDay),
    /** Last day of its last line; empty while a line has no end. */
    end: maybe(aDay),
  }),
  key: 'id',
  search: ['number', 'customerName', 'name'],
  order: ['number'],
  entityField: 'entity',
})

/** Every line that is sold, with the names that people know. */
export const lineRows = view({
  view: 'contracts.lines',
  row: shape({
    id: idOf('contractLines'),
    contract: idOf('contracts'),
    contractNumber: text,
    number: count,
    customer: idOf('customers'),
    customerName: text,
    product: codeOf('products'),
    productNames: someData,
    description: maybe(text),
    quantity: aDecimal,
    unitPrice: maybe(aDecimal),
    currency: aCurrency,
    months: count,
    timing: choice(...timings),
    anchor: choice(...anchors),
    start: aDay,
    end: maybe(aDay),
    /** Last day that anybody billed, before Harmony or by it. */
    billedTo: maybe(aDay),
    taxCodes: many(codeOf('taxCodes')),
    poNumber: maybe(text),
    /** That of the line, or of its contract while that is a draft or has ended. */
    state: choice(...lineStates),
    entity: codeOf('entities'),
    version: count,
    kind: choice(...lineKinds),
    termEnd: maybe(aDay),
    boundUntil: maybe(aDay),
  }),
  key: 'id',
  search: ['contractNumber', 'customerName', 'product', 'description', 'poNumber'],
  called: ['contractNumber', 'number', 'product', 'description'],
  order: ['contractNumber', 'number'],
  entityField: 'entity',
})

/** The lines of one contract, in their order. */
export const linesOfContract = question('contracts.linesOf', shape({ contract: idOf('contracts') }), lineRows.row)

/** The first day after all that Harmony charged for a line; nothing where it charged nothing. */
export const chargedTo = question('contracts.chargedTo', shape({ line: idOf('contractLines') }), shape({ to: aDay }))

const linesAfter = shape({ asOf: aDay, after: idOf('contractLines'), limit: count })
/** Lines whose term has run out before a day, and may be renewed. */
export const linesToRenew = question('contracts.toRenew', linesAfter, shape({ line: idOf('contractLines') }))
/** Lines whose last day has passed, or with changes that were recorded ahead of their day. */
export const linesToRoll = question('contracts.toRoll', linesAfter, shape({ line: idOf('contractLines') }))
