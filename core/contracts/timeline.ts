import { addDays, earlier, later, type Day, type Instant } from '../kernel/day.ts'
import type { Decimal } from '../kernel/decimal.ts'
import { plainLife, type ContractLine, type LineLife } from './contract.ts'
import type { LineChange } from './line-change.ts'

/** The terms that are charged from one day to another: `[from, to)`, `to` is `null` while no end is known. */
export interface Stretch {
  readonly from: Day
  readonly to: Day | null
  readonly quantity: Decimal
  /** `null`: the price of the product's version. */
  readonly unitPrice: Decimal | null
  readonly version: number
}
export interface Timeline {
  readonly start: Day
  /** Last day. */
  readonly end: Day | null
  /** What is charged, in order and without overlap; where nothing is (a suspension), there is none. */
  readonly stretches: readonly Stretch[]
}
type Line = Pick<ContractLine, 'start' | 'end' | 'quantity' | 'unitPrice' | 'version'> & { readonly life: Pick<LineLife, 'signed'> | null }
type Change = Pick<
  LineChange,
  'id' | 'number' | 'effective' | 'sets' | 'quantity' | 'unitPrice' | 'version' | 'end' | 'billing' | 'retracts' | 'recordedAt'
>
export interface Standing {
  readonly quantity: Decimal
  readonly unitPrice: Decimal | null
  readonly version: number
  readonly billing: boolean
}

/** Changes that count: known by then, and not taken back by then. */
export function knownChanges<C extends Change>(changes: readonly C[], knownAt: Instant | null): C[] {
  const known = knownAt === null ? changes : changes.filter((change) => change.recordedAt <= knownAt)
  const retracted = new Set(known.map((change) => change.retracts as string | null))
  return known.filter((change) => change.retracts === null && !retracted.has(change.id))
}

/**
 * What a line charges over its whole life, as known at a moment (`null`: now). Each change sets some terms from its effective day on; a later day overrides an
 * earlier one, and on one day what was recorded last counts. So a quantity changed backwards leaves a price that was raised since as it is.
 */
export function timelineOf(line: Line, changes: readonly Change[], knownAt: Instant | null = null): Timeline {
  const known = knownChanges(changes, knownAt)
  const signed = line.life?.signed ?? line
  const lastEnd = byNumber(known.filter((change) => change.sets.includes('end'))).at(-1)
  const end = lastEnd ? lastEnd.end : signed.end
  const stop = end === null ? null : addDays(end, 1)
  const ordered = [...known].sort((a, b) => (a.effective === b.effective ? a.number - b.number : a.effective < b.effective ? -1 : 1))
  let standing: Standing = { quantity: signed.quantity, unitPrice: signed.unitPrice, version: signed.version, billing: true }
  const days: { from: Day; standing: Standing }[] = [{ from: line.start, standing }]
  for (const change of ordered) {
    standing = after(standing, change)
    const from = later(line.start, change.effective)
    if (days.at(-1)!.from === from) days[days.length - 1] = { from, standing }
    else days.push({ from, standing })
  }
  const stretches: Stretch[] = []
  for (const [i, { from, standing: terms }] of days.entries()) {
    const next = days[i + 1]?.from ?? null
    const to = stop === null ? next : next === null || stop < next ? stop : next
    if (!terms.billing || (to !== null && to <= from)) continue
    const { quantity, unitPrice, version } = terms
    const before = stretches.at(-1)
    if (before?.to === from && sameTerms(before, terms)) stretches[stretches.length - 1] = { ...before, to }
    else stretches.push({ from, to, quantity, unitPrice, version })
  }
  return { start: line.start, end, stretches }
}
const byNumber = <C extends { readonly number: number }>(changes: readonly C[]): C[] => [...changes].sort((a, b) => a.number - b.number)

const after = (standing: Standing, { sets, quantity, unitPrice, version, billing }: Change): Standing => ({
  quantity: sets.includes('quantity') ? quantity! : standing.quantity,
  unitPrice: sets.includes('unitPrice') ? unitPrice : standing.unitPrice,
  version: sets.includes('version') ? version! : standing.version,
  billing: sets.includes('billing') ? billing! : standing.billing,
})
type Priced = Pick<Standing, 'quantity' | 'unitPrice' | 'version'>
const sameTerms = (a: Priced, b: Priced): boolean =>
  a.quantity.eq(b.quantity) &&
  a.version === b.version &&
  (a.unitPrice === null ? b.unitPrice === null : b.unitPrice !== null && a.unitPrice.eq(b.unitPrice))

/** The terms of a day: what the line's row shows of today. Before its first day, those that it begins with. */
export function standingOn(line: Line, changes: readonly Change[], day: Day, knownAt: Instant | null = null): Standing {
  const signed = line.life?.signed ?? line
  const begun = later(day, line.start)
  return knownChanges(changes, knownAt)
    .filter((change) => change.effective <= begun)
    .sort((a, b) => (a.effective === b.effective ? a.number - b.number : a.effective < b.effective ? -1 : 1))
    .reduce(after, { quantity: signed.quantity, unitPrice: signed.unitPrice, version: signed.version, billing: true } as Standing)
}

/** The line with one more change recorded: its row as it stands on a day, marked for the comparison from the change's effective day on. */
export function withChange(line: ContractLine, before: readonly LineChange[], change: LineChange, today: Day): ContractLine {
  const { quantity, unitPrice, version, end } = line
  const signed = line.life?.signed ?? { quantity, unitPrice, version, end }
  const life = { ...(line.life ?? plainLife), signed }
  const all = [...before, change]
  const now = standingOn({ ...line, life }, all, today)
  const retracted = change.retracts === null ? change : (before.find((c) => c.id === change.retracts) ?? change)
  const { end: last } = timelineOf({ ...line, life }, all)
  // An end holds for the whole line, but what was charged before both the old one and the new stays as it is.
  const touched = [retracted.effective, ...movedFrom(line.end, last)].reduce(earlier)
  const from = later(line.start, touched)
  return {
    ...line,
    life,
    changes: line.changes + 1,
    quantity: now.quantity,
    unitPrice: now.unitPrice,
    version: now.version,
    end: last,
    recheckFrom: line.recheckFrom === null || from < line.recheckFrom ? from : line.recheckFrom,
  }
}
/** The first day whose charge an end that moves can change. */
const movedFrom = (before: Day | null, after: Day | null): readonly Day[] =>
  before === after ? [] : [before, after].flatMap((end) => (end === null ? [] : [addDays(end, 1)]))
