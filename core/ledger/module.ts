import type { Module } from '../kernel/operation.ts'
import { journals, journalLines, openItems, balances, accounts } from './journal.ts'

export const ledgerModule = {
  name: 'ledger',
  needs: ['entities', 'rates'],
  records: [journals, journalLines, openItems, balances, accounts],
  operations: [],
  permits: [],
  events: [],
} as const satisfies Module
