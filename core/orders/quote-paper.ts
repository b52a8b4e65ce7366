import { query } from '../kernel/operation.ts'
import { assert, refuse, refused } from '../kernel/refusal.ts'
import type { Now, Read } from '../kernel/operation.ts'
import { count, flag, idOf, maybe, shape, type Id } from '../kernel/shape.ts'
import { aPayload, type Payload } from '../signing/payload.ts'
import { fromQuoteFaults, justQuote, ordered, quoteFacts, type QuoteFacts } from './from-quote.ts'
import { paperFactsOf, payloadOf } from './paper.ts'

/**
 * What the customer signs who signs a quote: the order that it becomes, under the name of the quote. Options that nobody chose are not on it; to read, they stand
 * after the lines with their prices, in no total.
 */
export const showQuotePaper = query({
  name: 'orders.quotePaper',
  zone: 'sales',
  permit: 'orders.read',
  input: shape({
    quote: idOf('quotes'),
    /** Left out: the last one that was issued. */
    version: maybe(count),
    /** With the options that nobody chose: what a customer reads and chooses from, never what is signed. */
    options: maybe(flag),
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
    return {
      payload: said.options ? { ...payload, lines: [...payload.lines, ...(await openOptions(payload, facts, read, now))] } : payload,
    }
  },
})

/** The options that nobody chose, as lines of the paper. */
async function openOptions(payload: Payload, facts: QuoteFacts, read: Read, now: Now): Promise<Payload['lines']> {
  const offer = facts.version!.lines
  const said = {
    ...justQuote(facts.quote!.id, facts.version!.version),
    options: offer.flatMap((line) => (line.optional ? [line.number] : [])),
  }
  const all = ordered(facts.quote!.id as string as Id<'orders'>, said, facts, now)
  if (refused(all)) return []
  const paper = await paperFactsOf(all.order, all.parts, read)
  assert(paper, 'a customer and a legal entity')
  return payloadOf(paper, now.today, now)
    .lines.filter((_, i) => offer[i]!.optional && !offer[i]!.chosen)
    .map((line, i) => ({ ...line, position: payload.lines.length + i + 1, optional: 'option' }))
}
