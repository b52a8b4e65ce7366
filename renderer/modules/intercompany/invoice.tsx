import { useAct, useAsk } from '../../app/ask.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Facts, Figure, Figures, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import type { Archived } from '../einvoice/types.ts'
import { monthName } from '../recognition/months.ts'
import { IntercompanyEInvoice } from './e-invoice.tsx'

interface Journal {
  readonly side: 'provider' | 'receiver'
  readonly journal: string
  readonly number: string
  readonly entity: string
  readonly lines: readonly {
    readonly position: number
    readonly account: string
    readonly names: Readonly<Record<string, string>> | null
    readonly taxCode: string | null
    readonly currency: string
    readonly amount: string
    readonly entityCurrency: string
    readonly entityAmount: string
    readonly groupCurrency: string
    readonly groupAmount: string
  }[]
}
interface Invoice {
  readonly id: string
  readonly number: string
  readonly kind: 'invoice' | 'creditNote'
  readonly provider: string
  readonly receiver: string
  readonly month: string
  readonly issued: string
  readonly due: string
  readonly taxPoint: string
  readonly currency: string
  readonly net: string
  readonly tax: string
  readonly gross: string
  readonly note: string | null
  readonly reverseCode: string | null
  readonly reverseTax: string
  readonly taxes: readonly { readonly code: string; readonly rate: string }[]
  readonly why: readonly { readonly word: string }[]
  readonly lines: readonly { readonly charge: string; readonly kind: string; readonly person: string; readonly day: string; readonly quantity: string; readonly customerName: string | null; readonly price: string }[] // prettier-ignore
  readonly journals: readonly Journal[]
  readonly eInvoice: Archived | null
  readonly eInvoicePossible: boolean
}

/** An invoice between two entities: what was charged, its tax, and how it stands in the books of both. */
export default function IntercompanyScreen() {
  const say = useSay()
  const id = useParam('id')
  const { data, error } = useAsk<Invoice>('intercompany.invoice', { invoice: id })
  useTitle(data?.number)
  if (error) return <Nothing whole icon="danger" title={say('intercompany.invoice')} lead={error.message} />
  return data ? <Shown invoice={data} /> : <Bones label={say('intercompany.invoice')} lines={8} />
}

function Shown({ invoice }: { invoice: Invoice }) {
  const say = useSay()
  const culture = useCulture()
  const { currency } = invoice
  const money = (minor: string): string => culture.money(currency, minor)
  return (
    <Page>
      <PageHead
        title={invoice.number}
        chip={<Chip tone="violet">{say(`choice.kind.${invoice.kind}`)}</Chip>}
        lead={say('intercompany.ui.lead', { provider: invoice.provider, receiver: invoice.receiver, month: monthName(invoice.month, culture.name) })} // prettier-ignore
      >
        <Print invoice={invoice.id} />
      </PageHead>
      <Figures>
        <Figure word={say('field.net')} value={money(invoice.net)} />
        <Figure
          word={say('field.tax')}
          value={money(invoice.tax)}
          lead={invoice.taxes.map(({ code, rate }) => `${code} ${culture.decimal(rate)} %`).join(', ')}
        />{' '}
        {/* prettier-ignore */}
        <Figure word={say('field.gross')} value={money(invoice.gross)} />
        {invoice.reverseCode === null ? null : (
          <Figure word={say('field.reverseTax')} value={money(invoice.reverseTax)} lead={invoice.reverseCode} />
        )}
      </Figures>
      <Card title={say('intercompany.ui.charges')}>
        <Table
          caption={say('intercompany.ui.charges')}
          stacks
          columns={[
            { name: say('field.day') },
            { name: say('field.person') },
            { name: say('field.kind') },
            { name: say('field.customer') },
            { name: say('field.quantity'), figures: true },
            { name: say('field.price'), figures: true },
          ]}
          rows={invoice.lines.map((line) => [
            culture.day(line.day),
            line.person,
            say(`choice.kind.${line.kind}`),
            line.customerName ?? '',
            culture.decimal(line.quantity),
            money(line.price),
          ])}
        />
      </Card>
      {invoice.journals.map((journal) => (
        <Side key={journal.side} journal={journal} />
      ))}
      <Card>
        <Facts
          facts={[
            { name: say('field.issued'), value: culture.day(invoice.issued) },
            { name: say('field.due'), value: culture.day(invoice.due) },
            { name: say('field.taxPoint'), value: culture.day(invoice.taxPoint) },
            ...(invoice.note === null ? [] : [{ name: say('field.note'), value: invoice.note, wide: true }]),
          ]}
        />
      </Card>
      {invoice.eInvoicePossible ? <IntercompanyEInvoice invoice={invoice.id} eInvoice={invoice.eInvoice} /> : null}
      <History record="intercompanyInvoices" id={invoice.id} />
    </Page>
  )
}

function Side({ journal: { side, journal, number, entity, lines } }: { journal: Journal }) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const [first] = lines
  const title = say(`intercompany.ui.${side}`, { entity })
  return (
    <Card title={title} actions={<Go to={`/journals/${journal}`}>{number}</Go>}>
      <Table
        caption={`${title}, ${number}`}
        stacks
        columns={[
          { name: say('field.account') },
          { name: say('field.taxCode') },
          { name: first?.currency ?? '', figures: true },
          { name: `${say('field.entity')} ${first?.entityCurrency ?? ''}`, figures: true },
          { name: `${say('field.group')} ${first?.groupCurrency ?? ''}`, figures: true },
        ]}
        rows={lines.map((line) => [
          `${line.account} ${line.names?.[manifest.language] ?? line.names?.['en'] ?? ''}`,
          line.taxCode ?? '',
          culture.figures(line.currency, line.amount),
          culture.figures(line.entityCurrency, line.entityAmount),
          culture.figures(line.groupCurrency, line.groupAmount),
        ])}
      />
    </Card>
  )
}

function Print({ invoice }: { invoice: string }) {
  const say = useSay()
  const { port } = useHarmony()
  const { act, busy } = useAct('intercompany.print')
  const print = async (): Promise<void> => {
    const reply = await act({ invoice })
    if (!reply.ok) return toast({ tone: 'danger', text: reply.refusal.message })
    const saved = await port.download('intercompany.print', { invoice })
    if (!saved.ok) toast({ tone: 'danger', text: saved.refusal.message })
  }
  return (
    <Button look="primary" icon="download" busy={busy} onClick={() => void print()}>
      {say('intercompany.ui.print')}
    </Button>
  )
}
