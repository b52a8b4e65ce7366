import { useMemo } from 'react'
import { useSearchState } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Button } from '../../kit/parts.tsx'
import { Inset } from '../../kit/tall.tsx'

firstWidths('rates.imports', { fetchedAt: 160, source: 90, origin: 100, file: 220, firstDay: 120, lastDay: 120, added: 90, changed: 100, unchanged: 120, createdBy: 160 }) // prettier-ignore

/** Files of rates that were taken over. */
export function Files() {
  const say = useSay()
  const may = useMay()
  const [, setSearch] = useSearchState()
  const cells = useMemo(() => ({ file: (row: Row) => String((row['file'] as { name?: string } | null)?.name ?? '') }), [])
  const button = may('rates.write') ? (
    <Button icon="upload" onClick={() => setSearch({ take: '1' })}>
      {say('rates.ui.import')}
    </Button>
  ) : null
  return (
    <Inset>
      <Grid
        view="rates.imports"
        label={say('rates.imports')}
        columns={['fetchedAt', 'file', 'origin', 'firstDay', 'lastDay', 'added', 'changed', 'unchanged', 'createdBy']}
        cells={cells}
        opens={() => undefined}
        address={false}
        empty={{ title: say('rates.ui.noFiles'), lead: say('rates.ui.noFilesLead'), ...(button ? { action: button } : {}) }}
      />
    </Inset>
  )
}
