import { useMemo, useState } from 'react'
import { useGo, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Segments } from '../../kit/choices.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { textIn } from '../catalog/product-text.ts'
import { Standing } from './standing.tsx'

firstWidths('terms.list', { code: 300, occasion: 270, entity: 120, version: 90, validFrom: 160, note: 240, publishedBy: 150 })

/** All clauses, and the words of each version. */
export default function Clauses() {
  const say = useSay()
  const may = useMay()
  const go = useGo()
  const culture = useCulture()
  const today = useToday()
  const { manifest } = useHarmony()
  const [which, setWhich] = useState<'newest' | 'all'>('newest')
  useTitle(say('terms.list'))
  const cells = useMemo(
    () => ({
      code: (row: Row) => `${String(row['code'])} · ${textIn(manifest.language, row['titles'])}`,
      occasion: (row: Row) => say(`choice.occasion.${String(row['occasion'])}`),
      validFrom: (row: Row) => (
        <Standing
          validFrom={String(row['validFrom'])}
          newest={row['newest'] === true}
          withdrawnFrom={row['withdrawnFrom'] === null || row['withdrawnFrom'] === undefined ? null : String(row['withdrawnFrom'])}
        />
      ),
    }),
    [manifest.language, culture.name, today],
  )
  const create = may('terms.write') ? (
    <Button look="primary" icon="plus" onClick={() => go('/clauses/new')}>
      {say('terms.ui.new')}
    </Button>
  ) : null
  return (
    <Fill>
      <PageHead title={say('terms.list')} lead={say('terms.ui.lead')}>
        <Segments
          label={say('terms.ui.which')}
          value={which}
          onChange={setWhich}
          options={[
            { value: 'newest', label: say('terms.ui.newest') },
            { value: 'all', label: say('terms.ui.all') },
          ]}
        />
        <Button icon="eye" onClick={() => go('/clauses/preview')}>
          {say('terms.ui.preview')}
        </Button>
        {create}
      </PageHead>
      <Grid
        view="terms.list"
        label={say('terms.list')}
        columns={['code', 'occasion', 'entity', 'version', 'validFrom', 'note', 'publishedBy']}
        {...(which === 'newest' ? { fixed: { field: 'newest', is: 'equal', value: true } as const } : {})}
        cells={cells}
        empty={{ title: say('terms.ui.none'), lead: say('terms.ui.noneLead'), ...(create ? { action: create } : {}) }}
      />
    </Fill>
  )
}
