import { useMemo } from 'react'
import { useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { ContractPlace, useContractPlace, useHand } from './place.tsx'
import { Recorded } from './recorded.tsx'

firstWidths('usage.incidents', {
  customerName: 220,
  contractNumber: 120,
  priority: 100,
  type: 150,
  summary: 240,
  standing: 150,
  isReversed: 150,
  outOfHours: 130,
})

/** Incidents that were closed: priced by type and priority, whatever time they took. */
export default function Incidents() {
  const say = useSay()
  const cells = useMemo(
    () => ({
      standing: (row: Row) => {
        const standing = String(row['standing'])
        return <Chip tone={standing === 'charged' ? 'ok' : 'neutral'}>{say(`choice.standing.${standing}`)}</Chip>
      },
    }),
    [say],
  )
  return (
    <Recorded
      view="usage.incidents"
      columns={[
        'day',
        'customerName',
        'contractNumber',
        'priority',
        'type',
        'standing',
        'isReversed',
        'summary',
        'outOfHours',
        'source',
        'sourceId',
      ]}
      cells={cells}
      record={{ operation: 'usage.recordIncident', permit: 'usage.record' }}
      reverse={{ operation: 'usage.reverseIncident', input: 'incident', permit: 'usage.reverse' }}
      subject="incidents"
      form={(close) => <RecordIncident onClose={close} />}
      empty={{ title: say('usage.ui.noIncidents'), lead: say('usage.ui.noIncidentsLead') }}
    />
  )
}

function RecordIncident({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  const hand = useHand()
  const [contract, setContract] = useContractPlace()
  return (
    <FormDrawer
      operation="usage.recordIncident"
      fixed={{ ...hand, contract }}
      fields={['priority', 'type', 'summary', 'day', 'outOfHours', 'note']}
      initial={{ day: today, priority: 'P3' }}
      hints={{ day: say('usage.ui.closedHint'), type: say('usage.ui.incidentTypeHint') }}
      onClose={onClose}
    >
      <ContractPlace value={contract} onChange={setContract} />
    </FormDrawer>
  )
}
