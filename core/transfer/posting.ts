import type { entities } from '../entities/entity.ts'
import { fiscalYear, seriesKey, type JournalDocument } from '../entities/rules.ts'
import { addDays, type Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import { put, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refused, type Refusal } from '../kernel/refusal.ts'
import type { Id } from '../kernel/shape.ts'
import { numberSeries } from '../entities/entity.ts'
import type { journals } from '../ledger/journal.ts'
import { addOpenItem, openItemFrom } from '../ledger/open-item.ts'
import { postJournal, reverseJournal, seriesFor, type Journal, type JournalLine, type Posted, type PostingFault, type PostingLine, type Series } from '../ledger/post-journal.ts' // prettier-ignore
import { account, BalanceSheet } from '../ledger/posting.ts'
import type { Exchange } from '../rates/exchange.ts'
import { snapshotOf } from '../rates/frozen.ts'
import type { GroupCurrencies } from './one-group.ts'

export type Entity = Row<typeof entities>
type JournalId = Id<'journals'>

export interface SeriesWanted {
  readonly entity: Entity
  readonly document: JournalDocument
  readonly day: Day
}
const keyOf = ({ entity, document, day }: SeriesWanted): string => seriesKey(entity.code, document, fiscalYear(entity.fiscalYearStart, day))

/** Holds the series of several entities, always in one order, so that two runs never wait for each other. Take it last. */
export async function holdSeries(read: Read, wanted: readonly SeriesWanted[]): Promise<ReadonlyMap<string, Series>> {
  const byKey = new Map(wanted.map((one) => [keyOf(one), one]))
  const held = new Map<string, Series>()
  for (const [key, { entity, document, day }] of [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)))
    held.set(key, await seriesFor(read, entity, document, day))
  return held
}

/** What was charged, as each side's books have it. */
export interface PairPosted {
  readonly provider: Posted
  readonly receiver: Posted
}

/** Posts labour and charges between entities one after the other, each on the series that the one before left. */
export class Books {
  readonly #series: Map<string, Series>
  readonly #balances = new BalanceSheet()
  readonly #changes: Change[] = []
  readonly #now: Now
  readonly #groupCurrencyOf: GroupCurrencies
  journals = 0
  constructor(series: ReadonlyMap<string, Series>, groupCurrencyOf: GroupCurrencies, now: Now) {
    this.#series = new Map(series)
    this.#groupCurrencyOf = groupCurrencyOf
    this.#now = now
  }

