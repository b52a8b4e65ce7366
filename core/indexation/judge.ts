import { addDays, addMonths, type Day } from '../kernel/day.ts'
import { decimalText, exactly, multiply, ratioOf, ratioText, divide, type Decimal } from '../kernel/decimal.ts'
import { toMinor, type Currency } from '../kernel/money.ts'
import { refused } from '../kernel/refusal.ts'
import type { Of } from '../kernel/shape.ts'
import type { productVersions } from '../catalog/product.ts'
import type { ContractLine, upliftTerms } from '../contracts/contract.ts'
import type { LineChange } from '../contracts/line-change.ts'
import type { Due } from '../contracts/rises.ts'
import { knownChanges, standingOn, timelineOf } from '../contracts/timeline.ts'
import type { Row } from '../kernel/record.ts'
import { factorText, upliftOf, type Uplift } from '../pricing/uplift.ts'
import { monthOfDay, monthsOn } from './months.ts'
import type { ProposalTrace, ReadingTrace } from './proposal-trace.ts'
import type { Exception } from './proposal.ts'
import type { IndexValue } from './series.ts'

export type Clause = Of<typeof upliftTerms>
type Version = Row<typeof productVersions>

/** Months from the value of an index to the new price where the clause says nothing: consumer prices of a month are known in the middle of the next one. */
export const usualLag = 2
/** Places of a new price where the clause says nothing. */
export const usualDecimals = 2

/** The value of an index in a month, as known on the batch's day. */
export type IndexBook = (index: string, month: string) => IndexValue | undefined
export function indexBook(values: readonly IndexValue[], knownOn: Day): IndexBook {
  const book = new Map<string, IndexValue>()
  for (const value of values) {
    if (value.published > knownOn) continue
    const key = `${value.index}|${value.month}`
    const known = book.get(key)
    if (!known || known.version < value.version) book.set(key, value)
  }
  return (index, month) => book.get(`${index}|${month}`)
}

export interface Judged {
  readonly quantity: Decimal
  readonly oldPrice: Decimal | null
  readonly newPrice: Decimal | null
  readonly factor: Decimal | null
  readonly rise: Decimal | null
  readonly morePerYear: bigint
  readonly reason: Exception | null
  readonly about: Readonly<Record<string, string>>
  readonly trace: ProposalTrace
}
export interface Judging {
  readonly line: ContractLine
  readonly clause: Clause
  readonly changes: readonly LineChange[]
  /** By `product@version`. */
  readonly versions: ReadonlyMap<string, Version>
  readonly book: IndexBook
}

type Fault = Pick<Judged, 'reason' | 'about'>
const fault = (reason: Exception, about: Fault['about'] = {}): Fault => ({ reason, about })

/** What a line's clause makes of its price on a day, and what stands in the way. */
export function judge(facts: Judging, due: Due): Judged {
  const { line, clause, changes } = facts
  const standing = standingOn(line, changes, due.on)
  const version = facts.versions.get(`${line.product}@${standing.version}`)
  const old = priceOf(standing.unitPrice, version, line.currency)
  const readings = readingsOf(clause, due.on, facts.book)
  const trace = traceOf(clause, due, standing.unitPrice === null ? 'list' : 'line', readings, version)
  const nothing = { quantity: standing.quantity, newPrice: null, factor: null, rise: null, morePerYear: 0n }
  const why = boundFault(line, due.on) ?? historyFault(facts, due.on)
  if ('reason' in old) return { ...nothing, oldPrice: null, trace, ...(why ?? old) }
  if ('reason' in readings) return { ...nothing, oldPrice: old.price, trace, ...(why ?? readings) }
  const terms: Uplift = {
    index: readings.current && readings.base ? { base: readings.base.value, current: readings.current.value } : null,
    margin: clause.margin,
    floor: clause.floorPercent,
    cap: clause.capPercent,
    ratchet: clause.ratchet,
    decimals: clause.decimals ?? usualDecimals,
  }
  const lifted = upliftOf(old.price, terms)
  if (refused(lifted))
    return { ...nothing, oldPrice: old.price, trace, ...(why ?? fault('badClause', { ...lifted.about, code: lifted.refused })) }
  return {
    quantity: standing.quantity,
    oldPrice: old.price,
    newPrice: lifted.price,
    factor: exactly(factorText(lifted.factor)),
    rise: riseOf(old.price, lifted.price),
    morePerYear: morePerYear(line.currency, standing.quantity, old.price, lifted.price, trace.basisMonths),
    trace: { ...trace, decided: lifted.by },
    ...(why ?? (lifted.price.eq(old.price) ? fault('unchanged') : { reason: null, about: {} })),
  }
}

