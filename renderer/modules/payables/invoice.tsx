import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import { DayField } from '../../kit/form/day-field.tsx'
import { Card, Facts, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import { useAccount } from '../ledger/account-name.ts'
import styles from './payables.module.css'

interface Invoice {
  readonly id: string
  readonly number: string
  readonly entity: string
  readonly day: string
  readonly due: string
  readonly currency: string
  readonly net: string
  readonly tax: string
  readonly gross: string
  readonly taxes: readonly { readonly code: string; readonly base: string; readonly tax: string }[]
  readonly state: string
  readonly exceptions: readonly { readonly position: number; readonly reason: Step }[]
  readonly note: string | null
  readonly recordedBy: string
  readonly recordedByUser: string
  readonly recordedAt: string
  readonly decidedBy: string | null
  readonly decision: string | null
  readonly postedOn: string | null
  readonly journalNumber: string | null
}
interface Line {
  readonly id: string
  readonly position: number
  readonly contract: string | null
  readonly account: string
  readonly description: string
  readonly quantity: string | null
  readonly net: string
  readonly taxCodes: readonly string[]
  readonly from: string | null
  readonly to: string | null
}
interface Answer {
  readonly invoice: Invoice
  readonly supplierName: string
  readonly lines: readonly Line[]
}

/** One invoice of a supplier: what it is for, where it differs from the order, and what may be done with it. */
export default function InvoiceScreen() {
  const say = useSay()
  const { data, error } = useAsk<Answer>('payables.invoice', { invoice: useParam('id') })
  useTitle(data?.invoice.number)
  if (error) return <Nothing whole icon="danger" title={say('payables.invoice')} lead={error.message} />
  return data ? <Shown {...data} /> : <Bones label={say('payables.invoice')} lines={8} />
}

function Shown({ invoice, supplierName, lines }: Answer) {
  const say = useSay()
  const culture = useCulture()
  const accountOf = useAccount()
  const money = (minor: string): string => culture.money(invoice.currency, minor)
  const { state } = invoice
  return (
    <Page>
      <PageHead
        title={invoice.number}
        chip={<Chip tone={state === 'exception' ? 'warn' : toneOf(state)}>{say(`choice.state.${state}`)}</Chip>}
        lead={`${supplierName} · ${invoice.entity} · ${money(invoice.gross)}`}
      />
      <div className={styles['form']}>
      {state === 'ready' && invoice.exceptions.length === 0 ? <Notice tone="ok">{say('payables.ui.matches')}</Notice> : null}
      {invoice.exceptions.length > 0 ? (
        <Notice tone={state === 'exception' ? 'warn' : 'info'} {...(state === 'exception' ? { title: say('payables.ui.differs') } : {})}>
          <ul className={styles['reasons']}>
            {invoice.exceptions.map(({ position, reason }) => (
              <li key={`${position} ${reason.say}`}>{`${say('payables.ui.line', { line: position })}: ${sentence(say, culture, reason)}`}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <Acts invoice={invoice} />
      </div>
      <Card title={say('payables.ui.document')}>
        <Facts
          facts={[
            { name: say('field.day'), value: culture.day(invoice.day) },
            { name: say('field.due'), value: culture.day(invoice.due) },
            { name: say('field.net'), value: money(invoice.net) },
            { name: say('field.tax'), value: money(invoice.tax) },
            { name: say('field.gross'), value: money(invoice.gross) },
            { name: say('field.recordedBy'), value: `${invoice.recordedBy}, ${culture.instant(invoice.recordedAt)}` },
            ...(invoice.decidedBy ? [{ name: say('field.decidedBy'), value: `${invoice.decidedBy}: ${invoice.decision ?? ''}` }] : []),
            ...(invoice.journalNumber ? [{ name: say('field.journalNumber'), value: `${invoice.journalNumber}, ${culture.day(invoice.postedOn ?? invoice.day)}` }] : []),
            ...(invoice.note ? [{ name: say('field.note'), value: invoice.note, wide: true }] : []),
          ]}
        />
      </Card>
      <Card title={say('payables.ui.lines')}>
        <Table
          stacks
          caption={say('payables.ui.lines')}
          columns={[{ name: say('field.description') }, { name: say('field.account') }, { name: say('field.taxCodes') }, { name: say('field.quantity'), figures: true }, { name: say('field.net'), figures: true }]}
          rows={lines.map((line) => [
            line.contract ? <Go key={line.id} to={`/contracts/${line.contract}/purchases`}>{line.description}</Go> : line.description,
            accountOf(line.account),
            line.taxCodes.join(', '),
            line.quantity === null ? '' : culture.decimal(line.quantity),
            money(line.net),
          ])}
        />
      </Card>
    </Page>
  )
} // prettier-ignore

type Act = 'accept' | 'reject' | 'post' | 'undo'
const said = { accept: 'accepted', reject: 'rejected', post: 'posted', undo: 'undone' } as const

/** What may be done next, with its reason and its day. */
function Acts({ invoice }: { invoice: Invoice }) {
  const say = useSay()
  const may = useMay()
  const today = useToday()
  const { manifest } = useHarmony()
  const [reason, setReason] = useState('')
  const [day, setDay] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [missing, setMissing] = useState(false)
  const calls = { accept: useAct('payables.accept'), reject: useAct('payables.reject'), post: useAct<{ journalNumber: string }>('payables.post'), undo: useAct('payables.undo') } // prettier-ignore
  const { id, state, number } = invoice
  const mine = invoice.recordedByUser === manifest.caller?.user
  const acts: Act[] = [
    ...(state === 'exception' && may('payables.accept') && !mine ? (['accept'] as const) : []),
    ...(state === 'ready' && may('payables.post') ? (['post'] as const) : []),
    ...((state === 'exception' || state === 'ready') && may('payables.write') ? (['reject'] as const) : []),
    ...(state === 'posted' && may('payables.post') ? (['undo'] as const) : []),
  ]
  if (acts.length === 0) return null
  const on = day ?? (state === 'posted' ? today : invoice.day)
  const go = async (act: Act): Promise<void> => {
    const needsReason = act !== 'post'
    setMissing(needsReason && reason.trim() === '')
    if (needsReason && reason.trim() === '') return
    setTrouble(null)
    const reply = await calls[act].act({ invoice: id, ...(needsReason ? { reason: reason.trim() } : {}), ...(act === 'post' || act === 'undo' ? { day: on } : {}) })
    if (!reply.ok) return setTrouble(reply.refusal.message)
    const journal = (reply.result as { journalNumber?: string }).journalNumber ?? ''
    toast({ tone: 'ok', text: say(`payables.ui.${said[act]}`, { number, journal }) })
    setReason('')
    setDay(null)
  }
  return (
    <Card>
      {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
      {state === 'exception' && mine ? <Notice tone="info">{say('payables.ui.mine')}</Notice> : null}
      <div className={styles['acts']}>
        {state === 'ready' || state === 'posted' ? <DayField label={say('payables.ui.postOn')} value={on} onChange={setDay} /> : null}
        <TextField label={say('field.reason')} value={reason} onChange={setReason} error={missing ? say('payables.ui.needed') : undefined} />
        {acts.map((act, i) => (
          <Button key={act} look={i === 0 && (act === 'accept' || act === 'post') ? 'primary' : 'plain'} busy={calls[act].busy} onClick={() => void go(act)}>
            {say(`payables.ui.${act}`)}
          </Button>
        ))}
      </div>
    </Card>
  )
} // prettier-ignore
