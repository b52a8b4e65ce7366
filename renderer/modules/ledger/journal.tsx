import { useAsk } from '../../app/ask.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Facts, Page, PageHead, Table } from '../../kit/page.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import styles from './ledger.module.css'

interface KeptRate {
  readonly source: string
  readonly base: string
  readonly quote: string
  readonly day: string
  readonly value: string
  readonly override?: string
}
interface Journal {
  readonly id: string
  readonly number: string
  readonly document: string
  readonly entity: string
  readonly source: string
  readonly narrative: string | null
  readonly postedOn: string
  readonly postedAt: string
  readonly currency: string
  readonly entityCurrency: string
  readonly groupCurrency: string
  readonly seal: string
  /** What its amounts went through; journals in one currency have none. */
  readonly rates: { readonly rates?: readonly KeptRate[] }
  readonly reversedBy: string | null
  readonly reversedByNumber: string | null
  readonly lines: readonly {
    readonly position: number
    readonly account: string
    readonly names: Readonly<Record<string, string>> | null
    readonly customer: string | null
    readonly customerName: string | null
    readonly taxCode: string | null
    readonly amount: string
    readonly entityAmount: string
    readonly groupAmount: string
  }[]
}

/** The charge of an entry of work, with what it cost and what was agreed. */
const chargesFor = (entry: string): string =>
  `/list/transfer.charges?f=${encodeURIComponent(JSON.stringify([{ field: 'entry', is: 'equal', value: entry }]))}`

/** Where the record behind a journal can be looked at, by kind of document. */
const sources: Readonly<Record<string, (source: string) => string>> = {
  invoice: (id) => `/invoices/${id}`,
  creditNote: (id) => `/invoices/${id}`,
  reversal: (id) => `/journals/${id}`,
  recognition: () => '/recognition',
  fund: () => '/list/funds.movements',
  supplierInvoice: (id) => `/payables/invoices/${id}`,
  supplierCredit: (id) => `/payables/invoices/${id}`,
  manual: (id) => `/adjustments/${id}`,
  labour: chargesFor,
  intercompany: chargesFor,
  intercompanyInvoice: (id) => `/intercompany/${id}`,
}

/** One journal: its lines in three currencies with the names of their accounts, and what it comes from. */
export default function JournalScreen() {
  const say = useSay()
  const id = useParam('journal')
  const { data, error } = useAsk<Journal>('ledger.journal', { journal: id })
  useTitle(data?.number)
  if (error) return <Nothing whole icon="danger" title={say('ledger.journal')} lead={error.message} />
  return data ? <Shown journal={data} /> : <Bones label={say('ledger.journal')} lines={8} />
}

function Shown({ journal }: { journal: Journal }) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const { currency, entityCurrency, groupCurrency, lines, reversedBy } = journal
  const taxed = lines.some((line) => line.taxCode !== null)
  // The receiver's side of an invoice within the group names its tax; that of a charge names none.
  const document = journal.document === 'intercompany' && taxed ? 'intercompanyInvoice' : journal.document
  const source = sources[document]?.(journal.source)
  const kept = journal.rates.rates ?? []
  const rateText = ({ base, value, quote, source: from, day, override }: KeptRate): string =>
    [`1 ${base} = ${culture.decimal(value)} ${quote} (${from}, ${culture.day(day)})`, ...(override ? [say('field.override')] : [])].join(
      ' · ',
    )
  const figures = (word: string, of: string) => ({ name: `${say(word)} ${of}`, figures: true })
  return (
    <Page>
      <PageHead
        title={journal.number}
        chip={<Chip tone="info">{say(`choice.document.${journal.document}`)}</Chip>}
        lead={say('ledger.ui.postedFor', { day: culture.day(journal.postedOn), entity: journal.entity })}
      />
      {reversedBy ? (
        <Notice tone="info" action={<Go to={`/journals/${reversedBy}`}>{journal.reversedByNumber}</Go>}>
          {say('ledger.ui.reversed', { number: journal.reversedByNumber ?? '' })}
        </Notice>
      ) : null}
      <Card title={say('ledger.ui.lines')}>
        <Table
          caption={say('ledger.ui.lines')}
          columns={[
            { name: say('field.account') },
            ...(taxed ? [{ name: say('field.taxCode') }] : []),
            figures('field.currency', currency),
            figures('field.entityCurrency', entityCurrency),
            figures('field.groupCurrency', groupCurrency),
          ]}
          rows={lines.map((line) => [
            <span key="a" className={styles['account']}>
              <b>{line.account}</b> {line.names?.[manifest.language] ?? line.names?.['en'] ?? ''}
              {line.customer ? <Go to={`/customers/${line.customer}`}>{line.customerName ?? say('field.customer')}</Go> : null}
            </span>,
            ...(taxed ? [line.taxCode ?? ''] : []),
            culture.figures(currency, line.amount),
            culture.figures(entityCurrency, line.entityAmount),
            culture.figures(groupCurrency, line.groupAmount),
          ])}
        />
        <p className={styles['below']}>{say('ledger.ui.sign')}</p>
      </Card>
      <Card>
        <Facts
          facts={[
            { name: say('field.document'), value: say(`choice.document.${journal.document}`) },
            { name: say('field.postedOn'), value: culture.day(journal.postedOn) },
            { name: say('field.entity'), value: journal.entity },
            ...(journal.narrative ? [{ name: say('field.narrative'), value: journal.narrative }] : []),
            ...(source ? [{ name: say('ledger.ui.source'), value: <Go to={source}>{say(`ledger.ui.${document}`)}</Go> }] : []),
            ...(kept.length > 0 ? [{ name: say('field.rates'), value: kept.map(rateText).join('; '), wide: true }] : []),
            { name: say('field.postedAt'), value: culture.instant(journal.postedAt) },
            { name: say('field.seal'), value: <span className={styles['hash']}>{journal.seal}</span>, wide: true },
          ]}
        />
      </Card>
    </Page>
  )
}
