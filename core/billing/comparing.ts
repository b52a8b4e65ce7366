import { addDays, earlier, later, type Day, type Instant } from '../kernel/day.ts'
import { decimalText, zero, type Decimal } from '../kernel/decimal.ts'
import { withinLimit } from '../kernel/money.ts'
import type { LineLife } from '../contracts/contract.ts'
import type { LineChange } from '../contracts/line-change.ts'
import { timelineOf, type Stretch, type Timeline } from '../contracts/timeline.ts'
import { measured, type Reading } from '../pricing/measures.ts'
import {
  chargeFor,
  commonOf,
  isBlock,
  isFree,
  noPrice,
  pooledQuantity,
  scheduleOf,
  sharedTrace,
  termsOf,
  versionOf,
  type Block,
  type ChargingFacts,
  type DueCharge,
  type Terms,
} from './charging.ts'
import type { DueLine, PastCharge } from './facts.ts'
import { firstUnbilled, partOf, spansBetween, type Part, type Schedule, type Span } from './periods.ts'
import { ratedBy, type ChargeTrace, type MeasuredData } from './trace.ts'

/** What is known of a line beside its row: what changed, what was charged, what was measured, and who shares its pool. */
export interface History {
  readonly changes: readonly LineChange[]
  readonly charges: readonly PastCharge[]
  readonly readings: readonly CountedReading[]
  /** Of a pooled line: what each line of the pool has, itself included, in a fixed order. */
  readonly pool: readonly PoolMember[]
  /** Leaves out what was recorded later; `null`: everything counts. */
  readonly knownAt: Instant | null
}
/** `used`: an amount, not a count. */
export type CountedReading = Reading & { readonly used?: true }
export interface PoolMember {
  readonly line: string
  /** The quantity that the line has in a period, by its own measure; nothing outside its life. */
  quantityIn(from: Day, to: Day): Decimal
}
export const noHistory: History = { changes: [], charges: [], readings: [], pool: [], knownAt: null }

/** Does a line need its history to be charged? Plain ones do not, and are charged without a look back. */
export const hasHistory = ({ changes, recheckFrom, life }: Pick<DueLine, 'changes' | 'recheckFrom' | 'life'>): boolean =>
  changes > 0 || recheckFrom !== null || (life !== null && (life.measure !== null || life.pool !== null))

/** What a line has been charged for some days, net of what was taken back: the charges that stand behind it, oldest first. */
export interface Covered {
  readonly from: Day
  readonly to: Day
  readonly net: bigint
  readonly charges: readonly PastCharge[]
}

/**
 * The charges of a line as they stand together. A correction names the charge that it corrects: over the same days it changes the amount, from a later day it
 * cuts the end off, behind its end it goes on. A charge that was credited in full is gone.
 */
export function coveredBy(charges: readonly PastCharge[]): Covered[] {
  const covered: Covered[] = []
  for (const charge of charges) {
    const at = charge.corrects === null ? -1 : covered.findIndex((c) => c.charges.some((one) => one.id === charge.corrects))
    const own = { from: charge.from, to: charge.to, net: charge.net, charges: [charge] }
    if (at < 0) {
      covered.push(own)
      continue
    }
    const before = covered[at]!
    const all = { net: before.net + charge.net, charges: [...before.charges, charge] }
    if (charge.from <= before.from && charge.to >= before.to) {
      if (all.net === 0n && (charge.kind === 'credit' || taken(charge))) covered.splice(at, 1)
      else covered[at] = { ...before, ...all }
    } else if (charge.from === before.to) covered[at] = { ...before, ...all, to: charge.to }
    else covered[at] = { ...before, ...all, to: charge.from }
  }
  return covered.sort((a, b) => (a.from < b.from ? -1 : 1))
}
/** A correction that leaves nothing of its period. */
const taken = (charge: PastCharge): boolean => (charge.trace as unknown as ChargeTrace).factor.days === 0

/** A part of a period with the terms that hold in it, and what they come to. */
interface Piece {
  readonly part: Part
  readonly terms: Terms
  readonly due: DueCharge
}

export interface Compared {
  readonly due: readonly DueCharge[]
  /** What stands in the way of all of it, or of a period that was not measured. */
  readonly block: Block | null
}

/**
 * What a line should have been charged, minus what it was: new periods, and the differences of old ones where something changed since or was learned of late.
 * Periods before `billedTo` of the time before Harmony are not looked at.
 */
