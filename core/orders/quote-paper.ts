import { query } from '../kernel/operation.ts'
import { assert, refuse, refused } from '../kernel/refusal.ts'
import { count, idOf, maybe, shape, type Id } from '../kernel/shape.ts'
import { aPayload, type Payload } from '../signing/payload.ts'
import { fromQuoteFaults, justQuote, ordered, quoteFacts } from './from-quote.ts'
import { paperFactsOf, payloadOf } from './paper.ts'

/** What the customer signs who signs a quote: the order that it becomes, under the name of the quote. Options that nobody chose are not on it. */
export const showQuotePaper = query({
  name: 'orders.quotePaper',
  zone: 'sales',
  permit: 'orders.read',
  input: shape({
    quote: idOf('quotes'),
    /** Left out: the last one that was issued. */
    version: maybe(count),
  }),
  output: shape({ payload: aPayload }),
  refusals: [...fromQuoteFaults, 'quotes.notIssued'],
  ask: async (said, read, now) => {
    const facts = await quoteFacts(said, read)
    // Under the quote's own id: the order has none before it is signed.
    const made = ordered(said.quote as string as Id<'orders'>, justQuote(said.quote, said.version), facts, now)
    if (refused(made)) return made
    const { quote, version } = facts
    assert(quote, 'a quote')
    if (!version) return refuse('quotes.notIssued', { quote: quote.number ?? quote.reference ?? quote.id })
    const paper = await paperFactsOf(made.order, made.parts, read)
    assert(paper, 'a customer and a legal entity')
    const { number, reference, ownerName } = quote
    const payload: Payload = {
      ...payloadOf(paper, now.today, now),
      kind: 'quote',
      id: quote.id,
      number,
      reference,
      version: version.version,
      validUntil: version.validUntil,
      salesperson: ownerName,
    }
    return { payload }
  },
})
