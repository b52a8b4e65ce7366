import type { Module } from '../kernel/operation.ts'
import { checkAccount } from './check-account.ts'
import { listWeightTables, loadWeightTable, tableText, verifyAccount, weightTableRows, weightTables } from './weight-table.ts'

export const paymentsModule = {
  name: 'payments',
  needs: [],
  records: [weightTables],
  views: [weightTableRows],
  questions: [tableText],
  operations: [checkAccount, verifyAccount, listWeightTables, loadWeightTable],
  permits: ['payments.read', 'payments.write'],
  events: ['payments.weightTableLoaded'],
} as const satisfies Module
