import { query } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { aCurrency, aDay, choice, count, many, maybe, minorIn, shape, someData, text } from '../kernel/shape.ts'
import { asked, bridged, bridgeFaults, customerGroupOf, productFamilyOf, type Told } from './bridging.ts'
import { moveSteps } from './moves.ts'

const amount = minorIn('currency')
const sums = {
  opening: amount,
  newBusiness: amount,
  reactivation: amount,
  expansion: amount,
  priceRise: amount,
  contraction: amount,
  churn: amount,
  /** Lines that go on with another customer or contract: over the group nothing. */
  moved: amount,
  /** Nothing at constant rates. */
  exchange: amount,
  closing: amount,
} as const
export const groupings = ['entity', 'customerGroup', 'productFamily'] as const

/** Recurring revenue of a month, and what brought it from one month to the next. Opening and steps are the closing, to the penny, for each part as for the whole. */
export const bridge = query({
  name: 'recurring.bridge',
  zone: 'finance',
  permit: 'recurring.read',
  input: shape({ ...asked, /** Left out: no parts. */ groupedBy: maybe(choice(...groupings)) }),
  output: shape({
    currency: aCurrency,
    months: many(shape({ period: text, ...sums, /** Customers with anything at the end of the month. */ customers: count })),
    /** From the first month to the last, the greatest first. */
    parts: many(shape({ part: text, /** By language, where it is a product. */ names: someData, ...sums })),
    exchangeRates: many(shape({ from: aCurrency, to: aCurrency, day: aDay, type: text, value: text })),
    /** Lines that bring nothing here since their product has no price in their currency. */
    unpriced: count,
  }),
  refusals: bridgeFaults,
  ask: async ({ groupedBy, ...about }, read, now) => {
    const found = await bridged(about, read, now)
    if (refused(found)) return found
    const { currency, periods, months, used, unpriced } = found
    const told = periods.map((period) => [period, months.get(period)!] as const)
    return {
      currency,
      months: told.map(([period, lines]) => ({
        period,
        ...summed([lines]),
        customers: new Set(lines.filter(({ closing }) => closing !== 0n).map(({ line }) => line.customer)).size,
      })),
      parts: groupedBy === null ? [] : partsOf(groupedBy, told.map(([, lines]) => lines)),
      exchangeRates: used,
      unpriced,
    }
  },
}) // prettier-ignore

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, one) => sum + one, 0n)
/** Of months that follow each other: the opening of the first, the closing of the last, and all steps between them. */
export function summed(months: readonly (readonly Told[])[]) {
  const all = months.flat()
  const steps = Object.fromEntries(
    moveSteps.map((step) => [
      step,
      total(all.flatMap(({ moves }) => moves.filter((move) => move.step === step).map((move) => move.amount))),
    ]),
  ) as Record<(typeof moveSteps)[number], bigint>
  return {
    opening: total((months[0] ?? []).map(({ opening }) => opening)),
    ...steps,
    exchange: total(all.map(({ exchange }) => exchange)),
    closing: total((months.at(-1) ?? []).map(({ closing }) => closing)),
  }
}

const partOf = { entity: ({ line }: Told): string => line.entity, customerGroup: ({ line }: Told) => customerGroupOf(line), productFamily: ({ line }: Told) => productFamilyOf(line) } // prettier-ignore
function partsOf(groupedBy: (typeof groupings)[number], months: readonly (readonly Told[])[]) {
  const of = partOf[groupedBy]
  const byPart = new Map<string, Told[][]>()
  for (const [i, lines] of months.entries())
    for (const told of lines) {
      const part = of(told)
      const own = byPart.get(part) ?? months.map(() => [])
      own[i]!.push(told)
      byPart.set(part, own)
    }
  const parts = [...byPart].map(([part, own]) => {
    const some = own.flat()[0]!.line
    return { part, names: groupedBy === 'productFamily' && some.productFamily === null ? some.productNames : {}, ...summed(own) }
  })
  return parts.sort((a, b) => (a.closing === b.closing ? (a.part < b.part ? -1 : 1) : a.closing > b.closing ? -1 : 1))
}
