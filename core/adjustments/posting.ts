import { entities, groups, numberSeries } from '../entities/entity.ts'
import type { Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import { put, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refused, type Refusal } from '../kernel/refusal.ts'
import type { Id } from '../kernel/shape.ts'
import { postJournal, reverseJournal, seriesFor, type PostingFault, type Series } from '../ledger/post-journal.ts'
import { BalanceSheet } from '../ledger/posting.ts'
import { readExchange, type Exchange, type RateFault } from '../rates/exchange.ts'
import { snapshotOf } from '../rates/frozen.ts'
import type { Adjustment } from './adjustment.ts'

type Entity = Row<typeof entities>
export interface Book {
  readonly entity: Entity
  readonly groupCurrency: Currency
  readonly exchange: Exchange
  readonly series: Series
  /** Of the month after, where it is taken back. */
  readonly mirrors: Series | null
}

/** What the books of one legal entity need for journals by hand on a day. Take it last: it holds the series. */
export async function openBook(read: Read, code: string, currency: Currency, on: Day, reversesOn: Day | null): Promise<Book | Refusal<RateFault>> {
  const entity = await read.get(entities, code)
  assert(entity, `the entity ${code}`)
  const group = await read.get(groups, entity.group)
  assert(group, `the group of ${code}`)
  const exchange = await readExchange(read, on, code)
  for (const to of [entity.currency, group.currency]) {
    const missing = exchange.rate(currency, to)
    if (refused(missing)) return missing as Refusal<RateFault>
  }
  const mirrors = reversesOn === null ? null : await seriesFor(read, entity, 'reversal', reversesOn)
  return { entity, groupCurrency: group.currency, exchange, mirrors, series: await seriesFor(read, entity, 'manual', on) }
} // prettier-ignore

export interface PostedByHand {
  readonly journal: Id<'journals'>
  readonly number: string
  readonly reversal: Id<'journals'> | null
  readonly changes: readonly Change[]
}
/** Posts a journal by hand, and its mirror on the first of the next month in the same act where it is an accrual. */
export function postByHand(adjustment: Adjustment, book: Book, now: Now): PostedByHand | Refusal<PostingFault> {
  const { entity, groupCurrency, exchange, series, mirrors } = book
  const { postedOn, currency, reversesOn } = adjustment
  const balances = new BalanceSheet()
  const id = now.newId() as Id<'journals'>
  const common = { entity, groupCurrency, postedAt: now.at, narrative: adjustment.reason, balances, digest: now.digest }
  const posted = postJournal({
    ...common, id, document: 'manual', series, postedOn, currency, source: adjustment.id, event: id, rates: snapshotOf(exchange, currency, [entity.currency, groupCurrency]),
    exchanges: (from, to) => { const rate = exchange.rate(from, to); return refused(rate) ? undefined : { rate } },
    lines: adjustment.lines.map(({ account, amount }) => ({ account, minor: amount })),
  }) // prettier-ignore
  if (refused(posted)) return posted
  const kept = put(numberSeries, posted.series)
  if (reversesOn === null || mirrors === null)
    return { journal: id, number: posted.journal.number, reversal: null, changes: [...posted.changes, ...balances.changes(), kept] }
  const mirror = reverseJournal({ ...common, id: now.newId(), original: posted.journal, lines: posted.lines, series: mirrors, postedOn: reversesOn }) // prettier-ignore
  return {
    journal: id,
    number: posted.journal.number,
    reversal: mirror.journal.id,
    changes: [...posted.changes, ...mirror.changes, ...balances.changes(), kept, put(numberSeries, mirror.series)],
  }
}
