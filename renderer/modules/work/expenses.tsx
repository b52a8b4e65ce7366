import { useSay } from '../../app/words.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Recorded } from '../usage/recorded.tsx'
import { RecordWork } from './record-work.tsx'

firstWidths('work.expenses', {
  person: 180,
  customerName: 220,
  contractNumber: 120,
  project: 180,
  expenseKind: 150,
  receipt: 200,
  isReversed: 150,
  note: 240,
})

/** Money that people spent for customers, with their receipts. */
export default function Expenses() {
  const say = useSay()
  return (
    <Recorded
      view="work.expenses"
      columns={[
        'day',
        'person',
        'customerName',
        'contractNumber',
        'project',
        'expenseKind',
        'amount',
        'currency',
        'receipt',
        'isReversed',
        'note',
      ]}
      record={{ operation: 'work.recordExpense', permit: 'work.record' }}
      reverse={{ operation: 'work.reverseExpense', input: 'expense', permit: 'work.reverse' }}
      subject="expenses"
      form={(close) => (
        <RecordWork
          operation="work.recordExpense"
          fields={['expenseKind', 'amount', 'receipt']}
          initial={{ expenseKind: 'travel' }}
          onClose={close}
        />
      )}
      empty={{ title: say('work.ui.noExpenses'), lead: say('work.ui.noExpensesLead') }}
    />
  )
}
