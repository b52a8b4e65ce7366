import type { Module } from '../kernel/operation.ts'
import { archivedDocuments } from './document.ts'
import { printProForma } from './pro-forma.ts'
import { documentsOfInvoice, printedCount, printInvoice, printRun, renderPage, unprinted } from './print.ts'

export const documentsModule = {
  name: 'documents',
  needs: ['entities', 'catalog', 'tax', 'customers', 'billing'],
  records: [archivedDocuments],
  questions: [renderPage, unprinted, printedCount],
  operations: [printInvoice, documentsOfInvoice, printRun, printProForma],
  permits: ['documents.read'],
  events: [],
} as const satisfies Module
