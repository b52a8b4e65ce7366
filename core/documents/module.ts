import type { Module } from '../kernel/operation.ts'
import { archivedDocuments } from './document.ts'

export const documentsModule = {
  name: 'documents',
  needs: ['entities', 'customers', 'catalog', 'tax', 'contracts', 'billing'],
  records: [archivedDocuments],
  operations: [],
  permits: [],
  events: [],
} as const satisfies Module
