import { entities } from '../entities/entity.ts'
import { addDays, type Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import { command, tell, type Change, type Decision, type Now, type Read } from '../kernel/operation.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, codeOf, count, idOf, many, maybe, minorIn, shape, text, type Id, type Of } from '../kernel/shape.ts'
import { settle } from '../ledger/open-item.ts'
import { postingFaults, type PostingFault, type PostingLine } from '../ledger/post-journal.ts'
import { account } from '../ledger/posting.ts'
import { rateFaults, readExchange, type RateFault } from '../rates/exchange.ts'
import { pairsOf, type ItemPair } from './dispute.ts'
import { openPairs } from './facts.ts'
import { apart, groupCurrencies } from './one-group.ts'
import { Books, holdSeries, type About, type Entity } from './posting.ts'
import { daysOf } from './statement.ts'

/** Charges that one settlement clears at most: some months of a busy pair. */
const most = 2000
const firstDay = '0001-01-01' as Day

const input = shape({
  provider: codeOf('entities'),
  receiver: codeOf('entities'),
  /** On which the money moves. */
  day: aDay,
  /** Charges of this month alone, `2026-11`; left out, as `openItems`: all that is open up to the day. */
  month: maybe(text),
  /** Of either side. */
  openItems: maybe(many(idOf('openItems'), most)),
  reference: maybe(text),
})
type Input = Of<typeof input>
const output = shape({
  event: idOf('journals'),
  /** One pair of journals for each currency that was charged. */
  settled: many(
    shape({
      currency: aCurrency,
      charges: count,
      /** From the receiver to the provider; negative where more was taken back than charged. */
      paid: minorIn('currency'),
      providerJournal: idOf('journals'),
      receiverJournal: idOf('journals'),
    }),
  ),
  /** Left out because they are disputed. */
  disputed: count,
})
const ownFaults = [
  'transfer.unknownEntity', 'transfer.sameEntity', 'transfer.groupsApart', 'transfer.badMonth', 'transfer.unknownItem', 'transfer.settledAlready', 'transfer.disputedItem', 'transfer.tooEarly', 'transfer.tooManyItems',
  'transfer.unmatched', 'transfer.nothingOpen',
] as const // prettier-ignore
type Fault = (typeof ownFaults)[number] | PostingFault | RateFault

/** The pairs that are asked for, each once. */
async function loadPairs({ provider, receiver, day, month, openItems }: Input, read: Read): Promise<readonly ItemPair[] | Refusal<Fault>> {
  if (openItems !== null && openItems.length > 0) {
    const known = await pairsOf(openItems, read)
    const missing = openItems.find((id) => {
      const pair = known.get(id)
      return pair?.provider.entity !== provider || pair.receiver.entity !== receiver
    })
    if (missing !== undefined) return refuse('transfer.unknownItem', { item: missing })
    return [...new Set(openItems.map((id) => known.get(id)!.provider.id))].map((id) => known.get(id)!)
  }
  const days = month === null ? { from: firstDay, to: addDays(day, 1) } : daysOf(month)
  if (!days) return refuse('transfer.badMonth', { from: month ?? '', to: month ?? '' })
  // What is charged for a later day is not owed yet.
  const to = days.to > day ? addDays(day, 1) : days.to
  const found = await read.ask(openPairs, { provider, receiver, from: days.from, to, limit: most + 1 })
  if (found.length > most) return refuse('transfer.tooManyItems', { most: `${most}` })
  const pairs = await pairsOf(found.map(({ providerItem }) => providerItem), read) // prettier-ignore
  return found.flatMap(({ providerItem }) => pairs.get(providerItem) ?? [])
}

async function load(asked: Input, read: Read) {
  const [provider, receiver] = [await read.get(entities, asked.provider), await read.get(entities, asked.receiver)]
  if (!provider || !receiver) return refuse('transfer.unknownEntity', { entity: provider ? asked.receiver : asked.provider })
  if (provider.code === receiver.code) return refuse('transfer.sameEntity', { entity: provider.code })
  const currencyOf = await groupCurrencies(read)
  const distant = apart(provider, receiver, currencyOf)
  if (distant) return distant
  const pairs = await loadPairs(asked, read)
  if (refused(pairs)) return pairs
  // One exchange for both books: what leaves one of them is what reaches the other, in the group's currency too.
  const exchange = await readExchange(read, asked.day, provider.code)
  const wanted = [provider, receiver].map((entity) => ({ entity, document: 'settlement' as const, day: asked.day }))
  return { provider, receiver, currencyOf, pairs, exchange, series: await holdSeries(read, wanted) }
}

/** Why a pair cannot be settled on a day. */
function faultOf({ provider, receiver }: ItemPair, day: Day, named: boolean): Refusal<Fault> | undefined {
  const { number } = provider
  if (provider.open !== -receiver.open || provider.currency !== receiver.currency) return refuse('transfer.unmatched', { number })
  if (!named) return undefined
  if (provider.open === 0n) return refuse('transfer.settledAlready', { number })
  if (provider.onHold !== null) return refuse('transfer.disputedItem', { number, reason: provider.onHold })
  if (provider.postedOn > day) return refuse('transfer.tooEarly', { number, day: provider.postedOn })
  return undefined
}

/** One side in one currency: its items at what they are carried at, against the bank. */
function side(entity: Entity, items: readonly ItemPair['provider'][], currency: Currency, books: Books, about: Omit<About, 'customer'>) {
  const settled = items.map((item) => settle(item, item.open, about.day))
  const money = items.reduce((sum, item) => sum + item.open, 0n)
  const bank: readonly PostingLine[] = money === 0n ? [] : [{ account: account('bank'), minor: money, control: true }]
  const posted = books.clear(entity, [...bank, ...settled.map(({ line }) => line)], currency, about)
  return refused(posted) ? posted : { journal: posted.journal.id, money, changes: settled.map(({ change }) => change) }
}

function decide(asked: Input, loaded: Awaited<ReturnType<typeof load>>, now: Now): Decision<Of<typeof output>> | Refusal<Fault> {
  if (refused(loaded)) return loaded
  const { provider, receiver, currencyOf, pairs, exchange, series } = loaded
  const { day } = asked
  const fault = pairs.map((pair) => faultOf(pair, day, (asked.openItems ?? []).length > 0)).find((found) => found !== undefined)
  if (fault) return fault
  const due = pairs.filter((pair) => pair.provider.onHold === null)
  if (due.length === 0) return refuse('transfer.nothingOpen', { provider: provider.code, receiver: receiver.code })
  const books = new Books(series, currencyOf, now)
  const event = now.newId() as Id<'journals'>
  const about = { day, exchange, source: event, narrative: asked.reference, event }
  const settled: Of<typeof output>['settled'][number][] = []
  const changes: Change[] = []
  for (const currency of [...new Set(due.map((pair) => pair.provider.currency))].sort()) {
    for (const from of [currency, provider.currency, receiver.currency])
      for (const to of [provider.currency, receiver.currency, currencyOf(provider)]) {
        const missing = exchange.rate(from, to)
        if (refused(missing)) return missing as Refusal<RateFault>
      }
    const own = due.filter((pair) => pair.provider.currency === currency)
    const paid = side(receiver, own.map((pair) => pair.receiver), currency, books, about) // prettier-ignore
    if (refused(paid)) return paid
    const got = side(provider, own.map((pair) => pair.provider), currency, books, about) // prettier-ignore
    if (refused(got)) return got
    assert(got.money === -paid.money, 'what is paid is what is got')
    settled.push({ currency, charges: own.length, paid: got.money, providerJournal: got.journal, receiverJournal: paid.journal })
    changes.push(...paid.changes, ...got.changes)
  }
  const told = tell('transfer.settled', { event, provider: provider.code, receiver: receiver.code })
  return { result: { event, settled, disputed: pairs.length - due.length }, changes: [...changes, ...books.changes(), told] }
}

/** Settles what one entity owes another for work, in the books of both at once; what the money was worth by then is the payer's exchange difference. */
export const settleTransfers = command({
  name: 'transfer.settle',
  zone: 'finance',
  permit: 'transfer.post',
  offline: 'never',
  input,
  output,
  refusals: [...ownFaults, ...postingFaults, ...rateFaults],
  load,
  decide,
})
