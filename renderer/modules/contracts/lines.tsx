import { useMemo } from 'react'
import { useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { price } from '../billing/amounts.ts'
import { textIn } from '../catalog/product-text.ts'
import { ByImport } from './by-import.tsx'

firstWidths('contracts.lines', { customerName: 240, product: 240, unitPrice: 130, contractNumber: 120, number: 70, taxCodes: 130 })

/** Every line that is sold, across all contracts. */
export default function Lines() {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  useTitle(say('contracts.lines'))
  const cells = useMemo(
    () => ({
      product: (row: Row) => `${String(row['product'])} · ${textIn(manifest.language, row['productNames'])}`,
      unitPrice: (row: Row) =>
        row['unitPrice'] ? price(culture, String(row['currency']), String(row['unitPrice'])) : say('contracts.ui.listPrice'),
    }),
    [culture.name, manifest.language, say],
  )
  return (
    <Fill>
      <PageHead title={say('contracts.lines')} />
      <Grid
        view="contracts.lines"
        label={say('contracts.lines')}
        columns={['contractNumber', 'number', 'customerName', 'product', 'quantity', 'unitPrice', 'timing', 'start', 'billedTo', 'state']}
        cells={cells}
        empty={{ title: say('contracts.ui.noLinesAtAll'), lead: say('contracts.ui.noneLead'), action: <ByImport /> }}
      />
    </Fill>
  )
}
