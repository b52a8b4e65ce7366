import type { CultureFormats } from '../../app/harmony.tsx'
import { lastingIn } from '../../app/lasting.ts'
import { wordOr, type Say } from '../../app/words.ts'

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/
const date = /^\d{4}-\d\d-\d\d$/

/** Why something waits, in the reader's words: what stands in it as programs write it is said as people do. */
export function reasonIn(say: Say, culture: CultureFormats, code: string, about: Readonly<Record<string, string>>): string {
  if (wordOr(say, code, code) === code) return code
  const field = (name: string): string => wordOr(say, `field.${name}`, name)
  const told = Object.entries(about).map(([name, value]): [string, string] => {
    if (name === 'operation') return [name, wordOr(say, value, value)]
    if (name === 'fields') return [name, value.split(', ').map(field).join(', ')]
    if (moment.test(value)) return [name, culture.instant(value)]
    return [name, date.test(value) ? culture.day(value) : value]
  })
  return keptOf(say(code, Object.fromEntries(told)))
}

/** Why a row of the outbox waits, or what is to be known of it. What a hub is too old for is the row's own operation. */
export const reasonOfRow = (say: Say, culture: CultureFormats, row: Readonly<Record<string, unknown>>): string =>
  reasonIn(say, culture, String(row['code']), {
    operation: String(row['operation']),
    ...((row['about'] ?? {}) as Readonly<Record<string, string>>),
  })

/**
 * What a refusal says of the screen where the form stood is not so of what was captured: that was kept. “… Nothing was saved; choose another code.” goes on
 * with “Choose another code.” All refusals of the program say it so, in its two languages.
 */
const nothingDone = /(?<=^|[.!?…”“]\s)(?:Nothing was|Es wurde nichts|Nichts wurde) [^.;]*([.;])\s*(.?)/g
export const keptOf = (text: string): string =>
  text.replaceAll(nothingDone, (_all, end: string, next: string) => (end === ';' ? next.toUpperCase() : next)).trimEnd()

/** How far a device's clock is off, as devices report it: positive is ahead. A minute is what telling the time costs, and no fault. */
export const skewIn = (say: Say, culture: string, seconds: number): string =>
  Math.abs(seconds) <= 60
    ? say('sync.ui.clockRight')
    : say(seconds < 0 ? 'sync.ui.clockBehind' : 'sync.ui.clockAhead', { time: lastingIn(culture, Math.abs(seconds)) })

/** Ids, hashes and the strokes of a pen: evidence that says nothing to people. */
const forMachines = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}|M\d[\d\sMLCQ.-]{20,})$/

/** A captured value in words: nothing, yes or no, moments and days, lists line by line; `null` for what only machines read. */
export function worded(say: Say, culture: CultureFormats, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return say('sync.ui.nothing')
  if (typeof value === 'boolean') return say(value ? 'app.yes' : 'app.no')
  if (Array.isArray(value)) return listed(value.map((one) => worded(say, culture, one))).join(', ') || say('sync.ui.nothing')
  if (typeof value === 'object')
    return listed(
      Object.entries(value)
        .filter(([, one]) => one !== null)
        .map(([name, one]) => {
          const text = worded(say, culture, one)
          return text === null ? null : `${wordOr(say, `field.${name}`, name)}: ${text}`
        }),
    ).join('; ')
  const text = String(value)
  if (forMachines.test(text)) return null
  return moment.test(text) ? culture.instant(text) : date.test(text) ? culture.day(text) : text
}
const listed = (parts: readonly (string | null)[]): readonly string[] => parts.filter((part) => part !== null)
