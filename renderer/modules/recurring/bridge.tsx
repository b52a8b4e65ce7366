import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Segments, Switch } from '../../kit/choices.tsx'
import { Card, Choices, Figure, Figures, Page, PageHead, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { monthOf, monthsAround, monthsOn } from '../recognition/months.ts'
import { askedIn, bridgeAt, linesAt, whole } from './asked.ts'
import { BridgeBars } from './bars.tsx'
import { RevenueChart } from './chart.tsx'
import styles from './recurring.module.css'
import { steps, type Asked, type Bridge, type Step, type Sums } from './types.ts'

const views = ['effective', 'recorded'] as const
const rates = ['constant', 'actual'] as const
const groupings = ['entity', 'customerGroup', 'productFamily'] as const
type Grouping = (typeof groupings)[number]
/** Parts that stand for themselves; what is left is told in one row. */
const mostParts = 25

/** Recurring revenue month by month: what it began with, what moved it, what it ended with. Each figure leads to the contract lines behind it. */
export default function BridgeScreen() {
  const say = useSay()
  const now = monthOf(useToday())
  const [search, setSearch] = useSearchState()
  const [groupedBy, setGroupedBy] = useState<Grouping>('entity')
  const asked = askedIn(search, { from: monthsOn(now, -5), to: now })
  const { data, error } = useAsk<Bridge>('recurring.bridge', { ...asked, groupedBy }, { keep: true })
  const sums = data && whole(data)
  const empty = data?.months.every((month) => steps.every((step) => month[step] === '0')) ?? false
  useTitle(say('recurring.ui.title'))
  return (
    <Page>
      <PageHead title={say('recurring.ui.title')} lead={say('recurring.ui.lead')} />
      <Asking asked={asked} now={now} set={setSearch} />
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={say('recurring.ui.title')} lines={8} /> : null}
      {data && empty ? <Nothing icon="chart" title={say('recurring.ui.nothing')} lead={say('recurring.ui.nothingLead')} /> : null}
      {data && sums && !empty ? <Shown bridge={data} sums={sums} asked={asked} groupedBy={groupedBy} setGroupedBy={setGroupedBy} /> : null}
    </Page>
  )
}

function Asking({ asked, now, set }: { asked: Asked; now: string; set: (next: Readonly<Record<string, unknown>>) => void }) {
  const say = useSay()
  const culture = useCulture()
  const entities = useAsk<{ rows: { code: string; name: string }[] }>('entities.list', { limit: 1000 })
  const months = monthsAround(now, culture.name, 36, 12)
  return (
    <>
      <Choices>
        <Choose
          label={say('recurring.ui.fromMonth')}
          value={asked.from}
          onChange={(from) => from && set({ from })}
          options={months}
          searchable
        />
        <Choose label={say('recurring.ui.toMonth')} value={asked.to} onChange={(to) => to && set({ to })} options={months} searchable />
        <Choose
          label={say('field.entity')}
          value={asked.entity ?? ''}
          onChange={(entity) => set({ entity: entity || undefined })}
          options={[
            { value: '', label: say('recurring.ui.wholeGroup') },
            ...(entities.data?.rows ?? []).map((e) => ({ value: e.code, label: `${e.code} · ${e.name}` })),
          ]}
        />
        <Segments
          titled
          label={say('field.view')}
          value={asked.view}
          onChange={(view) => set({ view })}
          options={views.map((value) => ({ value, label: say(`choice.view.${value}`) }))}
        />
        <Segments
          titled
          label={say('field.rates')}
          value={asked.rates}
          onChange={(next) => set({ rates: next })}
          options={rates.map((value) => ({ value, label: say(`choice.rates.${value}`) }))}
        />
        <Switch
          label={say('recurring.ui.measured')}
          checked={asked.measured ?? false}
          onChange={(measured) => set({ measured: measured || undefined })}
        />
      </Choices>
      <Chosen asked={asked} />
    </>
  )
}

/** What a part was chosen of; the way back to all of it. */
function Chosen({ asked }: { asked: Asked }) {
  const say = useSay()
  const { customerGroup, productFamily, ...all } = asked
  if (!customerGroup && !productFamily) return null
  return (
    <div className={styles['chosen']}>
      <Notice tone="info" action={<Go to={bridgeAt(all)}>{say('recurring.ui.all')}</Go>}>
        {[customerGroup, productFamily].filter(Boolean).join(' · ')}
      </Notice>
    </div>
  )
}

