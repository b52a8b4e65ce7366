import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useGo, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { countryName, useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Card, Facts, Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Inset, Parts } from '../../kit/tall.tsx'
import { supplierFields } from './fields.ts'

firstWidths('purchases.list', {
  contractNumber: 110, customerName: 170, item: 200, quantity: 90, currency: 90, unitCost: 110, months: 110, start: 110, termEnd: 130, state: 110,
}) // prettier-ignore

interface Supplier {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly country: string
  readonly currency: string
  readonly paymentDays: number
  readonly costLines: number
  readonly taxId: string | null
  readonly note: string | null
  readonly active: boolean
}

/** A supplier, and everything that is bought there. */
export default function SupplierScreen() {
  const say = useSay()
  const id = useParam('supplier')
  const { data, error } = useAsk<{ rows: readonly Supplier[] }>('purchases.suppliers', {
    filter: { field: 'id', is: 'equal', value: id },
    limit: 1,
  })
  const supplier = data?.rows[0]
  useTitle(supplier?.name)
  if (error) return <Nothing whole icon="danger" title={say('purchases.suppliers')} lead={error.message} />
  if (!data) return <Bones label={say('purchases.suppliers')} lines={8} />
  return supplier ? <Shown supplier={supplier} /> : <Nothing whole icon="help" title={say('app.lost.title')} lead={say('app.lost.lead')} />
}

function Shown({ supplier }: { supplier: Supplier }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const go = useGo()
  const [editing, setEditing] = useState(false)
  const [terming, setTerming] = useState(false)
  const terms = useAsk<{ language: string; address: readonly string[]; earlyPercent: string | null; earlyDays: number | null }>(
    'purchases.terms',
    { supplier: supplier.id },
    { enabled: terming },
  )
  const { id, code, name, country, currency, paymentDays, taxId, note, active } = supplier
  const fact = (field: string, value: string, wide = false) => ({ name: say(`field.${field}`), value, wide })
  return (
    <Page>
      <PageHead
        title={name}
        lead={[code, countryName(country)].join(' · ')}
        {...(active ? {} : { chip: <Chip tone="warn">{say('purchases.ui.inactive')}</Chip> })}
      >
        {may('payables.read') ? (
          <Button icon="money" onClick={() => go(`/payables/suppliers/${id}`)}>
            {say('payables.account')}
          </Button>
        ) : null}
        {may('purchases.write') ? (
          <Button icon="draft" onClick={() => setTerming(true)}>
            {say('purchases.ui.terms')}
          </Button>
        ) : null}
        {may('purchases.write') ? (
          <Button icon="draft" onClick={() => setEditing(true)}>
            {say('purchases.ui.editSupplier')}
          </Button>
        ) : null}
      </PageHead>
      <Parts
        aside={
          <Card title={say('purchases.ui.about')}>
            <Facts
              facts={[
                fact('code', code),
                fact('country', countryName(country)),
                fact('currency', currency),
                fact('paymentDays', culture.count(paymentDays)),
                ...(taxId ? [fact('taxId', taxId, true)] : []),
                ...(note ? [fact('note', note, true)] : []),
              ]}
            />
          </Card>
        }
      >
        <Card title={say('purchases.list')}>
          <Inset>
            <Grid
              view="purchases.list"
              label={say('purchases.list')}
              fixed={{ field: 'supplier', is: 'equal', value: id }}
              columns={[
                'contractNumber',
                'customerName',
                'item',
                'quantity',
                'currency',
                'unitCost',
                'months',
                'start',
                'termEnd',
                'state',
              ]}
              address={false}
              empty={{ title: say('purchases.ui.noneHere'), lead: say('purchases.ui.noneHereLead') }}
            />
          </Inset>
        </Card>
        <History record="suppliers" id={id} />
      </Parts>
      {terming && terms.data ? (
        <FormDrawer
          operation="purchases.saveSupplierTerms"
          fixed={{ supplier: id }}
          fields={['language', 'address', 'earlyPercent', 'earlyDays']}
          initial={terms.data}
          title={`${say('purchases.ui.terms')}: ${name}`}
          onClose={() => setTerming(false)}
        />
      ) : null}
      {editing ? (
        <FormDrawer
          operation="purchases.saveSupplier"
          title={say('purchases.ui.editSupplier')}
          submit={say('purchases.saveSupplier')}
          fixed={{ id }}
          initial={{ ...supplier }}
          fields={supplierFields}
          hints={{ active: say('purchases.ui.activeHint') }}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </Page>
  )
}
