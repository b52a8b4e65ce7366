import { useAsk } from '../../app/ask.ts'
import { useCulture, type CultureFormats } from '../../app/harmony.tsx'
import { ContextPanel } from '../../app/panel.tsx'
import { useSay, type Say } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { price, sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import styles from './indexation.module.css'
import type { ProposalState } from './types.ts'

interface Why {
  readonly customerName: string
  readonly contractNumber: string
  readonly currency: string
  readonly oldPrice: string | null
  readonly newPrice: string | null
  readonly steps: readonly Step[]
  readonly holds: boolean
  readonly proposal: {
    readonly state: ProposalState
    readonly reason: string | null
    readonly about: Readonly<Record<string, string>>
    readonly note: string | null
    readonly decidedBy: string | null
    readonly decidedAt: string | null
  }
}

/** Why this price? In the panel beside the list, so that one can walk through the prices. */
export function WhyPanel({ proposal, onClose }: { proposal: string; onClose: () => void }) {
  const say = useSay()
  const { data, error } = useAsk<Why>('indexation.why', { proposal }, { keep: true })
  return (
    <ContextPanel title={say('indexation.why')} onClose={onClose}>
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : data ? (
        <WhyText why={data} />
      ) : (
        <Bones label={say('indexation.why')} lines={6} />
      )}
    </ContextPanel>
  )
}

function WhyText({ why }: { why: Why }) {
  const say = useSay()
  const culture = useCulture()
  const { oldPrice, newPrice, currency, proposal } = why
  const [due, ...rest] = why.steps
  return (
    <>
      <p className={styles['who']}>{`${why.customerName} · ${why.contractNumber}`}</p>
      <p className={styles['beside']}>
        {oldPrice ? newPrice ? <del>{price(culture, currency, oldPrice)}</del> : price(culture, currency, oldPrice) : null}
        {newPrice ? price(culture, currency, newPrice) : null}
        <Chip tone={toneOf(proposal.state)}>{say(`choice.state.${proposal.state}`)}</Chip>
      </p>
      {proposal.reason ? <Notice tone="warn">{reasonText(say, culture, proposal.reason, proposal.about)}</Notice> : null}
      {due ? <p className={styles['due']}>{sentence(say, culture, due)}</p> : null}
      <ol className={styles['steps']}>
        {rest.map((step, i) => (
          <li key={i}>{sentence(say, culture, step)}</li>
        ))}
      </ol>
      {proposal.note ? <p>{`${say('field.note')}: ${proposal.note}`}</p> : null}
      {proposal.decidedBy && proposal.decidedAt ? (
        <p className={styles['who']}>
          {say('indexation.ui.decided', { who: proposal.decidedBy, at: culture.instant(proposal.decidedAt) })}
        </p>
      ) : null}
      {newPrice ? (
        <Notice tone={why.holds ? 'ok' : 'danger'}>{say(why.holds ? 'indexation.ui.replays' : 'indexation.ui.differs')}</Notice>
      ) : null}
    </>
  )
}

/** The reason with what it speaks of: the day until which a price is bound, the month whose value is missing. */
export function reasonText(say: Say, culture: CultureFormats, reason: string, about: Readonly<Record<string, string>>): string {
  const word = say(`choice.reason.${reason}`)
  if (reason === 'bound' && about['day']) return say('indexation.ui.until', { reason: word, day: culture.day(about['day']) })
  if (reason === 'noIndexValue' && about['month'])
    return say('indexation.ui.missing', { reason: word, index: about['index'] ?? '', month: culture.month(`${about['month']}-01`) })
  if (about['day']) return say('indexation.ui.since', { reason: word, day: culture.day(about['day']) })
  return about['currency'] ? `${word}: ${about['currency']}` : word
}
