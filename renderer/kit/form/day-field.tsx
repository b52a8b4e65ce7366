import { useEffect, useMemo, useRef, useState } from 'react'
import { dayIn, monthIn, parseDay, weekStart } from '../../app/culture.ts'
import { useHarmony, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Button, IconButton, TextField } from '../parts.tsx'
import { Popover } from '../popover.tsx'
import styles from './day-field.module.css'

/** A day, typed in the culture's own way or picked from a month. `onChange` gets `2026-11-30`, or what was typed when it is no day. */
export function DayField({
  id,
  label,
  bare,
  value,
  onChange,
  error,
  required,
  hint,
}: {
  id?: string
  label: string
  bare?: boolean
  value: string
  onChange: (value: string) => void
  error?: string | undefined
  required?: boolean
  hint?: string
}) {
  const say = useSay()
  const { culture } = useHarmony()
  const today = useToday()
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value)
  const [typed, setTyped] = useState(isDay ? dayIn(culture, value) : value)
  const [open, setOpen] = useState(false)
  // The text follows the value (a reset, another culture), but not while it is being typed.
  useEffect(() => setTyped(isDay ? dayIn(culture, value) : value), [value, culture, isDay])
  const settle = (): void => {
    const day = parseDay(culture, typed, today)
    onChange(day ?? typed)
    if (day) setTyped(dayIn(culture, day))
  }
  return (
    <TextField
      {...(id ? { id } : {})}
      label={label}
      {...(bare ? { bare } : {})}
      value={typed}
      onChange={setTyped}
      onBlur={settle}
      onKeyDown={(e) => e.key === 'Enter' && settle()}
      placeholder={dayIn(culture, today)}
      error={error}
      {...(required ? { required } : {})}
      {...(hint ? { hint } : {})}
      end={
        <Popover
          opened={open}
          onClose={() => setOpen(false)}
          label={say('app.calendar')}
          target={
            <IconButton
              icon="calendar"
              label={`${say('app.calendar')}: ${label}`}
              className={styles['open'] ?? ''}
              onClick={() => setOpen(!open)}
            />
          }
        >
          <Calendar
            value={isDay ? value : null}
            onPick={(day) => {
              onChange(day)
              setOpen(false)
            }}
          />
        </Popover>
      }
    />
  )
}

// Days are counted on the UTC calendar, where no clock change can skip or double one.
const shift = (day: string, days: number): string => new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
function shiftMonth(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
  const last = shift(new Date(Date.UTC(year, month + months, 1)).toISOString().slice(0, 10), -1)
  const wished = `${first.slice(0, 8)}${day.slice(8)}`
  return wished > last ? last : wished
}
/** 1 Monday to 7 Sunday. */
const weekday = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7

export function Calendar({ value, onPick }: { value: string | null; onPick: (day: string) => void }) {
  const say = useSay()
  const { culture, manifest } = useHarmony()
  const today = useToday()
  const [at, setAt] = useState(value ?? today)
  const grid = useRef<HTMLTableElement>(null)
  const moved = useRef(false)
  const weeks = useMemo(() => {
    const first = `${at.slice(0, 8)}01`
    const start = shift(first, -((weekday(first) - weekStart(culture) + 7) % 7))
    return Array.from({ length: 6 }, (_, w) => Array.from({ length: 7 }, (_d, d) => shift(start, w * 7 + d)))
  }, [at.slice(0, 7), culture])
  const names = useMemo(() => {
    const short = new Intl.DateTimeFormat(manifest.language, { weekday: 'short', timeZone: 'UTC' })
    const long = new Intl.DateTimeFormat(manifest.language, { weekday: 'long', timeZone: 'UTC' })
    return weeks[0]!.map((day) => ({ short: short.format(new Date(`${day}T12:00:00Z`)), long: long.format(new Date(`${day}T12:00:00Z`)) }))
  }, [weeks, manifest.language])
  useEffect(() => {
    if (moved.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }, [at])
  const onKeyDown = (e: React.KeyboardEvent): void => {
    const moves: Readonly<Record<string, () => string>> = {
      ArrowLeft: () => shift(at, -1), ArrowRight: () => shift(at, 1), ArrowUp: () => shift(at, -7), ArrowDown: () => shift(at, 7),
      PageUp: () => shiftMonth(at, e.shiftKey ? -12 : -1), PageDown: () => shiftMonth(at, e.shiftKey ? 12 : 1),
    } // prettier-ignore
    const move = moves[e.key]
    if (!move) return
    e.preventDefault()
    moved.current = true
    setAt(move())
  }
  return (
    <div className={styles['calendar']}>
      <div className={styles['month']}>
        <IconButton icon="left" label={say('app.calendar.previous')} onClick={() => setAt(shiftMonth(at, -1))} />
        <strong aria-live="polite">{monthIn(culture, at)}</strong>
        <IconButton icon="right" label={say('app.calendar.next')} onClick={() => setAt(shiftMonth(at, 1))} />
      </div>
      <table role="grid" aria-label={monthIn(culture, at)} ref={grid} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {names.map((n) => (
              <th key={n.long} scope="col" abbr={n.long}>
                {n.short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} role="gridcell" aria-selected={day === value}>
                  <button
                    type="button"
                    tabIndex={day === at ? 0 : -1}
                    data-other={day.slice(0, 7) !== at.slice(0, 7) || undefined}
                    data-today={day === today || undefined}
                    data-chosen={day === value || undefined}
                    aria-label={dayIn(culture, day)}
                    onClick={() => onPick(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles['foot']}>
        <Button small onClick={() => onPick(today)}>
          {say('app.calendar.today')}
        </Button>
        <Button small look="quiet" onClick={() => onPick('')}>
          {say('app.calendar.clear')}
        </Button>
      </div>
    </div>
  )
}
