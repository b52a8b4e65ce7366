import { addMonths, later, type Day } from '../kernel/day.ts'
import { multiply, plus, ratio, type Ratio } from '../kernel/decimal.ts'
import { aStep } from '../kernel/explanation.ts'
import { toMinor, type Currency } from '../kernel/money.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  choice,
  codeOf,
  count,
  idOf,
  many,
  maybe,
  minorIn,
  shape,
  someData,
  someMoney,
} from '../kernel/shape.ts'
import { contracts } from '../contracts/contract.ts'
import { timelineOf } from '../contracts/timeline.ts'
import { loadContractBilling, wholeComparison, type ContractBilling } from './as-known.ts'
import { billedOnce, termsOf, versionOf, type DueCharge } from './charging.ts'
import { explain } from './explaining.ts'
import type { DueLine } from './facts.ts'
import { blockReasons, chargeKinds } from './run.ts'
import { amountOf, ratedBy } from './trace.ts'

/** Months that are looked ahead for the next invoice: one more than the longest usual period. */
const ahead = 13

/**
 * What a contract is worth as it stands today, a month and a year at today's quantities and prices, and what comes next of each line with the explanation of
 * its amount. What is sold once counts on the invoice only, what is measured by the agreed quantity.
 *
 * It speaks of contracts and reckons by billing, which stands above them: `harmony.ts` joins it to their module.
 */
export const contractWorth = query({
  name: 'contracts.worth',
  zone: 'sales',
  permit: 'contracts.read',
  input: shape({ contract: idOf('contracts') }),
  output: shape({
    contract: idOf('contracts'),
    values: many(shape({ currency: aCurrency, valuePerMonth: minorIn('currency'), valuePerYear: minorIn('currency') })),
    /** In the currency of the group, by today's rates; empty where a rate is missing. */
    valuePerMonth: maybe(someMoney),
    valuePerYear: maybe(someMoney),
    /** The next invoice; empty: nothing comes in the months ahead. */
    next: maybe(shape({ on: aDay, totals: many(shape({ currency: aCurrency, net: minorIn('currency') })) })),
    /** What comes first of each line, and the day on which it is due. */
    charges: many(
      shape({
        line: idOf('contractLines'),
        lineNumber: count,
        product: codeOf('products'),
        on: aDay,
        kind: choice(...chargeKinds),
        from: aDay,
        to: aDay,
        quantity: aDecimal,
        currency: aCurrency,
        net: minorIn('currency'),
        steps: many(aStep),
      }),
    ),
    /** Lines that billing could not reckon, and why. */
    blocked: many(shape({ lineNumber: count, product: codeOf('products'), reason: choice(...blockReasons), about: someData })),
  }),
  refusals: ['contracts.unknown'],
  ask: async ({ contract: id }, read, now) => {
    const contract = await read.get(contracts, id)
    if (!contract) return refuse('contracts.unknown', { contract: id })
    const loaded = await loadContractBilling(read, contract, now.today, null)
    const billing = { ...loaded, facts: { ...loaded.facts, asOf: addMonths(now.today, ahead) } }
    return { contract: id, ...valueOf(billing, now.today), ...comingOf(billing, now.today) }
  },
})

/** What the lines that are charged today come to. */
function valueOf({ lines, histories, facts }: ContractBilling, today: Day) {
  const sums = new Map<Currency, { month: Ratio; year: Ratio }>()
  for (const line of lines) {
    const worth = billedOnce(line) ? null : worthOf(line, { lines, histories, facts }, today)
    const sofar = sums.get(line.currency) ?? { month: ratio(0n), year: ratio(0n) }
    if (worth) sums.set(line.currency, { month: plus(sofar.month, worth.month), year: plus(sofar.year, worth.year) })
  }
  const group = facts.groupCurrency
  const rates = [...sums].map(([currency, sum]) => ({ sum, rate: facts.exchanges(currency, group)?.rate }))
  const inGroup = (of: 'month' | 'year') =>
    rates.some(({ rate }) => rate === undefined)
      ? null
      : { currency: group, minor: toMinor(group, rates.reduce((all, { sum, rate }) => plus(all, multiply(sum[of], rate!)), ratio(0n))) } // prettier-ignore
  const values = [...sums].map(([currency, { month, year }]) => ({ currency, valuePerMonth: toMinor(currency, month), valuePerYear: toMinor(currency, year) })) // prettier-ignore
  return { values, valuePerMonth: inGroup('month'), valuePerYear: inGroup('year') }
}
function worthOf(line: DueLine, { histories, facts }: ContractBilling, today: Day) {
  const { stretches } = timelineOf(line, histories.get(line.id)?.changes ?? [])
  const standing = stretches.find(({ from, to }) => from <= today && (to === null || today < to))
  const version = standing && versionOf(line, standing.version, facts)
  const terms = version && termsOf(line, standing, version)
  if (!terms) return null
  const rated = ratedBy(terms.tariff, standing.quantity).exact
  const over = (months: bigint): Ratio =>
    amountOf(line.currency, terms.tariff, rated, ratio(months, version.basis === 'year' ? 12n : 1n), { days: 1, of: 1 }).exact
  return { month: over(1n), year: over(12n) }
}

/** What is due first of each line, on or after today; what is due already comes with it. The earliest of them make the next invoice. */
function comingOf(billing: ContractBilling, today: Day) {
  const blocked = []
  const coming: { line: DueLine; charge: DueCharge; on: Day }[] = []
  for (const line of billing.lines) {
    const { due, block } = wholeComparison(line, billing)
    // What is measured and still to come has no readings yet, and waits for nothing.
    const waits = block?.reason === 'noReading' && block.about['to']! >= today
    if (block && !waits) blocked.push({ lineNumber: line.number, product: line.product, reason: block.reason, about: block.about })
    const days = due.map((charge) => ({ line, charge, on: dueOn(charge, today) }))
    const first = days.reduce((on, one) => (one.on < on ? one.on : on), days[0]?.on ?? today)
    coming.push(...days.filter(({ on }) => on === first))
  }
  const on = coming.reduce<Day | null>((first, one) => (first === null || one.on < first ? one.on : first), null)
  const totals = new Map<Currency, bigint>()
  for (const { charge, on: due } of coming) if (due === on) totals.set(charge.currency, (totals.get(charge.currency) ?? 0n) + charge.net)
  const charges = coming.map(({ line, on: due, charge: { from, to, quantity, currency, net, kind, trace } }) => ({
    line: line.id, lineNumber: line.number, product: line.product, on: due, kind, from, to, quantity, currency, net, steps: explain(trace),
  })) // prettier-ignore
  const next = on === null ? null : { on, totals: [...totals].map(([currency, net]) => ({ currency, net })) }
  return { next, charges, blocked }
}
/** In advance on the first day, in arrears on the day after the last; what is corrected, with the next run. */
const dueOn = ({ kind, from, to, trace }: DueCharge, today: Day): Day =>
  kind === 'charge' ? later(trace.period.timing === 'advance' ? from : to, today) : today
