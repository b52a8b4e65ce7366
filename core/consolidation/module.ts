import type { Module } from '../kernel/operation.ts'
import { accountTotals } from './facts.ts'
import { statement } from './statement.ts'
import { trialBalance } from './trial-balance.ts'

export const consolidationModule = {
  name: 'consolidation',
  needs: ['entities', 'rates', 'ledger'],
  records: [],
  questions: [accountTotals],
  operations: [trialBalance, statement],
  permits: ['consolidation.read'],
  events: [],
} as const satisfies Module
