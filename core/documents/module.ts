import type { Module } from '../kernel/operation.ts'
import { archivedDocuments } from './document.ts'
import { archivedStatements, printStatement, renderStatement } from './fund-statement.ts'
import { printProForma } from './pro-forma.ts'
import { documentsOfInvoice, printedCount, printInvoice, printRun, renderPage, unprinted } from './print.ts'

export const documentsModule = {
  name: 'documents',
  needs: ['entities', 'catalog', 'tax', 'customers', 'funds', 'billing', 'einvoice'],
  records: [archivedDocuments, archivedStatements],
  questions: [renderPage, renderStatement, unprinted, printedCount],
  operations: [printInvoice, documentsOfInvoice, printRun, printProForma, printStatement],
  permits: ['documents.read'],
  events: [],
} as const satisfies Module
