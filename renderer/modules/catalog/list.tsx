import { useMemo } from 'react'
import { useGo, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { basisOf, priceText, textIn, type Price } from './product-text.ts'

firstWidths('catalog.list', { code: 320, kind: 150, model: 340, revenue: 140, version: 80, lineCount: 120, active: 80 })

/** What is sold, with its prices in every currency. */
export default function Products() {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  useTitle(say('catalog.list'))
  const cells = useMemo(
    () => ({
      code: (row: Row) => `${String(row['code'])} · ${textIn(manifest.language, row['names'])}`,
      model: (row: Row) =>
        ((row['prices'] ?? []) as readonly Price[])
          .map((p) =>
            priceText(say, culture, basisOf(String(row['kind']), row['basis'] as 'month' | 'year'), { ...p, bands: p.bands ?? [] }),
          )
          .join(' · '),
    }),
    [culture.name, manifest.language, say],
  )
  const create = may('catalog.write') ? (
    <Button icon="plus" look="primary" onClick={() => go('/products/new')}>
      {say('catalog.ui.new')}
    </Button>
  ) : null
  return (
    <Fill>
      <PageHead title={say('catalog.list')}>
        <Button icon="percent" onClick={() => go('/pricing')}>
          {say('pricing.rate')}
        </Button>
        {create}
      </PageHead>
      <Grid
        view="catalog.list"
        label={say('catalog.list')}
        columns={['code', 'kind', 'model', 'revenue', 'lineCount', 'version', 'active']}
        cells={cells}
        empty={{ title: say('catalog.ui.none'), lead: say('catalog.ui.noneLead'), ...(create ? { action: create } : {}) }}
      />
    </Fill>
  )
}
