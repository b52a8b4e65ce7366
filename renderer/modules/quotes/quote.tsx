import { useState } from 'react'
import { askOver, useAct, useAsk } from '../../app/ask.ts'
import { Go, useGo, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { Pending } from '../../app/pending.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Card, Facts, Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Menu } from '../../kit/popover.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Parts, Stack } from '../../kit/tall.tsx'
import { price, sentence } from '../billing/amounts.ts'
import { SignedByLink } from '../orders/to-take.tsx'
import { LinkCard } from '../signing/link-card.tsx'
import { AcceptDialog } from './accept.tsx'
import { AskedCard } from './asked.tsx'
import { CompareCard } from './compare.tsx'
import { CloseDialog } from './close.tsx'
import { FoundLink } from './found-link.tsx'
import { MarginTable } from './margin.tsx'
import { SaleLines } from './sale-lines.tsx'
import styles from './selling.module.css'
import { SaleSums } from './sums.tsx'
import { calledOf, openStates, type Quote, type QuoteState, type ShownQuote } from './types.ts'

const tones: Readonly<Record<QuoteState, Tone>> = {
  draft: 'neutral', issued: 'info', viewed: 'accent', accepted: 'ok', declined: 'danger', expired: 'warn', superseded: 'neutral', withdrawn: 'neutral',
} // prettier-ignore

/** A quote: what is offered, which versions went out and how they differ, who has to agree, and what comes next. */
export default function QuoteScreen() {
  const say = useSay()
  const id = useParam('quote')
  const { data, error } = useAsk<ShownQuote>('quotes.get', { quote: id }, { keep: true })
  useTitle(data && say('quotes.ui.called', { number: calledOf(data) }))
  if (error) return <Nothing whole icon="danger" title={say('quotes.get')} lead={error.message} />
  return data ? <Shown quote={data} /> : <Bones label={say('quotes.get')} lines={8} />
}

/** Somebody said yes to it, of the quote as it stands. */
const isAgreed = ({ approvals }: ShownQuote, kind: string): boolean =>
  approvals.some((a) => a.kind === kind && a.current && a.state === 'approved')

