import type { FieldStanding } from './field.ts'
import type { CultureFormats } from './harmony.tsx'
import { lastingIn } from './lasting.ts'
import type { Say } from './words.ts'

/** Paper that is signed here carries this clock: a few minutes are nobody's business. */
export const isClockOff = (offset: number | null): offset is number => offset !== null && Math.abs(offset) > 300
export const clockLine = (say: Say, culture: string, offset: number): string =>
  say(offset < 0 ? 'app.field.clockAhead' : 'app.field.clockBehind', { time: lastingIn(culture, Math.abs(offset)) })

/** By the clock today, with its day before. A laptop that was started without a network has been without one since it met head office. */
export function offlineSince({ since, lastMet }: Pick<FieldStanding, 'since' | 'lastMet'>, culture: CultureFormats): string {
  const at = since ?? lastMet
  if (at === null) return ''
  return new Date(at).toDateString() === new Date().toDateString() ? culture.clock(at) : culture.instant(at)
}
