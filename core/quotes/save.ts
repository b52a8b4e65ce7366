import { addDays } from '../kernel/day.ts'
import { command, put, tell } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, idOf, longText, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { givenSale } from './given.ts'
import { numbered, paperSeries } from './numbering.ts'
import { quotes, type Quote } from './quote.ts'
import { saleFacts } from './sale-facts.ts'
import { saleFaults, saleOf } from './sale-building.ts'

/** Days that a quote is good for when nobody says until when. */
const usualDays = 30

/** Writes the draft of a quote, whole: with its lines, options, bundles and purchases. What was issued stays as it went out. */
export const saveQuote = command({
  name: 'quotes.save',
  zone: 'sales',
  permit: 'quotes.write',
  offline: 'queue',
  input: shape({
    /** Left out: a new one. */
    id: maybe(idOf('quotes')),
    title: maybe(text),
    customer: maybe(idOf('customers')),
    opportunity: maybe(idOf('opportunities')),
    /** Left out: whoever calls, or as it was. */
    owner: maybe(idOf('users')),
    ownerName: maybe(text),
    /** Left out: so many days from today, or as it was. */
    validUntil: maybe(aDay),
    note: maybe(longText),
    ...givenSale,
  }),
  output: quotes.shape,
  refusals: ['quotes.unknown', 'quotes.closed', 'quotes.otherEntity', 'quotes.validityPast', ...saleFaults],
  // Lines, prices and words of a draft belong together: two people who changed it apart from each other have to look at it.
  edits: { of: quotes, id: ({ id }) => id },
  load: async (input, read, now) => {
    const present = input.id === null ? undefined : await read.get(quotes, input.id)
    const facts = await saleFacts(input, read, now)
    const numberless = facts.entity && (present?.number ?? null) === null
    return {
      present,
      facts,
      series: numberless ? await paperSeries(read, facts.entity!, 'quote', facts.pricedOn, input.id, now) : undefined,
    }
  },
  decide: (input, { present, facts, series }, now) => {
    // Asked for first, so that the device and the hub give the same one.
    const id = input.id ?? (now.newId() as Id<'quotes'>)
    if (input.id !== null && !present) return refuse('quotes.unknown', { quote: input.id })
    if (present && !isOpen(present)) return refuse('quotes.closed', { quote: called(present), state: present.state })
    if (present && present.entity !== input.entity) return refuse('quotes.otherEntity', { quote: called(present), entity: present.entity })
    const validUntil = input.validUntil ?? present?.validUntil ?? addDays(now.today, usualDays)
    if (validUntil < facts.pricedOn) return refuse('quotes.validityPast', { day: validUntil })
    const sale = saleOf(input, facts)
    if (refused(sale)) return sale
    const given = series && numbered(series, 'quote', id, now)
    const quote: Quote = {
      id,
      number: present?.number ?? given?.number ?? null,
      reference: present?.reference ?? now.reference(),
      title: input.title,
      entity: sale.entity.code,
      customer: input.customer,
      opportunity: input.opportunity,
      owner: input.owner ?? present?.owner ?? (now.caller.user as Id<'users'>),
      ownerName: input.ownerName ?? present?.ownerName ?? now.caller.name,
      language: sale.language,
      // What is changed after it went out is a draft again; the customer still holds the version that was issued.
      state: 'draft',
      validUntil,
      start: input.start,
      note: input.note,
      version: present?.version ?? 0,
      ...sale.sums,
      lines: sale.lines,
      createdAt: present?.createdAt ?? now.at,
      changedAt: now.at,
      issuedAt: present?.issuedAt ?? null,
      viewedAt: null,
      decidedAt: null,
      reason: null,
    }
    return { result: quote, changes: [put(quotes, quote), ...(given ? [given.change] : []), tell('quotes.saved', about(quote))] }
  },
})

/** May it still be worked on? What was accepted has become an order; what was declined or withdrawn is copied instead. */
export const isOpen = ({ state }: Pick<Quote, 'state'>): boolean =>
  state === 'draft' || state === 'issued' || state === 'viewed' || state === 'expired'
export const called = ({ number, reference, id }: Pick<Quote, 'number' | 'reference' | 'id'>): string => number ?? reference ?? id
export const about = (quote: Quote) => ({ quote: quote.id, number: called(quote) })
