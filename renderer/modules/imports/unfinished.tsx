import { useSay } from '../../app/words.ts'
import { ImportsGrid } from './imports-grid.tsx'

/** Imports that stopped half way: they go on where they stopped, or are dropped. */
export default function UnfinishedImports() {
  const say = useSay()
  return (
    <ImportsGrid
      title={say('imports.unfinished')}
      fixed={{ field: 'state', is: 'in', value: ['staging', 'staged'] }}
      done={{ title: say('imports.ui.finished'), lead: say('imports.ui.finishedLead') }}
    />
  )
}
