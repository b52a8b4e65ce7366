import type { Module } from '../kernel/operation.ts'
import { accept, reject } from './decide.ts'
import { matchWords } from './matching.ts'
import { post } from './post.ts'
import {
  listInvoices, listOpen, listReceived, listTolerances, oneInvoice, payableRows, receivedRows, supplierInvoiceRows, toleranceRows,
} from './reads.ts' // prettier-ignore
import { receive } from './receive.ts'
import { recordInvoice } from './record-invoice.ts'
import { saveTolerance } from './save-tolerance.ts'
import { goodsReceipts, matchTolerances, supplierInvoiceLines, supplierInvoices } from './supplier-invoice.ts'
import { undo } from './undo.ts'

export const payablesModule = {
  name: 'payables',
  needs: ['entities', 'rates', 'tax', 'purchases', 'ledger'],
  records: [supplierInvoices, supplierInvoiceLines, goodsReceipts, matchTolerances],
  views: [supplierInvoiceRows, payableRows, receivedRows, toleranceRows],
  operations: [
    listInvoices, oneInvoice, recordInvoice, accept, reject, post, undo, listOpen, receive, listReceived, listTolerances, saveTolerance,
  ],
  permits: ['payables.read', 'payables.write', 'payables.accept', 'payables.post', 'payables.receive', 'payables.tolerate'],
  events: [
    'payables.recorded', 'payables.accepted', 'payables.rejected', 'payables.posted', 'payables.undone', 'payables.received', 'payables.toleranceSaved',
  ],
  says: matchWords,
} as const satisfies Module // prettier-ignore
