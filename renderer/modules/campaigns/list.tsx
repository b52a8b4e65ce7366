import { useMemo } from 'react'
import { useGo, useSearchState, useTitle } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { useOwnEntity } from '../opportunities/own-entity.ts'
import { campaignFaults, campaignFields } from './fields.ts'
import { campaignTone } from './tones.ts'

firstWidths('campaigns.list', { name: 280, state: 120, channel: 100, entity: 100, startOn: 120, members: 100, responses: 110, leads: 110, budget: 120, spent: 120 }) // prettier-ignore

/** Approaches to many at once. */
export default function Campaigns() {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const own = useOwnEntity()
  const [{ new: making }, setSearch] = useSearchState()
  useTitle(say('campaigns.list'))
  const cells = useMemo(
    () => ({ state: (row: Row) => <Chip tone={campaignTone(String(row['state']))}>{say(`choice.state.${String(row['state'])}`)}</Chip> }),
    [say],
  )
  const create = may('campaigns.write') ? (
    <Button look="primary" icon="plus" onClick={() => setSearch({ new: '1' })}>
      {say('campaigns.ui.new')}
    </Button>
  ) : null
  return (
    <Fill>
      <PageHead title={say('campaigns.list')}>{create}</PageHead>
      <Grid
        view="campaigns.list"
        label={say('campaigns.list')}
        columns={['name', 'state', 'channel', 'entity', 'startOn', 'members', 'responses', 'leads', 'budget', 'spent']}
        cells={cells}
        empty={{ title: say('campaigns.ui.none'), lead: say('campaigns.ui.noneLead'), ...(create ? { action: create } : {}) }}
      />
      {making && may('campaigns.write') ? (
        <FormDrawer
          operation="campaigns.save"
          title={say('campaigns.ui.new')}
          submit={say('campaigns.ui.plan')}
          fixed={{ audience: { filter: null, termEndsWithin: null }, course: [] }}
          fields={campaignFields}
          initial={{ channel: 'mail', lawfulBasis: 'consent', ...own }}
          hints={{ lawfulBasis: say('campaigns.ui.basisHint'), channel: say('campaigns.ui.channelHint') }}
          at={campaignFaults}
          onClose={() => setSearch({ new: undefined })}
          onDone={(result) => go(`/campaigns/${(result as { id: string }).id}`)}
        />
      ) : null}
    </Fill>
  )
}
