import { useState } from 'react'
import { useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { LinePlace, useHand } from './place.tsx'
import { Recorded } from './recorded.tsx'

firstWidths('usage.list', {
  customerName: 240,
  contractNumber: 120,
  lineNumber: 80,
  product: 120,
  kind: 130,
  isReversed: 150,
  source: 120,
  sourceId: 200,
})

/** What was counted, used and read off, for every line. */
export default function Readings() {
  const say = useSay()
  return (
    <Recorded
      view="usage.list"
      columns={[
        'day',
        'customerName',
        'contractNumber',
        'lineNumber',
        'product',
        'kind',
        'quantity',
        'isReversed',
        'source',
        'sourceId',
        'note',
      ]}
      record={{ operation: 'usage.record', permit: 'usage.record' }}
      reverse={{ operation: 'usage.reverse', input: 'usage', permit: 'usage.reverse' }}
      subject="usage"
      form={(close) => <RecordReading onClose={close} />}
      empty={{ title: say('usage.ui.none'), lead: say('usage.ui.noneLead') }}
    />
  )
}

function RecordReading({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  const hand = useHand()
  const [line, setLine] = useState('')
  return (
    <FormDrawer
      operation="usage.record"
      fixed={{ sourceId: hand.sourceId, line: line || null }}
      fields={['day', 'kind', 'quantity', 'restarts', 'source', 'note']}
      initial={{ day: today, kind: 'level', source: hand.source }}
      hints={{
        day: say('usage.ui.dayHint'),
        quantity: say('usage.ui.quantityHint'),
        restarts: say('usage.ui.restartsHint'),
        source: say('usage.ui.sourceHint'),
      }}
      onClose={onClose}
    >
      <LinePlace line={line} onLine={setLine} />
    </FormDrawer>
  )
}
