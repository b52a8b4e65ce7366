import { useMemo } from 'react'
import { useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'

firstWidths('usage.incidentPrices', { name: 220, prices: 300, contractNumber: 120, unit: 110, outOfHoursFactor: 160, includedCount: 170 })

interface Priced {
  readonly priority: string
  readonly price: string
}

/** What incidents cost, by priority; a newer list replaces an older one from its first day on. */
export default function IncidentPrices() {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const today = useToday()
  const [{ record }, setSearch] = useSearchState()
  useTitle(say('usage.incidentPrices'))
  const cells = useMemo(
    () => ({
      prices: (row: Row) => (row['prices'] as readonly Priced[]).map((p) => `${p.priority} ${culture.decimal(p.price)}`).join(' · '),
      unit: (row: Row) => (row['currency'] ? String(row['currency']) : say(`choice.unit.${String(row['unit'])}`)),
      includedCount: (row: Row) =>
        `${culture.count(Number(row['includedCount']))} / ${say(`choice.includedPer.${String(row['includedPer'])}`)}`,
    }),
    [culture.name, say],
  )
  const button = may('usage.prices') ? (
    <Button look="primary" icon="plus" onClick={() => setSearch({ record: '1' })}>
      {say('usage.setIncidentPrices')}
    </Button>
  ) : null
  return (
    <Fill>
      <PageHead title={say('usage.incidentPrices')}>{button}</PageHead>
      <Grid
        view="usage.incidentPrices"
        label={say('usage.incidentPrices')}
        columns={[
          'name',
          'entity',
          'contractNumber',
          'product',
          'type',
          'validFrom',
          'prices',
          'unit',
          'outOfHoursFactor',
          'includedCount',
          'reopenDays',
        ]}
        cells={cells}
        opens={() => undefined}
        empty={{ title: say('usage.ui.noPrices'), lead: say('usage.ui.noPricesLead'), ...(button ? { action: button } : {}) }}
      />
      {record && may('usage.prices') ? (
        <FormDrawer
          operation="usage.setIncidentPrices"
          initial={{
            validFrom: today,
            unit: 'token',
            prices: ['P1', 'P2', 'P3', 'P4'].map((priority) => ({ priority, price: '' })),
            outOfHoursFactor: '1',
            includedCount: 0,
            includedPer: 'month',
            reopenDays: 5,
          }}
          hints={{ contract: say('usage.ui.contractHint'), product: say('usage.ui.productHint'), type: say('usage.ui.typeHint') }}
          onClose={() => setSearch({ record: undefined })}
        />
      ) : null}
    </Fill>
  )
}
