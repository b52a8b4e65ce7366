import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useTitle } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Segments } from '../../kit/choices.tsx'
import { Card, Choices, Figures, Page, PageHead } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { monthOf, monthsAround, monthsOn } from '../recognition/months.ts'
import styles from './consolidation.module.css'
import { EntityTable } from './entity-table.tsx'
import { BetweenCard, RecurringCard } from './moving.tsx'
import { GroupFigure } from './figures.tsx'
import { AgeingCard } from './overdue.tsx'
import { earned, standing } from './pinnable.tsx'
import { PinnedQueries } from './query-table.tsx'
import { IncomeBars } from './standing.tsx'
import { StatementTable } from './statement-table.tsx'
import type { Statement } from './types.ts'

const views = ['transacted', 'closing'] as const
const currencies = ['GBP', 'EUR', 'USD', 'INR'] as const

/** The group as it stands at this moment (experience W8): what it earned, what each entity brings, and the statements behind it, down to each journal line. */
export default function Group() {
  const say = useSay()
  const culture = useCulture()
  const now = monthOf(useToday())
  const [period, setPeriod] = useState(now)
  const [entity, setEntity] = useState('')
  const [currency, setCurrency] = useState('')
  const [view, setView] = useState<(typeof views)[number]>('transacted')
  const asked = { period, view, ...(entity ? { entity } : {}), ...(currency ? { currency } : {}) }
  const { data, error } = useAsk<Statement>('consolidation.statement', asked, { keep: true })
  // The same months of the year before; where there is nothing to compare with, nothing is said.
  const before = useAsk<Statement>('consolidation.statement', { ...asked, period: monthsOn(period, -12) }, { keep: true })
  const entities = useAsk<{ rows: { code: string; name: string }[] }>('entities.list', { limit: 1000 })
  const may = useMay()
  useTitle(say('consolidation.ui.title'))
  return (
    <Page>
      <PageHead
        title={say('consolidation.ui.title')}
        lead={say('consolidation.ui.lead')}
        chip={
          data ? (
            <Chip tone={data.sum === '0' ? 'ok' : 'danger'}>
              {say(data.sum === '0' ? 'consolidation.ui.balanced' : 'consolidation.ui.unbalanced')}
            </Chip>
          ) : null
        }
      >
        <Go to={`/consolidation/query${entity ? `?entity=${entity}` : ''}`}>{say('consolidation.ui.query')}</Go>
        {may('closing.read') ? <Go to={`/month-end?period=${period}`}>{say('consolidation.ui.pack')}</Go> : null}
      </PageHead>
      <Choices>
        <Choose
          label={say('field.period')}
          value={period}
          onChange={(next) => next && setPeriod(next)}
          options={monthsAround(now, culture.name, 36, 2)}
          searchable
        />
        <Choose
          label={say('field.entity')}
          value={entity}
          onChange={(next) => setEntity(next ?? '')}
          options={[
            { value: '', label: say('consolidation.ui.wholeGroup') },
            ...(entities.data?.rows ?? []).map((e) => ({ value: e.code, label: `${e.code} · ${e.name}` })),
          ]}
        />
        <Choose
          label={say('consolidation.ui.shownIn')}
          value={currency}
          onChange={(next) => setCurrency(next ?? '')}
          options={[{ value: '', label: say('consolidation.ui.groupCurrency') }, ...currencies.map((value) => ({ value, label: value }))]}
        />
        <Segments
          titled
          label={say('field.view')}
          value={view}
          onChange={setView}
          options={views.map((value) => ({ value, label: say(`choice.view.${value}`) }))}
        />
      </Choices>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={say('consolidation.ui.title')} lines={8} /> : null}
      {data && data.income.length + data.assets.length + data.liabilities.length === 0 ? (
        <Nothing icon="chart" title={say('consolidation.ui.nothing')} lead={say('consolidation.ui.nothingLead')} />
      ) : null}
      {data && data.income.length + data.assets.length + data.liabilities.length > 0 ? (
        <Shown statement={data} entity={entity === '' ? null : entity} before={before.data} />
      ) : null}
    </Page>
  )
}

function Shown({ statement, entity, before }: { statement: Statement; entity: string | null; before: Statement | undefined }) {
  const say = useSay()
  const culture = useCulture()
  const { income, result, rates } = statement
  const about = { statement, before, entity }
  return (
    <>
      <Figures>
        {[...earned, ...standing].map((name) => (
          <GroupFigure key={name} name={name} {...about} />
        ))}
      </Figures>
      <IncomeBars statement={statement} entity={entity} />
      <PinnedQueries />
      <RecurringCard from={statement.from} to={statement.period} entity={entity} />
      {entity === null ? (
        <Card title={say('consolidation.ui.entities')}>
          <EntityTable statement={statement} />
        </Card>
      ) : null}
      {entity === null ? <BetweenCard period={statement.period} /> : null}
      <AgeingCard entity={entity} />
      <Card title={say('consolidation.ui.profit')}>
        <StatementTable
          statement={statement}
          word={say('consolidation.ui.profit')}
          parts={[
            ['field.income', income],
            ['field.expenses', statement.expenses],
          ]}
          flow
        />
      </Card>
      <Card title={say('consolidation.ui.balance')}>
        <StatementTable
          statement={statement}
          word={say('consolidation.ui.balance')}
          parts={[
            ['field.assets', statement.assets],
            ['field.liabilities', statement.liabilities],
            ['field.equity', statement.equity],
          ]}
          closing={result}
        />
        <p className={styles['below']}>{say('consolidation.ui.sign')}</p>
        {rates.length > 0 ? (
          <p className={styles['below']}>
            {rates
              .map((r) => `1 ${r.from} = ${culture.decimal(r.value)} ${r.to} (${say(`choice.type.${r.type}`)}, ${culture.day(r.day)})`)
              .join('; ')}
          </p>
        ) : null}
      </Card>
    </>
  )
}
