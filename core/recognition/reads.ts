import { view } from '../kernel/record.ts'
import { minorIn, shape, text } from '../kernel/shape.ts'
import { recognitions } from './recognition.ts'

const {
  id, entity, customer, contract, line, product, invoice, corrects, recognition, from, to, postedOn, deferredAccount, revenueAccount, currency, total, recognised, entityCurrency,
  groupCurrency, progress, recognisedTo, state,
} = recognitions.shape.fields // prettier-ignore

/** Deferred charges, with what of each is still to be earned. */
export const recognitionRows = view({
  view: 'recognition.charges',
  key: 'id',
  search: ['customerName', 'contractNumber', 'invoiceNumber'],
  order: ['-postedOn', 'contractNumber'],
  entityField: 'entity',
  row: shape({
    id, entity, customer, customerName: text, contract, contractNumber: text, line, product, invoice, invoiceNumber: text, corrects, recognition, from, to, postedOn, deferredAccount,
    revenueAccount, currency, total, recognised, deferred: minorIn('currency'), entityCurrency, entityDeferred: minorIn('entityCurrency'), groupCurrency,
    groupDeferred: minorIn('groupCurrency'), progress, recognisedTo, state,
  }), // prettier-ignore
})
