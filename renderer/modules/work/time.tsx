import { useSay } from '../../app/words.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Recorded } from '../usage/recorded.tsx'
import { RecordWork } from './record-work.tsx'

firstWidths('work.time', {
  person: 180,
  customerName: 220,
  contractNumber: 120,
  project: 180,
  bookingType: 130,
  workType: 140,
  isReversed: 150,
  note: 240,
})

/** Time that people worked, as they or their systems told it. */
export default function Time() {
  const say = useSay()
  return (
    <Recorded
      view="work.time"
      columns={[
        'day',
        'person',
        'customerName',
        'contractNumber',
        'project',
        'hours',
        'bookingType',
        'workType',
        'isReversed',
        'note',
        'source',
      ]}
      record={{ operation: 'work.record', permit: 'work.record' }}
      reverse={{ operation: 'work.reverse', input: 'time', permit: 'work.reverse' }}
      subject="time"
      form={(close) => (
        <RecordWork
          operation="work.record"
          fields={['hours', 'bookingType', 'workType']}
          initial={{ bookingType: 'day' }}
          onClose={close}
        />
      )}
      empty={{ title: say('work.ui.noTime'), lead: say('work.ui.noTimeLead') }}
    />
  )
}
