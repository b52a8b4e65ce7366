import { add, command, tell } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { expenses } from './entry.ts'
import { knownExpenses } from './facts.ts'
import { expenseFaults, expenseInput, judgeExpense, workFacts, workKey } from './judge.ts'

/** Records money that somebody spent. The same expense of the same source again is the same record. */
export const recordExpense = command({
  name: 'work.recordExpense',
  zone: 'operations',
  permit: 'work.record',
  offline: 'queue',
  input: expenseInput,
  output: expenses.shape,
  refusals: expenseFaults,
  load: (input, read) => workFacts([input], (source, sourceIds) => read.ask(knownExpenses, { source, sourceIds }), expenses, read),
  decide: (input, facts, now) => {
    const expense = judgeExpense(input, facts, now)
    if (refused(expense)) return expense
    if (facts.known.has(workKey(input.source, input.sourceId))) return { result: expense, changes: [] }
    return {
      result: expense,
      changes: [add(expenses, expense), tell('work.expenseRecorded', { expense: expense.id, person: expense.person })],
    }
  },
})
