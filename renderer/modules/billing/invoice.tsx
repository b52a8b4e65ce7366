import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Facts, Figure, Figures, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { EInvoiceCard } from '../einvoice/invoice-card.tsx'
import styles from './billing.module.css'
import { CreditDialog } from './credit.tsx'
import { WhyPanel } from './why.tsx'

interface Invoice {
  readonly invoice: {
    readonly id: string
    readonly number: string
    readonly entity: string
    readonly customer: string
    readonly buyer: {
      readonly name: string
      readonly lines: readonly string[]
      readonly country: string
      readonly taxId: string | null
      readonly language: string
    }
    readonly poNumber: string | null
    readonly issued: string
    readonly due: string
    readonly currency: string
    readonly net: string
    readonly tax: string
    readonly gross: string
    readonly entityCurrency: string
    readonly entityGross: string
    readonly groupCurrency: string
    readonly groupGross: string
    readonly run: string
    readonly postedAt: string
    readonly kind: 'invoice' | 'creditNote'
    readonly reason: string | null
  }
  readonly charges: readonly {
    readonly id: string
    readonly contract: string
    readonly contractNumber: string
    readonly lineNumber: number
    readonly description: string | null
    readonly product: string
    readonly productNames: Readonly<Record<string, string>>
    readonly from: string
    readonly to: string
    readonly quantity: string
    readonly net: string
    readonly taxCodes: readonly string[]
  }[]
  readonly taxes: readonly { readonly code: string; readonly rate: string; readonly base: string; readonly amount: string }[]
  readonly journal: {
    readonly rates: {
      readonly rates: readonly {
        readonly base: string
        readonly quote: string
        readonly value: string
        readonly day: string
        readonly source: string
      }[]
    }
    readonly seal: string
  } | null
  readonly lines: readonly {
    readonly position: number
    readonly account: string
    readonly currency: string
    readonly amount: string
    readonly entityAmount: string
    readonly groupAmount: string
    readonly taxCode: string | null
  }[]
  readonly open: { readonly open: string } | null
  readonly accounts: readonly { readonly code: string; readonly names: Readonly<Record<string, string>> }[]
  readonly credits: readonly {
    readonly id: string
    readonly corrects: string
    readonly kind: string
    readonly net: string
    readonly posted: boolean
    readonly run: string
    readonly invoice: string | null
    readonly number: string | null
  }[]
  readonly left: readonly { readonly charge: string; readonly left: string }[]
  readonly corrected: { readonly id: string; readonly number: string } | null
  readonly creditNotes: readonly {
    readonly id: string
    readonly number: string
    readonly issued: string
    readonly gross: string
    readonly reason: string | null
  }[]
}

/** An invoice with everything behind it: why each amount, what the ledger says, the printed document. */
export default function InvoiceScreen() {
  const say = useSay()
  const id = useParam('invoice')
  const { data, error } = useAsk<Invoice>('billing.invoice', { invoice: id })
  useTitle(data?.invoice.number)
  if (error) return <Nothing icon="danger" title={say('billing.invoice')} lead={error.message} />
  return data ? <Shown {...data} /> : <Bones label={say('billing.invoice')} lines={8} />
}

