import { useMemo, useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Card, Facts, Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Inset } from '../../kit/tall.tsx'
import { textIn } from '../catalog/product-text.ts'
import { SeriesForm } from './all-series.tsx'
import { IndexChart } from './chart.tsx'
import type { IndexValue, Series } from './types.ts'

firstWidths('indexation.values', { month: 150, value: 120, published: 130, version: 90, current: 90, recordedAt: 160, recordedBy: 160 })
type Doing = 'record' | 'paste' | 'edit'

/** One index: how it went, and every value as it was published. */
export default function OneSeries() {
  const say = useSay()
  const code = useParam('series')
  const { manifest } = useHarmony()
  const { data, error } = useAsk<{ rows: Series[] }>('indexation.series', { filter: { field: 'code', is: 'equal', value: code } })
  const series = data?.rows[0]
  useTitle(series ? textIn(manifest.language, series.names) : undefined)
  if (error) return <Nothing icon="danger" title={say('indexation.series')} lead={error.message} />
  if (data && !series) return <Nothing icon="help" title={code} lead={say('indexation.ui.noSuchIndex')} />
  return series ? <Shown series={series} /> : <Bones label={say('indexation.series')} lines={8} />
}

function Shown({ series }: { series: Series }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const [doing, setDoing] = useState<Doing | null>(null)
  const name = textIn(manifest.language, series.names)
  const ofIndex = { field: 'index', is: 'equal', value: series.code } as const
  const cells = useMemo(() => ({ month: (row: Row) => culture.month(`${String(row['month'])}-01`) }), [culture.name])
  const write = may('indexation.write')
  const paste = (
    <Button icon="upload" onClick={() => setDoing('paste')}>
      {say('indexation.recordValues')}
    </Button>
  )
  return (
    <Page>
      <PageHead title={name} lead={series.code}>
        {write ? (
          <>
            <Button icon="draft" onClick={() => setDoing('edit')}>
              {say('indexation.ui.edit')}
            </Button>
            {paste}
            <Button look="primary" icon="plus" onClick={() => setDoing('record')}>
              {say('indexation.recordValue')}
            </Button>
          </>
        ) : null}
      </PageHead>
      <Course series={series} name={name} />
      <Card title={say('indexation.values')}>
        <Inset>
          <Grid
            view="indexation.values"
            label={say('indexation.values')}
            fixed={ofIndex}
            columns={['month', 'value', 'published', 'version', 'current', 'recordedAt', 'recordedBy']}
            cells={cells}
            opens={() => undefined}
            address={false}
            empty={{ title: say('indexation.ui.noValues'), lead: say('indexation.ui.noValuesLead'), ...(write ? { action: paste } : {}) }}
          />
        </Inset>
      </Card>
      {doing ? <Forms doing={doing} series={series} onClose={() => setDoing(null)} /> : null}
    </Page>
  )
}

function Course({ series, name }: { series: Series; name: string }) {
  const say = useSay()
  const culture = useCulture()
  const { data } = useAsk<{ rows: IndexValue[] }>('indexation.values', {
    filter: { all: [{ field: 'index', is: 'equal', value: series.code }, { field: 'current', is: 'equal', value: true }] },
    order: ['-month'],
    limit: 120,
  }) // prettier-ignore
  return (
    <Card title={say('indexation.ui.course')}>
      <Facts
        facts={[
          {
            name: say('indexation.ui.lastValue'),
            value:
              series.month && series.value ? `${culture.decimal(series.value)} · ${culture.month(`${series.month}-01`)}` : say('app.none'),
          },
          { name: say('field.source'), value: series.source },
          { name: say('field.base'), value: series.base ?? say('app.none') },
          { name: say('field.valueCount'), value: culture.count(series.valueCount) },
        ]}
      />
      <IndexChart values={(data?.rows ?? []).toReversed()} label={name} />
    </Card>
  )
}

function Forms({ doing, series, onClose }: { doing: Doing; series: Series; onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  if (doing === 'edit') return <SeriesForm series={series} onClose={onClose} />
  if (doing === 'record')
    return (
      <FormDrawer
        operation="indexation.recordValue"
        fixed={{ index: series.code }}
        fields={['month', 'value', 'published', 'checked']}
        initial={{ published: today, month: nextMonth(series.month ?? `${today.slice(0, 7)}`, series.month !== null) }}
        hints={{ month: say('indexation.ui.monthHint'), published: say('indexation.ui.publishedHint') }}
        onClose={onClose}
      />
    )
  return (
    <FormDrawer
      operation="indexation.recordValues"
      fixed={{ index: series.code }}
      fields={['pasted', 'published', 'checked']}
      hints={{ pasted: say('indexation.ui.pastedHint'), published: say('indexation.ui.publishedLeftOut') }}
      onClose={onClose}
    />
  )
}

/** The month after the last one that is known. */
function nextMonth(month: string, known: boolean): string {
  const [year = 2026, of = 1] = month.split('-').map(Number)
  if (!known) return month
  return of === 12 ? `${year + 1}-01` : `${year}-${`${of + 1}`.padStart(2, '0')}`
}
