import { useGo, useTitle } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { ByImport } from './by-import.tsx'

firstWidths('contracts.list', { customerName: 280, name: 260, entity: 100, currencies: 110, state: 110 })

export default function Contracts() {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  useTitle(say('contracts.list'))
  const open = may('contracts.write') ? (
    <Button icon="plus" look="primary" onClick={() => go('/contracts/new')}>
      {say('contracts.open')}
    </Button>
  ) : null
  return (
    <Fill>
      <PageHead title={say('contracts.list')}>{open}</PageHead>
      <Grid
        view="contracts.list"
        label={say('contracts.list')}
        columns={['number', 'customerName', 'name', 'entity', 'state', 'lineCount', 'currencies', 'start', 'end']}
        empty={{
          title: say('contracts.ui.none'),
          lead: say('contracts.ui.noneLead'),
          action: <ByImport>{open}</ByImport>,
        }}
      />
    </Fill>
  )
}
