import type { ReactNode } from 'react'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { Go } from '../../app/go.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icon.tsx'
import { Button } from '../../kit/parts.tsx'
import { sentence } from '../billing/amounts.ts'
import { MarginTable } from '../quotes/margin.tsx'
import styles from './capture.module.css'
import type { Check, Finding } from './types.ts'

const icons = { missing: 'danger', warning: 'warn', advice: 'info' } as const
const states: Readonly<Record<string, Tone>> = {
  willBeAsked: 'warn',
  open: 'warn',
  approved: 'ok',
  declined: 'danger',
  withdrawn: 'neutral',
}

/** The deal coach: what is missing and how to get it, what would sell better, who must agree and why, what the credit leaves, what it earns. */
export function Coach({ check, acts }: { check: Check; acts?: (finding: Finding) => ReactNode }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  return (
    <div className={styles['coach']}>
      {check.ready ? (
        <p className={styles['ready']}>
          <Icon name="check" /> {say('orders.ui.ready')}
        </p>
      ) : null}
      <ul className={styles['findings']} aria-label={say('orders.ui.findings')}>
        {check.findings.map((finding, i) => (
          <li key={i} data-weight={finding.weight}>
            <Icon name={icons[finding.weight]} />
            <span>
              <span className="unseen">{say(`orders.ui.weight.${finding.weight}`)}: </span>
              {finding.line === null ? '' : `${say('orders.ui.line', { number: finding.line })}: `}
              {finding.steps.map((step) => sentence(say, culture, step)).join(' ')}
            </span>
            {acts ? <span className={styles['findingActs']}>{acts(finding)}</span> : null}
          </li>
        ))}
      </ul>
      <h3>{say('orders.ui.approvals')}</h3>
      {check.approvals.length === 0 ? <p className={styles['quiet']}>{say('orders.ui.noApproval')}</p> : null}
      <ul className={styles['needs']}>
        {check.approvals.map(({ kind, reasons, state }) => (
          <li key={kind}>
            <span>
              <strong>{say(`approvals.kind.${kind}`)}</strong>{' '}
              <Chip tone={states[state] ?? 'neutral'}>
                {say(state === 'willBeAsked' ? 'orders.ui.willBeAsked' : `choice.state.${state}`)}
              </Chip>
            </span>
            {reasons.map((step, i) => (
              <span key={i}>{sentence(say, culture, step)}</span>
            ))}
          </li>
        ))}
      </ul>
      {check.credit.length > 0 ? (
        <>
          <h3>{say('orders.ui.credit')}</h3>
          <ul className={styles['needs']} data-tone={check.creditExceeded ? 'danger' : undefined}>
            {check.credit.map((step, i) => (
              <li key={i}>{sentence(say, culture, step)}</li>
            ))}
          </ul>
        </>
      ) : null}
      {may('purchases.read') ? (
        <>
          <h3>{say('quotes.ui.margin')}</h3>
          <MarginTable figures={check.figures} />
        </>
      ) : null}
    </div>
  )
}

/** What can be done about something that is missing. */
export function findingActs({
  finding,
  onPo,
  onPoFollows,
  onContact,
  onLines,
  word,
}: {
  finding: Finding
  onPo: () => void
  onPoFollows: () => void
  onContact: () => void
  onLines: () => void
  word: (key: string) => string
}): ReactNode {
  const code = finding.steps[0]?.say
  const button = (key: string, does: () => void) => (
    <Button key={key} small onClick={does}>
      {word(key)}
    </Button>
  )
  if (code === 'orders.check.noPo') return [button('orders.ui.addNow', onPo), button('orders.ui.toFollow', onPoFollows)]
  if (code === 'orders.check.poFollows') return [button('orders.ui.addNow', onPo)]
  if (code === 'orders.check.noContact') return [button('orders.ui.addNow', onContact)]
  if (code === 'orders.check.noLines' || finding.line !== null) return [button('orders.ui.toLines', onLines)]
  if (code === 'orders.check.noClause') return <Go to="/clauses">{word('orders.ui.toTerms')}</Go>
  return null
}
