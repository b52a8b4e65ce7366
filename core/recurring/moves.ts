import type { Stretch, Timeline } from '../contracts/timeline.ts'
import { addDays, type Day } from '../kernel/day.ts'
import type { Month } from '../consolidation/period.ts'

/**
 * What moves recurring revenue. New, reactivation and churn are of customers: whoever had none when the month began, and whoever has none when it ends. Of those who
 * stay, prices that rise are told from more of it; whatever is less is contraction. `moved` is a line that another one goes on from, for another customer or
 * contract: over the group it comes to nothing.
 */
export const moveSteps = ['newBusiness', 'reactivation', 'expansion', 'priceRise', 'contraction', 'churn', 'moved'] as const
export type MoveStep = (typeof moveSteps)[number]

export interface Line {
  readonly id: string
  readonly customer: string
  readonly product: string
  readonly currency: string
  /** The line that this one goes on from. */
  readonly continues: string | null
}
export type Terms = Pick<Stretch, 'quantity' | 'unitPrice' | 'version'>
/** A line with its life as it was known when a month began and when it ended; `null`: not known. */
export interface Lived<L extends Line> {
  readonly line: L
  readonly before: Timeline | null
  readonly after: Timeline | null
}
/** What terms of a line come to in a month, in minor units of its currency. */
export type WorthOf<L> = (line: L, terms: Terms) => bigint

export interface Move {
  readonly on: Day
  /** It holds from before the month and was learned of in it. */
  readonly late: boolean
  readonly step: MoveStep
  readonly minor: bigint
}
export interface LineMonth<L extends Line> {
  readonly line: L
  readonly opening: bigint
  readonly moves: readonly Move[]
  readonly closing: bigint
}

interface Turn {
  readonly on: Day
  readonly late: boolean
  readonly from: Terms | undefined
  readonly to: Terms | undefined
}
interface Turning<L extends Line> {
  readonly line: L
  readonly opening: bigint
  readonly closing: bigint
  readonly turns: readonly Turn[]
}

/** What stands on a day. */
export const standingAt = (timeline: Timeline | null, on: Day): Terms | undefined =>
  timeline?.stretches.find(({ from, to }) => from <= on && (to === null || on < to))

const sameTerms = (a: Terms | undefined, b: Terms | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.version === b.version &&
    a.quantity.eq(b.quantity) &&
    (a.unitPrice === null || b.unitPrice === null ? a.unitPrice === b.unitPrice : a.unitPrice.eq(b.unitPrice)))

const none: readonly never[] = []
/** How the terms of a line turn in a month: first what was learned of late, then day by day. */
function turnsOf<L extends Line>({ before, after }: Lived<L>, { first, last }: Month, eve: Day): readonly Turn[] {
  const inMonth = (on: Day | null): on is Day => on !== null && on >= first && on <= last
  const stretches = after?.stretches ?? []
  // Nearly all lines stand still in nearly all months, and there may be a hundred thousand of them.
  if (before === after && !stretches.some(({ from, to }) => inMonth(from) || inMonth(to))) return none
  const turns: Turn[] = []
  let standing = standingAt(before, eve)
  const take = (on: Day, late: boolean, to: Terms | undefined): void => {
    if (!sameTerms(standing, to)) turns.push({ on, late, from: standing, to })
    standing = to
  }
  if (before !== after) take(first, true, standingAt(after, eve))
  const within = new Set(stretches.flatMap(({ from, to }) => [from, to]).filter(inMonth))
  for (const on of [...within].sort()) take(on, false, standingAt(after, on))
  return turns
}

type Standing = 'new' | 'back' | 'gone' | 'stays' | 'passing'
interface Had {
  had: boolean
  has: boolean
  ever: boolean
}
const standingOf = ({ had, has, ever }: Had): Standing => (had ? (has ? 'stays' : 'gone') : has ? (ever ? 'back' : 'new') : 'passing')

/** Each part of a change under its name, by what becomes of the customer in the month. */
function stepOf(standing: Standing, ever: boolean, of: 'price' | 'amount', minor: bigint): MoveStep {
  if (standing === 'new') return 'newBusiness'
  if (standing === 'back') return 'reactivation'
  if (standing === 'gone') return 'churn'
  if (standing === 'passing') return minor < 0n ? 'churn' : ever ? 'reactivation' : 'newBusiness'
  if (minor < 0n) return 'contraction'
  return of === 'price' ? 'priceRise' : 'expansion'
}