interface ShownProps {
  readonly bridge: Bridge
  readonly sums: Sums
  readonly asked: Asked
  readonly groupedBy: Grouping
  readonly setGroupedBy: (next: Grouping) => void
}
function Shown({ bridge, sums, asked, groupedBy, setGroupedBy }: ShownProps) {
  const say = useSay()
  const culture = useCulture()
  const { currency, months, exchangeRates, unpriced } = bridge
  const last = months.at(-1)!
  const year = `${BigInt(last.closing) * 12n}`
  const lost = `${BigInt(sums.churn) + BigInt(sums.contraction)}`
  const month = (period: string): string => culture.month(`${period}-01`)
  return (
    <>
      <Figures>
        <Figure
          word={say('recurring.ui.monthly')}
          value={<Go to={linesAt(asked, 'closing')}>{culture.money(currency, last.closing)}</Go>}
          lead={month(last.period)}
        />
        <Figure word={say('recurring.ui.yearly')} value={culture.money(currency, year)} lead={say('recurring.ui.timesTwelve')} />
        <Figure word={say('field.newBusiness')} value={culture.money(currency, sums.newBusiness)} lead={say('recurring.ui.inAll')} />
        <Figure
          word={say('recurring.ui.lost')}
          value={culture.money(currency, lost)}
          {...(lost === '0' ? {} : { tone: 'warn' as const })}
        />
        <Figure word={say('field.customers')} value={culture.count(last.customers)} />
      </Figures>
      {unpriced > 0 ? <Notice tone="warn">{say('recurring.ui.unpriced', { count: `${unpriced}` })}</Notice> : null}
      <Card title={say('recurring.ui.bridge', { from: month(asked.from), to: month(asked.to) })}>
        <BridgeBars sums={sums} currency={currency} asked={asked} />
      </Card>
      <Card title={say('recurring.ui.byMonth')}>
        <RevenueChart months={months} currency={currency} />
        <Months months={months} currency={currency} asked={asked} />
      </Card>
      <Card title={say('recurring.ui.parts')}>
        <div className={styles['grouping']}>
          <Segments
            label={say('recurring.ui.parts')}
            value={groupedBy}
            onChange={setGroupedBy}
            options={groupings.map((value) => ({ value, label: say(`choice.groupedBy.${value}`) }))}
          />
        </div>
        <Parts parts={bridge.parts} currency={currency} asked={asked} groupedBy={groupedBy} />
      </Card>
      {exchangeRates.length > 0 ? (
        <p className={styles['below']}>
          {exchangeRates
            .map((r) => `1 ${r.from} = ${culture.decimal(r.value)} ${r.to} (${say(`choice.type.${r.type}`)}, ${culture.day(r.day)})`)
            .join('; ')}
        </p>
      ) : null}
    </>
  )
}

/** Steps that are nothing everywhere need no column. */
const stepsIn = (rows: readonly Sums[]): readonly Step[] =>
  steps.filter((step) => step === 'opening' || step === 'closing' || rows.some((row) => row[step] !== '0'))

function Months({ months, currency, asked }: Pick<Bridge, 'months' | 'currency'> & { asked: Asked }) {
  const say = useSay()
  const culture = useCulture()
  const shown = stepsIn(months)
  return (
    <Table
      caption={say('recurring.ui.byMonth')}
      stacks
      columns={[{ name: say('field.period') }, ...shown.map((step) => ({ name: say(`field.${step}`), figures: true }))]}
      rows={months.map((month) => [
        culture.month(`${month.period}-01`),
        ...shown.map((step) =>
          month[step] === '0' ? (
            '–'
          ) : (
            <Go key={step} to={linesAt(asked, step, month.period)}>
              {culture.figures(currency, month[step])}
            </Go>
          ),
        ),
      ])}
    />
  )
}

function Parts({ parts, currency, asked, groupedBy }: Pick<Bridge, 'parts' | 'currency'> & { asked: Asked; groupedBy: Grouping }) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const shown = stepsIn(parts)
  const left = parts.slice(mostParts)
  const rest = (step: Step): string => `${left.reduce((sum, part) => sum + BigInt(part[step]), 0n)}`
  const figure = (minor: string): string => (minor === '0' ? '–' : culture.figures(currency, minor))
  return (
    <Table
      caption={say('recurring.ui.parts')}
      stacks
      columns={[
        { name: say(`choice.groupedBy.${groupedBy}`) },
        ...shown.map((step) => ({ name: say(`field.${step}`), figures: true })),
      ]}
      rows={[
        ...parts.slice(0, mostParts).map((part) => [
          <Go key="p" to={bridgeAt({ ...asked, [groupedBy]: part.part })}>
            {part.names[manifest.language] ?? part.names['en'] ?? part.part}
          </Go>,
          ...shown.map((step) => figure(part[step])),
        ]),
        ...(left.length === 0 ? [] : [[say('recurring.ui.others', { count: `${left.length}` }), ...shown.map((step) => figure(rest(step)))]]),
      ]}
    />
  )
} // prettier-ignore
