import type { ContractEvent, Line } from './types.ts'

/** Something on the timeline that can be tried on another day. */
export interface Movable {
  readonly key: string
  readonly event: string
  readonly line: Line
  /** The recorded change; `null`: the end of the line. */
  readonly change: string | null
  readonly on: string
  /** First day that makes sense. */
  readonly earliest: string
}
/** It is being tried on a day. */
export interface Moving {
  readonly of: Movable
  readonly day: string
}

export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000
export const dayOf = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10)

/** Changes that mean the same on another day; `contracts.moveChange` says so as well. */
const changes = ['quantity', 'price', 'version', 'ramp']

export function movablesOf(events: readonly ContractEvent[], lines: readonly Line[]): Movable[] {
  return events.flatMap(({ event, on, change, retracted, line: id }): Movable[] => {
    const line = lines.find((one) => one.id === id)
    if (!line || retracted || line.state === 'ended') return []
    const of = { event, line, on, earliest: line.start }
    if (event === 'ends') return [{ ...of, key: `${line.id} end`, change: null }]
    return change !== null && changes.includes(event) ? [{ ...of, key: change, change }] : []
  })
}

/** The end of a line that has none yet, for trying one. */
export const triedEnd = (line: Line, today: string): Movable => ({
  key: `${line.id} end`, event: 'ends', line, change: null, on: line.termEnd !== null && line.termEnd > today ? line.termEnd : today, earliest: line.start,
}) // prettier-ignore

/** Runs over time and has no end that stands on the timeline. */
export const canTryEnd = ({ kind, state, end }: Line): boolean =>
  (kind === 'recurring' || kind === 'consumption') && end === null && state !== 'ended' && state !== 'draft'

/** What `contracts.rehearse` is asked. */
export const rehearsedBy = ({ of, day }: Moving): { readonly operation: string; readonly input: Readonly<Record<string, unknown>> } =>
  of.change === null
    ? { operation: 'contracts.endLine', input: { line: of.line.id, end: day } }
    : { operation: 'contracts.moveChange', input: { change: of.change, effective: day } }
