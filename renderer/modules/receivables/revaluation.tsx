import { useState } from 'react'
import { addDays, type Day } from '../../../core/kernel/day.ts'
import { useAct, useAsk } from '../../app/ask.ts'
import { useTitle } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Card, Choices, Page, PageHead, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { useAccount } from '../ledger/account-name.ts'
import { monthName, monthOf, monthsAround, monthsOn } from '../recognition/months.ts'
import styles from './receivables.module.css'

interface Valuation {
  readonly day: string
  readonly entityCurrency: string
  readonly open: string
  readonly posted: number
  readonly accounts: readonly {
    readonly account: string
    readonly currency: string
    readonly partner: string | null
    readonly amount: string
    readonly rate: string
    readonly entityAmount: string
    readonly worth: string
    readonly entityGain: string
  }[]
}

/** Foreign money at the end of a month: what a revaluation makes of it, posted in one act with its mirror. */
export default function RevaluationScreen() {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const now = monthOf(today)
  // On its last day a month can be valued; before, it is the one that ended.
  const [period, setPeriod] = useState(monthOf(addDays(today as Day, 1)) === now ? monthsOn(now, -1) : now)
  const [chosen, setChosen] = useState('')
  const entities = useAsk<{ rows: { code: string; name: string }[] }>('entities.list', { limit: 1000 })
  const entity = chosen || (entities.data?.rows[0]?.code ?? '')
  useTitle(say('receivables.revaluations'))
  return (
    <Page>
      <PageHead title={say('receivables.revaluations')} />
      <Card>
        <Choices>
          <Choose
            label={say('field.entity')}
            value={entity}
            onChange={(next) => setChosen(next ?? '')}
            options={(entities.data?.rows ?? []).map((one) => ({ value: one.code, label: `${one.code} · ${one.name}` }))}
          />
          <Choose
            label={say('field.month')}
            value={period}
            onChange={(next) => next && setPeriod(next)}
            options={monthsAround(now, culture.name, 24, 1)}
            searchable
          />
        </Choices>
      </Card>
      {entity ? <Valued key={`${entity}/${period}`} entity={entity} period={period} /> : null}
      <Card title={say('receivables.revaluations')}>
        <div className={styles['grid']}>
          <Grid
            view="receivables.revaluations"
            columns={['entity', 'month', 'entityGain', 'groupGain', 'journals', 'createdAt', 'createdBy']}
            opens={(row) => (row['event'] ? `/journals/${String(row['event'])}` : '/revaluation')}
            address={false}
            label={say('receivables.revaluations')}
            empty={{ title: say('receivables.ui.noRevaluations'), lead: say('receivables.ui.noRevaluationsLead') }}
          />
        </div>
      </Card>
    </Page>
  )
}

function Valued({ entity, period }: { entity: string; period: string }) {
  const say = useSay()
  const culture = useCulture()
  const accountOf = useAccount()
  const { data, error } = useAsk<Valuation>('receivables.valuation', { entity, period })
  const title = say('receivables.ui.valued', { month: monthName(period, culture.name) })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={title} lines={4} />
  const figure = (word: string) => ({ name: say(word), figures: true })
  return (
    <Card title={title} actions={data.open !== '0' ? <Post entity={entity} period={period} /> : null}>
      <p className={styles['lead']}>{say('receivables.ui.valuedLead', { day: culture.day(data.day) })}</p>
      {data.accounts.length === 0 ? (
        <Notice tone="info">{say('receivables.ui.nothingForeign')}</Notice>
      ) : (
        <Table
          caption={title}
          stacks
          columns={[
            { name: say('field.account') },
            figure('field.open'),
            figure('receivables.ui.rate'),
            figure('receivables.ui.carried'),
            figure('receivables.ui.worth'),
            figure('receivables.ui.gain'),
          ]}
          rows={data.accounts.map((one) => [
            one.partner ? `${accountOf(one.account)} · ${one.partner}` : accountOf(one.account),
            culture.money(one.currency, one.amount),
            culture.decimal(one.rate),
            culture.money(data.entityCurrency, one.entityAmount),
            culture.money(data.entityCurrency, one.worth),
            culture.money(data.entityCurrency, one.entityGain),
          ])}
        />
      )}
      {data.open === '0' && data.posted > 0 ? <Notice tone="ok">{say('receivables.ui.allPosted')}</Notice> : null}
    </Card>
  )
}

function Post({ entity, period }: { entity: string; period: string }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { act, busy } = useAct<{ journals: number; entityCurrency: string; entityGain: string }>('receivables.revalue')
  const post = async (): Promise<void> => {
    const reply = await act({ entity, period })
    toast(
      reply.ok
        ? {
            tone: 'ok',
            text: say('receivables.ui.posted', {
              amount: culture.money(reply.result.entityCurrency, reply.result.entityGain),
              count: culture.count(reply.result.journals),
            }),
          }
        : { tone: 'danger', text: reply.refusal.message },
    )
  }
  return may('receivables.revalue') ? (
    <Button look="primary" icon="check" busy={busy} onClick={() => void post()}>
      {say('receivables.revalue')}
    </Button>
  ) : null
}
