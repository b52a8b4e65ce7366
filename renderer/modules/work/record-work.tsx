import { useState } from 'react'
import { useHarmony, useToday } from '../../app/harmony.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { useHand } from '../usage/place.tsx'
import { WorkPlace, type Place } from './place.tsx'

/** What somebody records by hand of a day: for themselves and today unless they say otherwise, and where it belongs. */
export function RecordWork({
  operation,
  fields,
  initial,
  onClose,
}: {
  operation: string
  /** Those of its own, between the day and the note. */
  fields: readonly string[]
  initial: Readonly<Record<string, unknown>>
  onClose: () => void
}) {
  const today = useToday()
  const hand = useHand()
  const { manifest } = useHarmony()
  const [place, setPlace] = useState<Place>({})
  return (
    <FormDrawer
      operation={operation}
      fixed={{ ...hand, contract: null, project: null, entity: null, customer: null, ...place }}
      fields={['person', 'day', ...fields, 'note']}
      initial={{ day: today, person: manifest.caller?.name ?? '', ...initial }}
      onClose={onClose}
    >
      <WorkPlace onPlace={setPlace} />
    </FormDrawer>
  )
}
