import { useMemo, useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useHarmony, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Segments } from '../../kit/choices.tsx'
import { Card } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { textIn } from '../catalog/product-text.ts'
import { useEventText } from './event-text.ts'
import type { Doing } from './contract.tsx'
import { groupOfEvent, groups, type Group } from './event-groups.ts'
import { canTryEnd, movablesOf, triedEnd, type Moving } from './moving.ts'
import { Simulation } from './simulation.tsx'
import { Strip } from './strip.tsx'
import styles from './timeline.module.css'
import type { Contract, ContractEvent } from './types.ts'

const tones: Readonly<Record<Group, Tone>> = { deadlines: 'warn', terms: 'violet', prices: 'info', events: 'accent' }

/** Everything that happened to the contract and is to come, on one line of time, with today in it. What was changed can be tried on another day. */
export function TimelineCard({ of: { contract, lines }, onDo }: { of: Contract; onDo?: (doing: Doing) => void }) {
  const say = useSay()
  const { manifest } = useHarmony()
  const { data, error } = useAsk<{ events: readonly ContractEvent[] }>('contracts.timeline', { contract: contract.id })
  const [group, setGroup] = useState<Group | 'all'>('all')
  const [line, setLine] = useState<string>('all')
  const [moving, setMoving] = useState<Moving | null>(null)
  const today = useToday()
  const shown = useMemo(
    () =>
      (data?.events ?? []).filter(
        (event) =>
          (group === 'all' || groupOfEvent(event.event) === group) && (line === 'all' || event.line === line || event.line === null),
      ),
    [data, group, line],
  )
  const movables = movablesOf(shown, lines)
  const open = lines.filter((one) => canTryEnd(one) && (line === 'all' ? lines.length === 1 : one.id === line))
  const tried = moving && !movables.some((one) => one.key === moving.of.key) ? [moving.of] : []
  const save = (): void => {
    if (!moving || !onDo) return
    const { of, day } = moving
    setMoving(null)
    onDo({ does: 'move', of, on: day })
  }
  return (
    <Card title={say('contracts.timeline')}>
      <div className={styles['tools']}>
        <Segments
          label={say('contracts.ui.filter')}
          value={group}
          onChange={setGroup}
          options={(['all', ...groups] as const).map((value) => ({ value, label: say(`contracts.ui.group.${value}`) }))}
        />
        <Choose
          label={say('field.line')}
          bare
          value={line}
          onChange={(next) => setLine(next ?? 'all')}
          options={[
            { value: 'all', label: say('contracts.ui.allLines') },
            ...lines.map((one) => ({
              value: one.id,
              label: say('contracts.ui.lineOf', {
                line: one.number,
                product: one.description ?? textIn(manifest.language, one.productNames),
              }),
            })),
          ]}
        />
        {open.map((one) =>
          moving ? null : (
            <Button
              key={one.id}
              small
              icon="calendar"
              onClick={() => setMoving({ of: triedEnd(one, today), day: triedEnd(one, today).on })}
            >
              {say('contracts.ui.tryEnd')}
            </Button>
          ),
        )}
      </div>
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : !data ? (
        <Bones label={say('contracts.timeline')} lines={8} />
      ) : shown.length === 0 ? (
        <Nothing icon="calendar" title={say('contracts.ui.noEvents')} lead={say('contracts.ui.noEventsLead')} />
      ) : (
        <>
          <Strip events={shown} movables={[...movables, ...tried]} moving={moving} onMove={setMoving} onSave={save} />
          {moving ? <Simulation contract={contract.id} moving={moving} onMove={setMoving} {...(onDo ? { onSave: save } : {})} /> : null}
          {!moving && movables.length > 0 ? <p className={styles['hint']}>{say('contracts.ui.handleHint')}</p> : null}
          <Days events={shown} />
        </>
      )}
    </Card>
  )
}

interface Told {
  readonly event: ContractEvent
  readonly lines: readonly number[]
}
/** The same event of several lines on one day is told once. */
function together(events: readonly ContractEvent[]): readonly Told[] {
  const found = new Map<string, Told>()
  for (const event of events) {
    const { line: _line, lineNumber, change, recordedAt, ...same } = event
    const key = JSON.stringify(same)
    const sofar = found.get(key) ?? { event, lines: [] }
    found.set(key, { event: sofar.event, lines: lineNumber === null ? sofar.lines : [...sofar.lines, lineNumber] })
  }
  return [...found.values()]
}

function Days({ events }: { events: readonly ContractEvent[] }) {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const told = together(events)
  const next = told.findIndex(({ event }) => event.on > today)
  return (
    <ol className={styles['days']}>
      {told.map((one, i) => [
        i === next ? <Today key="today" day={culture.day(today)} word={say('contracts.ui.today')} /> : null,
        <Event key={i} {...one} />,
      ])}
      {next < 0 ? <Today day={culture.day(today)} word={say('contracts.ui.today')} /> : null}
    </ol>
  )
}
const Today = ({ day, word }: { day: string; word: string }) => (
  <li className={styles['now']}>
    <span className="figures">{day}</span>
    <strong>{word}</strong>
  </li>
)
function Event({ event, lines }: Told) {
  const say = useSay()
  const culture = useCulture()
  const text = useEventText()
  return (
    <li data-ahead={event.ahead || undefined} data-gone={event.retracted || undefined}>
      <time dateTime={event.on} className="figures">
        {culture.day(event.on)}
      </time>
      <span className={styles['kind']}>
        <Chip tone={tones[groupOfEvent(event.event)]}>{say(`choice.event.${event.event}`)}</Chip>
      </span>
      <span className={styles['what']}>
        {lines.length > 0 ? <span>{say('contracts.ui.ofLines', { count: lines.length, lines: lines.join(', ') })}</span> : null}
        {text(event) ? <span>{text(event)}</span> : null}
        {event.retracted ? <em>{say('contracts.ui.takenBack')}</em> : null}
        {event.recordedAt ? <small>{say('contracts.ui.recorded', { at: culture.instant(event.recordedAt) })}</small> : null}
      </span>
    </li>
  )
}
