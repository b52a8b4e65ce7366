import { useState } from 'react'
import { useInField } from '../../app/field.ts'
import { useTitle } from '../../app/go.tsx'
import { useSay, wordOr } from '../../app/words.ts'
import { Segments } from '../../kit/choices.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Seal } from './seal.tsx'

firstWidths('sync.attentions', { matter: 220, operation: 200, code: 320, userName: 150, deviceName: 170, kind: 110, state: 110 })

/** What came from the field and waits for a person, or did. */
export default function Waiting() {
  const say = useSay()
  const inField = useInField()
  const [show, setShow] = useState<'open' | 'all'>('open')
  useTitle(say('sync.attentions'))
  const cells = {
    operation: (row: Row) => say(String(row['operation'])),
    code: (row: Row) =>
      wordOr(say, String(row['code']), String(row['code']))
        .split(/[.;]/)[0]!
        .replaceAll(/\{\{\w+\}\}/g, '…'),
  }
  return (
    <Fill>
      <PageHead title={say('sync.attentions')}>
        <Segments
          label={say('field.state')}
          value={show}
          onChange={setShow}
          options={[
            { value: 'open', label: say('choice.state.open') },
            { value: 'all', label: say('sync.ui.all') },
          ]}
        />
      </PageHead>
      {inField ? null : <Seal />}
      <Grid
        key={show}
        view="sync.attentions"
        label={say('sync.attentions')}
        columns={['matter', 'kind', 'operation', 'code', 'userName', 'deviceName', 'reference', 'openedAt', 'state', 'assigneeName']}
        cells={cells}
        {...(show === 'open' ? { fixed: { field: 'state', is: 'not', value: 'resolved' } } : {})}
        empty={{ title: say('sync.ui.none'), lead: say('sync.ui.noneLead') }}
      />
    </Fill>
  )
}
