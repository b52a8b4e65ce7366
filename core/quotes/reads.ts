import { view } from '../kernel/record.ts'
import { aCurrency, aDay, anInstant, choice, codeOf, count, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { quoteStates } from './quote.ts'

/** Quotes with whom they are for and what they come to. */
export const quoteRows = view({
  view: 'quotes.list',
  row: shape({
    id: idOf('quotes'),
    number: maybe(text),
    reference: maybe(text),
    title: maybe(text),
    customer: maybe(idOf('customers')),
    customerName: maybe(text),
    state: choice(...quoteStates),
    currency: aCurrency,
    oneOff: minorIn('currency'),
    monthly: minorIn('currency'),
    termValue: minorIn('currency'),
    validUntil: aDay,
    version: count,
    owner: idOf('users'),
    ownerName: text,
    opportunity: maybe(idOf('opportunities')),
    changedAt: anInstant,
    issuedAt: maybe(anInstant),
    entity: codeOf('entities'),
  }),
  key: 'id',
  search: ['number', 'reference', 'title', 'customerName', 'ownerName'],
  called: ['number', 'reference', 'customerName'],
  order: ['-changedAt'],
  entityField: 'entity',
})
