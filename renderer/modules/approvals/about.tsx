import { useState, type ReactNode } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { detailPath } from '../../app/menu.ts'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Facts } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import styles from './approvals.module.css'
import { CreditText } from './credit-text.tsx'
import { DecideDialog, type Decision } from './decide.tsx'
import type { Approval, Shown } from './types.ts'

export const tones: Readonly<Record<Approval['state'], Tone>> = { open: 'warn', approved: 'ok', declined: 'danger', withdrawn: 'neutral' }

/** One approval as it stands: what is asked, why, whose it is to decide, and what follows. */
export function ApprovalText({ id, onDecided }: { id: string; onDecided?: () => void }) {
  const say = useSay()
  const culture = useCulture()
  const { data, error } = useAsk<Shown>('approvals.get', { id }, { keep: true })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('approvals.get')} lines={8} />
  const { approval, others, deciders, next } = data
  const steps = (list: readonly Step[]): ReactNode => list.map((step, i) => <li key={i}>{sentence(say, culture, step)}</li>)
  return (
    <div className={styles['about']}>
      <div className={styles['chips']}>
        <Chip tone={tones[approval.state]}>{say(`choice.state.${approval.state}`)}</Chip>
        <Chip>{say(`approvals.kind.${approval.kind}`)}</Chip>
      </div>
      <section>
        <h3>{say('approvals.ui.why')}</h3>
        <ul>{steps(approval.reasons)}</ul>
      </section>
      <About approval={approval} />
      <Acts approval={approval} {...(onDecided ? { onDecided } : {})} />
      {approval.state === 'open' ? (
        <section>
          <h3>{say('approvals.ui.who')}</h3>
          <p>{deciders.length > 0 ? deciders.map((d) => d.name).join(', ') : say('approvals.ui.nobody')}</p>
        </section>
      ) : null}
      <section>
        <h3>{say('approvals.ui.next')}</h3>
        <ul>{steps(next)}</ul>
      </section>
      {approval.customer !== null && approval.state === 'open' ? (
        <section>
          <h3>{say('approvals.ui.credit')}</h3>
          <CreditText customer={approval.customer} entity={approval.entity} />
        </section>
      ) : null}
      {others.length > 0 ? (
        <section>
          <h3>{say('approvals.ui.others')}</h3>
          <ul className={styles['others']}>
            {others.map((o) => (
              <li key={o.id}>
                <Go to={`/approvals/${o.id}`}>{say(`approvals.kind.${o.kind}`)}</Go>
                <Chip tone={tones[o.state]}>{say(`choice.state.${o.state}`)}</Chip>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

function About({ approval: a }: { approval: Approval }) {
  const say = useSay()
  const culture = useCulture()
  const subject = detailPath(`${a.record}.list`, { id: a.row })
  const fact = (name: string, value: ReactNode, wide = false) => ({ name: say(`field.${name}`), value, wide })
  return (
    <Facts
      facts={[
        fact('subject', subject ? <Go to={subject}>{a.subject}</Go> : a.subject, true),
        ...(a.customer && a.customerName ? [fact('customer', <Go to={`/customers/${a.customer}`}>{a.customerName}</Go>)] : []),
        fact('entity', a.entity),
        ...(a.currency && a.amount ? [fact('amount', culture.money(a.currency, a.amount))] : []),
        ...(a.groupCurrency && a.groupAmount && a.groupCurrency !== a.currency
          ? [fact('groupAmount', culture.money(a.groupCurrency, a.groupAmount))]
          : []),
        ...(a.percent ? [fact('percent', `${culture.decimal(a.percent)} %`)] : []),
        fact('askedByName', a.askedByName),
        fact('askedAt', culture.instant(a.askedAt)),
        ...(a.decidedByName
          ? [
              fact(
                'decidedByName',
                a.insteadOfName ? say('approvals.ui.for', { name: a.decidedByName, instead: a.insteadOfName }) : a.decidedByName,
              ),
            ]
          : []),
        ...(a.decidedAt ? [fact('decidedAt', culture.instant(a.decidedAt))] : []),
        ...(a.note ? [fact('note', a.note, true)] : []),
      ]}
    />
  )
}

/** What the caller may do with it, or why they may not. */
function Acts({ approval, onDecided }: { approval: Approval; onDecided?: () => void }) {
  const say = useSay()
  const may = useMay()
  const [deciding, setDeciding] = useState<Decision | null>(null)
  const { act, busy } = useAct<Approval>('approvals.withdraw')
  if (approval.state !== 'open' || !approval.current) return null
  const withdraw = async (): Promise<void> => {
    const reply = await act({ id: approval.id }).catch((error: unknown) => ({ ok: false as const, refusal: { message: String(error) } }))
    toast(reply.ok ? { tone: 'ok', text: say('approvals.ui.withdrawn') } : { tone: 'danger', text: reply.refusal.message })
  }
  return (
    <div className={styles['acts']}>
      {approval.decides && may('approvals.decide') ? (
        <>
          {approval.standsInFor ? <Notice tone="info">{say('approvals.ui.standingIn', { name: approval.standsInFor })}</Notice> : null}
          <div className={styles['buttons']}>
            <Button onClick={() => setDeciding('decline')}>{say('choice.decision.decline')}</Button>
            <Button look="primary" icon="check" onClick={() => setDeciding('approve')}>
              {say('choice.decision.approve')}
            </Button>
          </div>
        </>
      ) : approval.refusal && may('approvals.decide') ? (
        <Notice tone="info">{say(approval.refusal, approval.about)}</Notice>
      ) : null}
      <WithdrawButton approval={approval} busy={busy} onClick={() => void withdraw()} />
      {deciding ? (
        <DecideDialog decision={deciding} approvals={[approval]} onClose={() => setDeciding(null)} onDone={() => onDecided?.()} />
      ) : null}
    </div>
  )
}

function WithdrawButton({ approval, busy, onClick }: { approval: Approval; busy: boolean; onClick: () => void }) {
  const say = useSay()
  const { data: me } = useAsk<{ user: string }>('people.me', {})
  return me?.user === approval.askedBy ? (
    <div className={styles['buttons']}>
      <Button busy={busy} onClick={onClick}>
        {say('approvals.ui.takeBack')}
      </Button>
    </div>
  ) : null
}
