import type { Module } from '../kernel/operation.ts'
import { accounts, balances, journalLines, journals, openItems } from './journal.ts'
import { previewJournal } from './preview.ts'
import { balanceView, journalView, listBalances, listJournals, listOpenItems, openItemView } from './reads.ts'

export const ledgerModule = {
  name: 'ledger',
  needs: ['entities', 'rates'],
  records: [journals, journalLines, openItems, balances, accounts],
  views: [journalView, balanceView, openItemView],
  operations: [previewJournal, listJournals, listBalances, listOpenItems],
  permits: ['ledger.read'],
  events: [],
} as const satisfies Module
