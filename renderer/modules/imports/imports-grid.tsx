import type { Filter } from '../../../core/kernel/filter.ts'
import { useGo, useTitle } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'

firstWidths('imports.list', { fileName: 260, subject: 120, state: 190, entity: 110 })

/** Imports, all or those that wait for somebody. */
export function ImportsGrid({ title, fixed, done }: { title: string; fixed?: Filter; done?: { title: string; lead: string } }) {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  useTitle(title)
  const button = may('imports.write') ? (
    <Button look="primary" icon="upload" onClick={() => go('/imports/new')}>
      {say('imports.contracts')}
    </Button>
  ) : null
  return (
    <Fill>
      <PageHead title={title}>{button}</PageHead>
      <Grid
        view="imports.list"
        label={title}
        columns={[
          'fileName',
          'subject',
          'entity',
          'state',
          'rows',
          'accepted',
          'unchanged',
          'conflicts',
          'rejected',
          'createdAt',
          'createdBy',
        ]}
        empty={{
          title: done?.title ?? say('imports.ui.none'),
          lead: done?.lead ?? say('imports.ui.noneLead'),
          ...(button && !done ? { action: button } : {}),
        }}
        {...(fixed ? { fixed } : {})}
      />
    </Fill>
  )
}
