import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useCulture, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { groupOfEvent, groups } from './event-groups.ts'
import { dayNumber, dayOf, type Movable, type Moving } from './moving.ts'
import styles from './timeline.module.css'
import type { ContractEvent } from './types.ts'

/** Days of room behind the last event, so that it can be tried later than it is. */
const room = 92

/** The years at a glance. What can be tried on another day is a handle: dragged, or moved by the arrow keys. The list below says the same in words. */
export function Strip({
  events,
  movables,
  moving,
  onMove,
  onSave,
}: {
  events: readonly ContractEvent[]
  movables: readonly Movable[]
  moving: Moving | null
  onMove: (moving: Moving | null) => void
  onSave: () => void
}) {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const rail = useRef<HTMLDivElement>(null)
  const days = [...events.map((event) => event.on), ...movables.map((movable) => movable.on), today].toSorted()
  const [from, to] = [days[0]!, days.at(-1)!]
  const first = dayNumber(from)
  const last = Math.max(first + 1, dayNumber(to) + (movables.length > 0 ? room : 0))
  const share = (day: number): string => `${(Math.min(Math.max((day - first) / (last - first), 0), 1) * 100).toString()}%`
  const at = (day: string): string => share(dayNumber(day))
  const dayUnder = ({ clientX }: PointerEvent): number => {
    const box = rail.current!.getBoundingClientRect()
    return Math.min(Math.max(Math.round(first + ((clientX - box.left) / box.width) * (last - first)), first), last)
  }
  return (
    <div className={styles['strip']}>
      <div className={styles['rail']} ref={rail}>
        <Years events={events} at={at} label={say('contracts.ui.stripLabel', { from: culture.day(from), to: culture.day(to) })} />
        {movables.map((movable) => (
          <Handle
            key={movable.key}
            movable={movable}
            day={moving?.of.key === movable.key ? moving.day : movable.on}
            bounds={[first, last]}
            at={share}
            dayUnder={dayUnder}
            taken={moving?.of.key === movable.key}
            onMove={onMove}
            onSave={onSave}
          />
        ))}
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

function Years({ events, at, label }: { events: readonly ContractEvent[]; at: (day: string) => string; label: string }) {
  const say = useSay()
  const today = useToday()
  const days = [...events.map((event) => event.on), today].toSorted()
  const [began, ends] = [Number(days[0]!.slice(0, 4)), Number(days.at(-1)!.slice(0, 4))]
  const years = Array.from({ length: ends - began }, (_, i) => began + i + 1)
  const ticks = years.filter((_, i) => i % Math.ceil(years.length / 8) === 0)
  return (
    <div className={styles['picture']} role="img" aria-label={label}>
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
          data-group={groupOfEvent(event.event)}
          data-gone={event.retracted || undefined}
          style={{ insetInlineStart: at(event.on) }}
        />
      ))}
      <span className={styles['today']} style={{ insetInlineStart: at(today) }}>
        <span>{say('contracts.ui.today')}</span>
      </span>
    </div>
  )
}

/** Days that a key moves a marker by. */
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 }

function Handle({
  movable,
  day,
  bounds: [first, last],
  at,
  dayUnder,
  taken,
  onMove,
  onSave,
}: {
  movable: Movable
  day: string
  bounds: readonly [number, number]
  at: (day: number) => string
  dayUnder: (event: PointerEvent) => number
  taken: boolean
  onMove: (moving: Moving | null) => void
  onSave: () => void
}) {
  const say = useSay()
  const culture = useCulture()
  const moveTo = (number: number): void => onMove({ of: movable, day: dayOf(Math.max(number, dayNumber(movable.earliest))) })
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    if (step !== undefined) moveTo(dayNumber(day) + step)
    else if (event.key === 'Home') onMove({ of: movable, day: movable.on })
    else if (event.key === 'Escape') onMove(null)
    else if (event.key === 'Enter' && taken) onSave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <button
      type="button"
      role="slider"
      className={styles['handle']}
      data-group={groupOfEvent(movable.event)}
      data-taken={taken || undefined}
      style={{ insetInlineStart: at(dayNumber(day)) }}
      aria-label={say('contracts.ui.handle', { what: say(`choice.event.${movable.event}`), line: movable.line.number })}
      aria-valuemin={first}
      aria-valuemax={Math.max(last, dayNumber(day))}
      aria-valuenow={dayNumber(day)}
      aria-valuetext={culture.longDay(day)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) moveTo(dayUnder(event))
      }}
      onClick={() => (taken ? undefined : onMove({ of: movable, day }))}
    />
  )
}
