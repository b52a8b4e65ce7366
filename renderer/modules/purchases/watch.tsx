import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { parseDecimal } from '../../app/culture.ts'
import { Go, useTitle } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Page, PageHead, Table } from '../../kit/page.tsx'
import { TextField } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { usePercent } from './figures.tsx'
import styles from './purchases.module.css'

interface Moved {
  readonly contract: string
  readonly contractNumber: string
  readonly customerName: string
  readonly line: string
  readonly lineNumber: number
  readonly product: string
  readonly agreedOn: string
  readonly currency: string
  readonly signedMargin: string
  readonly signedPercent: string | null
  readonly margin: string
  readonly percent: string | null
  readonly points: string
  readonly bySuppliers: string
  readonly byRates: string
}

/** Lines whose margin is no longer what was signed, the greatest loss first. */
export default function MarginWatch() {
  const say = useSay()
  const culture = useCulture()
  const [typed, setTyped] = useState(() => culture.decimal('0.5'))
  const points = parseDecimal(culture.name, typed)
  const { data, error } = useAsk<{ rows: readonly Moved[]; silent: number }>('purchases.watch', points ? { points } : {}, { keep: true })
  useTitle(say('purchases.watch'))
  return (
    <Page>
      <PageHead title={say('purchases.watch')} lead={say('purchases.ui.watchLead')}>
        <TextField
          label={say('purchases.ui.points')}
          value={typed}
          onChange={setTyped}
          figures
          {...(points === undefined ? { error: say('purchases.ui.notPoints') } : {})}
        />
      </PageHead>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!data && !error ? <Bones label={say('purchases.watch')} lines={6} /> : null}
      {data && data.silent > 0 ? (
        <Notice tone="warn">{say('purchases.ui.silent', { count: data.silent, figure: culture.count(data.silent) })}</Notice>
      ) : null}
      {data?.rows.length === 0 ? <Nothing icon="check" title={say('purchases.ui.steady')} lead={say('purchases.ui.steadyLead')} /> : null}
      {data && data.rows.length > 0 ? <Rows rows={data.rows} /> : null}
    </Page>
  )
}

function Rows({ rows }: { rows: readonly Moved[] }) {
  const say = useSay()
  const culture = useCulture()
  const percent = usePercent()
  const moved = (points: string) => (points === '0' ? say('app.none') : `${points.startsWith('-') ? '' : '+'}${culture.decimal(points)}`)
  const margin = (currency: string, minor: string, about: string) => (
    <span className={styles['two']}>
      {culture.money(currency, minor)}
      <small>{about}</small>
    </span>
  )
  return (
    <Card>
      <Table
        stacks
        caption={say('purchases.watch')}
        columns={[
          { name: say('field.contract') },
          { name: say('field.points'), figures: true },
          { name: say('purchases.ui.bySuppliers'), figures: true },
          { name: say('purchases.ui.byRates'), figures: true },
          { name: say('purchases.ui.marginSigned'), figures: true },
          { name: say('purchases.ui.marginNow'), figures: true },
        ]}
        rows={rows.map((row) => [
          <span key="c" className={styles['what']} data-wide>
            <Go to={`/contracts/${row.contract}/purchases`}>
              {say('purchases.ui.contractLine', { contract: row.contractNumber, line: row.lineNumber })}
            </Go>
            <small>
              {row.customerName} · {row.product}
            </small>
          </span>,
          <strong key="p" className={styles['two']} data-tone={row.points.startsWith('-') ? 'danger' : 'ok'}>
            {moved(row.points)}
          </strong>,
          moved(row.bySuppliers),
          moved(row.byRates),
          margin(row.currency, row.signedMargin, `${percent(row.signedPercent)}, ${culture.day(row.agreedOn)}`),
          margin(row.currency, row.margin, percent(row.percent)),
        ])}
      />
    </Card>
  )
}
