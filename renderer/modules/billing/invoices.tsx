import { useTitle } from '../../app/go.tsx'
import { useSay } from '../../app/words.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'

export default function Invoices() {
  const say = useSay()
  useTitle(say('billing.invoices'))
  return (
    <Fill>
      <PageHead title={say('billing.invoices')} />
      <Grid
        view="billing.invoices"
        label={say('billing.invoices')}
        columns={['number', 'customerName', 'gross', 'issued', 'due', 'entity', 'net', 'tax', 'groupGross', 'poNumber']}
        empty={{ title: say('billing.ui.noInvoices'), lead: say('billing.ui.noInvoicesLead') }}
      />
    </Fill>
  )
}