export function compareLine(line: DueLine, facts: ChargingFacts, history: History): Compared {
  const version = versionOf(line, line.version, facts)
  if (!version) return { due: [], block: noPrice(line, line.version) }
  const timeline = timelineOf(line, history.changes, history.knownAt)
  // The schedule from its beginning: what Harmony charged is compared, not passed over.
  const schedule: Schedule = { ...scheduleOf({ ...line, chargedTo: null, end: timeline.end }, version) }
  const covered = coveredBy(history.charges)
  const first = firstUnbilled(schedule)
  // The period of today is looked at in any case: its end may have been taken away, which lies ahead and is due already.
  const from = later(first, earlier(startOf(line, covered, first), facts.asOf))
  const last = covered.reduce((to, c) => (c.to > to ? c.to : to), addDays(facts.asOf, 1))
  const work: Work = { line, facts, history, schedule, timeline, first, nths: nthsOf(history.charges), out: [], fresh: new Set() }
  let block: Block | null = null
  for (const span of from < last ? spansBetween(schedule, from, last) : []) {
    const standing = covered.filter((c) => c.from >= span.opens && c.from < span.closes)
    const found = compareSpan(work, span, standing)
    // A period that was not measured waits; the others are charged all the same.
    if (found && found.reason !== 'noReading') return { due: [], block: found }
    block ??= found ?? null
  }
  if (work.out.some((c) => !withinLimit(c.net))) return { due: [], block: { reason: 'tooLarge', about: { currency: line.currency } } }
  const catchUp = (c: DueCharge): DueCharge => (c.kind === 'charge' && c.net !== 0n ? { ...c, mark: 'catchUp' } : c)
  return { due: work.fresh.size < 2 ? work.out : work.out.map(catchUp), block }
}

/** The differences alone, or what stands in the way where there are none. */
export function comparedCharges(line: DueLine, facts: ChargingFacts, history: History): readonly DueCharge[] | Block {
  const { due, block } = compareLine(line, facts, history)
  return due.length === 0 && block ? block : due
}

/** The first day to look at: whatever changed since, else whatever follows the last charge. */
function startOf(line: DueLine, covered: readonly Covered[], first: Day): Day {
  const charged = covered.reduce<Day>((to, c) => later(to, c.to), first)
  return later(first, line.recheckFrom === null ? charged : earlier(line.recheckFrom, charged))
}

interface Work {
  readonly line: DueLine
  readonly facts: ChargingFacts
  readonly history: History
  readonly schedule: Schedule
  readonly timeline: Timeline
  /** First day that Harmony bills. */
  readonly first: Day
  /** Next number of a charge by its first day. */
  readonly nths: Map<Day, number>
  readonly out: DueCharge[]
  /** First days of the periods that nothing was charged for yet. */
  readonly fresh: Set<Day>
}

function compareSpan(work: Work, span: Span, standing: readonly Covered[]): Block | undefined {
  const { schedule, timeline, first } = work
  const whole = isWhole(work)
  const stretches = timeline.stretches.filter((s) => (s.to === null || s.to > span.opens) && s.from < span.closes)
  const parts = schedule.once
    ? onceParts(stretches, span)
    : whole
      ? wholeParts(stretches, span, first, work.line.life?.proration ?? null)
      : cutParts(stretches, span, first)
  if (
    standing.length === 0 &&
    !isDue(
      parts.map(({ part }) => part),
      span,
      work,
    )
  )
    return undefined
  const pieces: Piece[] = []
  for (const { part, stretch } of parts) {
    const piece = pieceOf(work, part, stretch)
    if (piece === undefined) continue
    // What was charged by readings that are none any more goes back; what was never measured waits.
    if (isBlock(piece) && piece.reason === 'noReading' && standing.length > 0) continue
    if (isBlock(piece)) return piece
    pieces.push(piece)
  }
  if (standing.length === 0) {
    for (const { due } of pieces) add(work, due)
    if (pieces.length > 0) work.fresh.add(span.opens)
    return undefined
  }
  // What a purchase filled its fund with is taken back by crediting its invoice, lot and all; never by a difference.
  if (work.line.kind === 'prepay' && differs(pieces[0], standing)) return { reason: 'fundFilled', about: { charged: standing[0]!.from } }
  if (whole || schedule.once) totalDifference(work, pieces[0], standing)
  else partDifferences(work, pieces, standing)
  return undefined
}

/** A count or a measure belongs to its whole period; so does what is not prorated. */
const isWhole = ({ line, facts }: Work): boolean =>
  (versionOf(line, line.version, facts)!.measure === 'counted' && line.kind !== 'oneOff') ||
  Boolean(line.life?.measure) ||
  line.life?.proration === 'none' ||
  line.life?.proration === 'full'