  #post(
    entity: Entity,
    document: JournalDocument,
    day: Day,
    post: (series: Series, balances: BalanceSheet) => Posted | Refusal<PostingFault>,
  ): Posted | Refusal<PostingFault> {
    const key = keyOf({ entity, document, day })
    const series = this.#series.get(key)
    assert(series, `the series ${key}`)
    const posted = post(series, this.#balances)
    if (refused(posted)) return posted
    this.#series.set(key, posted.series)
    this.#changes.push(...posted.changes)
    this.journals += 1
    return posted
  }
  #common(entity: Entity, day: Day, exchange: Exchange, currency: Currency) {
    return {
      entity, groupCurrency: this.#groupCurrencyOf(entity), postedOn: day, postedAt: this.#now.at, currency, digest: this.#now.digest,
      exchanges: (from: Currency, to: Currency) => { const rate = exchange.rate(from, to); return refused(rate) ? undefined : { rate } },
      rates: snapshotOf(exchange, currency, [entity.currency, this.#groupCurrencyOf(entity)]),
    } // prettier-ignore
  }

  /** Own labour at its true cost, in the books of whoever employs the person. */
  labour(entity: Entity, minor: bigint, about: About): Posted | Refusal<PostingFault> {
    const { day, exchange, source, narrative, event } = about
    const lines: PostingLine[] = [
      { account: account('labour'), minor, customer: about.customer },
      { account: account('labourAbsorbed'), minor: -minor },
    ]
    return this.#post(
      entity,
      'labour',
      day,
      (series, balances) =>
      postJournal({
        ...this.#common(entity, day, exchange, entity.currency), id: this.#now.newId(), document: 'labour', series, balances, lines, source, narrative, event,
      }), // prettier-ignore
    )
  }

  /** A charge between two entities: both sides at once, the same amount in its own currency and in the group's, each open for settlement. */
  pair(provider: Entity, receiver: Entity, minor: bigint, currency: Currency, about: About): PairPosted | Refusal<PostingFault> {
    const { day, exchange, source, narrative, event } = about
    const [first, second] = [this.#now.newId() as JournalId, this.#now.newId() as JournalId]
    const side = (entity: Entity, partner: Entity, id: JournalId, lines: readonly PostingLine[]): Posted | Refusal<PostingFault> => {
      const posted = this.#post(
        entity,
        'intercompany',
        day,
        (series, balances) =>
        postJournal({
          ...this.#common(entity, day, exchange, currency), id, document: 'intercompany', series, balances, source, narrative, event, pair: first,
          lines: lines.map((line) => ({ ...line, partner: partner.code })),
        }), // prettier-ignore
      )
      if (!refused(posted)) this.#open(posted, entity, partner)
      return posted
    }
    const item = (id: JournalId): Id<'openItems'> => id as string as Id<'openItems'>
    const given = side(provider, receiver, first, [
      { account: account('intercompanyReceivable'), minor, control: true, openItem: item(first) },
      { account: account('intercompanyRevenue'), minor: -minor, customer: about.customer },
    ])
    if (refused(given)) return given
    const taken = side(receiver, provider, second, [
      { account: account('intercompanyCost'), minor, customer: about.customer },
      { account: account('intercompanyPayable'), minor: -minor, control: true, openItem: item(second) },
    ])
    return refused(taken) ? taken : { provider: given, receiver: taken }
  }

  /** The exact mirror of a journal; of a side of a pair with an open item of its own, that clears the other at settlement. */
  mirror(entity: Entity, original: Journal, lines: readonly JournalLine[], day: Day, narrative: string, partner: Entity | null): Posted {
    const id = this.#now.newId()
    const posted = this.#post(entity, 'reversal', day, (series, balances) => {
      const own = {
        id,
        entity,
        groupCurrency: this.#groupCurrencyOf(entity),
        series,
        balances,
        postedOn: day,
        postedAt: this.#now.at,
        narrative,
        digest: this.#now.digest,
      }
      return reverseJournal({
        ...own,
        original,
        lines: lines.map((line) => ({ ...line, openItem: line.openItem === null ? null : (id as Id<'openItems'>), journal: original.id })),
      })
    })
    assert(!refused(posted), 'a mirror that balances')
    if (partner) this.#open(posted, entity, partner)
    return posted
  }

  /** A settlement taken back by its exact mirror, on the very items that it cleared. */
  undo(entity: Entity, original: Journal, lines: readonly JournalLine[], day: Day, narrative: string): Posted {
    const posted = this.#post(entity, 'reversal', day, (series, balances) => {
      const about = { postedOn: day, postedAt: this.#now.at, narrative, digest: this.#now.digest }
      return reverseJournal({
        ...about,
        id: this.#now.newId(),
        entity,
        groupCurrency: this.#groupCurrencyOf(entity),
        series,
        balances,
        original,
        lines,
      })
    })
    assert(!refused(posted), 'a mirror that balances')
    return posted
  }

  /** One side of a settlement: its items are cleared at what they are carried at, and what the money differs from that is an exchange difference or translation. */
  clear(entity: Entity, lines: readonly PostingLine[], currency: Currency, about: Omit<About, 'customer'>): Posted | Refusal<PostingFault> {
    const { day, exchange, source, narrative, event } = about
    const rates = snapshotOf(exchange, [currency, entity.currency], [entity.currency, this.#groupCurrencyOf(entity)])
    return this.#post(
      entity,
      'settlement',
      day,
      (series, balances) =>
      postJournal({
        ...this.#common(entity, day, exchange, currency), rates, id: this.#now.newId(), document: 'settlement', series, balances, lines, source, narrative, event, difference: 'fxGainLoss',
      }), // prettier-ignore
    )
  }

  #open({ journal, lines }: Posted, entity: Entity, partner: Entity): void {
    const line = lines.find((one) => one.openItem !== null)
    assert(line, 'the line that stays open')
    this.#changes.push(
      addOpenItem(
        openItemFrom(line, {
          id: line.openItem!, kind: 'intercompany', entity: entity.code, customer: null, supplier: null, partner: partner.code, number: journal.number, postedOn: journal.postedOn,
          due: addDays(journal.postedOn, dueDays), entityCurrency: journal.entityCurrency, groupCurrency: journal.groupCurrency,
        }), // prettier-ignore
      ),
    )
  }

  changes(): readonly Change[] {
    return [...this.#changes, ...this.#balances.changes(), ...[...this.#series.values()].map((series) => put(numberSeries, series))]
  }
}
/** Entities of a group settle by the month. */
const dueDays = 30

export interface About {
  readonly day: Day
  readonly exchange: Exchange
  /** The entry of work; of a settlement its event. */
  readonly source: string
  readonly narrative: string | null
  readonly event: Row<typeof journals>['event']
  readonly customer: Id<'customers'> | null
}
