import { useEffect, useRef, useState } from 'react'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Icon } from '../../kit/icon.tsx'
import { Card } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { Clauses, PaperPage } from '../orders/paper.tsx'
import { LinkForm } from './link-form.tsx'
import { paperOf, savePdf, secretIn, type Opened } from './link-types.ts'
import styles from './link.module.css'

/** What somebody was asked to sign: who asks, what it comes to, every line and clause, and at the end the signature. */
export function LinkPage({ opened, again }: { opened: Opened; again: () => Promise<void> }) {
  const say = useSay()
  const culture = useCulture()
  const { payload } = opened
  const [signed, setSigned] = useState<string | null>(opened.signedAt)
  useEffect(() => setSigned(opened.signedAt), [opened.signedAt])
  const paper = paperOf(opened)
  const called = `${say(`choice.kind.${payload.kind}`)} ${payload.number ?? payload.reference ?? ''}`.trim()
  useEffect(() => void (document.title = `${called} · ${payload.seller.name}`), [called, payload.seller.name])
  return (
    <div className={styles['screen']} tabIndex={-1}>
      <main className={styles['page']} id="main">
        <header className={styles['head']}>
          <p className={styles['from']}>{payload.seller.name}</p>
          <h1>{called}</h1>
          <p>
            {payload.salesperson
              ? say('signing.ui.asks', { name: payload.salesperson, seller: payload.seller.name, buyer: payload.buyer.name })
              : say('signing.ui.asksOf', { seller: payload.seller.name, buyer: payload.buyer.name })}
          </p>
          {signed === null ? (
            <p className={styles['quiet']}>{say('signing.ui.openUntil', { when: culture.instant(opened.expiresAt) })}</p>
          ) : null}
        </header>
        {signed === null ? null : <Done opened={opened} signedAt={signed} />}
        <section className={styles['figures']} aria-label={say('signing.ui.totals')}>
          {payload.totals.map((total) => (
            <div key={total.period}>
              <span>{say(`signing.ui.${total.period}`)}</span>
              <strong>{culture.money(payload.currency, total.gross)}</strong>
              <small>
                {say('signing.ui.plusTax', {
                  net: culture.money(payload.currency, total.net),
                  tax: culture.money(payload.currency, total.tax),
                })}
              </small>
            </div>
          ))}
        </section>
        <Card
          title={say('signing.ui.document')}
          actions={
            <Button small icon="download" onClick={() => savePdf(opened.base64, opened.document.name)}>
              {say('signing.ui.pdf')}
            </Button>
          }
        >
          <div className={styles['form']}>
            <PaperPage paper={paper} />
            <h3>{say('orders.ui.clauses')}</h3>
            <Clauses paper={paper} />
          </div>
        </Card>
        {signed === null ? <LinkForm opened={opened} onSigned={setSigned} again={again} /> : null}
      </main>
    </div>
  )
}

/** Thanks, and the signed document to keep. */
function Done({ opened, signedAt }: { opened: Opened; signedAt: string }) {
  const say = useSay()
  const culture = useCulture()
  const { port } = useHarmony()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const head = useRef<HTMLHeadingElement>(null)
  const justNow = opened.signedAt === null
  useEffect(() => {
    if (justNow) head.current?.focus()
  }, [justNow])
  const save = async (): Promise<void> => {
    setBusy(true)
    setTrouble(null)
    try {
      const link = secretIn(location.hash)
      const printed = await port.call('signing.printByLink', { link })
      const reply = printed.ok ? await port.call('signing.linkFile', { link, signed: true }) : printed
      const file = reply.ok ? (reply.result as { readonly name: string; readonly base64: string }) : null
      if (file) savePdf(file.base64, file.name)
      else if (!reply.ok) setTrouble(reply.refusal.message)
    } catch {
      setTrouble(say('app.trouble.unreachable'))
    }
    setBusy(false)
  }
  return (
    <section className={styles['done']}>
      <h2 ref={head} tabIndex={-1}>
        <Icon name="check" size={20} /> {say(justNow ? 'signing.ui.thanks' : 'signing.ui.signedBefore')}
      </h2>
      <p>{say('signing.ui.thanksLead', { when: culture.instant(signedAt), seller: opened.payload.seller.name })}</p>
      <div>
        <Button look="primary" icon="download" busy={busy} onClick={() => void save()}>
          {say('signing.ui.signedPdf')}
        </Button>
      </div>
      {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
    </section>
  )
}
