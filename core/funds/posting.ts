import { entities, groups } from '../entities/entity.ts'
import { fiscalYear } from '../entities/rules.ts'
import { earlier, type Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import { put, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refused, type Refusal } from '../kernel/refusal.ts'
import { numberSeries } from '../entities/entity.ts'
import { convert } from '../ledger/conversion.ts'
import { postJournal, seriesFor, type PostingLine, type Series } from '../ledger/post-journal.ts'
import { account, BalanceSheet } from '../ledger/posting.ts'
import type { Exchange, RateFault } from '../rates/exchange.ts'
import type { Fund, Movement } from './fund.ts'

/** What movements of one legal entity's funds are booked with. */
export interface Books {
  readonly entity: Row<typeof entities>
  readonly groupCurrency: Currency
  /** Number series by fiscal year, held until the call is committed. */
  readonly series: ReadonlyMap<string, Series>
}

/** Read it last: from then on nobody else numbers a fund journal of the entity until this call is done. */
export async function booksOf(read: Read, code: string, days: readonly Day[]): Promise<Books> {
  const entity = await read.get(entities, code)
  assert(entity, `the entity ${code}`)
  const group = await read.get(groups, entity.group)
  assert(group, `the group of ${code}`)
  const series = new Map<string, Series>()
  for (const day of [...days].sort((a, b) => (a === b ? 0 : a === earlier(a, b) ? -1 : 1))) {
    const year = fiscalYear(entity.fiscalYearStart, day)
    if (!series.has(year)) series.set(year, await seriesFor(read, entity, 'fund', day))
  }
  return { entity, groupCurrency: group.currency, series }
}

/** What was paid for a lot, as it is booked: at the rate of the day of the purchase. */
export function bookedValue(
  value: bigint,
  currency: Currency,
  { entity, groupCurrency }: Pick<Books, 'entity' | 'groupCurrency'>,
  exchange: Exchange,
): { readonly entityValue: bigint; readonly groupValue: bigint } | Refusal<RateFault> {
  const [toEntity, toGroup] = [exchange.rate(currency, entity.currency), exchange.rate(currency, groupCurrency)]
  if (refused(toEntity)) return toEntity
  if (refused(toGroup)) return toGroup
  return { entityValue: convert(value, toEntity, currency, entity.currency), groupValue: convert(value, toGroup, currency, groupCurrency) }
}

/** Where the other side of a movement is booked. What is bought by hand was paid outside of Harmony and is cleared there. */
const otherSide = (movement: Movement, fund: Fund): PostingLine['account'] =>
  account(movement.act === 'expiry' ? 'breakage' : movement.act === 'purchase' ? 'accrued' : fund.revenue)

/**
 * The journals of movements: what is drawn becomes revenue, what lapses breakage, each with the amounts that its lots were booked with. A movement and its journal
 * share their id. Movements that shift nothing (a carry-over, a draw beyond the fund) have none; purchases that an invoice brought are in its journal.
 */
export function journalsOf(
  moved: readonly { readonly fund: Fund; readonly movements: readonly Movement[] }[],
  books: Books,
  now: Pick<Now, 'at' | 'digest'>,
): Change[] {
  const balances = new BalanceSheet()
  const series = new Map(books.series)
  const changes: Change[] = []
  for (const { fund, movements } of moved)
    for (const movement of movements) {
      const { value, entityValue, groupValue, act } = movement
      if (act === 'carryOver' || (value === 0n && entityValue === 0n && groupValue === 0n)) continue
      const year = fiscalYear(books.entity.fiscalYearStart, movement.day)
      const own = series.get(year)
      assert(own, `the series of ${year}`)
      const line = (to: PostingLine['account'], sign: bigint): PostingLine => ({
        account: to,
        minor: sign * value,
        pinned: { entityMinor: sign * entityValue, groupMinor: sign * groupValue },
        customer: fund.customer,
        fund: fund.id,
      })
      const posted = postJournal({
        id: movement.id,
        entity: books.entity,
        groupCurrency: books.groupCurrency,
        document: 'fund',
        series: own,
        postedOn: movement.day,
        postedAt: now.at,
        currency: fund.currency,
        lines: [line(account('fundLiability'), -1n), line(otherSide(movement, fund), 1n)],
        exchanges: null,
        rates: {},
        source: movement.id,
        narrative: fund.name,
        balances,
        digest: now.digest,
      })
      assert(!refused(posted), 'pinned amounts that balance')
      series.set(year, posted.series)
      changes.push(...posted.changes)
    }
  const used = [...series.entries()].filter(([year, after]) => after.next !== books.series.get(year)!.next)
  return [...changes, ...balances.changes(), ...used.map(([, after]) => put(numberSeries, after))]
}
