import { useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import type { Doing } from './contract.tsx'
import { useEventText } from './event-text.ts'
import styles from './timeline.module.css'
import type { Contract, ContractEvent } from './types.ts'

/** What happened and is answered by an act of its own, not by taking it back. */
const standing = ['activate', 'withdraw', 'terminate', 'novate', 'renew', 'retract']

/** Every change that was recorded, the last one first: when, by whom, from which day, and whether it was taken back since. */
export function HistoryCard({ of: { contract }, onDo }: { of: Contract; onDo?: (doing: Doing) => void }) {
  const say = useSay()
  const { data, error } = useAsk<{ events: readonly ContractEvent[] }>('contracts.timeline', { contract: contract.id })
  const changes = (data?.events ?? [])
    .filter((event) => event.recordedAt !== null)
    .toSorted((a, b) => (a.recordedAt! < b.recordedAt! ? 1 : a.recordedAt! > b.recordedAt! ? -1 : 0))
  return (
    <Card title={say('contracts.ui.tab.history')}>
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : !data ? (
        <Bones label={say('contracts.ui.tab.history')} lines={6} />
      ) : changes.length === 0 ? (
        <Nothing icon="clock" title={say('contracts.ui.noChanges')} lead={say('contracts.ui.noChangesLead')} />
      ) : (
        <ol className={styles['history']}>
          {changes.map((event) => (
            <Change key={`${event.change} ${event.recordedAt}`} event={event} {...(onDo ? { onDo } : {})} />
          ))}
        </ol>
      )}
    </Card>
  )
}

function Change({ event, onDo }: { event: ContractEvent; onDo?: (doing: Doing) => void }) {
  const say = useSay()
  const culture = useCulture()
  const text = useEventText()
  const takes = onDo && event.change !== null && !event.retracted && !standing.includes(event.event)
  return (
    <li data-gone={event.retracted || undefined}>
      <span className={styles['when']}>
        <time dateTime={event.recordedAt!} className="figures">
          {culture.instant(event.recordedAt!)}
        </time>
        <small>{event.recordedBy}</small>
      </span>
      <span className={styles['kind']}>
        <Chip tone={event.retracted ? 'neutral' : 'accent'}>{say(`choice.event.${event.event}`)}</Chip>
        {event.retracted ? <Chip tone="warn">{say('contracts.ui.takenBack')}</Chip> : null}
      </span>
      <span className={styles['what']}>
        <span>{say('contracts.ui.from', { day: culture.day(event.on) })}</span>
        {event.lineNumber === null ? null : <span>{say('contracts.ui.ofLines', { count: 1, lines: event.lineNumber })}</span>}
        {text(event) ? <span>{text(event)}</span> : null}
      </span>
      {takes ? (
        <Button
          small
          onClick={() => onDo({ does: 'retract', event })}
          aria-label={say('contracts.ui.retractTitle', { what: say(`choice.event.${event.event}`) })}
        >
          {say('contracts.retract')}
        </Button>
      ) : null}
    </li>
  )
}
