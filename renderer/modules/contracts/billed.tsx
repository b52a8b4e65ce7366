import { useMemo, useState } from 'react'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import type { Row } from '../../kit/grid/columns.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Card } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Inset } from '../../kit/tall.tsx'
import { WhyPanel } from '../billing/why.tsx'

/** What was charged so far, each amount with its why; a row opens its invoice. */
export function Billed({ contract }: { contract: string }) {
  const say = useSay()
  const culture = useCulture()
  const [charge, setCharge] = useState<string | null>(null)
  const cells = useMemo(
    () => ({
      net: (row: Row) => {
        const amount = culture.money(String(row['currency']), String(row['net']))
        return (
          <Button small look="quiet" onClick={() => setCharge(String(row['id']))} aria-label={say('billing.ui.why', { amount })}>
            {amount}
          </Button>
        )
      },
    }),
    [culture.name, say],
  )
  return (
    <Card title={say('contracts.ui.billed')}>
      <Inset>
        <Grid
          view="billing.chargeList"
          label={say('contracts.ui.billed')}
          fixed={{ field: 'contract', is: 'equal', value: contract }}
          columns={['from', 'lastDay', 'lineNumber', 'product', 'quantity', 'net', 'mark']}
          cells={cells}
          opens={(row) => `/invoices/${String(row['invoice'])}`}
          address={false}
          empty={{ title: say('contracts.ui.notBilled'), lead: say('contracts.ui.notBilledLead') }}
        />
      </Inset>
      {charge ? <WhyPanel charge={charge} onClose={() => setCharge(null)} /> : null}
    </Card>
  )
}
