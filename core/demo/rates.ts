import { addDays, daysBetween, type Day } from '../kernel/day.ts'
import { usualMaxAgeDays } from '../rates/policy.ts'

/** Where the rates of the demo company come from. */
export const demoSource = 'DEMO'

type Foreign = 'EUR' | 'INR' | 'USD'
/** Decimal places in which each rate is published, against the pound. */
const places: Readonly<Record<Foreign, number>> = { EUR: 4, INR: 6, USD: 4 }
const foreign = ['EUR', 'INR', 'USD'] as const

interface DemoRate {
  readonly source: string
  readonly type: 'spot' | 'average' | 'closing'
  readonly base: string
  readonly quote: 'GBP'
  readonly day: string
  readonly value: string
  readonly version: 1
}

/** Published facts (demo group 4.2): one unit in pounds. */
const facts: readonly (readonly [type: DemoRate['type'], day: string, eur: string, inr: string, usd: string])[] = [
  ['closing', '2026-10-31', '0.8650', '0.008850', '0.7580'],
  ['spot', '2026-11-16', '0.8700', '0.008900', '0.7600'],
  ['closing', '2026-11-30', '0.8740', '0.008930', '0.7625'],
  ['average', '2026-11-30', '0.8698', '0.008894', '0.7602'],
  ['spot', '2026-12-01', '0.8735', '0.008925', '0.7620'],
]

const first = '2026-10-01' as Day
const last = '2027-03-31' as Day
/** Between these days the made-up rates run; at the facts they meet them exactly. In the smallest published step. */
const fixed: readonly (readonly [day: string, steps: Readonly<Record<Foreign, bigint>>])[] = [
  ['2026-10-01', { EUR: 8612n, INR: 8812n, USD: 7541n }],
  ['2026-10-31', { EUR: 8650n, INR: 8850n, USD: 7580n }],
  ['2026-11-16', { EUR: 8700n, INR: 8900n, USD: 7600n }],
  ['2026-11-30', { EUR: 8740n, INR: 8930n, USD: 7625n }],
  ['2026-12-01', { EUR: 8735n, INR: 8925n, USD: 7620n }],
  ['2027-01-15', { EUR: 8702n, INR: 8961n, USD: 7668n }],
  ['2027-03-31', { EUR: 8768n, INR: 9014n, USD: 7642n }],
]

/** All rates of the demo company: the facts, and a spot rate for every other day, weekends too, the same on every machine. */
export function rateRows(): DemoRate[] {
  const rows: DemoRate[] = facts.flatMap(
    ([type, day, eur, inr, usd]) =>
    ([['EUR', eur], ['INR', inr], ['USD', usd]] as const).map(([base, value]) => row(type, base, day, value)), // prettier-ignore
  )
  const known = new Set(facts.filter(([type]) => type === 'spot').map(([, day]) => day))
  const length = daysBetween(first, last)
  for (const [index, base] of foreign.entries())
    for (let n = 0; n <= length; n++) {
      const day = addDays(first, n)
      if (!known.has(day)) rows.push(row('spot', base, day, stepsText(stepsOn(base, day, BigInt(n * 3 + index)), places[base])))
    }
  return rows
}

const row = (type: DemoRate['type'], base: string, day: string, value: string): DemoRate => ({
  source: demoSource,
  type,
  base,
  quote: 'GBP',
  day,
  value,
  version: 1,
})

/** A straight line between the fixed days, and a little unrest on the others: at most 12 steps either way. */
function stepsOn(base: Foreign, day: Day, seed: bigint): bigint {
  const after = fixed.findIndex(([fixedDay]) => fixedDay >= day)
  const [toDay, to] = fixed[after]!
  if (toDay === day) return to[base]
  const [fromDay, from] = fixed[after - 1]!
  const apart = BigInt(daysBetween(fromDay as Day, toDay as Day))
  const gone = BigInt(daysBetween(fromDay as Day, day))
  return from[base] + ((to[base] - from[base]) * gone) / apart + unrest(seed)
}
/** The generator of Numerical Recipes: enough to look alive. */
const unrest = (seed: bigint): bigint => {
  let state = seed + 2026n
  for (let i = 0; i < 4; i++) state = (state * 1664525n + 1013904223n) % 4294967296n
  return ((state >> 16n) % 25n) - 12n
}
const stepsText = (steps: bigint, decimals: number): string => `0.${steps.toString().padStart(decimals, '0')}`

/** The demo group converts by its own rates alone, however many others are imported. */
export const ratePolicyRows = (['NLUK', 'NLDE', 'NLIN'] as const).map((entity) => ({
  entity,
  source: demoSource,
  type: 'spot' as const,
  maxAgeDays: usualMaxAgeDays,
  taxType: 'tax' as const,
}))
