import { addMilliseconds, dayIn, instant, isZone, later, secondsBetween, type Day, type Instant } from '../kernel/day.ts'
import type { Edits } from '../kernel/operation.ts'
import { same } from '../kernel/same.ts'
import type { Wire } from '../kernel/shape.ts'
import type { Envelope } from './intent.ts'

/** SHA-256 as 64 hex digits. */
export type Digest = (text: string) => string
export type Printed = Readonly<Record<string, Wire>>

/** Fields of an edit, three ways. `conflicts` names those that a person must choose. */
export interface Merge {
  /** The input to decide with: mine where I changed something, what stands now everywhere else. */
  readonly input: Printed
  readonly mine: readonly string[]
  readonly theirs: readonly string[]
  readonly conflicts: readonly string[]
}

/**
 * Puts what a person changed beside what others changed meanwhile. Changes of different groups stand together; a field without a group stands together with
 * nothing. Who was first or last plays no part. Source: `sync.md` 2.9.
 */
export function merge(edits: Pick<Edits<unknown>, 'merges'>, input: Printed, was: Printed, now: Printed): Merge {
  const fields = Object.keys(input).filter((field) => field in was && field in now)
  const mine = fields.filter((field) => !same(input[field], was[field]))
  const theirs = fields.filter((field) => !same(now[field], was[field]))
  const groups = edits.merges ?? []
  const groupOf = (field: string): readonly string[] | undefined => groups.find((group) => group.includes(field))
  const clashes = (field: string): boolean => {
    const group = groupOf(field)
    const rivals = group === undefined ? theirs : group.filter((other) => theirs.includes(other))
    // Two people who wrote the same agree.
    return rivals.some((rival) => !same(input[rival], now[rival]))
  }
  const merged = { ...input }
  // What an older program did not show, nobody changed.
  for (const field of Object.keys(input)) if (field in now && !mine.includes(field)) merged[field] = now[field] ?? null
  return { input: merged, mine, theirs, conflicts: mine.filter(clashes) }
}

/** What a person chose for each field of a conflict. */
export const chosen = (merged: Printed, now: Printed, choices: Readonly<Record<string, string>>): Printed =>
  Object.fromEntries(Object.entries(merged).map(([field, value]) => [field, choices[field] === 'theirs' ? (now[field] ?? null) : value]))

/** Seconds that a clock may be out without a remark. */
const fineWithin = 120
/** Seconds for which a measured difference of the clocks still says something: a week. */
const offsetGood = 7 * 86_400

export interface Clock {
  readonly clock: 'fine' | 'skewed' | 'unknown'
  readonly skew: number | null
  /** The day the call counts for. */
  readonly day: Day
}

// A calendar computation for each of two hundred intents; calls of one minute share it, for no zone changes its day within one.
const daysOf = new Map<string, Day>()
function dayAt(zone: string, moment: Instant): Day {
  const minute = `${zone} ${moment.slice(0, 16)}`
  const known = daysOf.get(minute)
  if (known) return known
  if (daysOf.size > 10_000) daysOf.clear()
  const day = dayIn(zone, moment)
  daysOf.set(minute, day)
  return day
}
const zones = new Map<string, boolean>()
function knownZone(zone: string): boolean {
  const known = zones.get(zone) ?? isZone(zone)
  if (zones.size < 1_000) zones.set(zone, known)
  return known
}

/**
 * What the device's clock is worth: put right by the difference that was measured when it last met the hub, never before the intent before it and never
 * after the arrival. It decides nothing but the day that a document carries. Source: `sync.md` 2.11.
 */
export function clockOf(
  envelope: Pick<Envelope, 'at' | 'zone' | 'offset' | 'offsetAge'>,
  receivedAt: Instant,
  notBefore: Day | null,
): Clock {
  const zone = knownZone(envelope.zone) ? envelope.zone : 'UTC'
  const said = instant(envelope.at)
  const measured = envelope.offset !== null && envelope.offsetAge !== null && envelope.offsetAge < offsetGood
  const arrival = dayAt(zone, receivedAt)
  if (said === undefined) return { clock: 'unknown', skew: null, day: arrival }
  const corrected = measured && envelope.offset !== 0 ? addMilliseconds(said, envelope.offset) : said
  // A clock that is ahead of the arrival was at least that much ahead.
  const ahead = secondsBetween(receivedAt, said)
  const skew = measured ? -Math.round(envelope.offset / 1000) : ahead > fineWithin ? ahead : null
  const day = corrected > receivedAt ? arrival : dayAt(zone, corrected)
  const bounded = notBefore === null || notBefore > arrival ? day : later(day, notBefore)
  return { clock: skew === null ? 'unknown' : Math.abs(skew) <= fineWithin ? 'fine' : 'skewed', skew, day: bounded }
}

/** Does a territory hold what is assigned so? `null` territories hold all; what is nobody's is everybody's. */
export const holds = (territories: readonly string[] | null, territory: string | null): boolean =>
  territories === null || territory === null || territories.includes(territory)
