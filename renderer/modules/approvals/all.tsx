import { useMemo } from 'react'
import { useTitle } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { tones } from './about.tsx'
import type { Approval } from './types.ts'

firstWidths('approvals.list', {
  subject: 280,
  kind: 190,
  state: 130,
  percent: 100,
  amount: 130,
  askedByName: 150,
  decidedByName: 200,
  note: 240,
})

/** Everything that was ever asked for. */
export default function AllApprovals() {
  const say = useSay()
  const culture = useCulture()
  useTitle(say('approvals.list'))
  const cells = useMemo(() => {
    const of = (row: Row) => row as unknown as Approval
    return {
      kind: (row: Row) => say(`approvals.kind.${of(row).kind}`),
      state: (row: Row) => <Chip tone={tones[of(row).state]}>{say(`choice.state.${of(row).state}`)}</Chip>,
      percent: (row: Row) => (of(row).percent === null ? '' : `${culture.decimal(of(row).percent!)} %`),
      decidedByName: (row: Row) => {
        const { decidedByName: name, insteadOfName: instead } = of(row)
        return name && instead ? say('approvals.ui.for', { name, instead }) : (name ?? '')
      },
    }
  }, [say, culture])
  return (
    <Fill>
      <PageHead title={say('approvals.list')} />
      <Grid
        view="approvals.list"
        label={say('approvals.list')}
        columns={[
          'subject',
          'kind',
          'state',
          'decidedByName',
          'percent',
          'amount',
          'entity',
          'askedByName',
          'askedAt',
          'decidedAt',
          'note',
        ]}
        cells={cells}
        empty={{ title: say('approvals.ui.none.ever'), lead: say('approvals.ui.neverAny') }}
      />
    </Fill>
  )
}
