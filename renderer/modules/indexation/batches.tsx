import { useSearchState, useTitle } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Propose } from './propose.tsx'

firstWidths('indexation.batches', {
  number: 170,
  effective: 120,
  until: 120,
  state: 150,
  toReview: 110,
  exceptionCount: 130,
  approvedCount: 120,
  appliedCount: 110,
})

/** All price rises, and the way to a new one. */
export default function Batches() {
  const say = useSay()
  const may = useMay()
  const [{ propose }, setSearch] = useSearchState()
  useTitle(say('indexation.batches'))
  const button = may('indexation.write') ? (
    <Button look="primary" icon="plus" onClick={() => setSearch({ propose: '1' })}>
      {say('indexation.propose')}
    </Button>
  ) : null
  return (
    <Fill>
      <PageHead title={say('indexation.batches')}>{button}</PageHead>
      <Grid
        view="indexation.batches"
        label={say('indexation.batches')}
        columns={[
          'number',
          'effective',
          'until',
          'state',
          'toReview',
          'exceptionCount',
          'approvedCount',
          'appliedCount',
          'createdAt',
          'createdBy',
        ]}
        empty={{ title: say('indexation.ui.noBatches'), lead: say('indexation.ui.noBatchesLead'), ...(button ? { action: button } : {}) }}
      />
      {propose && may('indexation.write') ? <Propose onClose={() => setSearch({ propose: undefined })} /> : null}
    </Fill>
  )
}
