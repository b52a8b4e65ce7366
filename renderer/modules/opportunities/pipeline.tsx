import { useMemo } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useGo, useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Segments } from '../../kit/choices.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { textIn } from '../catalog/product-text.ts'
import { Board } from './board.tsx'
import { saleFaults, saleFields } from './fields.ts'
import { ForecastTable } from './forecast.tsx'
import { useOwnEntity } from './own-entity.ts'
import { outcomeTone } from './tones.ts'
import type { Outcome, Stage } from './types.ts'

firstWidths('opportunities.list', { name: 280, customerName: 200, stage: 140, amount: 130, probability: 120, weighted: 130, closeOn: 140, ownerName: 140, nextStep: 240, slips: 110, outcome: 110 }) // prettier-ignore

const shapes = ['board', 'list', 'forecast'] as const

/** Sales on their way: as a board by stage, as a list, and what they come to month by month. */
export default function Pipeline() {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const own = useOwnEntity()
  const [{ new: making, show, customer }, setSearch] = useSearchState()
  const shown = shapes.find((shape) => shape === show) ?? 'board'
  useTitle(say('opportunities.list'))
  return (
    <Fill>
      <PageHead title={say('opportunities.list')}>
        <Segments
          label={say('opportunities.ui.shownAs')}
          value={shown}
          onChange={(next) => setSearch({ show: next === 'board' ? undefined : next })}
          options={shapes.map((value) => ({ value, label: say(`opportunities.ui.${value}`) }))}
        />
        {may('opportunities.write') ? (
          <Button look="primary" icon="plus" onClick={() => setSearch({ new: '1' })}>
            {say('opportunities.ui.newOpportunity')}
          </Button>
        ) : null}
      </PageHead>
      {shown === 'board' ? <Board /> : shown === 'list' ? <List /> : <ForecastTable />}
      {making && may('opportunities.write') ? (
        <FormDrawer
          operation="opportunities.save"
          title={say('opportunities.ui.newOpportunity')}
          submit={say('opportunities.ui.open')}
          fields={saleFields}
          initial={{ ...own, ...(typeof customer === 'string' ? { customer } : {}) }}
          hints={{ probability: say('opportunities.ui.probabilityHint') }}
          at={saleFaults}
          onClose={() => setSearch({ new: undefined, customer: undefined })}
          onDone={(result) => go(`/opportunities/${(result as { id: string }).id}`)}
        />
      ) : null}
    </Fill>
  )
}

function List() {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const { manifest } = useHarmony()
  const { data } = useAsk<{ stages: readonly Stage[] }>('opportunities.stages')
  const cells = useMemo(
    () => ({
      stage: (row: Row) => textIn(manifest.language, data?.stages.find(({ code }) => code === row['stage'])?.names) ?? String(row['stage']),
      outcome: (row: Row) => <Chip tone={outcomeTone(row['outcome'] as Outcome)}>{say(`choice.outcome.${String(row['outcome'])}`)}</Chip>,
      closeOn: (row: Row) => {
        const day = String(row['closeOn'])
        return row['outcome'] === 'open' && day < today ? <Chip tone="danger">{culture.day(day)}</Chip> : culture.day(day)
      },
    }),
    [data, manifest.language, culture.name, today, say],
  )
  return (
    <Grid
      view="opportunities.list"
      label={say('opportunities.list')}
      columns={['name', 'customerName', 'stage', 'outcome', 'amount', 'probability', 'weighted', 'closeOn', 'ownerName', 'nextStep']}
      cells={cells}
      empty={{ title: say('opportunities.ui.noSales'), lead: say('opportunities.ui.noSalesLead') }}
    />
  )
}