function Shown({ quote }: { quote: ShownQuote }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const customer = useAsk<{ customer: { name: string } }>(
    'customers.get',
    { customer: quote.customer },
    { enabled: quote.customer !== null },
  )
  const waiting = openStates.includes(quote.state) ? quote.needs.filter(({ kind }) => !isAgreed(quote, kind)) : []
  return (
    <Page>
      <PageHead
        title={say('quotes.ui.called', { number: calledOf(quote) })}
        chip={
          <>
            <Chip tone={tones[quote.state]}>{say(`choice.state.${quote.state}`)}</Chip>
            <Pending record="quotes" id={quote.id} />
          </>
        }
        lead={
          <>
            {quote.customer ? <Go to={`/customers/${quote.customer}`}>{customer.data?.customer.name ?? say('field.customer')}</Go> : null}
            {quote.title ? ` · ${quote.title}` : ''}
          </>
        }
      >
        {may('quotes.write') && openStates.includes(quote.state) ? <Acts quote={quote} /> : null}
      </PageHead>
      {quote.state === 'draft' && quote.version > 0 ? (
        <Notice tone="info">{say('quotes.ui.newVersion', { version: quote.version })}</Notice>
      ) : null}
      {quote.reason ? (
        <Notice tone="info" title={say('quotes.ui.declinedBecause')}>
          {quote.reason}
        </Notice>
      ) : null}
      {waiting.length > 0 ? (
        <Notice tone="warn" title={say('quotes.ui.waitsFor')}>
          <ul className={styles['says']}>
            {waiting.map((need) => (
              <li key={need.kind}>
                <strong>{say(`approvals.kind.${need.kind}`)}</strong>
                {need.reasons.map((step, i) => (
                  <span key={i}>{sentence(say, culture, step)}</span>
                ))}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {may('orders.read') && openStates.includes(quote.state) ? <SignedByLink subject={quote.id} /> : null}
      <SaleSums sums={quote} />
      <Parts aside={<Aside quote={quote} />}>
        <LinesCard quote={quote} />
        <CompareCard quote={quote} />
        <History record="quotes" id={quote.id} />
      </Parts>
    </Page>
  )
}

function Acts({ quote }: { quote: ShownQuote }) {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const [closing, setClosing] = useState<'decline' | 'withdraw' | null>(null)
  const [accepting, setAccepting] = useState(false)
  const issue = useAct<{ version: number }>('quotes.issue')
  const ask = useAct<Quote>('quotes.askApproval')
  const call = async <T,>(act: (input: unknown) => Promise<{ ok: true; result: T } | { ok: false; refusal: { message: string } }>, done: (result: T) => string) => {
    const reply = await act({ quote: quote.id }).catch((error: unknown) => ({ ok: false as const, refusal: { message: String(error) } }))
    toast(reply.ok ? { tone: 'ok', text: done(reply.result) } : { tone: 'danger', text: reply.refusal.message })
  } // prettier-ignore
  const agreed = quote.needs.every(({ kind }) => isAgreed(quote, kind))
  const asked = quote.approvals.some((a) => a.current && a.state === 'open')
  const issues = quote.state === 'draft' || quote.state === 'expired'
  return (
    <>
      <Button icon="draft" onClick={() => go(`/quotes/edit?quote=${quote.id}`)}>
        {say('quotes.ui.edit')}
      </Button>
      {quote.version > 0 && (quote.state === 'issued' || quote.state === 'viewed') && may('orders.read') && may('signing.sign') ? (
        <PaperButton quote={quote.id} />
      ) : null}
      {issues && agreed ? (
        <Button
          look="primary"
          icon="mail"
          busy={issue.busy}
          onClick={() => void call(issue.act, ({ version }) => say('quotes.ui.issued', { version }))}
        >
          {say('quotes.issue')}
        </Button>
      ) : null}
      {issues && !agreed && !asked ? (
        <Button look="primary" icon="shield" busy={ask.busy} onClick={() => void call(ask.act, () => say('quotes.ui.asked'))}>
          {say('quotes.askApproval')}
        </Button>
      ) : null}
      {quote.customer !== null && quote.lines.length > 0 && may('orders.write') ? (
        <Button icon="check" {...(issues ? {} : { look: 'primary' as const })} onClick={() => setAccepting(true)}>
          {say('quotes.ui.accept')}
        </Button>
      ) : null}
      <Menu
        target={<Button icon="more">{say('app.more')}</Button>}
        items={[
          ...(quote.version > 0 ? [{ label: say('quotes.decline'), icon: 'close' as const, does: () => setClosing('decline') }] : []),
          { label: say('quotes.withdraw'), icon: 'trash' as const, danger: true, does: () => setClosing('withdraw') },
        ]}
      />
      {closing ? <CloseDialog quote={quote} how={closing} onClose={() => setClosing(null)} /> : null}
      {accepting ? <AcceptDialog quote={quote} onClose={() => setAccepting(false)} /> : null}
    </>
  )
}

/** The quote as the customer gets it, with its options beside the rest: a file for a letter or a mail. */
function PaperButton({ quote }: { quote: string }) {
  const say = useSay()
  const { port } = useHarmony()
  const [busy, setBusy] = useState(false)
  const fetchIt = async (): Promise<void> => {
    setBusy(true)
    try {
      const { payload } = await askOver<{ payload: object }>(port, 'orders.quotePaper', { quote, options: true })
      const saved = await port.download('signing.preview', { payload })
      if (!saved.ok) toast({ tone: 'danger', text: saved.refusal.message })
    } catch (error) {
      toast({ tone: 'danger', text: error instanceof Error ? error.message : String(error) })
    }
    setBusy(false)
  }
  return (
    <Button icon="download" busy={busy} onClick={() => void fetchIt()}>
      {say('quotes.ui.asPdf')}
    </Button>
  )
}

function LinesCard({ quote }: { quote: ShownQuote }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <Card title={say('quotes.ui.onPaper')}>
      <SaleLines caption={say('quotes.ui.onPaper')} lines={quote.lines} />
      {quote.bundles.length > 0 ? (
        <ul className={styles['bundles']}>
          {quote.bundles.map((bundle) => (
            <li key={bundle.name}>
              {bundle.name}: {price(culture, quote.currency, bundle.price)}
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  )
}

function Aside({ quote }: { quote: ShownQuote }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const fact = (name: string, value: React.ReactNode) => (value ? [{ name: say(name), value, wide: true }] : [])
  const aged = quote.rates.filter(({ state }) => state !== 'fresh')
  return (
    <Stack>
      {quote.customer && (quote.state === 'issued' || quote.state === 'viewed') ? (
        <LinkCard subject={{ record: 'quotes', id: quote.id, entity: quote.entity, customer: quote.customer }} />
      ) : null}
      {may('purchases.read') ? (
        <Card title={say('quotes.ui.margin')}>
          <MarginTable figures={quote.figures} />
          <ul className={styles['says']}>
            {aged.map(({ from, to, rate, published, ageDays }) => (
              <li key={`${from}${to}`} className={styles['quiet']}>
                {rate && published
                  ? say('quotes.ui.rateOf', {
                      from,
                      to,
                      rate: culture.decimal(rate),
                      day: culture.day(published),
                      age: culture.count(ageDays ?? 0),
                    })
                  : say('quotes.ui.rateMissing', { from, to })}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {quote.approvals.length > 0 ? <AskedCard approvals={quote.approvals} /> : null}
      <Card title={say('quotes.ui.about')}>
        <Facts
          facts={[
            ...fact('field.validUntil', culture.day(quote.validUntil)),
            ...fact('field.entity', quote.entity),
            ...fact('field.owner', quote.ownerName),
            ...fact('field.reference', quote.reference),
            ...fact('field.start', quote.start && culture.day(quote.start)),
            ...fact(
              'field.opportunity',
              quote.opportunity && (
                <FoundLink list="opportunities.list" by="id" value={quote.opportunity} called={['name']} to="/opportunities" />
              ),
            ),
            ...fact(
              'quotes.ui.order',
              quote.state === 'accepted' && may('orders.read') && (
                <FoundLink list="orders.list" by="quote" value={quote.id} called={['number', 'reference']} to="/orders" />
              ),
            ),
            ...fact('field.pricedOn', culture.day(quote.pricedOn)),
            ...fact('field.note', quote.note),
          ]}
        />
      </Card>
    </Stack>
  )
}
