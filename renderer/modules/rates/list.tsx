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

firstWidths('rates.list', { value: 260, type: 150, source: 120, base: 90, quote: 110 })

/** Exchange rates as they were published, each with its source; a corrected one is a new version. */
export default function Rates() {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const today = useToday()
  const [{ record }, setSearch] = useSearchState()
  useTitle(say('rates.list'))
  const cells = useMemo(
    () => ({ value: (row: Row) => `1 ${String(row['base'])} = ${culture.decimal(String(row['value']))} ${String(row['quote'])}` }),
    [culture.name],
  )
  const button = may('rates.write') ? (
    <Button look="primary" icon="plus" onClick={() => setSearch({ record: '1' })}>
      {say('rates.record')}
    </Button>
  ) : null
  return (
    <Fill>
      <PageHead title={say('rates.list')}>{button}</PageHead>
      <Grid
        view="rates.list"
        label={say('rates.list')}
        columns={['day', 'type', 'value', 'source', 'version', 'current']}
        cells={cells}
        empty={{ title: say('rates.ui.none'), lead: say('rates.ui.noneLead'), ...(button ? { action: button } : {}) }}
      />
      {record && may('rates.write') ? (
        <FormDrawer
          operation="rates.record"
          fields={['base', 'quote', 'value', 'day', 'type', 'source', 'confirmed']}
          initial={{ day: today, type: 'spot' }}
          hints={{ value: say('rates.ui.valueHint') }}
          onClose={() => setSearch({ record: undefined })}
        />
      ) : null}
    </Fill>
  )
}
