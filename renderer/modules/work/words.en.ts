/** What the work screens say beside the words of `core/work`. */
export default {
  'work.ui.noTime': 'No time yet',
  'work.ui.noTimeLead':
    'Time arrives from timesheets on a spreadsheet or from other systems, or is recorded by hand: for a contract or for a project.',
  'work.ui.noExpenses': 'No expenses yet',
  'work.ui.noExpensesLead': 'Expenses arrive on a spreadsheet or from other systems, or are recorded by hand with their receipt.',
  'work.ui.for': 'Worked for',
} as const