interface StretchPart {
  readonly part: Part
  readonly stretch: Stretch
}
/** Each stretch of equal terms on its own, all by the same denominator. */
const cutParts = (stretches: readonly Stretch[], span: Span, first: Day): StretchPart[] =>
  stretches.flatMap((stretch) => {
    const from = later(later(stretch.from, span.opens), first)
    const to = stretch.to === null ? span.closes : earlier(stretch.to, span.closes)
    return from < to ? [{ part: partOf(span, from, to), stretch }] : []
  })
/** From the first day to the last one: a count by the terms at its end, for there it is counted; what is not prorated by those of its beginning. */
function wholeParts(stretches: readonly Stretch[], span: Span, first: Day, proration: LineLife['proration']): StretchPart[] {
  const cut = cutParts(stretches, span, first)
  const [begin, end] = [cut[0], cut[cut.length - 1]]
  if (!begin || !end) return []
  const { stretch } = proration === 'none' || proration === 'full' ? begin : end
  return [{ part: partOf(span, begin.part.from, end.part.to), stretch }]
}
const onceParts = (stretches: readonly Stretch[], span: Span): StretchPart[] =>
  stretches[0] ? [{ part: partOf(span, span.opens, span.closes), stretch: stretches[0] }] : []

/** In advance on its first billed day, in arrears behind its last one. */
function isDue(parts: readonly Part[], span: Span, { schedule, facts, timeline }: Work): boolean {
  if (parts.length === 0) return false
  if (schedule.timing === 'advance') return parts[0]!.from <= facts.asOf
  const stop = timeline.end === null ? span.closes : earlier(addDays(timeline.end, 1), span.closes)
  return stop <= facts.asOf
}

/** What one stretch of a period comes to; nothing where there is nothing to charge. */
function pieceOf(work: Work, part: Part, stretch: Stretch): Piece | Block | undefined {
  const { line, facts, schedule } = work
  const version = versionOf(line, stretch.version, facts)
  if (!version) return noPrice(line, stretch.version)
  const agreed = termsOf(line, stretch, version)
  if (!agreed) return stretch.quantity.eq(0) ? undefined : noPrice(line, stretch.version)
  const terms = measuredTerms(work, agreed, part)
  if (isBlock(terms)) return terms
  if (isFree(terms.quantity, terms.tariff)) return undefined
  const common = commonOf(line, facts)
  if (isBlock(common)) return common
  const rated = ratedBy(terms.tariff, pooledQuantity(terms), terms.measured)
  const due = chargeFor(line, terms, sharedTrace(line, terms, rated, common), rated.exact, schedule, part)
  return due ? { part, terms, due } : { reason: 'tooLarge', about: { currency: line.currency } }
}

/** The quantity that was measured, and of a pooled line what its pool has; the terms as they are for all others. */
function measuredTerms({ line, history }: Work, terms: Terms, part: Part): Terms | Block {
  const quantity = line.life?.measure ? quantityOf(line.life.measure, terms, history.readings, part) : undefined
  if (line.life?.measure && !quantity)
    return { reason: 'noReading', about: { measure: line.life.measure, from: part.opens, to: addDays(part.closes, -1) } }
  const own = quantity ? { ...terms, quantity: quantity.quantity, measured: quantity.data } : terms
  if (!line.life?.pool || history.pool.length === 0) return own
  const quantities = history.pool.map((member) => (member.line === line.id ? own.quantity : member.quantityIn(part.opens, part.closes)))
  const at = history.pool.findIndex((member) => member.line === line.id)
  return { ...own, pool: { name: line.life.pool, own: at, quantities: quantities.map(decimalText) } }
}

/** What readings come to in the part of a period that is under contract. Of a commitment over several months, the highest of the monthly ones stands for the quantity. */
export function quantityOf(
  measure: NonNullable<NonNullable<DueLine['life']>['measure']>,
  { tariff }: Pick<Terms, 'tariff'>,
  readings: readonly CountedReading[],
  part: Pick<Part, 'from' | 'to'>,
): { readonly quantity: Decimal; readonly data: MeasuredData } | undefined {
  const within = readings.filter((r) => r.day >= part.from && r.day < part.to).length
  // A month's own quantity: what was used in it, or, of what is counted, how many there were at its end.
  const monthly = measure === 'sum' && readings.some((r) => r.used) ? 'sum' : 'snapshot'
  const months = tariff.commit ? spansBetween(calendarMonths(part.from), part.from, part.to) : []
  if (months.length > 1) {
    const each = months.map(({ opens, closes }) => measured(monthly, readings, later(opens, part.from), earlier(closes, part.to))?.quantity)
    if (each.some((quantity) => quantity === undefined)) return undefined
    const quantities = each as Decimal[]
    const highest = quantities.reduce((a, b) => (b.gt(a) ? b : a), zero)
    return { quantity: highest, data: { measure, readings: within, months: quantities.map(decimalText) } }
  }
  const found = measured(measure, readings, part.from, part.to)
  return found && { quantity: found.quantity, data: { measure, readings: within } }
}
const calendarMonths = (start: Day): Schedule => ({ start, end: null, billedTo: null, anchor: 'calendar', months: 1, timing: 'arrears' })

