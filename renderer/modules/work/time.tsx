import { useState } from 'react'
import { useHarmony, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Recorded } from '../usage/recorded.tsx'
import { useHand } from '../usage/place.tsx'
import { WorkPlace, type Place } from './place.tsx'

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
      form={(close) => <RecordTime onClose={close} />}
      empty={{ title: say('work.ui.noTime'), lead: say('work.ui.noTimeLead') }}
    />
  )
}

function RecordTime({ onClose }: { onClose: () => void }) {
  const today = useToday()
  const hand = useHand()
  const { manifest } = useHarmony()
  const [place, setPlace] = useState<Place>({})
  return (
    <FormDrawer
      operation="work.record"
      fixed={{ ...hand, contract: null, project: null, entity: null, customer: null, ...place }}
      fields={['person', 'day', 'hours', 'bookingType', 'workType', 'note']}
      initial={{ day: today, bookingType: 'day', person: manifest.caller?.name ?? '' }}
      onClose={onClose}
    >
      <WorkPlace onPlace={setPlace} />
    </FormDrawer>
  )
}
