import { add, command, put, tell, type Now, type Read } from '../kernel/operation.ts'
import { money } from '../kernel/money.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, idOf, maybe, shape, type Id, type Wire } from '../kernel/shape.ts'
import { approvalsOf, askApprovals, stateOfApprovals, type Subject, type Wanted } from '../approvals/asking.ts'
import { canonicalJson } from '../signing/canonical.ts'
import { openLinks, takenBack } from '../signing/links.ts'
import { readJudged, saleNeeds, type Judged } from './needs.ts'
import { numbered, paperSeries } from './numbering.ts'
import { quotes, quoteVersions, type Quote, type QuoteVersion } from './quote.ts'
import { about, called, isOpen } from './save.ts'
import { saleLine } from './sale.ts'
import { saleFacts, type SaleFacts } from './sale-facts.ts'

/** What an approval of a quote speaks of: everything that the customer would see of it, and nothing else. */
export const offered = (quote: Quote): Wire => {
  const printed = quotes.shape.print(quote) as Readonly<Record<string, Wire>>
  const shown = ['entity', 'customer', 'currency', 'language', 'title', 'note', 'validUntil', 'start', 'oneOff', 'monthly', 'termValue', 'oneOffTax', 'monthlyTax', 'bundles'] // prettier-ignore
  return {
    ...Object.fromEntries(shown.map((name) => [name, printed[name] ?? null])),
    lines: quote.lines.map((line) => saleLine.print(line)),
  }
}

export const offerHash = (quote: Quote, { digest }: Pick<Now, 'digest'>): string => digest(canonicalJson(offered(quote)))

/** How approvals speak of a quote. */
export const subjectOf = (quote: Quote, now: Pick<Now, 'digest'>): Subject => {
  const group = quote.figures.find(({ currencyOf }) => currencyOf === 'group')
  return {
    record: quotes.record,
    row: quote.id,
    entity: quote.entity,
    customer: quote.customer,
    subject: called(quote),
    version: offerHash(quote, now),
    worth: money(quote.currency, quote.termValue),
    groupWorth: group ? money(group.currency, group.sales) : null,
  }
}
export interface Judging {
  readonly facts: SaleFacts
  readonly judged: Judged
}
export const readJudging = async (quote: Quote, read: Read, now: Now): Promise<Judging> => ({
  facts: await saleFacts({ ...quote, lines: quote.lines.map(({ product }) => ({ product, costs: null })) }, read, now),
  judged: await readJudged(read, quote.entity, 'quotes', now),
})
export const needsOfQuote = (quote: Quote, { facts, judged }: Judging): readonly Wanted[] =>
  saleNeeds(
    {
      about: 'quotes',
      lines: quote.lines,
      figures: quote.figures,
      payment: null,
      document: ({ product, version }) => facts.listed.get(`${product}@${version}`)?.document,
    },
    judged,
  )

const load = async (id: string, read: Read, now: Now) => {
  const quote = await read.get(quotes, id)
  if (!quote) return { quote, judging: undefined, present: [] }
  return { quote, judging: await readJudging(quote, read, now), present: await approvalsOf(read, { record: quotes.record, row: quote.id }) }
}

/** Asks whoever must agree before the quote may go out. */
export const askForApproval = command({
  name: 'quotes.askApproval',
  zone: 'sales',
  permit: 'quotes.write',
  offline: 'queue',
  // It writes approvals only, and speaks of the quote as the person saw it.
  restsOn: { of: quotes, id: ({ quote }) => quote },
  input: shape({ quote: idOf('quotes') }),
  output: quotes.shape,
  refusals: ['quotes.unknown', 'quotes.closed', 'quotes.nothingToApprove'],
  load: async (input, read, now) => load(input.quote, read, now),
  decide: (input, { quote, judging, present }, now) => {
    if (!quote || !judging) return refuse('quotes.unknown', { quote: input.quote })
    if (!isOpen(quote)) return refuse('quotes.closed', { quote: called(quote), state: quote.state })
    const wanted = needsOfQuote(quote, judging)
    if (wanted.length === 0) return refuse('quotes.nothingToApprove', { quote: called(quote) })
    return {
      result: quote,
      changes: [...askApprovals(subjectOf(quote, now), wanted, present, now), tell('quotes.approvalAsked', about(quote))],
    }
  },
})

