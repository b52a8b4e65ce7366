import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { ProgressBar } from '../../kit/page.tsx'
import type { Run } from './types.ts'

/** How far a run is; what it will come to is known only when it posts. */
export function RunProgress({ run }: { run: Run }) {
  const say = useSay()
  const culture = useCulture()
  const phase = say(`choice.state.${run.state}`)
  if (run.state !== 'posting')
    return <ProgressBar label={`${say('billing.ui.workingOpen', { phase })} ${culture.count(run.charges)}`} share={null} />
  const label = say('billing.ui.working', { phase, done: culture.count(run.posted), of: culture.count(run.invoices) })
  return <ProgressBar label={label} share={run.invoices === 0 ? null : run.posted / run.invoices} />
}
