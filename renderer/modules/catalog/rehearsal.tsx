import { addDays, type Day } from '../../../core/kernel/day.ts'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Figure, Figures, Table } from '../../kit/page.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import styles from './designer.module.css'

interface Rehearsed {
  readonly from: string
  readonly to: string
  readonly lineCount: number
  readonly charges: number
  readonly agreedCount: number
  readonly unpriced: readonly string[]
  readonly totals: readonly {
    readonly currency: string
    readonly charged: string
    readonly rehearsed: string
    readonly difference: string
  }[]
  readonly customers: readonly {
    readonly customer: string
    readonly customerName: string
    readonly currency: string
    readonly lineCount: number
    readonly charged: string
    readonly rehearsed: string
    readonly difference: string
    readonly volatility: string | null
    readonly rehearsedVolatility: string | null
    readonly agreed: boolean
    readonly cliffs: number
  }[]
  readonly cliffs: readonly { readonly currency: string; readonly steps: readonly Step[] }[]
}

/** The draft against what was invoiced in twelve months: what everybody would have paid. */
export function Rehearsal({ product, document }: { product: string; document: object }) {
  const say = useSay()
  const may = useMay()
  const { data, error, isPlaceholderData } = useAsk<Rehearsed>(
    'lab.rehearse',
    { product, behaviours: document },
    { keep: true, enabled: may('lab.read') },
  )
  const title = say('catalog.ui.rehearsal')
  if (!may('lab.read')) return <Card title={title}><Notice tone="info">{say('catalog.ui.noLab')}</Notice></Card> // prettier-ignore
  if (error) return <Card title={title}><Notice tone="warn">{error.message}</Notice></Card> // prettier-ignore
  if (!data) return <Card title={title}><Bones label={title} lines={6} /></Card> // prettier-ignore
  return (
    <Card title={title}>
      <div className={isPlaceholderData ? styles['stale'] : undefined} aria-live="polite">
        {data.charges === 0 ? (
          <Nothing icon="chart" title={say('catalog.ui.nothingInvoiced')} lead={say('catalog.ui.nothingInvoicedLead')} />
        ) : (
          <Found found={data} />
        )}
      </div>
    </Card>
  )
}

function Found({ found }: { found: Rehearsed }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <Stack>
      <p className={styles['quiet']}>
        {say('catalog.ui.rehearsed', {
          charges: culture.count(found.charges),
          lines: culture.count(found.lineCount),
          from: culture.day(found.from),
          to: culture.day(lastDay(found.to)),
        })}
      </p>
      <Figures>
        {found.totals.map(({ currency, charged, rehearsed, difference }) => (
          <Figure
            key={currency}
            word={say('catalog.ui.wouldBe', { currency })}
            value={culture.money(currency, rehearsed)}
            lead={say('catalog.ui.instead', {
              charged: culture.money(currency, charged),
              difference: signed(culture.money(currency, difference), difference),
            })}
            {...(difference.startsWith('-') ? { tone: 'warn' as const } : {})}
          />
        ))}
      </Figures>
      {found.unpriced.length > 0 ? (
        <Notice tone="warn">{say('catalog.ui.unpriced', { currencies: found.unpriced.join(', ') })}</Notice>
      ) : null}
      {found.agreedCount > 0 ? <Notice tone="info">{say('catalog.ui.agreedKept', { count: found.agreedCount })}</Notice> : null}
      {found.cliffs.map(({ currency, steps }) => (
        <Notice key={currency} tone="warn" title={`${say('pricing.cliffs')} (${currency})`}>
          {steps.map((step, i) => (
            <p key={i}>{sentence(say, culture, step)}</p>
          ))}
        </Notice>
      ))}
      <Table
        caption={say('catalog.ui.rehearsal')}
        columns={[
          { name: say('field.customer') },
          { name: say('catalog.ui.charged'), figures: true },
          { name: say('catalog.ui.byDraft'), figures: true },
          { name: say('catalog.ui.difference'), figures: true },
          { name: say('catalog.ui.volatility'), figures: true },
          { name: say('catalog.ui.note') },
        ]}
        rows={found.customers.map((c) => [
          c.customerName,
          culture.money(c.currency, c.charged),
          culture.money(c.currency, c.rehearsed),
          signed(culture.money(c.currency, c.difference), c.difference),
          c.volatility === null ? '–' : `${culture.decimal(c.volatility)} → ${culture.decimal(c.rehearsedVolatility ?? '0')} %`,
          c.agreed ? (
            <Chip key="a" tone="neutral">{say('catalog.ui.agreedPrice')}</Chip>
          ) : c.cliffs > 0 ? (
            <Chip key="c" tone="warn">{say('catalog.ui.onCliff', { count: c.cliffs })}</Chip>
          ) : (
            ''
          ),
        ])} // prettier-ignore
      />
    </Stack>
  )
}
/** A time ends before its exclusive end. */
export const lastDay = (to: string): string => addDays(to as Day, -1)
export const signed = (text: string, minor: string): string => (minor === '0' || minor.startsWith('-') ? text : `+${text}`)
