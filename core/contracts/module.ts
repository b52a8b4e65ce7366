import type { Module } from '../kernel/operation.ts'
import { contracts, contractLines } from './contract.ts'

export const contractsModule = {
  name: 'contracts',
  needs: ['entities', 'customers', 'catalog', 'tax'],
  records: [contracts, contractLines],
  operations: [],
  permits: [],
  events: [],
} as const satisfies Module
