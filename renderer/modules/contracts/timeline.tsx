import { useMemo, useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useHarmony, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Segments } from '../../kit/choices.tsx'
import { Card } from '../../kit/page.tsx'
import { Choose } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { textIn } from '../catalog/product-text.ts'
import { useEventText } from './event-text.ts'
import styles from './timeline.module.css'
import type { Contract, ContractEvent } from './types.ts'

/** What the events of one colour have in common. */
export const groups = ['deadlines', 'terms', 'prices', 'events'] as const
type Group = (typeof groups)[number]
const groupOf: Readonly<Record<string, Group>> = {
  customerNoticeBy: 'deadlines', supplierNoticeBy: 'deadlines', termEnd: 'terms', renews: 'terms', renew: 'terms', ends: 'terms', end: 'terms', notice: 'terms', withdraw: 'terms',
  terminate: 'terms', boundUntil: 'prices', upliftDue: 'prices', uplift: 'prices', price: 'prices', version: 'prices', free: 'prices',
} // prettier-ignore
const kindOf = (event: string): Group => groupOf[event] ?? 'events'
const tones: Readonly<Record<Group, Tone>> = { deadlines: 'warn', terms: 'violet', prices: 'info', events: 'accent' }

/** Everything that happened to the contract and is to come, on one line of time, with today in it. */
export function TimelineCard({ of: { contract, lines } }: { of: Contract }) {
  const say = useSay()
  const { manifest } = useHarmony()
  const { data, error } = useAsk<{ events: readonly ContractEvent[] }>('contracts.timeline', { contract: contract.id })
  const [group, setGroup] = useState<Group | 'all'>('all')
  const [line, setLine] = useState<string>('all')
  const shown = useMemo(
    () =>
      (data?.events ?? []).filter(
        (event) => (group === 'all' || kindOf(event.event) === group) && (line === 'all' || event.line === line || event.line === null),
      ),
    [data, group, line],
  )
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
      </div>
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : !data ? (
        <Bones label={say('contracts.timeline')} lines={8} />
      ) : shown.length === 0 ? (
        <Nothing icon="calendar" title={say('contracts.ui.noEvents')} lead={say('contracts.ui.noEventsLead')} />
      ) : (
        <>
          <Strip events={shown} />
          <Days events={shown} />
        </>
      )}
    </Card>
  )
}

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** The years at a glance. The list below says the same in words, so this is a picture. */
function Strip({ events }: { events: readonly ContractEvent[] }) {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const days = [...events.map((event) => event.on), today].toSorted()
  const [first, last] = [dayNumber(days[0]!), dayNumber(days.at(-1)!)]
  const span = Math.max(1, last - first)
  const at = (day: string): string => `${((dayNumber(day) - first) / span) * 100}%`
  const years = Array.from(
    { length: Number(days.at(-1)!.slice(0, 4)) - Number(days[0]!.slice(0, 4)) },
    (_, i) => Number(days[0]!.slice(0, 4)) + i + 1,
  )
  const ticks = years.filter((_, i) => i % Math.ceil(years.length / 8) === 0)
  return (
    <div
      className={styles['strip']}
      role="img"
      aria-label={say('contracts.ui.stripLabel', { from: culture.day(days[0]!), to: culture.day(days.at(-1)!) })}
    >
      <div className={styles['rail']}>
        <span className={styles['past']} style={{ inlineSize: at(today) }} />
        {ticks.map((year) => (
          <span key={year} className={styles['year']} style={{ insetInlineStart: at(`${year}-01-01`) }}>
            {year}
          </span>
        ))}
        {events.map((event, i) => (
          <span
            key={`${event.on} ${event.event} ${i}`}
            className={styles['dot']}
            data-group={kindOf(event.event)}
            data-gone={event.retracted || undefined}
            style={{ insetInlineStart: at(event.on) }}
          />
        ))}
        <span className={styles['today']} style={{ insetInlineStart: at(today) }}>
          <span>{say('contracts.ui.today')}</span>
        </span>
      </div>
      <div className={styles['legend']}>
        {groups.map((group) => (
          <span key={group}>
            <i data-group={group} /> {say(`contracts.ui.group.${group}`)}
          </span>
        ))}
      </div>
    </div>
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
        <Chip tone={tones[kindOf(event.event)]}>{say(`choice.event.${event.event}`)}</Chip>
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
