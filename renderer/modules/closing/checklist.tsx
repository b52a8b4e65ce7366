import { useAsk } from '../../app/ask.ts'
import { Go, useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Page, PageHead, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { monthOf, monthsAround, monthsOn } from '../recognition/months.ts'
import { BoardPack } from './board-pack.tsx'
import styles from './closing.module.css'

interface Step {
  readonly step: string
  readonly standing: 'done' | 'blocks' | 'look'
  readonly count: number | null
  readonly about: string | null
}
interface Books {
  readonly at: string | null
  readonly by: string | null
  readonly light: 'inOrder' | 'older' | 'broken' | 'never'
  readonly broken: readonly string[]
}
interface Checklist {
  readonly books: Books
  readonly entities: readonly { readonly entity: string; readonly name: string; readonly ready: boolean; readonly steps: readonly Step[] }[]
}

const only = (view: string, field: string, ...values: readonly string[]): string =>
  `/list/${view}?f=${encodeURIComponent(JSON.stringify([{ field, is: 'in', value: values }]))}`

/** Where each step is done. */
const places: Readonly<Record<string, string>> = {
  billing: '/list/billing/runs',
  recognition: '/recognition?month=1',
  accrual: '/list/recognition/accruals',
  transfer: '/transfer',
  rates: '/rates',
  revaluation: '/revaluation',
  suppliers: only('payables/invoices', 'state', 'exception', 'ready'),
  received: only('ledger/openItems', 'kind', 'received'),
  payments: only('payables/proposals', 'state', 'proposed'),
  unapplied: only('ledger/openItems', 'kind', 'unapplied'),
  exports: '/exports',
  intercompany: '/consolidation',
  audit: '/audit',
  locked: '/periods',
}
const tones = { done: 'ok', blocks: 'danger', look: 'warn' } as const

/** What a month's end still needs, entity by entity: what blocks it, where that is done, and what is done already. */
export default function MonthEnd() {
  const say = useSay()
  const culture = useCulture()
  const now = monthOf(useToday())
  const [search, setSearch] = useSearchState()
  const period = typeof search['period'] === 'string' ? search['period'] : monthsOn(now, -1)
  const { data, error } = useAsk<Checklist>('closing.checklist', { period }, { keep: true })
  useTitle(say('closing.checklist'))
  return (
    <Page>
      <PageHead title={say('closing.checklist')} lead={say('closing.ui.checklistLead')} />
      <div className={styles['choice']}>
        <Choose
          label={say('field.period')}
          value={period}
          onChange={(next) => next && setSearch({ ...search, period: next })}
          options={monthsAround(now, culture.name, 36, 0)}
          searchable
        />
      </div>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={say('closing.checklist')} lines={12} /> : null}
      {data ? <Light books={data.books} /> : null}
      {data ? <BoardPack key={period} period={period} /> : null}
      {data?.entities.length === 0 ? <Nothing icon="calendar" title={say('closing.checklist')} lead={say('closing.ui.none')} /> : null}
      {data?.entities.map((one) => (
        <Card
          key={one.entity}
          title={one.name}
          actions={<Chip tone={one.ready ? 'ok' : 'danger'}>{say(one.ready ? 'closing.ui.ready' : 'closing.ui.notReady')}</Chip>}
        >
          <Steps name={one.name} steps={one.steps} />
        </Card>
      ))}
    </Page>
  )
}

const lights = { inOrder: 'ok', older: 'warn', broken: 'danger', never: 'warn' } as const

/** The light over the books, and why it has its colour. */
function Light({ books }: { books: Books }) {
  const say = useSay()
  const culture = useCulture()
  const { at, by, light, broken } = books
  // What the clock calls is called so in the log, in every language.
  const sayWho = (who: string | null): string => {
    const when = at === null ? '' : culture.instant(at)
    return who === null || who === 'Scheduler' ? say('closing.ui.checkedAlone', { at: when }) : say('closing.ui.checkedBy', { at: when, by: who })
  }
  return (
    <div className={styles['light']}>
      <Notice tone={lights[light]} title={`${say('audit.light')}: ${say(`choice.light.${light}`)}`} action={<Go to="/audit">{say('closing.ui.toBooks')}</Go>}>
        {at === null ? null : `${sayWho(by)} `}
        {light === 'broken' ? broken.map((check) => say(check)).join(', ') : say(`closing.ui.light.${light}`)}
      </Notice>
    </div>
  )
} // prettier-ignore

function Steps({ name, steps }: { name: string; steps: readonly Step[] }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const told = ({ step, count, about }: Step): string => {
    if (step === 'audit') return about === null ? say('closing.ui.neverChecked') : say('closing.ui.checked', { at: culture.instant(about) })
    if (step === 'rates') return about === null ? '' : say('closing.ui.rateMissing', { pair: about })
    if (step === 'billing' && about !== null) return say('closing.ui.notProposed', { day: culture.day(about) })
    return count === null || count === 0 ? '' : culture.count(count)
  }
  return (
    <Table
      stacks
      caption={name}
      columns={[{ name: say('closing.ui.step') }, { name: say('closing.ui.standing') }, { name: say('closing.ui.about') }]}
      rows={steps.map((one) => [
        places[one.step] && may('closing.close') ? (
          <Go key="s" to={places[one.step]!}>
            {say(`choice.step.${one.step}`)}
          </Go>
        ) : (
          say(`choice.step.${one.step}`)
        ),
        <Chip key="c" tone={tones[one.standing]}>
          {say(`choice.standing.${one.standing}`)}
        </Chip>,
        told(one),
      ])}
    />
  )
}