export function boundFault(line: Pick<ContractLine, 'boundUntil'>, on: Day): Fault | undefined {
  return line.boundUntil !== null && line.boundUntil >= on ? fault('bound', { day: line.boundUntil }) : undefined
}

/** A price holds for twelve months before it rises: since it was agreed, and since it rose last. One that is agreed for a later day is left alone. */
function historyFault({ line, changes, versions }: Judging, on: Day): Fault | undefined {
  const yearBefore = addMonths(on, -12)
  // A line that goes on from another customer's brought its price along.
  if (line.start > yearBefore && !line.life?.continues) return fault('startedLately', { day: line.start })
  const laterPrice = knownChanges(changes, null)
    .filter((change) => change.sets.includes('unitPrice') && change.effective > on)
    .map((change) => change.effective)
    .sort()[0]
  if (laterPrice !== undefined) return fault('laterPrice', { day: laterPrice })
  const prices = timelineOf(line, changes).stretches.map(({ from, unitPrice, version }) => {
    const priced = priceOf(unitPrice, versions.get(`${line.product}@${version}`), line.currency)
    return { from, price: 'price' in priced ? priced.price : null }
  })
  const raised = prices.findLast(({ from, price }, i) => {
    const before = prices[i - 1]?.price
    return from <= on && from > yearBefore && before && price?.gt(before)
  })
  return raised ? fault('raisedLately', { day: raised.from }) : undefined
}

/** The price in force, or the list price of the version where none is agreed; a price in bands has no single figure to raise. */
export function priceOf(agreed: Decimal | null, version: Version | undefined, currency: Currency): { readonly price: Decimal } | Fault {
  if (agreed !== null) return { price: agreed }
  const listed = version?.prices.find((price) => price.currency === currency)
  if (!version || !listed) return fault('noListPrice', { currency })
  return version.model === 'flat' && listed.unitPrice !== null ? { price: listed.unitPrice } : fault('noSinglePrice')
}

interface Readings {
  readonly base: IndexValue | null
  readonly current: IndexValue | null
}
/** The value of the clause's month and the one a year before it; a missing one is named. */
function readingsOf(clause: Clause, on: Day, book: IndexBook): Readings | Fault {
  if (clause.by === 'fixed') return { base: null, current: null }
  if (clause.index === null) return fault('badClause', { code: 'noIndex' })
  const currentMonth = monthsOn(monthOfDay(on), -(clause.lagMonths ?? usualLag))
  const baseMonth = monthsOn(currentMonth, -12)
  const [base, current] = [book(clause.index, baseMonth), book(clause.index, currentMonth)]
  if (!current || !base) return fault('noIndexValue', { index: clause.index, month: current ? baseMonth : currentMonth })
  return { base, current }
}

const reading = (value: IndexValue | null): ReadingTrace | null =>
  value && { month: value.month, value: decimalText(value.value), version: value.version, published: value.published }
const textOrNull = (value: Decimal | null): string | null => value && decimalText(value)

function traceOf(
  clause: Clause,
  due: Due,
  priceSource: 'line' | 'list',
  readings: Readings | Fault,
  version: Version | undefined,
): ProposalTrace {
  const { base, current } = 'reason' in readings ? { base: null, current: null } : readings
  return {
    v: 1,
    due: due.by,
    priceSource,
    by: clause.by,
    index: clause.by === 'index' ? clause.index : null,
    lagMonths: clause.by === 'index' ? (clause.lagMonths ?? usualLag) : null,
    base: reading(base),
    current: reading(current),
    margin: decimalText(clause.margin),
    floor: textOrNull(clause.floorPercent),
    cap: textOrNull(clause.capPercent),
    ratchet: clause.ratchet,
    decimals: clause.decimals ?? usualDecimals,
    decided: null,
    basisMonths: version?.basis === 'year' ? 12 : 1,
  }
}

/** In per cent to two places; nothing where there was no price. */
function riseOf(old: Decimal, next: Decimal): Decimal | null {
  if (old.eq(0)) return null
  return exactly(ratioText(divide(ratioOf(next.minus(old).times(exactly('100'))), ratioOf(old)), 2))
}
const morePerYear = (currency: Currency, quantity: Decimal, old: Decimal, next: Decimal, basisMonths: 1 | 12): bigint =>
  toMinor(currency, multiply(ratioOf(next.minus(old)), ratioOf(quantity.times(exactly(basisMonths === 12 ? '1' : '12')))))

/** Day by which the customer must have been told: so many days before the new price, the contract's own notice where it has one. */
export const letterDay = (line: Pick<ContractLine, 'life'>, on: Day, letterDays: number): Day =>
  addDays(on, -(line.life?.renewal?.supplierNoticeDays ?? letterDays))
