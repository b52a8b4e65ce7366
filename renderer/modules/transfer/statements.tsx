import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { Go, useSearchState } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Choices, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { monthName, monthOf, monthsAround } from '../recognition/months.ts'
import styles from './transfer.module.css'

interface Pair {
  readonly provider: string
  readonly receiver: string
}
interface Line {
  readonly charge: string
  readonly kind: string
  readonly person: string
  readonly day: string
  readonly quantity: string
  readonly method: string | null
  readonly percent: string | null
  readonly agreement: string | null
  readonly currency: string
  readonly price: string
  readonly number: string | null
  readonly openItem: string | null
  readonly onHold: string | null
  readonly settledOn: string | null
  readonly settlement: string | null
  readonly reverses: string | null
  readonly settlementState: 'open' | 'disputed' | 'settled'
}
interface Stated {
  readonly lines: readonly Line[]
  readonly totals: readonly { currency: string; charges: number; price: string; open: string; disputed: string }[]
}
const tones: Readonly<Record<Line['settlementState'], Tone>> = { open: 'warn', disputed: 'danger', settled: 'ok' }

/** What entities charged each other in a month, a statement for each pair: what is open is settled or disputed from here. */
export function Statements() {
  const say = useSay()
  const culture = useCulture()
  const now = monthOf(useToday())
  const [{ statement }, setSearch] = useSearchState()
  const month = typeof statement === 'string' ? statement : now
  const { data, error } = useAsk<{ rows: Pair[] }>('transfer.margins', { from: month, to: month }, { keep: true })
  const pairs = [...new Map((data?.rows ?? []).filter((row) => row.provider !== row.receiver).map((row) => [`${row.provider}/${row.receiver}`, row])).values()] // prettier-ignore
  return (
    <section aria-label={say('transfer.ui.statements')}>
      <h2 className={styles['heading']}>{say('transfer.ui.statements')}</h2>
      <Choices>
        <Choose
          label={say('field.month')}
          value={month}
          onChange={(next) => next && setSearch({ statement: next })}
          options={monthsAround(now, culture.name, 36, 1)}
          searchable
        />
      </Choices>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={say('transfer.ui.statements')} lines={4} /> : null}
      {data && pairs.length === 0 ? (
        <Nothing
          icon="exchange"
          title={say('transfer.ui.noStatement', { month: monthName(month, culture.name) })}
          lead={say('transfer.ui.noStatementLead')}
        />
      ) : null}
      {pairs.map(({ provider, receiver }) => (
        <Statement key={`${provider}/${receiver}/${month}`} provider={provider} receiver={receiver} month={month} />
      ))}
    </section>
  )
}

function Statement({ provider, receiver, month }: Pair & { month: string }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { data, error } = useAsk<Stated>('transfer.statement', { provider, receiver, month })
  const back = encodeURIComponent(`/transfer?statement=${month}`)
  const title = say('transfer.ui.statement', { provider, receiver })
  const open = data?.lines.some((line) => line.settlementState === 'open') ?? false
  return (
    <Card
      title={title}
      actions={
        open && may('transfer.post') ? (
          <Go to={`/do/transfer/settle?provider=${provider}&receiver=${receiver}&month=${month}&back=${back}`}>
            {say('transfer.ui.settle')}
          </Go>
        ) : null
      }
    >
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={title} lines={3} /> : null}
      {data?.totals.map((total) => (
        <p key={total.currency} className={styles['about']}>
          {say('transfer.ui.total', {
            charges: culture.count(total.charges),
            price: culture.money(total.currency, total.price),
            open: culture.money(total.currency, total.open),
          })}
          {total.disputed === '0' ? null : ` · ${say('transfer.ui.disputed', { amount: culture.money(total.currency, total.disputed) })}`}
        </p>
      ))}
      {data ? (
        <Table
          caption={`${title}, ${monthName(month, culture.name)}`}
          stacks
          columns={[
            { name: say('field.day') },
            { name: say('field.person') },
            { name: say('field.quantity'), figures: true },
            { name: say('field.policy') },
            { name: say('field.price'), figures: true },
            { name: say('field.settlementState') },
            { name: say('transfer.ui.objection') },
          ]}
          rows={data.lines.map((line) => [
            culture.day(line.day),
            line.reverses === null ? line.person : `${line.person} · ${say('transfer.ui.takenBack')}`,
            line.kind === 'time' ? say('transfer.ui.hours', { hours: culture.decimal(line.quantity) }) : say('choice.kind.expense'),
            <Agreed key="policy" line={line} />,
            culture.money(line.currency, line.price),
            <State key="state" line={line} />,
            <Disputing key="act" line={line} back={back} />,
          ])}
        />
      ) : null}
      {data ? <Settlements lines={data.lines} pair={title} /> : null}
    </Card>
  )
}

