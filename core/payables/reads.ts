import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { view } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import {
  aCurrency, aDay, aDecimal, anInstant, choice, codeOf, count, idOf, many, maybe, minorIn, shape, text,
} from '../kernel/shape.ts' // prettier-ignore
import { suppliers } from '../purchases/supplier.ts'
import { linesOf } from './post.ts'
import { matchTolerances, supplierInvoiceLines, supplierInvoices, supplierInvoiceStates } from './supplier-invoice.ts'

/** Invoices of suppliers, what waits first. */
export const supplierInvoiceRows = view({
  view: 'payables.invoices',
  key: 'id',
  search: ['number', 'supplierName', 'journalNumber'],
  order: ['-day', 'number'],
  entityField: 'entity',
  row: shape({
    id: idOf('supplierInvoices'),
    number: text,
    supplier: idOf('suppliers'),
    supplierName: text,
    entity: codeOf('entities'),
    state: choice(...supplierInvoiceStates),
    day: aDay,
    due: aDay,
    currency: aCurrency,
    net: minorIn('currency'),
    tax: minorIn('currency'),
    gross: minorIn('currency'),
    lines: count,
    postedOn: maybe(aDay),
    journalNumber: maybe(text),
    recordedBy: text,
    recordedAt: anInstant,
    decidedBy: maybe(text),
    decision: maybe(text),
    note: maybe(text),
  }),
})
/** What we owe suppliers, the next to be paid first. */
export const payableRows = view({
  view: 'payables.open',
  key: 'id',
  search: ['number', 'supplierName'],
  order: ['due', 'number'],
  entityField: 'entity',
  row: shape({
    id: idOf('openItems'),
    number: text,
    supplier: maybe(idOf('suppliers')),
    supplierName: maybe(text),
    entity: codeOf('entities'),
    postedOn: aDay,
    due: aDay,
    onHold: maybe(text),
    currency: aCurrency,
    /** What we owe, + ; a credit note is below zero. */
    open: minorIn('currency'),
    entityCurrency: aCurrency,
    entityOpen: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupOpen: minorIn('groupCurrency'),
  }),
})
export const receivedRows = view({
  view: 'payables.receipts',
  key: 'id',
  search: ['contractNumber', 'item', 'supplierName', 'reference'],
  order: ['-day', '-recordedAt'],
  entityField: 'entity',
  row: shape({
    id: idOf('goodsReceipts'),
    day: aDay,
    contract: idOf('contracts'),
    contractNumber: text,
    item: text,
    supplierName: maybe(text),
    quantity: aDecimal,
    reference: maybe(text),
    entity: codeOf('entities'),
    recordedAt: anInstant,
    recordedBy: text,
  }),
})
export const toleranceRows = view({
  view: 'payables.tolerances',
  key: 'entity',
  search: ['entity'],
  order: ['entity'],
  entityField: 'entity',
  row: matchTolerances.shape,
})

const finance = { zone: 'finance', permit: 'payables.read' } as const
export const listInvoices = listing({ ...finance, name: 'payables.invoices', view: supplierInvoiceRows })
export const listOpen = listing({ ...finance, name: 'payables.open', view: payableRows })
export const listTolerances = listing({ ...finance, name: 'payables.tolerances', view: toleranceRows })
export const listReceived = listing({ zone: 'operations', permit: 'payables.read', name: 'payables.receipts', view: receivedRows })

/** One invoice of a supplier, with its lines and every reason why somebody should look at it. */
export const oneInvoice = query({
  name: 'payables.invoice',
  ...finance,
  input: shape({ invoice: idOf('supplierInvoices') }),
  output: shape({ invoice: supplierInvoices.shape, supplierName: text, lines: many(supplierInvoiceLines.shape) }),
  refusals: ['payables.unknownInvoice'],
  ask: async ({ invoice: id }, read) => {
    const invoice = await read.get(supplierInvoices, id)
    const supplier = invoice && (await read.get(suppliers, invoice.supplier))
    if (!invoice || !supplier) return refuse('payables.unknownInvoice', { invoice: id })
    return { invoice, supplierName: supplier.name, lines: await linesOf(read, id) }
  },
})
