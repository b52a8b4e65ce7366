import type { Module } from '../kernel/operation.ts'

export const demoModule = {
  name: 'demo',
  needs: ['people', 'entities', 'rates', 'catalog', 'tax', 'customers', 'contracts', 'ledger'],
  records: [],
  operations: [],
  permits: [],
  events: [],
} as const satisfies Module
