import { numberSeries, type entities } from '../entities/entity.ts'
import { fiscalYear, journalNumber, seriesKey, type JournalDocument } from '../entities/rules.ts'
import type { Day, Instant } from '../kernel/day.ts'
import { ratio, type Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { add, type Change, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import type { Code, Id, Wire } from '../kernel/shape.ts'
import { threeCurrencies, type Rates, type ThreeAmounts } from './conversion.ts'
import { journalLines, journals } from './journal.ts'
import { account, type AccountRole, type BalanceSheet } from './posting.ts'
import { sealOfJournal } from './seal.ts'
import { mixedJournal } from './settlement.ts'

type Entity = Pick<Row<typeof entities>, 'code' | 'currency' | 'fiscalYearStart'>
export type Series = Row<typeof numberSeries>
export type Journal = Row<typeof journals>
export type JournalLine = Row<typeof journalLines>

/** A line as a module asks for it: signed minor units, + debit. */
export interface PostingLine {
  readonly account: Code<'accounts'>
  readonly minor: bigint
  /** Left out: the journal's. Another one needs `difference`. */
  readonly currency?: Currency
  /** Receivable, payable, bank: converted each on its own. */
  readonly control?: boolean
  /** Amounts in the entity's and the group's currency that were fixed before. */
  readonly pinned?: { readonly entityMinor: bigint; readonly groupMinor: bigint }
  readonly customer?: Id<'customers'> | null
  readonly charge?: Id<'charges'> | null
  readonly taxCode?: Code<'taxCodes'> | null
  readonly fund?: Id<'funds'> | null
  readonly supplier?: Id<'suppliers'> | null
  readonly partner?: Code<'entities'> | null
  readonly openItem?: Id<'openItems'> | null
}
export interface JournalPosting {
  /** Made by whoever posts; a journal is posted once under it. */
  readonly id: string
  readonly entity: Entity
  readonly groupCurrency: Currency
  readonly document: JournalDocument
  /** As `seriesFor` gave it, or as the posting before left it. */
  readonly series: Series
  readonly postedOn: Day
  readonly postedAt: Instant
  readonly currency: Currency
  readonly lines: readonly PostingLine[]
  /**
   * Where fixed amounts of the lines (items that are cleared, taxes) may differ from what the rates make of them: the account of that difference. What is left in
   * the group's currency goes to the translation reserve, and lines of several currencies meet on the clearing account. Left out: such a difference is refused.
   */
  readonly difference?: Extract<AccountRole, 'fxGainLoss' | 'fxTax' | 'fxUnrealised'>
  /** Exact rates; `null` where every amount is pinned or in one currency. */
  readonly exchanges: ((from: Currency, to: Currency) => { readonly rate: Ratio } | undefined) | null
  /** The rates as the journal keeps them. */
  readonly rates: Wire
  readonly convertedOn?: Day | null
  readonly taxPoint?: Day | null
  readonly event?: Id<'journals'> | null
  readonly pair?: Id<'journals'> | null
  /** The record that caused it, of whatever kind. */
  readonly source: string
  readonly narrative: string | null
  readonly balances: BalanceSheet
  readonly digest: (text: string) => string
  /** Of a journal that is a tax document: its number as the law wants it, in place of the house's. */
  readonly numbering?: (year: string, sequence: number) => string
}
export interface Posted {
  readonly journal: Journal
  readonly lines: readonly JournalLine[]
  /** The journal and its lines. Balances and the series are put by the caller, once for all journals of the call. */
  readonly changes: readonly Change[]
  readonly series: Series
}
export type PostingFault = 'ledger.unbalanced' | 'ledger.roundingTooLarge' | 'ledger.missingRate'
/** What any operation that posts a journal may answer with. */
export const postingFaults = [
  'ledger.unbalanced',
  'ledger.roundingTooLarge',
  'ledger.missingRate',
] as const satisfies readonly PostingFault[]

/** The numbers of an entity's journals of one kind and fiscal year. Held until the call is committed, so take it last. */
export async function seriesFor(read: Read, entity: Entity, document: JournalDocument, postedOn: Day): Promise<Series> {
  const year = fiscalYear(entity.fiscalYearStart, postedOn)
  const key = seriesKey(entity.code, document, year)
  const begun = await read.hold(numberSeries, key)
  return begun ?? { series: key as Series['series'], entity: entity.code, document, year, next: 1, seal: null }
}

const same: Ratio = ratio(1n)
/** The rates that the journal needs; of a currency in which every line is pinned, none. */
function ratesFor({ entity, groupCurrency, currency, lines, exchanges }: JournalPosting): Rates | Refusal<'ledger.missingRate'> {
  const pinned = lines.every((line) => line.pinned !== undefined)
  const rateTo = (to: Currency): Ratio | undefined => (to === currency || pinned ? same : exchanges?.(currency, to)?.rate)
  const [toEntity, toGroup] = [rateTo(entity.currency), rateTo(groupCurrency)]
  if (!toEntity) return refuse('ledger.missingRate', { from: currency, to: entity.currency })
  if (!toGroup) return refuse('ledger.missingRate', { from: currency, to: groupCurrency })
  return { toEntity, toGroup }
}

/**
 * Posts a journal of one entity and currency, balanced in all three. What is pinned stays to the penny; what is left over where nothing may take it is refused,
 * a minor unit per line at most goes to the rounding account.
 */
export function postJournal(posting: JournalPosting): Posted | Refusal<PostingFault> {
  const { id, entity, groupCurrency, document, series, postedOn, currency } = posting
  assert(posting.lines.length > 0, 'a journal with lines')
  assert(
    series.series === seriesKey(entity.code, document, fiscalYear(entity.fiscalYearStart, postedOn)),
    `a series of ${entity.code} for ${document} on ${postedOn}`,
  )
  if (posting.difference) return postMixed(posting, posting.difference)
  assert(
    posting.lines.every((line) => line.currency === undefined || line.currency === currency),
    'lines in one currency',
  )
  const rates = ratesFor(posting)
  if (refused(rates)) return rates
  const converted = threeCurrencies(
    posting.lines.map(({ minor, control, pinned }) => ({ minor, control: control ?? false, pinned })),
    { transaction: currency, entity: entity.currency, group: groupCurrency },
    rates,
  )
  if (refused(converted)) return converted
  const { rounding } = converted
  // Amounts that somebody fixed either balance or are wrong.
  if (rounding && posting.lines.every((line) => line.pinned))
    return refuse('ledger.unbalanced', {
      currency: rounding.entityAmount === 0n ? groupCurrency : entity.currency,
      minor: (-(rounding.entityAmount || rounding.groupAmount)).toString(),
    })
  const lines = converted.lines.map((amounts, i) => ({ ...posting.lines[i]!, amounts }))
  return posted(posting, numbered(id, currency, rounding ? [...lines, { account: account('rounding'), amounts: rounding }] : lines))
}

type Drafted = Omit<PostingLine, 'minor' | 'control' | 'pinned'> & { readonly amounts: ThreeAmounts }
const numbered = (journal: string, inCurrency: Currency, lines: readonly Drafted[]): JournalLine[] =>
  lines.map(({ account: to, amounts: { amount, entityAmount, groupAmount }, ...line }, i) => ({
    journal: journal as Journal['id'],
    position: i + 1,
    account: to,
    currency: line.currency ?? inCurrency,
    amount,
    entityAmount,
    groupAmount,
    customer: line.customer ?? null,
    charge: line.charge ?? null,
    taxCode: line.taxCode ?? null,
    fund: line.fund ?? null,
    supplier: line.supplier ?? null,
    partner: line.partner ?? null,
    openItem: line.openItem ?? null,
  }))

/** A journal in one or several currencies, in which carrying amounts may be cleared; the differences are lines of their own, last. */
function postMixed(posting: JournalPosting, difference: AccountRole): Posted | Refusal<PostingFault> {
  const { id, entity, groupCurrency, currency, exchanges } = posting
  const rateOf = (from: Currency, to: Currency): Ratio | undefined => (from === to ? same : exchanges?.(from, to)?.rate)
  const ratesIn = (from: Currency): Rates | undefined => {
    const [toEntity, toGroup] = [rateOf(from, entity.currency), rateOf(from, groupCurrency)]
    return toEntity && toGroup && { toEntity, toGroup }
  }
  const entityToGroup = rateOf(entity.currency, groupCurrency)
  if (!entityToGroup) return refuse('ledger.missingRate', { from: entity.currency, to: groupCurrency })
  const journal = mixedJournal(
    posting.lines.map((line) => ({
      minor: line.minor,
      control: line.control ?? false,
      pinned: line.pinned,
      currency: line.currency ?? currency,
    })),
    { entity: entity.currency, group: groupCurrency },
    { of: ratesIn, entityToGroup },
  )
  if (refused(journal)) return journal
  return posted(
    posting,
    numbered(id, currency, [
      ...journal.lines.map((amounts, i) => ({ ...posting.lines[i]!, amounts })),
      ...journal.clearing.map((amounts) => ({ account: account('clearing'), currency: amounts.currency, amounts })),
      ...(journal.difference ? [{ account: account(difference), amounts: journal.difference }] : []),
      ...(journal.translation ? [{ account: account('translationReserve'), amounts: journal.translation }] : []),
    ]),
  )
}

/** The journal with its number and seal, and the series as it stands afterwards. */
function posted(posting: Omit<JournalPosting, 'lines' | 'exchanges'>, lines: readonly JournalLine[]): Posted {
  const { entity, document, series, postedOn, postedAt, currency, rates, source, narrative, balances, digest } = posting
  const sequence = series.next
  const { convertedOn = null, taxPoint = null, event = null, pair = null } = posting
  const facts = {
    id: posting.id as Journal['id'],
    entity: entity.code,
    document,
    number: posting.numbering?.(series.year, sequence) ?? journalNumber(entity.code, document, series.year, sequence),
    series: series.series,
    sequence,
    source: source as Journal['source'],
    narrative,
    postedOn,
    convertedOn,
    taxPoint,
    event,
    pair,
    currency,
  }
  const seal = sealOfJournal(series.seal, { ...facts, lines }, digest)
  const own = { entityCurrency: entity.currency, groupCurrency: posting.groupCurrency }
  const journal: Journal = { ...facts, ...own, rates, seal, postedAt }
  balances.count(entity.code, postedOn, lines)
  return {
    journal,
    lines,
    changes: [add(journals, journal), ...lines.map((line) => add(journalLines, line))],
    series: { ...series, next: sequence + 1, seal },
  }
}

export interface Reversing extends Pick<
  JournalPosting,
  'id' | 'entity' | 'groupCurrency' | 'series' | 'postedOn' | 'postedAt' | 'narrative' | 'balances' | 'digest'
> {
  readonly original: Journal
  readonly lines: readonly JournalLine[]
}
/** The exact mirror of a journal, in all three currencies; nothing is converted again. `series` is the entity's of `reversal`; a journal is reversed once. */
export function reverseJournal(reversing: Reversing): Posted {
  const { id, original, series, entity, postedOn } = reversing
  assert(original.entity === entity.code && reversing.lines.every((line) => line.journal === original.id), 'the lines of the journal')
  assert(original.document !== 'reversal', 'a journal that is no reversal itself')
  assert(series.series === seriesKey(entity.code, 'reversal', fiscalYear(entity.fiscalYearStart, postedOn)), 'the series of reversals')
  const lines = reversing.lines.map((line) => ({
    ...line,
    journal: id as Journal['id'],
    amount: -line.amount,
    entityAmount: -line.entityAmount,
    groupAmount: -line.groupAmount,
  }))
  return posted({ ...reversing, document: 'reversal', currency: original.currency, rates: original.rates, source: original.id }, lines)
}
