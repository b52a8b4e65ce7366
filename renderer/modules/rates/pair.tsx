import { useAsk } from '../../app/ask.ts'
import { useSearchState } from '../../app/go.tsx'
import { useCulture, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Facts, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { RateChart } from './chart.tsx'
import styles from './rates.module.css'
import type { RateRow } from './types.ts'

/** Days of the past that the line may show. */
const ranges = [30, 90, 365] as const
const usualRange = 90
const before = (day: string, days: number): string => new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)
/** More than the working days of a year. */
const mostDays = 400

/** How one pair of a source went. */
export function Pair() {
  const say = useSay()
  const today = useToday()
  const [{ of, days }, setSearch] = useSearchState()
  const range = ranges.find((one) => String(one) === String(days)) ?? usualRange
  const spot = [{ field: 'type', is: 'equal', value: 'spot' }, { field: 'current', is: 'equal', value: true }] // prettier-ignore
  // What was published around today names the pairs that there are.
  const known = useAsk<{ rows: readonly RateRow[] }>('rates.list', {
    filter: { all: [...spot, { field: 'day', is: 'between', value: [before(today, 14), today] }] },
    order: ['source', 'base', 'quote'],
    limit: 500,
  })
  const pairs = [...new Set((known.data?.rows ?? []).map((row) => `${row.source} ${row.base}/${row.quote}`))]
  const chosen = typeof of === 'string' ? of : pairs[0]
  const [, source = '', base = '', quote = ''] = /^(.*) ([A-Z]{3})\/([A-Z]{3})$/.exec(chosen ?? '') ?? []
  const equal = (field: string, value: string) => ({ field, is: 'equal', value })
  const { data, error } = useAsk<{ rows: readonly RateRow[] }>(
    'rates.list',
    {
      filter: { all: [...spot, equal('source', source), equal('base', base), equal('quote', quote), { field: 'day', is: 'between', value: [before(today, range), today] }] },
      order: ['-day'],
      limit: mostDays,
    }, // prettier-ignore
    { enabled: source !== '' },
  )
  if (error ?? known.error) return <Notice tone="danger">{(error ?? known.error)!.message}</Notice>
  if (known.data && pairs.length === 0)
    return <Nothing icon="exchange" title={say('rates.ui.noPairs')} lead={say('rates.ui.noPairsLead')} />
  return (
    <div className={styles['stack']}>
      <div className={styles['chosen']}>
        <Choose
          label={say('rates.ui.pair')}
          value={chosen ?? null}
          onChange={(next) => setSearch({ of: next ?? undefined })}
          options={[...new Set([...(chosen ? [chosen] : []), ...pairs])].map((value) => ({ value, label: value }))}
          searchable
        />
        <Choose
          label={say('rates.ui.range')}
          value={String(range)}
          onChange={(next) => setSearch({ days: next ?? undefined })}
          options={ranges.map((one) => ({ value: String(one), label: say('rates.ui.lastDays', { days: String(one) }) }))}
        />
      </div>
      {data ? <Course rates={data.rows} pair={`${base}/${quote}`} /> : <Bones label={say('rates.list')} lines={6} />}
    </div>
  )
}

function Course({ rates, pair }: { rates: readonly RateRow[]; pair: string }) {
  const say = useSay()
  const culture = useCulture()
  const last = rates[0]
  if (!last) return <Nothing icon="exchange" title={say('rates.ui.noPairs')} lead={say('rates.ui.noPairsLead')} />
  return (
    <>
      <Card title={pair}>
        <Facts
          facts={[
            { name: say('rates.ui.last'), value: `${culture.decimal(last.value)} · ${culture.day(last.day)}` },
            { name: say('field.source'), value: last.source },
            { name: say('rates.ui.published'), value: culture.count(rates.length) },
          ]}
        />
        <RateChart rates={rates.toReversed()} pair={pair} />
      </Card>
      <Card title={say('rates.ui.history')}>
        <Table
          caption={say('rates.ui.history')}
          columns={[{ name: say('field.day') }, { name: say('field.value'), figures: true }, { name: say('field.version'), figures: true }, { name: say('field.override') }]} // prettier-ignore
          rows={rates.map((rate) => [
            culture.day(rate.day),
            culture.decimal(rate.value),
            culture.count(rate.version),
            rate.overridden ? say('field.override') : '',
          ])}
        />
      </Card>
    </>
  )
}
