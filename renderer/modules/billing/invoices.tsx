import { useGo, useTitle } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'

export default function Invoices() {
  const say = useSay()
  const may = useMay()
  const go = useGo()
  useTitle(say('billing.invoices'))
  return (
    <Fill>
      <PageHead title={say('billing.invoices')}>
        {may('billing.post') ? (
          <Button look="primary" icon="plus" onClick={() => go('/invoices/new')}>
            {say('billing.invoiceByHand')}
          </Button>
        ) : null}
      </PageHead>
      <Grid
        view="billing.invoices"
        label={say('billing.invoices')}
        columns={['number', 'customerName', 'kind', 'net', 'gross', 'issued', 'due', 'entity']}
        empty={{ title: say('billing.ui.noInvoices'), lead: say('billing.ui.noInvoicesLead') }}
      />
    </Fill>
  )
}
