import { entities, groups, numberSeries } from '../entities/entity.ts'
import { fiscalYear, seriesKey, type JournalDocument } from '../entities/rules.ts'
import type { Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import { add, put, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import type { Id } from '../kernel/shape.ts'
import { openItems } from '../ledger/journal.ts'
import { openItemFrom, settle, type OpenItem } from '../ledger/open-item.ts'
import { postJournal, reverseJournal, seriesFor, type Journal, type JournalLine, type Posted, type PostingFault, type PostingLine, type Series } from '../ledger/post-journal.ts' // prettier-ignore
import { BalanceSheet } from '../ledger/posting.ts'
import { readExchange, type Exchange, type RateFault } from '../rates/exchange.ts'
import { snapshotOf } from '../rates/frozen.ts'
import { settlements, type settlementActs } from './receipt.ts'

type Entity = Row<typeof entities>
type JournalId = Id<'journals'>

export interface ActFacts {
  readonly entity: Entity
  readonly groupCurrency: Currency
  readonly day: Day
  readonly exchange: Exchange
  readonly series: ReadonlyMap<JournalDocument, Series>
}
const keyOf = (entity: Entity, document: JournalDocument, day: Day): string =>
  seriesKey(entity.code, document, fiscalYear(entity.fiscalYearStart, day))

/** What an act needs to post. Holds the number series, always in one order, so it is loaded last. */
export async function loadAct(
  read: Read,
  code: string,
  day: Day,
  documents: readonly JournalDocument[],
): Promise<ActFacts | Refusal<'receivables.unknownEntity'>> {
  const entity = await read.get(entities, code)
  if (!entity) return refuse('receivables.unknownEntity', { entity: code })
  const group = await read.get(groups, entity.group)
  assert(group, `the group of ${entity.code}`)
  const exchange = await readExchange(read, day, entity.code)
  const series = new Map<JournalDocument, Series>()
  const sorted = [...documents].sort((a, b) => (keyOf(entity, a, day) < keyOf(entity, b, day) ? -1 : 1))
  for (const document of sorted) series.set(document, await seriesFor(read, entity, document, day))
  return { entity, groupCurrency: group.currency, day, exchange, series }
}

interface About {
  readonly document: JournalDocument
  readonly currency: Currency
  readonly source: string
  readonly narrative: string | null
  readonly id?: JournalId
}
interface Why {
  readonly act: (typeof settlementActs)[number]
  readonly reason: string | null
}
/** What of an item an act takes: `paid` has the sign of what is open. */
export interface Taken {
  readonly item: OpenItem
  readonly paid: bigint
}

/** What an act took off an item, as its history keeps it. */
export function settlementOf(
  before: OpenItem,
  after: OpenItem,
  {
    day,
    ...about
  }: Why & { readonly journal: JournalId; readonly event: JournalId; readonly day: Day; readonly opposite: OpenItem['id'] | null },
  now: Now,
): Change {
  const { entity, currency, entityCurrency, groupCurrency } = after
  return add(settlements, {
    id: now.newId() as Id<'settlements'>, openItem: after.id, entity, settledOn: day, ...about, currency, amount: before.open - after.open, entityCurrency,
    entityAmount: before.entityOpen - after.entityOpen, groupCurrency, groupAmount: before.groupOpen - after.groupOpen, createdAt: now.at, createdBy: now.caller.name,
  }) // prettier-ignore
}

/** One act on open items: its journals, what becomes of the items and their history, all in one decision. */
export class Act {
  readonly #facts: ActFacts
  readonly #now: Now
  readonly #series: Map<JournalDocument, Series>
  readonly #balances = new BalanceSheet()
  readonly #changes: Change[] = []
  readonly #items = new Map<string, { readonly row: OpenItem; readonly isNew: boolean }>()
  readonly #journals: Journal[] = []
  readonly event: JournalId
  constructor(facts: ActFacts, now: Now, items: readonly OpenItem[] = []) {
    this.#facts = facts
    this.#now = now
    this.#series = new Map(facts.series)
    this.event = now.newId() as JournalId
    for (const row of items) this.#items.set(row.id, { row, isNew: false })
  }
  get journals(): readonly Journal[] {
    return this.#journals
  }
  /** The item as the act has left it so far. */
  item(id: string): OpenItem | undefined {
    return this.#items.get(id)?.row
  }
  newId(): string {
    return this.#now.newId()
  }

  #take(document: JournalDocument, posted: Posted): Posted {
    this.#series.set(document, posted.series)
    this.#changes.push(...posted.changes)
    this.#journals.push(posted.journal)
    return posted
  }
  #own(document: JournalDocument) {
    const { entity, groupCurrency, day } = this.#facts
    const series = this.#series.get(document)
    assert(series, `a series for ${document}`)
    return { entity, groupCurrency, series, postedOn: day, postedAt: this.#now.at, balances: this.#balances, digest: this.#now.digest }
  }

  /** Posts a journal. What carrying amounts differ by is an exchange difference that was realised. */
  post(lines: readonly PostingLine[], about: About): Posted | Refusal<PostingFault | RateFault> {
    const { entity, groupCurrency, exchange } = this.#facts
    const currencies = [about.currency, ...lines.flatMap((line) => line.currency ?? []), entity.currency]
    const to = [entity.currency, groupCurrency]
    for (const from of currencies)
      for (const into of to) {
        const fault = exchange.rate(from, into)
        if (refused(fault)) return fault as Refusal<RateFault>
      }
    const posted = postJournal({
      ...this.#own(about.document), ...about, id: about.id ?? this.#now.newId(), lines, event: this.event, difference: 'fxGainLoss',
      exchanges: (from, into) => { const rate = exchange.rate(from, into); return refused(rate) ? undefined : { rate } }, rates: snapshotOf(exchange, currencies, to),
    }) // prettier-ignore
    return refused(posted) ? posted : this.#take(about.document, posted)
  }

  /** Takes from items and posts it, with what else the journal has. */
  clear(taken: readonly Taken[], others: readonly PostingLine[], about: About, why: Why): Posted | Refusal<PostingFault | RateFault> {
    const settled = taken.map(({ item, paid }) => settle(item, paid, this.#facts.day))
    const posted = this.post([...settled.map(({ line }) => line), ...others], about)
    if (refused(posted)) return posted
    for (const [i, { item }] of settled.entries()) {
      const other = taken.length === 2 && others.length === 0 ? taken[1 - i]!.item.id : null
      this.#change(taken[i]!.item, item, posted.journal.id, { ...why, opposite: other })
    }
    return posted
  }

  /** What a journal leaves open. */
  open(
    { journal, lines }: Posted,
    about: Pick<OpenItem, 'kind' | 'due'> & Partial<Pick<OpenItem, 'id' | 'customer' | 'supplier'>>,
  ): OpenItem {
    const line = lines.find((one) => one.openItem !== null && (about.id === undefined || one.openItem === about.id))
    assert(line, 'the line that stays open')
    const { entity, number, postedOn, entityCurrency, groupCurrency } = journal
    const row = openItemFrom(line, { customer: null, supplier: null, ...about, id: line.openItem!, entity, partner: null, number, postedOn, entityCurrency, groupCurrency }) // prettier-ignore
    this.#items.set(row.id, { row, isNew: true })
    return row
  }

  /** The exact mirror of a journal; what it took off items is given back. */
  undo(
    original: Journal,
    lines: readonly JournalLine[],
    given: readonly { readonly before: OpenItem; readonly after: OpenItem; readonly opposite: OpenItem['id'] | null }[],
    reason: string,
  ): Posted {
    const own = { ...this.#own('reversal'), id: this.#now.newId(), narrative: reason, event: this.event }
    const posted = this.#take('reversal', reverseJournal({ ...own, original, lines }))
    for (const { before, after, opposite } of given) this.#change(before, after, posted.journal.id, { act: 'undone', reason, opposite })
    return posted
  }

  #change(before: OpenItem, after: OpenItem, journal: JournalId, why: Why & { readonly opposite: OpenItem['id'] | null }): void {
    const isNew = this.#items.get(after.id)?.isNew ?? false
    this.#items.set(after.id, { row: after, isNew })
    this.#changes.push(settlementOf(before, after, { journal, event: this.event, day: this.#facts.day, ...why }, this.#now))
  }

  changes(): readonly Change[] {
    return [
      ...this.#changes,
      ...[...this.#items.values()].map(({ row, isNew }) => (isNew ? add(openItems, row) : put(openItems, row))),
      ...this.#balances.changes(),
      ...[...this.#series].filter(([document, { next }]) => next !== this.#facts.series.get(document)!.next).map(([, series]) => put(numberSeries, series)), // prettier-ignore
    ]
  }
}
