import type { Module } from '../kernel/operation.ts'
import { invoices, invoiceTaxes } from './invoice.ts'
import { billingRuns, blockedLines, charges } from './run.ts'

export const billingModule = {
  name: 'billing',
  needs: ['entities', 'rates', 'catalog', 'tax', 'customers', 'contracts', 'pricing', 'ledger'],
  records: [billingRuns, charges, blockedLines, invoices, invoiceTaxes],
  operations: [],
  permits: [],
  events: [],
} as const satisfies Module