const differs = (piece: Piece | undefined, standing: readonly Covered[]): boolean =>
  (piece?.due.net ?? 0n) !== standing.reduce((sum, c) => sum + c.net, 0n)

/** One difference for a period that is charged as a whole. */
function totalDifference(work: Work, piece: Piece | undefined, standing: readonly Covered[]): void {
  const charged = standing.reduce((sum, c) => sum + c.net, 0n)
  const corrected = standing[0]!.charges[0]!
  if (piece) {
    if (piece.due.net !== charged) add(work, against(piece.due, corrected, charged))
    return
  }
  for (const covered of standing) takeBack(work, covered)
}

/** Credits of the unused part at the terms that it was charged by, and charges of what holds instead. */
function partDifferences(work: Work, pieces: readonly Piece[], standing: readonly Covered[]): void {
  const open = [...pieces]
  const drop = (piece: Piece): void => void open.splice(open.indexOf(piece), 1)
  const changed = standing.filter((covered) => {
    const same = open.find((p) => p.part.from === covered.from && p.part.to === covered.to && p.due.net === covered.net)
    if (same) drop(same)
    return same === undefined
  })
  for (const covered of changed) {
    const kept = open.find((p) => p.part.from === covered.from && chargedAlike(p, covered))
    if (!kept) {
      takeBack(work, covered)
      continue
    }
    drop(kept)
    const { part, due } = kept
    const rest = due.net - covered.net
    if (rest === 0n && part.to === covered.to) continue
    // The end is cut off, or goes on: what is left is charged by its own days, so used and unused together are what was charged.
    const [from, to] =
      part.to < covered.to ? [part.to, covered.to] : part.to > covered.to ? [covered.to, part.to] : [covered.from, covered.to]
    add(work, { ...against(due, lastOf(covered), covered.net), from, to })
  }
  for (const { due } of open) add(work, due)
}
const lastOf = ({ charges }: Covered): PastCharge => charges[0]!

/** Was it charged by the same quantity and price? */
const chargedAlike = ({ terms, due }: Piece, { charges }: Covered): boolean => {
  const trace = charges[0]!.trace as unknown as ChargeTrace
  return (
    decimalText(terms.quantity) === trace.quantity &&
    JSON.stringify(due.trace.tariff) === JSON.stringify(trace.tariff) &&
    due.trace.factor.of === trace.factor.of &&
    due.trace.factor.method === trace.factor.method
  )
}

/** The whole of it back: nothing of these days should have been charged. */
function takeBack(work: Work, covered: Covered): void {
  const original = covered.charges[0]!
  const trace = original.trace as unknown as ChargeTrace
  const { bound: _bound, pool: _pool, ...kept } = trace
  const zeroed = { ...kept, factor: { ...kept.factor, days: 0, of: Math.max(1, kept.factor.of), minimumDays: 0 }, exact: '0' }
  add(work, {
    from: covered.from,
    to: covered.to,
    quantity: original.quantity,
    currency: original.currency,
    net: -covered.net,
    taxCodes: work.line.taxCodes,
    revenue: versionOf(work.line, trace.version, work.facts)?.revenue ?? 'recurring',
    mark: 'correction',
    nth: 0,
    kind: 'correction',
    corrects: original.id,
    trace: { ...zeroed, against: { charge: original.id, minor: covered.net.toString() }, minor: (-covered.net).toString() },
  })
}

/** A charge less what was charged before: the difference refers to what it corrects. */
const against = (due: DueCharge, corrected: PastCharge, charged: bigint): DueCharge => ({
  ...due,
  net: due.net - charged,
  mark: 'correction',
  kind: 'correction',
  corrects: corrected.id,
  trace: { ...due.trace, against: { charge: corrected.id, minor: charged.toString() }, minor: (due.net - charged).toString() },
})

function add({ nths, out }: Work, due: DueCharge): void {
  const nth = nths.get(due.from) ?? 0
  nths.set(due.from, nth + 1)
  out.push({ ...due, nth })
}
function nthsOf(charges: readonly PastCharge[]): Map<Day, number> {
  const nths = new Map<Day, number>()
  for (const { from, nth } of charges) nths.set(from, Math.max(nths.get(from) ?? 0, nth + 1))
  return nths
}
