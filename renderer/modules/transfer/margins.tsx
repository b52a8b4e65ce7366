import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useTitle } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Choices, Page, PageHead, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { monthOf, monthsAround } from '../recognition/months.ts'
import { Statements } from './statements.tsx'
import styles from './transfer.module.css'

interface Row {
  readonly provider: string
  readonly receiver: string
  readonly charges: number
  readonly hours: string
  readonly currency: string
  readonly price: string
  readonly receiverCurrency: string
  readonly receiverInvoiced: string
  readonly receiverPrice: string
  readonly receiverMargin: string
  readonly providerCurrency: string
  readonly cost: string
  readonly providerPrice: string
  readonly providerMargin: string
  readonly groupCurrency: string
  readonly groupInvoiced: string
  readonly groupCost: string
  readonly receiverGroupMargin: string
  readonly providerGroupMargin: string
  readonly groupMargin: string
}

/** Three margins of work: of the entity that has the order, of the one that lends its people, and of the group, in which the charge between them is nothing. */
export default function Margins() {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const now = monthOf(useToday())
  const [from, setFrom] = useState(now)
  const [to, setTo] = useState(now)
  const { data, error } = useAsk<{ rows: Row[] }>('transfer.margins', { from, to: to < from ? from : to }, { keep: true })
  const months = monthsAround(now, culture.name, 36, 1)
  useTitle(say('transfer.margins'))
  return (
    <Page>
      <PageHead title={say('transfer.margins')} lead={say('transfer.ui.lead')}>
        {may('transfer.post') ? <Go to="/do/transfer/charge?back=/transfer">{say('transfer.charge')}</Go> : null}
      </PageHead>
      <Choices>
        <Choose label={say('field.from')} value={from} onChange={(next) => next && setFrom(next)} options={months} searchable />
        <Choose label={say('field.to')} value={to} onChange={(next) => next && setTo(next)} options={months} searchable />
      </Choices>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={say('transfer.margins')} lines={6} /> : null}
      {data?.rows.length === 0 ? <Nothing icon="chart" title={say('transfer.ui.none')} lead={say('transfer.ui.noneLead')} /> : null}
      {data?.rows.map((row) => (
        <Between key={`${row.provider}/${row.receiver}/${row.currency}`} row={row} />
      ))}
      <Statements />
    </Page>
  )
}

function Between({ row }: { row: Row }) {
  const say = useSay()
  const culture = useCulture()
  const own = row.provider === row.receiver
  const money = (currency: string, minor: string): string => culture.money(currency, minor)
  const group = (minor: string): string => culture.money(row.groupCurrency, minor)
  const negative = (minor: string): string => (minor.startsWith('-') ? minor.slice(1) : minor === '0' ? minor : `-${minor}`)
  const lines: readonly (readonly [string, string, string])[] = own
    ? [
        [say('transfer.ui.invoiced'), money(row.receiverCurrency, row.receiverInvoiced), group(row.groupInvoiced)],
        [say('transfer.ui.cost'), money(row.providerCurrency, negative(row.cost)), group(negative(row.groupCost))],
        [say('transfer.ui.groupMargin'), money(row.receiverCurrency, row.receiverMargin), group(row.groupMargin)],
      ]
    : [
        [say('transfer.ui.invoiced'), money(row.receiverCurrency, row.receiverInvoiced), group(row.groupInvoiced)],
        [say('transfer.ui.charged', { provider: row.provider }), money(row.receiverCurrency, negative(row.receiverPrice)), ''],
        [
          say('transfer.ui.receiverMargin', { receiver: row.receiver }),
          money(row.receiverCurrency, row.receiverMargin),
          group(row.receiverGroupMargin),
        ],
        [say('transfer.ui.paid', { receiver: row.receiver }), money(row.providerCurrency, row.providerPrice), ''],
        [say('transfer.ui.cost'), money(row.providerCurrency, negative(row.cost)), group(negative(row.groupCost))],
        [
          say('transfer.ui.providerMargin', { provider: row.provider }),
          money(row.providerCurrency, row.providerMargin),
          group(row.providerGroupMargin),
        ],
        [say('transfer.ui.groupMargin'), '', group(row.groupMargin)],
      ]
  const title = own
    ? say('transfer.ui.own', { entity: row.provider })
    : say('transfer.ui.between', { provider: row.provider, receiver: row.receiver })
  return (
    <Card title={title}>
      <p className={styles['about']}>
        {say('transfer.ui.about', { entries: culture.count(row.charges), hours: culture.decimal(row.hours) })}
        {own ? null : ` · ${say('transfer.ui.price', { amount: money(row.currency, row.price) })}`}
      </p>
      <Table
        caption={title}
        columns={[
          { name: say('transfer.ui.line') },
          { name: say('transfer.ui.ownCurrency'), figures: true },
          { name: row.groupCurrency, figures: true },
        ]}
        rows={lines.map(([word, amount, inGroup], i) => [
          i === lines.length - 1 ? <b key="w">{word}</b> : word,
          amount,
          i === lines.length - 1 ? <b key="g">{inGroup}</b> : inGroup,
        ])}
      />
    </Card>
  )
}
