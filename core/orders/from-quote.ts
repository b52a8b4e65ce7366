import { add, command, tell, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { count, flag, idOf, many, maybe, shape, text, type Id, type Value } from '../kernel/shape.ts'
import type { Row } from '../kernel/record.ts'
import { customers } from '../customers/customer.ts'
import { entities, groups } from '../entities/entity.ts'
import { quotes, quoteVersions, type Quote, type QuoteVersion } from '../quotes/quote.ts'
import { accepted, rivalsOf } from '../quotes/decide.ts'
import { called as quoteCalled } from '../quotes/save.ts'
import { saleOfLines } from '../quotes/sale-again.ts'
import type { Sale } from '../quotes/sale-building.ts'
import type { TaxCode } from '../quotes/sale-taxes.ts'
import { openLinks, takenBack } from '../signing/links.ts'
import type { SigningInvitation } from '../signing/signature.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { noParts, partChanges, partsFor } from './lines.ts'
import { orders } from './order.ts'
import { draftOf } from './save.ts'
import { about, wholeOf, wholeOrder } from './whole.ts'

const input = shape({
  quote: idOf('quotes'),
  /** Left out: the last one that was issued, or the draft where none was. */
  version: maybe(count),
  /** Numbers of the options that the customer takes; left out: those that are marked as chosen. */
  options: maybe(many(count, 500)),
  contact: maybe(idOf('contacts')),
  poNumber: maybe(text),
  poFollows: maybe(flag),
  contract: maybe(idOf('contracts')),
})
type Input = Value<typeof input>
/** A quote as it stands, nothing said about it. */
export const justQuote = (quote: Id<'quotes'>, version: number | null): Input => ({
  quote, version, options: null, contact: null, poNumber: null, poFollows: null, contract: null,
}) // prettier-ignore
export const fromQuoteFaults = ['quotes.unknown', 'quotes.closed', 'quotes.noCustomer', 'quotes.noLines', 'quotes.unknownQuoteVersion', 'quotes.unknownOption', 'quotes.outOfDate'] as const // prettier-ignore

export interface QuoteFacts {
  readonly quote: Quote | undefined
  readonly version: QuoteVersion | undefined
  readonly rivals: readonly Quote[]
  /** By which the quote itself may still be signed. */
  readonly links: readonly SigningInvitation[]
  readonly entity: Row<typeof entities> | undefined
  readonly customer: Row<typeof customers> | undefined
  readonly groupCurrency: Sale['sums']['currency']
  readonly taxes: ReadonlyMap<string, TaxCode>
}
export async function quoteFacts({ quote: id, version: number }: Pick<Input, 'quote' | 'version'>, read: Read): Promise<QuoteFacts> {
  const quote = await read.get(quotes, id)
  const wanted = number ?? quote?.version ?? 0
  const [version] = await read.list(quoteVersions, {
    where: { all: [{ field: 'quote', is: 'equal', value: id }, { field: 'version', is: 'equal', value: wanted }] },
    limit: 1,
  }) // prettier-ignore
  const entity = quote && (await read.get(entities, quote.entity))
  const group = entity && (await read.get(groups, entity.group))
  const said = version ?? quote
  return {
    quote,
    version,
    rivals: await rivalsOf(quote, read),
    links: await openLinks(read, { record: quotes.record, subject: id }),
    entity,
    customer: quote?.customer ? await read.get(customers, quote.customer) : undefined,
    groupCurrency: group?.currency ?? entity?.currency ?? 'EUR',
    taxes: await read.some(taxCodes, [...new Set((said?.lines ?? []).flatMap(({ taxCodes: own }) => own))]),
  }
}

/** The order that a quote becomes: its very lines and prices, without the options that nobody took. */
export function ordered(id: Id<'orders'>, said: Input, facts: QuoteFacts, now: Now) {
  const { quote, version, entity, customer } = facts
  const fault = quoteFault(said, facts, now)
  if (fault) return fault
  const offer = version ?? quote!
  const options = offer.lines.filter(({ optional }) => optional)
  const stray = said.options?.find((number) => !options.some((line) => line.number === number))
  if (stray !== undefined) return refuse('quotes.unknownOption', { quote: quoteCalled(quote!), line: `${stray}` })
  const taken = offer.lines.filter((line) => !line.optional || (said.options ? said.options.includes(line.number) : line.chosen))
  if (taken.length === 0) return refuse('quotes.noLines', { quote: quoteCalled(quote!) })
  const lines = taken.map((line, index) => ({ ...line, number: index + 1, optional: false, chosen: true }))
  const sums = saleOfLines(offer, lines, { entity: entity!, groupCurrency: facts.groupCurrency, taxes: facts.taxes })
  const sale: Sale = { entity: entity!, customer, language: offer.language, sums, lines }
  const common = { ...said, title: offer.title, customer: customer!.id, note: offer.note, start: offer.start }
  const order = draftOf(
    id,
    { ...common, quote: quote!.id, quoteVersion: version?.version ?? null, paymentDays: null, replaces: null },
    sale,
    undefined,
    now,
  )
  return { order, parts: partsFor(order, lines, noParts, now) }
}
function quoteFault(
  said: Input,
  { quote, version, entity, customer }: QuoteFacts,
  now: Now,
): Refusal<(typeof fromQuoteFaults)[number]> | undefined {
  if (!quote || !entity) return refuse('quotes.unknown', { quote: said.quote })
  const at = { quote: quoteCalled(quote), state: quote.state }
  if (quote.state === 'accepted' || quote.state === 'declined' || quote.state === 'withdrawn' || quote.state === 'superseded')
    return refuse('quotes.closed', at)
  if (!customer) return refuse('quotes.noCustomer', at)
  if (said.version !== null && !version) return refuse('quotes.unknownQuoteVersion', { ...at, version: `${said.version}` })
  const until = (version ?? quote).validUntil
  return until < now.today ? refuse('quotes.outOfDate', { ...at, day: until }) : undefined
}

/** Prepares an order from a quote, to be signed. The quote is accepted when the order is captured. */
export const orderFromQuote = command({
  name: 'orders.fromQuote',
  zone: 'sales',
  permit: 'orders.write',
  offline: 'queue',
  input,
  output: wholeOrder,
  refusals: fromQuoteFaults,
  load: quoteFacts,
  decide: (said, facts, now) => {
    const made = ordered(now.newId() as Id<'orders'>, said, facts, now)
    if (refused(made)) return made
    const { order, parts } = made
    return {
      result: wholeOf(order, parts),
      changes: [add(orders, order), ...partChanges(noParts, parts), tell('orders.saved', about(order))],
    }
  },
})

/** The customer has said yes. The quote is accepted, other quotes of the same opportunity are superseded, and the order is there to be signed. */
export const acceptQuote = command({
  name: 'quotes.accept',
  zone: 'sales',
  permit: 'quotes.write',
  offline: 'queue',
  input,
  output: wholeOrder,
  refusals: fromQuoteFaults,
  load: quoteFacts,
  decide: (said, facts, now) => {
    const made = ordered(now.newId() as Id<'orders'>, said, facts, now)
    if (refused(made)) return made
    const { order, parts } = made
    return {
      result: wholeOf(order, parts),
      changes: [
        add(orders, order),
        ...partChanges(noParts, parts),
        ...accepted(facts.quote!, order.id, facts.rivals, now),
        ...takenBack(facts.links),
        tell('orders.saved', about(order)),
      ],
    }
  },
})
