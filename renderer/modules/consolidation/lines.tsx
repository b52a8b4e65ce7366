import { useAsk } from '../../app/ask.ts'
import { Go, useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Choices, Figure, Figures, Page, PageHead, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { useAccount } from '../ledger/account-name.ts'
import { monthOf, monthsAround } from '../recognition/months.ts'
import styles from './consolidation.module.css'
import { linesBehind } from './lines-behind.ts'

interface Behind {
  readonly currency: string
  readonly groupCurrency: string
  readonly type: string
  readonly rate: string
  readonly lines: readonly {
    readonly journal: string
    readonly number: string
    readonly postedOn: string
    readonly narrative: string | null
    readonly groupAmount: string
    readonly amount: string
  }[]
  readonly residue: string
  readonly total: string
}
const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? `${value}` : '')

/** The journal lines behind a figure in the currency in which the group reports: each as it was posted and what it comes to, what rounding leaves by itself. */
export default function LinesScreen() {
  const say = useSay()
  const culture = useCulture()
  const now = monthOf(useToday())
  const [search, setSearch] = useSearchState()
  const [retranslation, account] = [textOf(search['retranslation']), textOf(search['account'])]
  const period = textOf(search['period']) || now
  const entities = useAsk<{ rows: { code: string; name: string }[] }>('entities.list', { limit: 1000 })
  const entity = textOf(search['entity']) || (entities.data?.rows[0]?.code ?? '')
  const asked = retranslation !== '' && account !== '' && entity !== ''
  const { data, error } = useAsk<Behind>('consolidation.lines', { retranslation, entity, account, period }, { enabled: asked, keep: true })
  const title = say('consolidation.ui.behind', { account: useAccount()(account) })
  useTitle(title)
  return (
    <Page>
      <PageHead title={title} lead={say('consolidation.ui.behindLead')}>
        <Go to={linesBehind([account], entity || null, null, period)}>{say('consolidation.ui.asPosted')}</Go>
      </PageHead>
      <Choices>
        <Choose
          label={say('field.period')}
          value={period}
          onChange={(next) => next && setSearch({ period: next })}
          options={monthsAround(now, culture.name, 36, 2)}
          searchable
        />
        <Choose
          label={say('field.entity')}
          value={entity}
          onChange={(next) => next && setSearch({ entity: next })}
          options={(entities.data?.rows ?? []).map((e) => ({ value: e.code, label: `${e.code} · ${e.name}` }))}
        />
      </Choices>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!asked && entities.data ? (
        <Nothing icon="chart" title={say('consolidation.ui.noFigure')} lead={say('consolidation.ui.noFigureLead')} />
      ) : null}
      {asked && !error && !data ? <Bones label={title} lines={6} /> : null}
      {data ? <Shown behind={data} title={title} /> : null}
    </Page>
  )
}

function Shown({ behind, title }: { behind: Behind; title: string }) {
  const say = useSay()
  const culture = useCulture()
  const { currency, groupCurrency, type, rate, lines, residue, total } = behind
  return (
    <>
      <Figures>
        <Figure word={say('field.sum')} value={culture.money(currency, total)} />
        <Figure
          word={say('consolidation.ui.rate')}
          value={`1 ${groupCurrency} = ${culture.decimal(rate)} ${currency}`}
          lead={say(`choice.standingType.${type}`)}
        />
        <Figure word={say('field.residue')} value={culture.money(currency, residue)} />
      </Figures>
      <Card title={say('field.lines')}>
        <Table
          caption={title}
          stacks
          empty={say('consolidation.ui.noLines')}
          columns={[
            { name: say('field.journal') },
            { name: say('field.postedOn') },
            { name: say('field.narrative') },
            { name: groupCurrency, figures: true },
            { name: currency, figures: true },
          ]}
          rows={lines.map((line) => [
            <Go key="j" to={`/journals/${line.journal}`}>
              {line.number}
            </Go>,
            culture.day(line.postedOn),
            line.narrative ?? '',
            culture.figures(groupCurrency, line.groupAmount),
            culture.figures(currency, line.amount),
          ])}
        />
        <p className={styles['below']}>{say('consolidation.ui.whyLead')}</p>
      </Card>
    </>
  )
}