/** The quote goes out to the customer as a further version, which never changes. One that is out of the ordinary goes out once it was approved as it stands. */
export const issueQuote = command({
  name: 'quotes.issue',
  zone: 'sales',
  permit: 'quotes.write',
  offline: 'queue',
  input: shape({
    quote: idOf('quotes'),
    /** Left out: as the quote says. */
    validUntil: maybe(aDay),
  }),
  output: quoteVersions.shape,
  refusals: ['quotes.unknown', 'quotes.closed', 'quotes.noLines', 'quotes.noCustomer', 'quotes.validityPast', 'quotes.approvalNeeded'],
  load: async (input, read, now) => {
    const known = await load(input.quote, read, now)
    const entity = known.judging?.facts.entity
    const numberless = known.quote?.number === null && entity
    const links = await openLinks(read, { record: quotes.record, subject: input.quote })
    return { ...known, links, series: numberless ? await paperSeries(read, entity, 'quote', now.today, input.quote, now) : undefined }
  },
  decide: (input, { quote: draft, judging, present, links, series }, now) => {
    const id = now.newId() as Id<'quoteVersions'>
    if (!draft || !judging) return refuse('quotes.unknown', { quote: input.quote })
    if (!isOpen(draft)) return refuse('quotes.closed', { quote: called(draft), state: draft.state })
    if (!draft.lines.some(({ chosen }) => chosen)) return refuse('quotes.noLines', { quote: called(draft) })
    if (draft.customer === null) return refuse('quotes.noCustomer', { quote: called(draft) })
    const given = series && numbered(series, 'quote', draft.id, now)
    const quote: Quote = { ...draft, number: draft.number ?? given?.number ?? null, validUntil: input.validUntil ?? draft.validUntil }
    if (quote.validUntil < now.today) return refuse('quotes.validityPast', { day: quote.validUntil })
    const wanted = needsOfQuote(quote, judging)
    const agreed =
      wanted.every(({ kind }) => present.some((a) => a.kind === kind && a.current && a.state === 'approved')) &&
      stillAsAsked(draft, wanted, present, now)
    if (!agreed) return refuse('quotes.approvalNeeded', { quote: called(quote), state: stateOfApprovals(present) })
    const version = versionOf(id, quote, now)
    const issued: Quote = {
      ...quote,
      state: 'issued',
      version: version.version,
      issuedAt: now.at,
      viewedAt: null,
      decidedAt: null,
      reason: null,
      changedAt: now.at,
    }
    return {
      result: version,
      changes: [
        put(quotes, issued),
        add(quoteVersions, version),
        ...(given ? [given.change] : []),
        // What went out before is no longer what is offered.
        ...takenBack(links),
        tell('quotes.issued', { ...about(issued), version: `${version.version}` }),
      ],
    }
  },
})

/** An approval holds for what was asked. Asked again with what is there now, it would ask nothing new. */
const stillAsAsked = (quote: Quote, wanted: readonly Wanted[], present: Parameters<typeof askApprovals>[2], now: Now): boolean =>
  askApprovals(subjectOf(quote, now), wanted, present, { ...now, newId: () => quote.id }).every((change) => change.does !== 'add')

const versionOf = (id: QuoteVersion['id'], quote: Quote, now: Now): QuoteVersion => {
  const { entity, customer, title, language, validUntil, start, note, lines } = quote
  const { currency, oneOff, monthly, termValue, oneOffTax, monthlyTax, figures, pricedOn, rates, priceBook, bundles } = quote
  return {
    id, quote: quote.id, version: quote.version + 1, entity, customer, title, language, validUntil, start, note, lines,
    currency, oneOff, monthly, termValue, oneOffTax, monthlyTax, figures, pricedOn, rates, priceBook, bundles,
    issuedAt: now.at, issuedBy: now.caller.name, hash: offerHash(quote, now),
  } // prettier-ignore
}
