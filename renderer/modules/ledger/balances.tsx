import { useMemo } from 'react'
import { useTitle } from '../../app/go.tsx'
import { useSay } from '../../app/words.ts'
import type { Row } from '../../kit/grid/columns.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { useAccountName } from './account-name.ts'

/** What stands on each account, month by month, in three currencies. */
export default function BalancesScreen() {
  const say = useSay()
  const nameOf = useAccountName()
  useTitle(say('ledger.balances'))
  const cells = useMemo(() => ({ accountName: (row: Row) => nameOf(String(row['account'])) || String(row['accountName']) }), [nameOf])
  return (
    <Fill>
      <PageHead title={say('ledger.balances')} />
      <Grid
        view="ledger.balances"
        label={say('ledger.balances')}
        columns={['entity', 'account', 'accountName', 'period', 'amount', 'entityAmount', 'groupAmount']}
        cells={cells}
      />
    </Fill>
  )
}
