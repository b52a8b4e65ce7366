import { aStep } from '../kernel/explanation.ts'
import { query } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, codeOf, count, flag, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { aDocument } from '../catalog/behaviours/list.ts'
import { tariffOf } from '../catalog/card-prices.ts'
import { documentFaults, faultsOf } from '../catalog/document-check.ts'
import { products } from '../catalog/product.ts'
import { replay, traceOf, type Invoiced, type Replacement } from './replaying.ts'
import { standingIn } from './standing.ts'
import { grouped, type Group } from './tally.ts'
import { readInvoiced, windowOf } from './window.ts'

/**
 * A draft of a product against what was invoiced: the same quantities and days by the draft's prices. Prices that are agreed on contract lines stay, for the
 * list has no say in them.
 */
export const rehearseProduct = query({
  name: 'lab.rehearse',
  zone: 'sales',
  permit: 'lab.read',
  input: shape({
    product: codeOf('products'),
    behaviours: aDocument,
    /** Left out: twelve months, to the end of the next one. */
    from: maybe(aDay),
    /** Exclusive. */
    to: maybe(aDay),
  }),
  output: shape({
    product: codeOf('products'),
    from: aDay,
    to: aDay,
    lineCount: count,
    charges: count,
    /** Lines with a price of their own. */
    agreedCount: count,
    /** Currencies that are charged in and that the draft has no price for: what is charged in them stays as it was. */
    unpriced: many(aCurrency),
    totals: many(
      shape({ currency: aCurrency, charged: minorIn('currency'), rehearsed: minorIn('currency'), difference: minorIn('currency') }),
    ),
    customers: many(
      shape({
        customer: idOf('customers'),
        customerName: text,
        currency: aCurrency,
        lineCount: count,
        charged: minorIn('currency'),
        rehearsed: minorIn('currency'),
        difference: minorIn('currency'),
        /** How much the invoice moves from month to month, in per cent of the mean month: as it was, and by the draft. */
        volatility: maybe(aDecimal),
        rehearsedVolatility: maybe(aDecimal),
        /** Its prices are agreed on its contract lines, all of them. */
        agreed: flag,
        /** Charges whose quantity would stand where more costs less. */
        cliffs: count,
      }),
    ),
    /** Where the draft charges more for less, and why. */
    cliffs: many(shape({ currency: aCurrency, steps: many(aStep) })),
  }),
  refusals: ['lab.unknownProduct', 'lab.endBeforeStart', 'lab.tooMuch', ...documentFaults],
  ask: async ({ product: code, behaviours, from, to }, read, { today }) => {
    const product = await read.get(products, code)
    if (!product) return refuse('lab.unknownProduct', { product: code })
    const [fault] = faultsOf(behaviours)
    if (fault) return fault
    const window = windowOf(today, { from, to })
    if (refused(window)) return window
    const charges = await readInvoiced(read, { ...window, product: code, customer: null, currency: null })
    if (refused(charges)) return charges
    const { sell } = behaviours
    const replacements = new Map<string, Replacement>(
      sell.prices.map((listed) => [listed.currency, { tariff: tariffOf(sell, listed), basis: sell.basis }]),
    )
    const isAgreed = (charge: Invoiced): boolean => traceOf(charge).priceSource === 'line'
    const replayed = replay(charges, (charge) => (isAgreed(charge) ? undefined : replacements.get(charge.currency)))
    const standings = new Map([...replacements].map(([currency, { tariff }]) => [currency, standingIn(tariff, currency as never)]))
    const inCliff = (charge: Invoiced): boolean => !isAgreed(charge) && (standings.get(charge.currency)?.holds(charge) ?? false)
    const agreed = new Set(charges.filter(isAgreed).map(({ line }) => line))
    const customers = grouped(charges, [replayed], ({ customer, currency }) => `${customer} ${currency}`)
    const totals = grouped(charges, [replayed], ({ currency }) => currency)
    const cliffs = countedBy(charges.filter(inCliff))
    return {
      product: code,
      ...window,
      lineCount: new Set(charges.map(({ line }) => line)).size,
      charges: charges.length,
      agreedCount: agreed.size,
      unpriced: [...new Set(charges.filter((c) => !isAgreed(c)).map((c) => c.currency))].filter((c) => !replacements.has(c)).sort(),
      totals: [...totals.values()].map(amountsOf).sort((a, b) => (a.currency < b.currency ? -1 : 1)),
      customers: [...customers.values()]
        .map((group) => ({
          ...amountsOf(group),
          customer: group.first.customer,
          customerName: group.first.customerName,
          lineCount: group.lines.size,
          volatility: group.actual.volatility(),
          rehearsedVolatility: group.tried[0]!.volatility(),
          agreed: [...group.lines].every((line) => agreed.has(line as never)),
          cliffs: cliffs.get(`${group.first.customer} ${group.first.currency}`) ?? 0,
        }))
        .sort((a, b) => bySize(a.difference, b.difference) || (a.customerName < b.customerName ? -1 : 1)),
      cliffs: [...standings]
        .filter(([, { steps }]) => steps.length > 0)
        .map(([currency, { steps }]) => ({ currency: currency as never, steps })),
    }
  },
})

const amountsOf = ({ first, actual, tried }: Group) => ({
  currency: first.currency,
  charged: actual.total,
  rehearsed: tried[0]!.total,
  difference: tried[0]!.total - actual.total,
})
function countedBy(charges: readonly Invoiced[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { customer, currency } of charges) counts.set(`${customer} ${currency}`, (counts.get(`${customer} ${currency}`) ?? 0) + 1)
  return counts
}
/** Who gains or loses most comes first. */
const bySize = (a: bigint, b: bigint): number => {
  const [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  return x === y ? 0 : x > y ? -1 : 1
}
