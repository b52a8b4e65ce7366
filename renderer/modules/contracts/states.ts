import { toneOf, type Tone } from '../../kit/chip.tsx'
import type { LineState } from './types.ts'

const tones: Readonly<Record<LineState, Tone>> = {
  draft: 'warn', signed: 'accent', awaiting: 'info', active: 'ok', suspended: 'info', notice: 'warn', ended: 'neutral',
} // prettier-ignore
/** A line that has ended is nothing to worry about. */
export const lineTone = (state: string): Tone => tones[state as LineState] ?? toneOf(state)

/** The day before: what the wire says exclusively is shown as a last day. */
export function lastDay(to: string): string {
  const day = new Date(`${to}T12:00:00Z`)
  day.setUTCDate(day.getUTCDate() - 1)
  return day.toISOString().slice(0, 10)
}
