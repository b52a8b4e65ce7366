import { useGo, useTitle } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { ByImport } from '../contracts/by-import.tsx'

firstWidths('customers.list', { name: 320, code: 110, country: 130, contracts: 110, email: 240, poRequired: 120 })

export default function Customers() {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  useTitle(say('customers.list'))
  const create = may('customers.write') ? (
    <Button look="primary" icon="plus" onClick={() => go('/customers/new')}>
      {say('customers.ui.new')}
    </Button>
  ) : null
  return (
    <Fill>
      <PageHead title={say('customers.list')}>{create}</PageHead>
      <Grid
        view="customers.list"
        label={say('customers.list')}
        columns={['name', 'code', 'country', 'currency', 'contracts', 'paymentDays', 'email', 'poRequired']}
        empty={{ title: say('customers.ui.none'), lead: say('customers.ui.noneLead'), action: <ByImport>{create}</ByImport> }}
      />
    </Fill>
  )
}
