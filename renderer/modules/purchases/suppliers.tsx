import { useSearchState, useTitle } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { supplierFields } from './fields.ts'

firstWidths('purchases.suppliers', { name: 280, code: 130, country: 130, currency: 100, paymentDays: 160, costLines: 140, active: 90 })

/** Whom we buy from. */
export default function Suppliers() {
  const say = useSay()
  const may = useMay()
  const [{ record }, setSearch] = useSearchState()
  useTitle(say('purchases.suppliers'))
  const create = may('purchases.write') ? (
    <Button look="primary" icon="plus" onClick={() => setSearch({ record: '1' })}>
      {say('purchases.ui.newSupplier')}
    </Button>
  ) : null
  return (
    <Fill>
      <PageHead title={say('purchases.suppliers')}>{create}</PageHead>
      <Grid
        view="purchases.suppliers"
        label={say('purchases.suppliers')}
        columns={['name', 'code', 'country', 'currency', 'paymentDays', 'costLines', 'taxId', 'active']}
        empty={{ title: say('purchases.ui.noSuppliers'), lead: say('purchases.ui.noSuppliersLead'), ...(create ? { action: create } : {}) }}
      />
      {record && may('purchases.write') ? (
        <FormDrawer
          operation="purchases.saveSupplier"
          title={say('purchases.ui.newSupplier')}
          submit={say('purchases.saveSupplier')}
          fields={supplierFields.filter((field) => field !== 'active')}
          initial={{ paymentDays: 30 }}
          hints={{ country: say('purchases.ui.countryHint') }}
          onClose={() => setSearch({ record: undefined })}
        />
      ) : null}
    </Fill>
  )
}