/** What a month does to lines: each one's opening, its moves and its closing, which is the sum of both. */
export function monthOfLines<L extends Line>(lived: readonly Lived<L>[], month: Month, worthOf: WorthOf<L>): readonly LineMonth<L>[] {
  const eve = addDays(month.first, -1)
  const worth = (line: L, terms: Terms | undefined): bigint => (terms ? worthOf(line, terms) : 0n)
  const customers = new Map<string, Had>()
  const turning: Turning<L>[] = []
  for (const one of lived) {
    const { line, before } = one
    const opening = worth(line, standingAt(before, eve))
    const turns = turnsOf(one, month, eve)
    const closing = turns.length === 0 ? opening : worth(line, turns.at(-1)!.to)
    const known = customers.get(line.customer) ?? { had: false, has: false, ever: false }
    known.had ||= opening > 0n
    known.has ||= closing > 0n
    known.ever ||= opening > 0n || (before?.stretches ?? []).some((stretch) => stretch.from <= eve && worthOf(line, stretch) > 0n)
    customers.set(line.customer, known)
    turning.push({ line, opening, closing, turns })
  }
  const byLine = new Map(turning.filter(({ turns }) => turns.length > 0).map((one) => [one.line.id, one]))
  const goneOn = joined(byLine, worth)
  return turning.map(({ line, opening, closing, turns }) => {
    if (turns.length === 0) return { line, opening, moves: none, closing }
    const customer = customers.get(line.customer)!
    const standing = standingOf(customer)
    const part = ({ on, late }: Turn, of: 'price' | 'amount', minor: bigint): Move[] =>
      minor === 0n ? [] : [{ on, late, step: stepOf(standing, customer.ever, of, minor), minor }]
    /** More or less of it at the price of before, then the price. */
    const parts = (turn: Turn, from: Terms, to: Terms): Move[] => {
      const more = worth(line, { ...from, quantity: to.quantity })
      return [...part(turn, 'amount', more - worth(line, from)), ...part(turn, 'price', worth(line, to) - more)]
    }
    const moves = turns.flatMap((turn): Move[] => {
      const [before, after] = [worth(line, turn.from), worth(line, turn.to)]
      const carried = goneOn.get(turn)
      if (carried) {
        const moved = { on: turn.on, late: turn.late, step: 'moved', minor: carried.minor } as const
        if (turn.to === undefined || carried.minor < 0n) return [moved]
        return [moved, ...(carried.terms ? parts(turn, carried.terms, turn.to) : part(turn, 'amount', after - carried.minor))]
      }
      if (before === 0n || after === 0n) return part(turn, 'amount', after - before)
      return parts(turn, turn.from!, turn.to!)
    })
    return { line, opening, moves, closing }
  })
}

/** Where a line ends on the day on which another goes on from it, what it brought goes with it. */
function joined<L extends Line>(
  turning: ReadonlyMap<string, Turning<L>>,
  worth: (line: L, terms: Terms | undefined) => bigint,
): ReadonlyMap<Turn, { readonly minor: bigint; readonly terms: Terms | null }> {
  const found = new Map<Turn, { readonly minor: bigint; readonly terms: Terms | null }>()
  for (const { line, turns } of turning.values()) {
    const former = line.continues === null ? undefined : turning.get(line.continues)
    const begins = turns.find((turn) => worth(line, turn.from) === 0n && worth(line, turn.to) > 0n)
    if (!former || !begins || former.line.currency !== line.currency) continue
    const ends = former.turns.find((turn) => turn.on === begins.on && turn.late === begins.late && !found.has(turn) && worth(former.line, turn.to) === 0n)
    const minor = ends ? worth(former.line, ends.from) : 0n
    if (!ends || minor === 0n) continue
    found.set(ends, { minor: -minor, terms: null })
    // Terms of another product say nothing of this one's price.
    found.set(begins, { minor, terms: former.line.product === line.product ? ends.from! : null })
  }
  return found
} // prettier-ignore
