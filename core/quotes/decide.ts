import { command, put, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { count, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { openLinks, takenBack } from '../signing/links.ts'
import { quotes, type Quote } from './quote.ts'
import { about, called, isOpen } from './save.ts'

const outcome = <const Name extends string>(name: Name, state: 'declined' | 'withdrawn') =>
  command({
    name,
    zone: 'sales',
    permit: 'quotes.write',
    offline: 'queue',
    input: shape({ quote: idOf('quotes'), reason: maybe(text) }),
    output: quotes.shape,
    refusals: ['quotes.unknown', 'quotes.closed', 'quotes.notIssued'],
    load: async (input, read) => ({
      quote: await read.get(quotes, input.quote),
      links: await openLinks(read, { record: quotes.record, subject: input.quote }),
    }),
    decide: (input, { quote, links }, now) => {
      if (!quote) return refuse('quotes.unknown', { quote: input.quote })
      if (!isOpen(quote)) return refuse('quotes.closed', { quote: called(quote), state: quote.state })
      // Nobody declines what they never got.
      if (state === 'declined' && quote.version === 0) return refuse('quotes.notIssued', { quote: called(quote) })
      const decided: Quote = { ...quote, state, decidedAt: now.at, changedAt: now.at, reason: input.reason }
      const told = state === 'declined' ? tell('quotes.declined', about(decided)) : tell('quotes.withdrawn', about(decided))
      return { result: decided, changes: [put(quotes, decided), ...takenBack(links), told] }
    },
  })

/** The customer does not want it. */
export const declineQuote = outcome('quotes.decline', 'declined')
/** We no longer offer it. */
export const withdrawQuote = outcome('quotes.withdraw', 'withdrawn')

const stillOffered: readonly Quote['state'][] = ['draft', 'issued', 'viewed', 'expired']
/** The customer has said yes to a quote, by word or by signing its order; other quotes of the same opportunity are superseded. Nothing where that is known already. */
export function accepted(quote: Quote, order: string, rivals: readonly Quote[], now: Now): readonly Change[] {
  if (!stillOffered.includes(quote.state)) return []
  const decided = { decidedAt: now.at, changedAt: now.at } as const
  const beside = rivals.filter(({ id, state }) => id !== quote.id && stillOffered.includes(state))
  return [
    put(quotes, { ...quote, state: 'accepted', ...decided }),
    ...beside.map((rival) => put(quotes, { ...rival, state: 'superseded', ...decided })),
    tell('quotes.accepted', { ...about(quote), order }),
  ]
}
/** Quotes of the same opportunity. */
export const rivalsOf = async (quote: Pick<Quote, 'opportunity'> | undefined, read: Read): Promise<readonly Quote[]> =>
  quote?.opportunity ? read.list(quotes, { where: { field: 'opportunity', is: 'equal', value: quote.opportunity }, limit: 1000 }) : []

/** The customer has looked at what was issued. */
export const markViewed = command({
  name: 'quotes.markViewed',
  zone: 'sales',
  permit: 'quotes.write',
  offline: 'queue',
  input: shape({ quote: idOf('quotes') }),
  output: quotes.shape,
  refusals: ['quotes.unknown', 'quotes.notIssued'],
  load: async (input, read) => ({ quote: await read.get(quotes, input.quote) }),
  decide: (input, { quote }, now) => {
    if (!quote) return refuse('quotes.unknown', { quote: input.quote })
    if (quote.state !== 'issued' && quote.state !== 'viewed') return refuse('quotes.notIssued', { quote: called(quote) })
    // The first look counts.
    if (quote.viewedAt !== null) return { result: quote, changes: [] }
    const viewed: Quote = { ...quote, state: 'viewed', viewedAt: now.at, changedAt: now.at }
    return { result: viewed, changes: [put(quotes, viewed), tell('quotes.viewed', about(viewed))] }
  },
})

/** Quotes whose last day is over, so many at a time. */
const mostAtOnce = 500
/** What the customer did not accept in time can no longer be accepted; it may be issued again. */
export const expireQuotes = command({
  name: 'quotes.expireDue',
  zone: 'sales',
  permit: 'quotes.write',
  offline: 'never',
  input: shape({}),
  output: shape({ expired: count }),
  refusals: [],
  load: async (_input, read, now) => ({
    due: await read.list(quotes, {
      where: { all: [{ field: 'state', is: 'in', value: ['issued', 'viewed'] }, { field: 'validUntil', is: 'less', value: now.today }] },
      order: ['validUntil'],
      limit: mostAtOnce,
    }), // prettier-ignore
  }),
  decide: (_input, { due }, now) => ({
    result: { expired: due.length },
    changes: due.flatMap((quote) => [
      put(quotes, { ...quote, state: 'expired' as const, changedAt: now.at }),
      tell('quotes.expired', about(quote)),
    ]),
  }),
})
