import type { Module } from '../kernel/operation.ts'
import { readChart } from './chart.ts'
import { closedMonths } from './closed-months.ts'
import { accounts, balances, journalLines, journals, openItems } from './journal.ts'
import { oneJournal, readableLines } from './one-journal.ts'
import { previewJournal } from './preview.ts'
import { balanceView, journalView, lineView, listBalances, listJournals, listLines, listOpenItems, openItemView } from './reads.ts'

export const ledgerModule = {
  name: 'ledger',
  needs: ['entities', 'rates'],
  records: [journals, journalLines, openItems, balances, accounts],
  views: [journalView, lineView, balanceView, openItemView],
  questions: [readableLines],
  operations: [previewJournal, oneJournal, readChart, listJournals, listLines, listBalances, listOpenItems],
  permits: ['ledger.read', 'ledger.postLate'],
  events: [],
  walls: [closedMonths],
} as const satisfies Module
