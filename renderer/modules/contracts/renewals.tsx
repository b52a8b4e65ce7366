import { useMemo, useState } from 'react'
import type { Filter } from '../../../core/kernel/filter.ts'
import { useAsk } from '../../app/ask.ts'
import { Go, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Segments } from '../../kit/choices.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { textIn } from '../catalog/product-text.ts'
import styles from './renewals.module.css'

firstWidths('contracts.renewals', { customerName: 200, contractNumber: 110, number: 60, product: 120, termEnd: 120, customerNoticeBy: 150, supplierNoticeBy: 130, boundUntil: 130, renewalMode: 150, valuePerYear: 140, state: 120 }) // prettier-ignore

interface Renewal {
  readonly id: string
  readonly contract: string
  readonly contractNumber: string
  readonly number: number
  readonly customerName: string
  readonly product: string
  readonly productNames: unknown
  readonly description: string | null
  readonly renewalMode: 'auto' | 'manual' | 'none' | null
  readonly currency: string
  readonly valuePerYear: string | null
  readonly termEnd: string | null
  readonly customerNoticeBy: string | null
  readonly supplierNoticeBy: string | null
  readonly boundUntil: string | null
}
/** What a day can be, the most pressing first. */
const kinds = ['supplierNoticeBy', 'customerNoticeBy', 'termEnd', 'boundUntil'] as const
type Kind = (typeof kinds)[number]
const tones: Readonly<Record<Kind, Tone>> = { supplierNoticeBy: 'warn', customerNoticeBy: 'info', termEnd: 'violet', boundUntil: 'neutral' }
const horizons = ['1', '3', '6', '12', '24'] as const
/** Lines that the calendar draws; more are in the list. */
const drawn = 1000

/** What comes up on the lines that run, month by month: terms that end, last days for notice on both sides, price bindings. */
export default function Renewals() {
  const say = useSay()
  const today = useToday()
  const [months, setMonths] = useState<string>('6')
  const [shown, setShown] = useState<'calendar' | 'list'>('calendar')
  useTitle(say('contracts.renewals'))
  const until = monthsOn(today, Number(months))
  const filter = useMemo(
    (): Filter => ({ any: kinds.map((field) => ({ field, is: 'between' as const, value: [today, until] })) }),
    [today, until],
  )
  return (
    <Fill>
      <PageHead title={say('contracts.renewals')} lead={say('contracts.ui.renewalsLead')}>
        <Choose
          label={say('contracts.ui.ahead')}
          bare
          value={months}
          onChange={(next) => setMonths(next ?? '6')}
          options={horizons.map((value) => ({ value, label: say('contracts.ui.months', { count: Number(value) }) }))}
        />
        <Segments
          label={say('contracts.ui.shown')}
          value={shown}
          onChange={setShown}
          options={(['calendar', 'list'] as const).map((value) => ({ value, label: say(`contracts.ui.${value}`) }))}
        />
      </PageHead>
      {shown === 'calendar' ? <Calendar from={today} until={until} filter={filter} /> : <List filter={filter} />}
    </Fill>
  )
}

function List({ filter }: { filter: Filter }) {
  const say = useSay()
  const { manifest } = useHarmony()
  const cells = useMemo(() => ({ productNames: (row: Row) => textIn(manifest.language, row['productNames']) }), [manifest.language])
  return (
    <Grid
      view="contracts.renewals"
      label={say('contracts.renewals')}
      fixed={filter}
      columns={[
        'termEnd',
        'supplierNoticeBy',
        'customerNoticeBy',
        'boundUntil',
        'customerName',
        'contractNumber',
        'number',
        'product',
        'renewalMode',
        'valuePerYear',
        'state',
        'entity',
      ]}
      cells={cells}
      opens={(row: Row) => `/contracts/${String(row['contract'])}`}
      address={false}
      empty={{ title: say('contracts.ui.noRenewals'), lead: say('contracts.ui.noRenewalsLead') }}
    />
  )
}

function Calendar({ from, until, filter }: { from: string; until: string; filter: Filter }) {
  const say = useSay()
  const culture = useCulture()
  const { data, error } = useAsk<{ rows: Renewal[]; total: number }>('contracts.renewals', { filter, limit: drawn }, { keep: true })
  const months = useMemo(() => byMonth(data?.rows ?? [], from, until), [data, from, until])
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('contracts.renewals')} lines={8} />
  if (months.length === 0)
    return <Nothing icon="calendar" title={say('contracts.ui.noRenewals')} lead={say('contracts.ui.noRenewalsLead')} />
  return (
    <div className={styles['calendar']} tabIndex={0} role="group" aria-label={say('contracts.renewals')}>
      {data.total > drawn ? (
        <Notice tone="warn">{say('contracts.ui.moreRenewals', { drawn: culture.count(drawn), total: culture.count(data.total) })}</Notice>
      ) : null}
      {months.map(([month, events]) => (
        <section key={month} className={styles['month']} aria-label={culture.month(`${month}-01`)}>
          <h2>{culture.month(`${month}-01`)}</h2>
          <ol className={styles['events']}>
            {events.map((event) => (
              <Event key={`${event.row.id} ${event.kind}`} {...event} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

interface CalendarEvent {
  readonly day: string
  readonly kind: Kind
  readonly row: Renewal
}
function Event({ day, kind, row }: CalendarEvent) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  return (
    <li className={styles['event']}>
      <span className={`${styles['day']} figures`}>{culture.day(day)}</span>
      <span className={styles['kind']}>
        <Chip tone={tones[kind]}>{say(`contracts.ui.event.${kind}`)}</Chip>
      </span>
      <span className={styles['what']}>
        <Go to={`/contracts/${row.contract}`}>{`${row.contractNumber} · ${row.customerName}`}</Go>
        <span className={styles['line']}>
          {row.description ?? textIn(manifest.language, row.productNames) ?? row.product}
          {row.renewalMode ? ` · ${say(`choice.renewalMode.${row.renewalMode}`)}` : ''}
        </span>
      </span>
      <span className={`${styles['value']} figures`}>
        {row.valuePerYear === null ? '' : say('contracts.ui.aYear', { amount: culture.money(row.currency, row.valuePerYear) })}
      </span>
    </li>
  )
}

/** Every day of every line that lies ahead, in order, by month. */
function byMonth(rows: readonly Renewal[], from: string, until: string): readonly (readonly [string, readonly CalendarEvent[]])[] {
  const events = rows.flatMap((row) =>
    kinds.flatMap((kind): CalendarEvent[] => {
      const day = row[kind]
      return day !== null && day >= from && day <= until ? [{ day, kind, row }] : []
    }),
  )
  const ordered = events.toSorted((a, b) => (a.day === b.day ? kinds.indexOf(a.kind) - kinds.indexOf(b.kind) : a.day < b.day ? -1 : 1))
  return [...Map.groupBy(ordered, (event) => event.day.slice(0, 7))]
}

/** The same day so many months on, or the month's last. */
function monthsOn(day: string, count: number): string {
  const [year = 2026, month = 1, of = 1] = day.split('-').map(Number)
  const there = year * 12 + month - 1 + count
  const last = new Date(Date.UTC(Math.floor(there / 12), (there % 12) + 1, 0)).getUTCDate()
  return `${Math.floor(there / 12)}-${`${(there % 12) + 1}`.padStart(2, '0')}-${`${Math.min(of, last)}`.padStart(2, '0')}`
}
