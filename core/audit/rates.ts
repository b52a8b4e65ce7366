import { daysBetween, type Day } from '../kernel/day.ts'
import { decimalText } from '../kernel/decimal.ts'
import type { Read } from '../kernel/operation.ts'
import type { Answer, Row } from '../kernel/record.ts'
import { rateOverrides } from '../rates/override.ts'
import { usualMaxAgeDays } from '../rates/policy.ts'
import { rates } from '../rates/rate.ts'
import { eventSnapshots, journalSnapshots } from './facts.ts'
import type { SealFault } from './seals.ts'

export interface RatesChecked {
  readonly records: number
  readonly fault: SealFault | null
}
type Snapshot = Answer<typeof journalSnapshots>
type Rate = Row<typeof rates>
/** What a journal keeps of its rates (core/rates/frozen.ts). */
export interface Kept {
  readonly day: Day
  readonly maxAgeDays?: number
  readonly rates: readonly { readonly source: string; readonly type: string; readonly base: string; readonly quote: string; readonly day: Day; readonly value: string; readonly version: number; readonly override?: string }[] // prettier-ignore
}
const keyOf = (rate: Pick<Kept['rates'][number], 'source' | 'type' | 'base' | 'quote' | 'day' | 'version'>): string =>
  [rate.source, rate.type, rate.base, rate.quote, rate.day, rate.version].join('/')

/** Snapshots whose rates are looked up at a time, and the rates of their days. */
const portion = 100
const mostRates = 100_000

/** Every rate that a journal was posted with was published as it stands there, no later than the journal's day and not too old; else two people had agreed. */
export async function checkSnapshots(read: Read): Promise<RatesChecked> {
  const all = await read.ask(journalSnapshots, {})
  const overrides = await read.list(rateOverrides, {
    where: { field: 'state', is: 'equal', value: 'approved' },
    order: ['id'],
    limit: mostRates,
  })
  const agreed = new Set(overrides.map(({ recordedAs }) => recordedAs as string | null))
  for (let from = 0; from < all.length; from += portion) {
    const some = all.slice(from, from + portion)
    const legs = some.flatMap(({ rates: kept }) => (kept as unknown as Kept).rates)
    const days = [...new Set(legs.map(({ day }) => day))]
    const sources = [...new Set(legs.map(({ source }) => source))]
    const where = {
      all: [
        { field: 'source', is: 'in', value: sources },
        { field: 'day', is: 'in', value: days },
      ],
    } as const
    const stored = legs.length === 0 ? [] : await read.list(rates, { where, order: ['id'], limit: mostRates })
    const known = new Map(stored.map((rate) => [keyOf(rate), rate]))
    for (const [i, snapshot] of some.entries()) {
      const fault = faultOf(snapshot, known, agreed)
      if (fault) return { records: from + i + 1, fault }
    }
  }
  return { records: all.length, fault: null }
}

function faultOf(
  { id, day, rates: data }: Snapshot,
  known: ReadonlyMap<string, Rate>,
  agreed: ReadonlySet<string | null>,
): SealFault | undefined {
  const kept = data as unknown as Kept
  const wrong = (expected: string, found: string): SealFault => ({ record: 'journals', id, expected, found })
  if (kept.day > day) return wrong(day, kept.day)
  const limit = kept.maxAgeDays ?? usualMaxAgeDays
  for (const leg of kept.rates) {
    const rate = known.get(keyOf(leg))
    if (!rate || decimalText(rate.value) !== leg.value) return wrong(rate ? decimalText(rate.value) : '–', `${keyOf(leg)} = ${leg.value}`)
    if (leg.day > kept.day || daysBetween(leg.day, kept.day) > limit)
      return wrong(`${limit}`, `${keyOf(leg)}: ${daysBetween(leg.day, kept.day)}`)
    // Both ways round: what is called an override was agreed to, and what was not published says that it is one.
    if (leg.override !== (rate.override ?? undefined) || (rate.override !== null && !agreed.has(rate.id)))
      return wrong(rate.override ?? '–', leg.override ?? '–')
  }
  return undefined
}

/** The journals of one event were posted at the same rates: no pair stands in two of them with different ones. */
export async function checkEvents(read: Read): Promise<RatesChecked> {
  const all = await read.ask(eventSnapshots, {})
  const known = new Map<string, string>()
  for (const [i, { event, rates: data }] of all.entries())
    for (const leg of (data as unknown as Kept).rates) {
      const pair = [event, leg.source, leg.type, leg.base, leg.quote].join('/')
      const version = `${leg.day} (${leg.version})`
      const before = known.get(pair)
      if (before !== undefined && before !== version)
        return { records: i + 1, fault: { record: 'journals', id: event, expected: before, found: version } }
      known.set(pair, version)
    }
  return { records: all.length, fault: null }
}
