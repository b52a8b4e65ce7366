import { addDays, addMonths, day as dayOf, type Day } from '../kernel/day.ts'
import { decimal, multiply, ratio, ratioOf, ratioText, zero, type Decimal } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { add, command, query, tell, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, choice, count, flag, many, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { housePolicy, readPolicies } from './policy.ts'
import { rates } from './rate.ts'

type Rate = Row<typeof rates>
/** What can be worked out of the spot rates of a month. */
export const derivedTypes = ['average', 'closing'] as const
type DerivedType = (typeof derivedTypes)[number]

export interface Derived {
  readonly base: Currency
  readonly quote: Currency
  readonly value: Decimal
  /** Of an average: the exact sum, and how many days it is of. */
  readonly sum: Decimal
  readonly days: number
  readonly lastDay: Day
}
/** Decimal places of an average: what is cut is far below what any rate is quoted to. */
const places = 12

/** The average of the published days, each once in its newest version, or the last of them: pair by pair. */
export function derive(
  spots: readonly Pick<Rate, 'base' | 'quote' | 'day' | 'value' | 'version'>[],
  type: DerivedType,
): readonly Derived[] {
  const pairs = new Map<string, Map<Day, (typeof spots)[number]>>()
  for (const rate of spots) {
    const pair = `${rate.base}/${rate.quote}`
    const days = pairs.get(pair) ?? new Map<Day, (typeof spots)[number]>()
    const known = days.get(rate.day)
    if (!known || rate.version > known.version) days.set(rate.day, rate)
    pairs.set(pair, days)
  }
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, byDay]) => {
    const days = [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
    const last = days.at(-1)!
    const sum = days.reduce((total, { value }) => total.plus(value), zero)
    const mean = multiply(ratioOf(sum), ratio(1n, BigInt(days.length)))
    const value = type === 'closing' ? last.value : decimal(ratioText(mean, places))
    assert(value, 'an average that a decimal can hold')
    return { base: last.base, quote: last.quote, value, sum, days: days.length, lastDay: last.day }
  }) // prettier-ignore
}

const asked = { month: text, type: choice(...derivedTypes), source: maybe(text) }
const mostOfMonth = 10_000

async function readDerived(
  { month, type, source: named }: { readonly month: string; readonly type: DerivedType; readonly source: string | null },
  read: Read,
) {
  const first = /^\d{4}-\d{2}$/.test(month) ? dayOf(`${month}-01`) : undefined
  if (first === undefined) return refuse('rates.badMonth', { month })
  const last = addDays(addMonths(first, 1), -1)
  const source = named ?? housePolicy(await readPolicies(read)).source
  const ofSource = { field: 'source', is: 'equal', value: source } as const
  const spots = await read.list(rates, {
    where: { all: [ofSource, { field: 'type', is: 'equal', value: 'spot' }, { field: 'day', is: 'between', value: [first, last] }] },
    order: ['day', 'version'],
    limit: mostOfMonth,
  })
  if (spots.length === 0) return refuse('rates.noSpots', { month, source })
  const standing = await read.list(rates, {
    where: { all: [ofSource, { field: 'type', is: 'equal', value: type }, { field: 'day', is: 'equal', value: last }] },
    order: ['version'],
    limit: mostOfMonth,
  })
  const newest = new Map(standing.map((rate) => [`${rate.base}/${rate.quote}`, rate]))
  return { source, day: last, found: derive(spots, type).map((one) => ({ ...one, standing: newest.get(`${one.base}/${one.quote}`) })) }
}
type Found = Exclude<Awaited<ReturnType<typeof readDerived>>, Refusal>
const refusals = ['rates.badMonth', 'rates.noSpots'] as const

/** The averages or the closing rates of a month, worked out of a source's spot rates: a proposal, with what stands already. */
export const deriveRates = query({
  name: 'rates.derive',
  zone: 'finance',
  permit: 'rates.read',
  input: shape(asked),
  output: shape({
    source: text,
    day: aDay,
    rates: many(
      shape({
        base: aCurrency,
        quote: aCurrency,
        value: aDecimal,
        sum: aDecimal,
        days: count,
        lastDay: aDay,
        recordedValue: maybe(aDecimal),
        same: flag,
      }),
    ),
  }),
  refusals,
  ask: async (input, read) => {
    const found = await readDerived(input, read)
    if (refused(found)) return found
    const rows = found.found.map((one) => ({
      ...one,
      recordedValue: one.standing?.value ?? null,
      same: one.standing?.value.eq(one.value) ?? false,
    }))
    return { source: found.source, day: found.day, rates: rows }
  },
})

/** Records what was worked out: pairs that stand so already are left alone, others become the next version. */
export const recordDerived = command({
  name: 'rates.recordDerived',
  zone: 'finance',
  permit: 'rates.write',
  offline: 'never',
  input: shape({ ...asked, pairs: maybe(many(shape({ base: aCurrency, quote: aCurrency }), 200)) }),
  output: shape({ day: aDay, recorded: count, unchanged: count }),
  refusals: [...refusals, 'rates.notDerived'],
  load: (input, read): Promise<Found | Refusal<(typeof refusals)[number]>> => readDerived(input, read),
  decide: ({ type, pairs }, found, now) => {
    if (refused(found)) return found
    const { source, day } = found
    const missing = pairs?.find(({ base, quote }) => !found.found.some((one) => one.base === base && one.quote === quote))
    if (missing) return refuse('rates.notDerived', { base: missing.base, quote: missing.quote })
    const wanted = found.found.filter(({ base, quote }) => !pairs || pairs.some((pair) => pair.base === base && pair.quote === quote))
    const fresh = wanted.filter(({ standing, value }) => !standing?.value.eq(value))
    return {
      result: { day, recorded: fresh.length, unchanged: wanted.length - fresh.length },
      changes: fresh.flatMap(({ base, quote, value, standing }) => [
        add(rates, {
          id: now.newId() as Id<'rates'>, source, type, base, quote, day, value, version: (standing?.version ?? 0) + 1, fetchedAt: now.at, import: null, override: null,
        }),
        tell('rates.recorded', { base, quote, day }),
      ]), // prettier-ignore
    }
  },
})
