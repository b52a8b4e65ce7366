import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Choices, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { monthOf, monthsAround, monthsOn } from '../recognition/months.ts'
import styles from './transfer.module.css'

interface Towards {
  readonly provider: string
  readonly receiver: string
  readonly percent: string
  readonly agreement: string
  readonly currency: string
  readonly cost: string
  readonly charged: string
  readonly adjustment: string
}
const lastDayOf = (month: string): string =>
  new Date(Date.parse(`${monthsOn(month, 1)}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

/** A year's charges beside the margin that was agreed, and one charge in both books that brings them there. */
export function YearEnd() {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const now = monthOf(useToday())
  const [from, setFrom] = useState(`${now.slice(0, 4)}-01`)
  const [to, setTo] = useState(`${now.slice(0, 4)}-12`)
  const [charging, setCharging] = useState<Towards | null>(null)
  const { data, error } = useAsk<{ rows: readonly Towards[] }>('transfer.towards', { from, to }, { keep: true })
  const months = monthsAround(now, culture.name, 36, 12)
  const title = say('transfer.ui.yearEnd')
  return (
    <Card title={title}>
      <p className={styles['about']}>{say('transfer.ui.yearEndLead')}</p>
      <Choices>
        <Choose label={say('field.from')} value={from} onChange={(next) => next && setFrom(next)} options={months} searchable />
        <Choose label={say('field.to')} value={to} onChange={(next) => next && setTo(next)} options={months} searchable />
      </Choices>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={title} lines={3} /> : null}
      {data ? (
        <Table
          caption={title}
          stacks
          empty={say('transfer.ui.noYear')}
          columns={[
            { name: say('transfer.ui.pair') },
            { name: say('transfer.ui.cost'), figures: true },
            { name: say('transfer.ui.chargedSoFar'), figures: true },
            { name: say('field.targetMargin'), figures: true },
            { name: say('transfer.ui.missing'), figures: true },
            { name: say('transfer.ui.toDo') },
          ]}
          rows={data.rows.map((row) => [
            `${row.provider} → ${row.receiver}`,
            culture.money(row.currency, row.cost),
            culture.money(row.currency, row.charged),
            `${culture.decimal(row.percent)} %`,
            culture.money(row.currency, row.adjustment),
            <Bring key="act" row={row} onCharge={may('transfer.post') ? () => setCharging(row) : null} />,
          ])}
        />
      ) : null}
      {charging ? (
        <FormDrawer
          operation="transfer.trueUp"
          title={say('transfer.ui.bring', { provider: charging.provider, receiver: charging.receiver })}
          fixed={{ provider: charging.provider, receiver: charging.receiver, from, to }}
          initial={{ day: lastDayOf(to) }}
          onClose={() => setCharging(null)}
        />
      ) : null}
    </Card>
  )
} // prettier-ignore

function Bring({ row, onCharge }: { row: Towards; onCharge: (() => void) | null }) {
  const say = useSay()
  const culture = useCulture()
  if (row.adjustment === '0') return <>{say('transfer.ui.onTarget')}</>
  if (onCharge === null) return null
  const back = row.adjustment.startsWith('-')
  const amount = culture.money(row.currency, back ? row.adjustment.slice(1) : row.adjustment)
  return (
    <Button small look="primary" aria-label={`${row.provider} → ${row.receiver}: ${say(back ? 'transfer.ui.giveBack' : 'transfer.ui.chargeOnTop', { amount })}`} onClick={onCharge}>
      {say(back ? 'transfer.ui.giveBack' : 'transfer.ui.chargeOnTop', { amount })}
    </Button>
  )
} // prettier-ignore
