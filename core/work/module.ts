import type { Module } from '../kernel/operation.ts'
import { expenses, timeEntries } from './entry.ts'
import { knownExpenses, knownTime } from './facts.ts'
import { listExpenses, listTime } from './list.ts'
import { expenseRows, timeRows } from './reads.ts'
import { recordExpense } from './record-expense.ts'
import { recordWork } from './record.ts'
import { reverseExpense, reverseWork } from './reverse.ts'

export const workModule = {
  name: 'work',
  needs: ['entities', 'customers', 'contracts', 'funds', 'usage'],
  records: [timeEntries, expenses],
  questions: [knownTime, knownExpenses],
  views: [timeRows, expenseRows],
  operations: [listTime, recordWork, reverseWork, listExpenses, recordExpense, reverseExpense],
  permits: ['work.read', 'work.record', 'work.reverse'],
  events: ['work.recorded', 'work.expenseRecorded', 'work.reversed'],
} as const satisfies Module
