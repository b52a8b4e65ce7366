import { refused, refuse, type Refusal } from '../kernel/refusal.ts'
import type { Change, Now, Read } from '../kernel/operation.ts'
import { fundMovements } from '../funds/fund.ts'
import { holdingOf } from '../funds/holding.ts'
import type { Holding } from '../funds/moving.ts'
import { entriesOf, type Entry } from './entry.ts'
import { allBooks, coverageFacts, historiesOf, type CoverageFacts } from './facts.ts'
import { LandingWork, type LandFault, type TakingBack } from './landing-work.ts'
import { coverageWaits, landings, type Landing } from './landing.ts'

export interface Named {
  readonly kind: Entry['kind']
  readonly entry: string
}

/** Everything that landing some entries needs: what they are, where they landed before, whose turn it is. */
export async function loadPortion(named: readonly Named[], read: Read, now: Now) {
  const found = await entriesOf(named, read)
  const ids = [...found.keys()]
  const facts = await coverageFacts(read, [...found.values()].map(({ entry }) => entry), true) // prettier-ignore
  const before = ids.length === 0 ? [] : await read.list(landings, { where: { field: 'entry', is: 'in', value: ids }, limit: 10_000 })
  const waits = await read.some(coverageWaits, ids)
  const back = before.filter((landing) => landing.reverses === null && found.get(landing.entry)?.reversed)
  const taking = await takingBackOf(back, facts, read)
  const days = [...found.values()].map(({ entry }) => ({ entity: entry.entity as string, day: entry.day }))
  const today = back.map(({ entity }) => ({ entity: entity as string, day: now.today }))
  // Last of all: nobody else numbers a journal of funds until this portion is committed.
  return { named, found, facts: taking.facts, before, waits, taking, books: await allBooks(read, [...days, ...today]) }
}
export type Portion = Awaited<ReturnType<typeof loadPortion>>

async function takingBackOf(
  back: readonly Landing[],
  facts: CoverageFacts,
  read: Read,
): Promise<TakingBack & { readonly facts: CoverageFacts }> {
  const ids = back.flatMap(({ parts }) => parts.flatMap(({ movement }) => (movement === null ? [] : [movement as string])))
  const lines = back.flatMap(({ parts }) => parts.flatMap(({ line }) => (line === null ? [] : [line as string])))
  if (ids.length === 0 && lines.length === 0) return { facts, movements: new Map(), reversed: new Set(), histories: new Map() }
  const movements = await read.some(fundMovements, ids)
  const opposites =
    ids.length === 0 ? [] : await read.list(fundMovements, { where: { field: 'reverses', is: 'in', value: ids }, limit: 10_000 })
  const holdings = new Map<string, Holding>(facts.holdings)
  for (const fund of new Set([...movements.values()].map((movement) => movement.fund as string))) {
    const lots = [...movements.values()].filter((movement) => movement.fund === fund).flatMap(({ shares }) => shares.map(({ lot }) => lot as string)) // prettier-ignore
    const holding = await holdingOf(read, fund, lots)
    if (holding) holdings.set(fund, holding)
  }
  return {
    facts: { ...facts, holdings },
    movements,
    reversed: new Set(opposites.map((movement) => movement.reverses as string)),
    histories: await historiesOf(read, lines),
  }
}

export interface Outcome {
  readonly named: Named
  readonly landing: Landing | null
  readonly fault: Refusal<LandFault | 'coverage.unknownEntry' | 'coverage.takenBack'> | Refusal | null
  /** Nothing was to be done any more. */
  readonly before: boolean
}

/** Lands, or takes back, each entry in its order. What cannot land waits with its reason; the others go on. */
export function landPortion(portion: Portion, now: Now): { readonly outcomes: readonly Outcome[]; readonly changes: readonly Change[] } {
  const work = new LandingWork(portion.facts, now)
  const outcomes = portion.named.map((named): Outcome => landOne(named, portion, work))
  return { outcomes, changes: work.changes(portion.books) }
}

function landOne(named: Named, { found, before, waits, taking }: Portion, work: LandingWork): Outcome {
  const known = found.get(named.entry)
  if (!known || known.entry.kind !== named.kind || known.entry.opposite)
    return { named, landing: null, fault: refuse('coverage.unknownEntry', { entry: named.entry }), before: false }
  const { entry, reversed, reason } = known
  const own = before.filter((landing) => landing.entry === entry.id)
  const landed = own.find((landing) => landing.reverses === null)
  const opposite = own.find((landing) => landing.reverses !== null)
  const wait = waits.get(entry.id)
  if (opposite || (landed && !reversed)) return { named, landing: opposite ?? landed!, fault: null, before: true }
  if (reversed && !landed) {
    work.landed(wait)
    return { named, landing: null, fault: refuse('coverage.takenBack', { entry: entry.label }), before: false }
  }
  const done = landed ? work.takeBack(landed, reason ?? '–', taking) : work.land(entry)
  if (refused(done)) {
    work.wait(entry, done, wait)
    return { named, landing: null, fault: done, before: false }
  }
  work.landed(wait)
  return { named, landing: done, fault: null, before: false }
}
