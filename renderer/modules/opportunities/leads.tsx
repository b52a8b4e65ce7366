import { useMemo } from 'react'
import { useGo, useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { leadFaults, leadFields } from './fields.ts'
import { useOwnEntity } from './own-entity.ts'
import { leadTone } from './tones.ts'

firstWidths('opportunities.leads', { name: 180, company: 220, state: 130, source: 120, ownerName: 150, territory: 110, nextDue: 150, email: 240, phone: 160, campaignName: 200 }) // prettier-ignore

/** Who may become a customer. */
export default function Leads() {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const today = useToday()
  const own = useOwnEntity()
  const culture = useCulture()
  const [{ new: making }, setSearch] = useSearchState()
  useTitle(say('opportunities.leads'))
  const cells = useMemo(
    () => ({
      state: (row: Row) => <Chip tone={leadTone(String(row['state']))}>{say(`choice.state.${String(row['state'])}`)}</Chip>,
      nextDue: (row: Row) => {
        const due = row['nextDue'] as string | null
        return due === null ? null : due < today ? <Chip tone="danger">{culture.day(due)}</Chip> : culture.day(due)
      },
    }),
    [culture.name, today, say],
  )
  const create = may('opportunities.write') ? (
    <Button look="primary" icon="plus" onClick={() => setSearch({ new: '1' })}>
      {say('opportunities.ui.newLead')}
    </Button>
  ) : null
  return (
    <Fill>
      <PageHead title={say('opportunities.leads')}>{create}</PageHead>
      <Grid
        view="opportunities.leads"
        label={say('opportunities.leads')}
        columns={['name', 'company', 'state', 'source', 'ownerName', 'territory', 'nextDue', 'email', 'phone']}
        cells={cells}
        empty={{ title: say('opportunities.ui.noLeads'), lead: say('opportunities.ui.noLeadsLead'), ...(create ? { action: create } : {}) }}
      />
      {making && may('opportunities.write') ? (
        <FormDrawer
          operation="opportunities.saveLead"
          title={say('opportunities.ui.newLead')}
          submit={say('opportunities.ui.takeIn')}
          fields={leadFields}
          initial={{ source: 'call', ...own }}
          hints={{
            company: say('opportunities.ui.companyHint'),
            country: say('opportunities.ui.countryHint'),
            language: say('opportunities.ui.languageHint'),
          }}
          at={leadFaults}
          onClose={() => setSearch({ new: undefined })}
          onDone={(result) => go(`/leads/${(result as { id: string }).id}`)}
        />
      ) : null}
    </Fill>
  )
}
