import { useSay } from '../../app/words.ts'
import { ImportsGrid } from './imports-grid.tsx'

const waiting = {
  all: [
    { field: 'state', is: 'equal', value: 'published' },
    {
      any: [
        { field: 'rejected', is: 'more', value: 0 },
        { field: 'conflicts', is: 'more', value: 0 },
      ],
    },
  ],
} as const

/** Published imports with rows that became no line and that nobody has looked at. */
export default function ImportsToReview() {
  const say = useSay()
  return (
    <ImportsGrid
      title={say('imports.toReview')}
      fixed={waiting}
      done={{ title: say('imports.ui.reviewed'), lead: say('imports.ui.reviewedLead') }}
    />
  )
}
