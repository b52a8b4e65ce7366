import type { Module } from '../kernel/operation.ts'
import { chargesOf, dueCharges } from './facts.ts'
import { intercompanyCharges, intercompanyEInvoices, intercompanyInvoices, intercompanyPrints } from './invoice.ts'
import { issue } from './issue.ts'
import { intercompanyFile, prepareIntercompany } from './prepare-e-invoice.ts'
import { printIntercompany } from './print.ts'
import { invoiceRows, listInvoices, readInvoice } from './read.ts'

export const intercompanyModule = {
  name: 'intercompany',
  needs: ['entities', 'rates', 'tax', 'ledger', 'transfer', 'einvoice', 'documents'],
  records: [intercompanyInvoices, intercompanyCharges, intercompanyPrints, intercompanyEInvoices],
  views: [invoiceRows],
  questions: [dueCharges, chargesOf],
  operations: [listInvoices, readInvoice, issue, printIntercompany, prepareIntercompany, intercompanyFile],
  permits: ['intercompany.read', 'intercompany.issue'],
  events: ['intercompany.issued', 'intercompany.eInvoicePrepared'],
} as const satisfies Module
