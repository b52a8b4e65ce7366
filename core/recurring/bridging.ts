import { productVersions, type ProductVersion } from '../catalog/product.ts'
import { termsOf } from '../billing/charging.ts'
import { amountOf, ratedBy } from '../billing/trace.ts'
import { closingRates, monthOf, type ClosingRates, type Month } from '../consolidation/period.ts'
import type { LineChange } from '../contracts/line-change.ts'
import { timelineOf, type Timeline } from '../contracts/timeline.ts'
import { entities, groups } from '../entities/entity.ts'
import { addDays, addMonths, type Day, type Instant } from '../kernel/day.ts'
import { decimalText, ratio, type Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Now, Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { choice, codeOf, flag, maybe, text, anInstant, type Of } from '../kernel/shape.ts'
import type { RateFault } from '../rates/exchange.ts'
import { recurringChanges, recurringLines, type RecurringLine } from './facts.ts'
import { inGroup, type GroupMonth, type RateOf } from './in-group.ts'
import { monthOfLines, type Terms } from './moves.ts'

/** Months of one bridge. */
export const mostMonths = 36

export const asked = {
  /** First month, `2026-01`. */
  from: text,
  /** Last month. */
  to: text,
  /** `effective`: each month as it is known now. `recorded`: as it was known when it ended, so that what is learned late stands in the month that learned of it. */
  view: choice('effective', 'recorded'),
  /** `constant`: all months at the rates of one. `actual`: each at its own. */
  rates: choice('constant', 'actual'),
  /** Of `constant`: the month whose rates they are; left out: the last one. */
  rateMonth: maybe(text),
  /** Leaves out what was recorded later; left out: everything counts. */
  knownAt: maybe(anInstant),
  entity: maybe(codeOf('entities')),
  /** A family of customers, or one customer that stands for itself. */
  customerGroup: maybe(text),
  /** A family of products, or one product that stands for itself. */
  productFamily: maybe(text),
  /** With what is charged by consumption, at the quantities that were agreed. */
  measured: maybe(flag),
} as const
export type Asked = { readonly [K in keyof typeof asked]: Of<(typeof asked)[K]> }
export const bridgeFaults = ['recurring.badMonths', 'consolidation.noGroup', 'rates.missing', 'rates.stale'] as const

export const customerGroupOf = ({ customerFamily, customerName }: RecurringLine): string => customerFamily ?? customerName
export const productFamilyOf = ({ productFamily, product }: RecurringLine): string => productFamily ?? product

/** A line's month, of those that were asked for. */
export interface Told extends GroupMonth {
  readonly line: RecurringLine
}
export interface Bridged {
  readonly currency: Currency
  readonly periods: readonly string[]
  /** By month, the lines of the filter that have or had anything. */
  readonly months: ReadonlyMap<string, readonly Told[]>
  /** Rates of the months, as they were used. */
  readonly used: readonly ReturnType<ClosingRates['used']>[number][]
  /** Lines whose product has no price in their currency. */
  readonly unpriced: number
}

export function monthsBetween(from: string, to: string): readonly string[] | Refusal<'recurring.badMonths'> {
  const [first, last] = [monthOf(from), monthOf(to)]
  const fault = refuse('recurring.badMonths', { from, to, most: `${mostMonths}` })
  if (!first || !last || to < from) return fault
  const found: string[] = []
  for (let day = first.first; day <= last.first && found.length <= mostMonths; day = addMonths(day, 1)) found.push(day.slice(0, 7))
  return found.length > mostMonths ? fault : found
}

/** Reads what is sold period by period, and walks through the months. */
export async function bridged(about: Asked, read: Read, now: Now): Promise<Bridged | Refusal<(typeof bridgeFaults)[number]>> {
  const periods = monthsBetween(about.from, about.to)
  if (refused(periods)) return periods
  if (about.rateMonth !== null && !monthOf(about.rateMonth)) return refuse('recurring.badMonths', { from: about.rateMonth, to: about.rateMonth, most: `${mostMonths}` })
  const [member] = await read.list(entities, { order: ['code'], limit: 1 })
  // Of groups that were bought, that of the one to which all belong now.
  const group = member && (await read.list(groups, { order: ['code'], limit: 1000 })).find(({ parent }) => parent === null)
  if (!group) return refuse('consolidation.noGroup', {})
  const lines = await read.ask(recurringLines, { measured: about.measured ?? false })
  const changes = new Map<string, LineChange[]>()
  for (const change of await read.ask(recurringChanges, {})) {
    const own = changes.get(change.line)
    if (own) own.push(change)
    else changes.set(change.line, [change])
  }
  const priced = await pricing(read)
  const rates = await ratesOf(about, periods, [...new Set(lines.map((line) => line.currency))], group.currency, read, now)
  if (refused(rates)) return rates
  const wanted = (line: RecurringLine): boolean =>
    (about.entity === null || line.entity === about.entity) &&
    (about.customerGroup === null || customerGroupOf(line) === about.customerGroup) &&
    (about.productFamily === null || productFamilyOf(line) === about.productFamily)
  const lifeOf = lives(lines, changes)
  const going = lines.map((line) => ({ ...line, continues: line.life?.continues ?? null }))
  const months = new Map<string, readonly Told[]>()
  for (const period of periods) {
    const month = monthOf(period)!
    const [then, ended] = knownIn(about, month)
    const lived = going.map((line) => {
      const after = lifeOf(line, ended)
      return { line, before: then === ended ? after : lifeOf(line, then), after }
    })
    // Whether a customer is new or gone is seen over everything that it has, whatever is shown of it.
    const told = monthOfLines(lived, month, priced.worth).filter(({ line, opening, moves, closing }) => wanted(line) && (opening !== 0n || closing !== 0n || moves.length > 0))
    const { before, after } = rates.of(period)
    months.set(period, told.map(({ line, ...of }) => ({ line, ...inGroup(of, { from: line.currency, to: group.currency, before, now: after }) })))
  }
  return { currency: group.currency, periods, months, used: rates.used(), unpriced: priced.missing() }
} // prettier-ignore

/** Since when a month is known at its beginning and its end. The record of a month ends with it, by world time, as the log counts. */
function knownIn({ view, knownAt }: Asked, { first, last }: Month): readonly [Instant | null, Instant | null] {
  if (view === 'effective') return [knownAt, knownAt]
  const ending = (day: Day): Instant => {
    const end = `${day}T23:59:59.999Z` as Instant
    return knownAt !== null && knownAt < end ? knownAt : end
  }
  return [ending(addDays(first, -1)), ending(last)]
}

/** The life of a line as it was known at a moment; `null` where nobody knew of it. Worked out once for each moment. */
function lives(lines: readonly RecurringLine[], changes: ReadonlyMap<string, readonly LineChange[]>) {
  const always = new Map(lines.flatMap((line) => (line.changes === 0 ? [[line.id as string, timelineOf(line, [])] as const] : [])))
  const known = new Map<string, Timeline>()
  return (line: RecurringLine, at: Instant | null): Timeline | null => {
    const own = changes.get(line.id) ?? []
    const begun = own.find((change) => change.act === 'activate')?.recordedAt ?? line.addedAt
    if (at !== null && begun !== null && begun > at) return null
    const plain = always.get(line.id)
    if (plain) return plain
    const key = `${line.id}/${at === null ? own.length : own.filter(({ recordedAt }) => recordedAt <= at).length}`
    const found = known.get(key) ?? timelineOf(line, own, at)
    known.set(key, found)
    return found
  }
}

/** What terms come to in a month, as billing reckons them: rated once, in minor units. */
async function pricing(read: Read) {
  const versions = new Map((await read.list(productVersions, { limit: 100_000 })).map((v) => [`${v.product}@${v.version}`, v]))
  const known = new Map<string, bigint>()
  const missing = new Set<string>()
  const reckoned = (line: Pick<RecurringLine, 'id' | 'currency'>, version: ProductVersion | undefined, terms: Terms): bigint => {
    const found = version && termsOf(line, terms, version)
    if (!found) {
      if (!terms.quantity.eq(0)) missing.add(line.id)
      return 0n
    }
    const rated = ratedBy(found.tariff, terms.quantity).exact
    return amountOf(line.currency, found.tariff, rated, ratio(1n, version.basis === 'year' ? 12n : 1n), { days: 1, of: 1 }).minor
  }
  // The terms of a stretch are asked for month after month; what they come to hangs on nothing else.
  const byTerms = new WeakMap<Terms, bigint>()
  const worth = (line: RecurringLine, terms: Terms): bigint => {
    const before = byTerms.get(terms)
    if (before !== undefined) return before
    const { quantity, unitPrice, version } = terms
    const key = `${line.product}@${version}/${line.currency}/${decimalText(quantity)}/${unitPrice === null ? '' : decimalText(unitPrice)}`
    const found = known.get(key) ?? reckoned(line, versions.get(`${line.product}@${version}`), terms)
    known.set(key, found)
    byTerms.set(terms, found)
    return found
  }
  return { worth, missing: () => missing.size }
}

/** The rates of each month and of the one before it, by the closing day; of the running month the last ones. */
async function ratesOf({ rates, rateMonth }: Asked, periods: readonly string[], from: readonly Currency[], to: Currency, read: Read, now: Now) {
  const last = rateMonth ?? periods.at(-1)!
  const eve = addMonths(monthOf(periods[0]!)!.first, -1).slice(0, 7)
  const found = new Map<string, ClosingRates>()
  for (const period of rates === 'constant' ? [last] : [eve, ...periods]) {
    const closing = await closingRates(read, monthOf(period)!, now.today)
    for (const currency of from) {
      const fault = closing.fault(currency, to)
      if (fault) return fault as Refusal<RateFault>
    }
    found.set(period, closing)
  }
  // Asked for each line and month: a pair is crossed once for each month, and of constant rates once.
  const crossed = new Map<string, Ratio>()
  const rateOf = (period: string): RateOf => (currency) => {
    const at = rates === 'constant' ? last : period
    const known = crossed.get(`${at}/${currency}`) ?? found.get(at)!.rate(currency, to)
    crossed.set(`${at}/${currency}`, known)
    return known
  }
  return {
    of: (period: string) => ({ before: rateOf(addMonths(monthOf(period)!.first, -1).slice(0, 7)), after: rateOf(period) }),
    used: () => [...found.values()].flatMap((closing) => closing.used()),
  }
} // prettier-ignore
