import type { Module } from '../kernel/operation.ts'
import { imports, importRows } from './import.ts'

export const importsModule = {
  name: 'imports',
  needs: ['entities', 'customers', 'catalog', 'tax', 'contracts'],
  records: [imports, importRows],
  operations: [],
  permits: [],
  events: [],
} as const satisfies Module