/** What was paid between the two, payment by payment; each can be taken back in both books. */
function Settlements({ lines, pair }: { lines: readonly Line[]; pair: string }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const today = useToday()
  const [undoing, setUndoing] = useState<string | null>(null)
  const settled = new Map<string, { on: string; charges: number }>()
  for (const { settlement, settledOn } of lines)
    if (settlement !== null && settledOn !== null)
      settled.set(settlement, { on: settledOn, charges: (settled.get(settlement)?.charges ?? 0) + 1 })
  if (settled.size === 0) return null
  return (
    <ul className={styles['settlements']} aria-label={say('transfer.ui.settlements', { pair })}>
      {[...settled].map(([event, { on, charges }]) => (
        <li key={event}>
          {say('transfer.ui.settledOn', { day: culture.day(on), charges: culture.count(charges) })}{' '}
          {may('transfer.post') ? (
            <Button small aria-label={`${say('transfer.undoSettlement')}: ${pair}, ${culture.day(on)}`} onClick={() => setUndoing(event)}>
              {say('transfer.undoSettlement')}
            </Button>
          ) : null}
        </li>
      ))}
      {undoing === null ? null : (
        <FormDrawer
          operation="transfer.undoSettlement"
          fixed={{ event: undoing }}
          initial={{ day: today }}
          onClose={() => setUndoing(null)}
        />
      )}
    </ul>
  )
}

function Agreed({ line: { method, percent, agreement } }: { line: Line }) {
  const say = useSay()
  const culture = useCulture()
  if (method === null) return null
  return (
    <>
      {say(`choice.method.${method}`)}
      {percent === null ? null : ` ${culture.decimal(percent)} %`}
      {agreement === null ? null : <small className={styles['small']}>{agreement}</small>}
    </>
  )
}

function State({ line: { settlementState, onHold, settledOn, number } }: { line: Line }) {
  const say = useSay()
  const culture = useCulture()
  const more = onHold ?? (settledOn !== null && settlementState === 'settled' ? culture.day(settledOn) : number)
  return (
    <>
      <Chip tone={tones[settlementState]}>{say(`choice.settlementState.${settlementState}`)}</Chip>
      {more === null ? null : <small className={styles['small']}>{more}</small>}
    </>
  )
}

function Disputing({ line: { openItem, settlementState, person, day }, back }: { line: Line; back: string }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { go, busy } = useDo('transfer.endDispute', () => say('transfer.ui.disputeEnded'))
  if (openItem === null || settlementState === 'settled' || !may('transfer.write')) return null
  const about = `${person}, ${culture.day(day)}`
  return settlementState === 'open' ? (
    <Go to={`/do/transfer/dispute?openItem=${openItem}&back=${back}`} label={`${say('transfer.ui.dispute')}: ${about}`}>
      {say('transfer.ui.dispute')}
    </Go>
  ) : (
    <Button small busy={busy} aria-label={`${say('transfer.endDispute')}: ${about}`} onClick={() => void go({ openItem })}>
      {say('transfer.endDispute')}
    </Button>
  )
}
