import { useMemo } from 'react'
import { useTitle } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'

firstWidths('funds.list', {
  name: 200,
  customerName: 210,
  contractNumber: 110,
  unit: 100,
  balance: 110,
  deferred: 130,
  nextExpiry: 150,
  topUpDue: 140,
})

/** Everything that customers have paid for in advance. */
export default function Funds() {
  const say = useSay()
  const culture = useCulture()
  useTitle(say('funds.list'))
  const cells = useMemo(
    () => ({
      topUpDue: (row: Row) =>
        row['topUpDue'] === null || row['topUpDue'] === undefined ? null : (
          <Chip tone="warn">{culture.decimal(String(row['topUpDue']))}</Chip>
        ),
    }),
    [culture.name],
  )
  return (
    <Fill>
      <PageHead title={say('funds.list')} />
      <Grid
        view="funds.list"
        label={say('funds.list')}
        columns={['name', 'customerName', 'contractNumber', 'unit', 'balance', 'deferred', 'nextExpiry', 'overage', 'topUpDue']}
        cells={cells}
        empty={{ title: say('funds.ui.none'), lead: say('funds.ui.noneLead') }}
      />
    </Fill>
  )
}
