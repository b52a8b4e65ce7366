import { useState } from 'react'
import { useHarmony, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Recorded } from '../usage/recorded.tsx'
import { useHand } from '../usage/place.tsx'
import { WorkPlace, type Place } from './place.tsx'

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
      form={(close) => <RecordExpense onClose={close} />}
      empty={{ title: say('work.ui.noExpenses'), lead: say('work.ui.noExpensesLead') }}
    />
  )
}

function RecordExpense({ onClose }: { onClose: () => void }) {
  const today = useToday()
  const hand = useHand()
  const { manifest } = useHarmony()
  const [place, setPlace] = useState<Place>({})
  return (
    <FormDrawer
      operation="work.recordExpense"
      fixed={{ ...hand, contract: null, project: null, entity: null, customer: null, ...place }}
      fields={['person', 'day', 'expenseKind', 'amount', 'receipt', 'note']}
      initial={{ day: today, expenseKind: 'travel', person: manifest.caller?.name ?? '' }}
      onClose={onClose}
    >
      <WorkPlace onPlace={setPlace} />
    </FormDrawer>
  )
}
