import type { Module } from '../kernel/operation.ts'
import { chargesOf, dueCharges } from './facts.ts'
import { intercompanyCharges, intercompanyInvoices, intercompanyPrints } from './invoice.ts'
import { issue } from './issue.ts'
import { printIntercompany } from './print.ts'
import { invoiceRows, listInvoices, readInvoice } from './read.ts'

export const intercompanyModule = {
  name: 'intercompany',
  needs: ['entities', 'rates', 'tax', 'ledger', 'transfer', 'documents'],
  records: [intercompanyInvoices, intercompanyCharges, intercompanyPrints],
  views: [invoiceRows],
  questions: [dueCharges, chargesOf],
  operations: [listInvoices, readInvoice, issue, printIntercompany],
  permits: ['intercompany.read', 'intercompany.issue'],
  events: ['intercompany.issued'],
} as const satisfies Module
