import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { ContextPanel } from '../../app/panel.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Facts } from '../../kit/page.tsx'
import { Notice } from '../../kit/state.tsx'
import { Parts } from '../../kit/tall.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Doing } from './contract.tsx'
import styles from './contracts.module.css'
import { FundsCard } from './funds-card.tsx'
import { LinesCard } from './lines-card.tsx'
import { RecipientCard } from './recipient-card.tsx'
import { lastDay } from './states.ts'
import type { Contract, NextCharge, Worth } from './types.ts'

/** What is sold and what it costs next; beside it what is prepaid, what comes up and who buys. */
export function Overview({ of, onDo }: { of: Contract; onDo?: (doing: Doing) => void }) {
  const say = useSay()
  const may = useMay()
  const { contract, lines } = of
  const { data } = useAsk<Worth>('contracts.worth', { contract: contract.id })
  const [why, setWhy] = useState<NextCharge | null>(null)
  return (
    <>
      <Parts
        aside={
          <>
            {may('funds.read') ? <FundsCard contract={contract.id} /> : null}
            <ComingCard of={of} />
            <CustomerCard of={of} />
            <RecipientCard contract={contract.id} />
          </>
        }
      >
        {(data?.blocked ?? []).map((block) => (
          <Notice key={`${block.lineNumber} ${block.reason}`} tone="warn">
            {say('contracts.ui.blocked', { line: block.lineNumber, reason: say(`choice.reason.${block.reason}`) })}
          </Notice>
        ))}
        <LinesCard lines={lines} next={data?.charges ?? []} onWhy={setWhy} {...(onDo ? { onDo } : {})} />
      </Parts>
      {why ? <NextWhy charge={why} onClose={() => setWhy(null)} /> : null}
    </>
  )
}

/** Why the next invoice will carry this amount. */
function NextWhy({ charge, onClose }: { charge: NextCharge; onClose: () => void }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <ContextPanel title={say('billing.ui.why', { amount: culture.money(charge.currency, charge.net) })} onClose={onClose}>
      <p className={styles['none']}>
        {say('contracts.ui.nextPeriod', { from: culture.day(charge.from), to: culture.day(lastDay(charge.to)) })}
      </p>
      <ol className={styles['steps']}>
        {charge.steps.map((step, i) => (
          <li key={i}>{sentence(say, culture, step)}</li>
        ))}
      </ol>
    </ContextPanel>
  )
}

/** Events that people act upon; the rest is on the timeline. */
const telling = ['boundUntil', 'customerNoticeBy', 'supplierNoticeBy', 'termEnd', 'renews', 'upliftDue', 'uplift', 'ends', 'ramp', 'quantity', 'price', 'free', 'suspend', 'resume', 'start'] // prettier-ignore
function ComingCard({ of: { contract } }: { of: Contract }) {
  const say = useSay()
  const culture = useCulture()
  const { data, error } = useAsk<{
    events: readonly { on: string; event: string; ahead: boolean; retracted: boolean; lineNumber: number | null }[]
  }>('contracts.timeline', { contract: contract.id })
  const days = new Map<string, { on: string; event: string; lines: number[] }>()
  for (const { on, event, ahead, retracted, lineNumber } of data?.events ?? []) {
    if (!ahead || retracted || !telling.includes(event)) continue
    const sofar = days.get(`${on} ${event}`) ?? { on, event, lines: [] }
    days.set(`${on} ${event}`, { ...sofar, lines: lineNumber === null ? sofar.lines : [...new Set([...sofar.lines, lineNumber])] })
  }
  const coming = [...days.values()].slice(0, 6)
  return (
    <Card
      title={say('contracts.ui.comes')}
      actions={<Go to={`/contracts/${contract.id}?tab=timeline`}>{say('contracts.ui.wholeTimeline')}</Go>}
    >
      {error ? <Notice tone="warn">{error.message}</Notice> : null}
      {data && coming.length === 0 ? <p className={styles['none']}>{say('contracts.ui.nothingComes')}</p> : null}
      <ul className={styles['timeline']}>
        {coming.map(({ on, event, lines }) => (
          <li key={`${on} ${event}`}>
            <time dateTime={on}>{culture.day(on)}</time>
            <span>
              {say(`choice.event.${event}`)}
              {lines.length > 0 ? <small>{say('contracts.ui.ofLines', { count: lines.length, lines: lines.join(', ') })}</small> : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function CustomerCard({ of: { contract, customer } }: { of: Contract }) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const names = new Intl.DisplayNames([manifest.language], { type: 'region' })
  return (
    <Card title={say('field.customer')}>
      <Facts
        facts={[
          { name: say('field.name'), value: <Go to={`/customers/${customer.id}`}>{customer.name}</Go>, wide: true },
          ...(customer.address.length > 0 ? [{ name: say('field.address'), value: customer.address.join(', '), wide: true }] : []),
          { name: say('field.country'), value: names.of(customer.country) ?? customer.country },
          { name: say('field.paymentDays'), value: culture.count(customer.paymentDays) },
          ...(customer.family ? [{ name: say('field.family'), value: customer.family }] : []),
          ...(customer.invoiceBy ? [{ name: say('field.invoiceBy'), value: say(`choice.invoiceBy.${customer.invoiceBy}`) }] : []),
          ...(customer.poRequired ? [{ name: say('field.poRequired'), value: say('app.yes') }] : []),
          { name: say('field.entity'), value: <Go to={`/entities/${contract.entity}`}>{contract.entity}</Go> },
        ]}
      />
    </Card>
  )
}
