import { useTitle } from '../../app/go.tsx'
import { useSay } from '../../app/words.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'

/** What was sold to businesses of other member states, month by month, as the authorities ask for it. */
export default function SalesList() {
  const say = useSay()
  useTitle(say('tax.salesList'))
  return (
    <Fill>
      <PageHead title={say('tax.salesList')} lead={say('tax.ui.salesListLead')} />
      <Grid
        view="tax.salesList"
        label={say('tax.salesList')}
        columns={['period', 'partyCountry', 'partyTaxId', 'party', 'supply', 'entityBase', 'documents', 'entity']}
        empty={{ title: say('tax.ui.noSales') }}
      />
    </Fill>
  )
}