function Shown(shown: Invoice) {
  const { invoice, charges, taxes, journal, lines, open, accounts, credits, left, corrected, creditNotes } = shown
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const may = useMay()
  const [charge, setCharge] = useState<string | null>(null)
  const [crediting, setCrediting] = useState(false)
  const figures = (name: string) => ({ name, figures: true })
  const { currency } = invoice
  const nameOf = (names: Readonly<Record<string, string>>): string => names[manifest.language] ?? names['en'] ?? ''
  // The last day of a period is shown; its end lies a day later.
  const lastDay = (end: string): string => culture.day(new Date(Date.parse(`${end}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10))
  const isNote = invoice.kind === 'creditNote'
  const creditable = left.some((one) => one.left !== '0')
  const accountOf = (code: string): string => nameOf(accounts.find((one) => one.code === code)?.names ?? {})
  return (
    <Page>
      <PageHead
        title={invoice.number}
        chip={<Chip tone={isNote ? 'violet' : 'ok'}>{say(isNote ? 'choice.kind.creditNote' : 'choice.state.posted')}</Chip>}
        lead={<Go to={`/customers/${invoice.customer}`}>{invoice.buyer.name}</Go>}
      >
        {!isNote && creditable && may('billing.post') ? (
          <Button onClick={() => setCrediting(true)}>{say('billing.ui.how.credit')}</Button>
        ) : null}
        <Print invoice={invoice.id} />
      </PageHead>
      <Figures>
        <Figure
          word={say('field.gross')}
          value={culture.money(currency, invoice.gross)}
          lead={`${say('field.net')} ${culture.figures(currency, invoice.net)} · ${say('field.tax')} ${culture.figures(currency, invoice.tax)}`}
        />
        <Figure
          word={say('billing.ui.open')}
          value={culture.money(currency, open?.open ?? '0')}
          lead={`${say('field.due')} ${culture.day(invoice.due)}`}
        />
        <Figure word={say('field.entityGross')} value={culture.money(invoice.entityCurrency, invoice.entityGross)} />
        <Figure word={say('field.groupGross')} value={culture.money(invoice.groupCurrency, invoice.groupGross)} />
      </Figures>
      <div className={styles['locked']}>
        <Notice tone="info">
          {corrected ? (
            <>
              {say('billing.ui.correctsInvoice')} <Go to={`/invoices/${corrected.id}`}>{corrected.number}</Go>
              {invoice.reason ? ` – ${invoice.reason}` : ''}
            </>
          ) : (
            say('billing.ui.locked')
          )}
        </Notice>
      </div>
      <Card title={say('billing.ui.lines')}>
        <Table
          stacks
          caption={say('billing.ui.lines')}
          columns={[
            { name: say('billing.ui.position') },
            { name: say('billing.ui.what') },
            { name: say('field.contract') },
            { name: say('billing.ui.period') },
            figures(say('field.quantity')),
            { name: say('field.taxCodes') },
            figures(say('field.net')),
          ]}
          rows={charges.map((c, i) => [
            culture.count(i + 1),
            c.description ?? nameOf(c.productNames),
            <Go key="c" to={`/contracts/${c.contract}`}>{`${c.contractNumber} / ${c.lineNumber}`}</Go>,
            `${culture.day(c.from)} – ${lastDay(c.to)}`,
            culture.decimal(c.quantity),
            c.taxCodes.join(' + '),
            <button
              key="w"
              type="button"
              className={styles['whyButton']}
              onClick={() => setCharge(c.id)}
              aria-label={say('billing.ui.why', { amount: culture.money(currency, c.net) })}
            >
              {culture.figures(currency, c.net)}
            </button>,
          ])}
        />
      </Card>
      <Credited invoice={invoice} charges={charges} credits={credits} notes={creditNotes} />
      <Card title={say('invoiceTaxes')}>
        <Table
          stacks
          caption={say('invoiceTaxes')}
          columns={[{ name: say('field.code') }, figures(say('field.rate')), figures(say('field.base')), figures(say('field.amount'))]}
          rows={taxes.map((t) => [
            t.code,
            `${culture.decimal(t.rate)} %`,
            culture.figures(currency, t.base),
            culture.figures(currency, t.amount),
          ])}
        />
      </Card>
      <Card title={say('billing.ui.journal')}>
        <Table
          stacks
          caption={say('billing.ui.journal')}
          columns={[
            { name: say('field.account') },
            { name: say('field.taxCode') },
            figures(`${say('field.currency')} ${currency}`),
            figures(`${say('field.entityCurrency')} ${invoice.entityCurrency}`),
            figures(`${say('field.groupCurrency')} ${invoice.groupCurrency}`),
          ]}
          rows={lines.map((l) => [
            `${l.account} ${accountOf(l.account)}`,
            l.taxCode ?? '',
            culture.figures(currency, l.amount),
            culture.figures(invoice.entityCurrency, l.entityAmount),
            culture.figures(invoice.groupCurrency, l.groupAmount),
          ])}
        />
        {currency !== invoice.groupCurrency && journal ? (
          <p className={styles['below']}>
            {say('billing.ui.rateOf', { day: culture.day(invoice.issued) })}:{' '}
            {ratesOf(journal.rates.rates, [currency, invoice.entityCurrency, invoice.groupCurrency])
              .map((r) => `1 ${r.base} = ${culture.decimal(r.value)} ${r.quote} (${r.source})`)
              .join(' · ')}
          </p>
        ) : null}
      </Card>
      <Card>
        <Facts
          facts={[
            { name: say('field.issued'), value: culture.day(invoice.issued) },
            { name: say('field.due'), value: culture.day(invoice.due) },
            { name: say('field.entity'), value: invoice.entity },
            { name: say('field.poNumber'), value: invoice.poNumber ?? say('app.none') },
            { name: say('field.run'), value: <Go to={`/billing/runs/${invoice.run}`}>{say('billing.run')}</Go> },
            { name: say('field.postedAt'), value: culture.instant(invoice.postedAt) },
            ...(journal ? [{ name: say('field.seal'), value: <span className={styles['hash']}>{journal.seal}</span>, wide: true }] : []),
            { name: say('billing.ui.archive'), value: <Archived invoice={invoice.id} />, wide: true },
          ]}
        />
      </Card>
      <EInvoiceCard invoice={invoice.id} customer={invoice.customer} name={invoice.buyer.name} />
      <History record="invoices" id={invoice.id} />
      {charge ? <WhyPanel charge={charge} onClose={() => setCharge(null)} /> : null}
      {crediting ? (
        <CreditDialog
          invoice={invoice.id}
          number={invoice.number}
          currency={currency}
          lines={charges.map((c, i) => ({
            charge: c.id,
            name: `${i + 1}. ${c.description ?? nameOf(c.productNames)}`,
            left: left.find((one) => one.charge === c.id)?.left ?? '0',
          }))}
          owed={BigInt(open?.open ?? '0') > 0n}
          onClose={() => setCrediting(false)}
        />
      ) : null}
    </Page>
  )
}

/** What happened to an invoice since: its credit notes, and corrections of later runs. */
function Credited({
  invoice,
  charges,
  credits,
  notes,
}: {
  invoice: Invoice['invoice']
  charges: Invoice['charges']
  credits: Invoice['credits']
  notes: Invoice['creditNotes']
}) {
  const say = useSay()
  const culture = useCulture()
  if (credits.length === 0) return null
  const reasonOf = (id: string | null): string => notes.find((note) => note.id === id)?.reason ?? ''
  return (
    <Card title={say('billing.ui.happened')}>
      <Table
        stacks
        caption={say('billing.ui.happened')}
        columns={[
          { name: say('field.kind') },
          { name: say('billing.ui.position') },
          { name: say('field.invoice') },
          { name: say('billing.ui.reason') },
          { name: say('field.net'), figures: true },
        ]}
        rows={credits.map((c) => [
          say(`choice.kind.${c.kind}`),
          culture.count(charges.findIndex((own) => own.id === c.corrects) + 1),
          c.invoice ? (
            <Go key="i" to={`/invoices/${c.invoice}`}>
              {c.number ?? ''}
            </Go>
          ) : (
            say('billing.ui.proposedIn', { run: c.run })
          ),
          reasonOf(c.invoice),
          culture.figures(invoice.currency, c.net),
        ])}
      />
    </Card>
  )
}

/** The journal keeps all rates of its day; those between the currencies of this invoice are shown. */
function ratesOf<T extends { readonly base: string; readonly quote: string }>(all: readonly T[], used: readonly string[]): readonly T[] {
  const direct = all.filter((r) => used.includes(r.base) && used.includes(r.quote))
  return direct.length > 0 ? direct : all
}

function Print({ invoice }: { invoice: string }) {
  const say = useSay()
  const may = useMay()
  const { port } = useHarmony()
  const { act, busy } = useAct('documents.print')
  if (!may('documents.read')) return null
  const print = async (): Promise<void> => {
    const reply = await act({ invoice })
    if (!reply.ok) return toast({ tone: 'danger', text: reply.refusal.message })
    // The first print is in the archive now; what is given out are its bytes.
    const saved = await port.download('documents.ofInvoice', { invoice })
    if (!saved.ok) toast({ tone: 'danger', text: saved.refusal.message })
  }
  return (
    <Button look="primary" icon="download" busy={busy} onClick={() => void print()}>
      {say('billing.ui.print')}
    </Button>
  )
}

function Archived({ invoice }: { invoice: string }) {
  const say = useSay()
  const culture = useCulture()
  const { data } = useAsk<{ documents: readonly { archivedAt: string; file: { hash: string } }[] }>('documents.ofInvoice', { invoice })
  const first = data?.documents[0]
  if (!first) return <>{say('billing.ui.notPrinted')}</>
  return (
    <span className={styles['hash']}>{say('billing.ui.archived', { at: culture.instant(first.archivedAt), hash: first.file.hash })}</span>
  )
}
