import { query, type Read } from '../kernel/operation.ts'
import type { Answer, Question } from '../kernel/record.ts'
import { inLanguage } from '../kernel/by-language.ts'
import { aCurrency, aDay, choice, count, many, maybe, minorIn, shape, text, type Value } from '../kernel/shape.ts'
import { amountsMeant } from './amounts.ts'
import {
  amountsFound,
  contactsFound,
  contractsFound,
  customersFound,
  entitiesFound,
  fundsFound,
  invoicesFound,
  journalsFound,
  leadsFound,
  linesFound,
  opportunitiesFound,
  ordersFound,
  productsFound,
  quotesFound,
  runsFound,
  suppliersFound,
  taxCodesFound,
  usersFound,
} from './reads.ts'

/** In the order in which people meet them where nothing else tells them apart. */
export const foundKinds = [
  'customer', 'contact', 'lead', 'opportunity', 'quote', 'order', 'contract', 'line', 'invoice', 'creditNote', 'product', 'supplier', 'fund', 'run', 'journal', 'entity', 'taxCode', 'user',
] as const // prettier-ignore

/** Of each kind, unless more are asked for. */
const usualLimit = 5
const greatestLimit = 50
/** Signs below which a text says too little to look for. */
const leastSigns = 2
const mostWords = 6

const found = shape({
  kind: choice(...foundKinds),
  id: text,
  /** The id or code of the record whose screen shows it: a line is shown by its contract. */
  opens: text,
  title: text,
  subtitle: maybe(text),
  currency: maybe(aCurrency),
  amount: maybe(minorIn('currency')),
  day: maybe(aDay),
})
type Found = Value<typeof found>
type Kind = Found['kind']
type Hit = Answer<typeof customersFound>
interface Ranked {
  readonly found: Found
  readonly rank: number
}

/** Looks for a text everywhere the caller may look: numbers, names, addresses of mail, purchase orders, amounts. Best kinds first, within each the best first. */
export const findAnything = query({
  name: 'search.find',
  zone: 'operations',
  permit: null,
  input: shape({
    text,
    /** Of each kind. */
    limit: maybe(count),
    /** Only these kinds. */
    kinds: maybe(many(choice(...foundKinds), foundKinds.length)),
  }),
  output: shape({
    found: many(found),
    /** Kinds of which there is more than what is shown. */
    more: many(choice(...foundKinds)),
  }),
  ask: async ({ text: typed, limit, kinds }, read, { caller }) => {
    const wanted = typed.trim()
    if (wanted.length < leastSigns) return { found: [], more: [] }
    const most = Math.min(greatestLimit, Math.max(1, limit ?? usualLimit))
    const asked = { text: wanted, words: wanted.split(/\s+/).slice(0, mostWords), limit: most + 1 }
    const looks = searches(read, asked, caller.language).filter(
      (s) => caller.permits.has(s.permit) && (!kinds || s.kinds.some((kind) => kinds.includes(kind))),
    )
    const all = (await Promise.all(looks.map((s) => s.look()))).flat()
    const groups = foundKinds
      .filter((kind) => !kinds || kinds.includes(kind))
      .map((kind) => ({ kind, hits: all.filter((hit) => hit.found.kind === kind) }))
      .filter(({ hits }) => hits.length > 0)
    const best = (hits: readonly Ranked[]): number => hits.reduce((least, hit) => (hit.rank < least ? hit.rank : least), 3)
    // A sort that is stable: equal kinds stay in the order in which people meet them.
    const ordered = groups.toSorted((a, b) => best(a.hits) - best(b.hits))
    return {
      found: ordered.flatMap(({ hits }) => hits.slice(0, most).map((hit) => hit.found)),
      more: ordered.filter(({ hits }) => hits.length > most).map(({ kind }) => kind),
    }
  },
})

interface Search {
  readonly permit: string
  readonly kinds: readonly Kind[]
  readonly look: () => Promise<readonly Ranked[]>
}
interface Asked {
  readonly text: string
  readonly words: readonly string[]
  readonly limit: number
}

/** Where is looked, and the right that it takes. Legal entities are the host's to keep apart. */
function searches(read: Read, asked: Asked, language: string): readonly Search[] {
  const plain = (permit: string, kind: Kind, in_: Question & typeof customersFound): Search => ({
    permit,
    kinds: [kind],
    look: async () => (await read.ask(in_, asked)).map((hit) => ranked(kind, hit)),
  })
  const of = <Q>(question: Q) => question as Question & typeof customersFound
  return [
    plain('customers.read', 'customer', of(customersFound)),
    plain('customers.read', 'contact', of(contactsFound)),
    plain('opportunities.read', 'lead', of(leadsFound)),
    plain('opportunities.read', 'opportunity', of(opportunitiesFound)),
    plain('quotes.read', 'quote', of(quotesFound)),
    plain('orders.read', 'order', of(ordersFound)),
    plain('contracts.read', 'contract', of(contractsFound)),
    plain('contracts.read', 'line', of(linesFound)),
    {
      permit: 'billing.read',
      kinds: ['invoice', 'creditNote'],
      look: () => invoices(read, asked),
    },
    {
      permit: 'catalog.read',
      kinds: ['product'],
      look: async () =>
        (await read.ask(productsFound, asked)).map((hit) =>
          ranked('product', { ...hit, title: inLanguage(hit.names, language) ?? hit.title, subtitle: hit.id }),
        ),
    },
    plain('purchases.read', 'supplier', of(suppliersFound)),
    plain('funds.read', 'fund', of(fundsFound)),
    plain('billing.read', 'run', of(runsFound)),
    plain('ledger.read', 'journal', of(journalsFound)),
    plain('entities.read', 'entity', of(entitiesFound)),
    plain('tax.read', 'taxCode', of(taxCodesFound)),
    plain('people.read', 'user', of(usersFound)),
  ]
}
/** By number first; what is written like an amount is looked for as one as well. */
async function invoices(read: Read, asked: Asked): Promise<readonly Ranked[]> {
  const meant = amountsMeant(asked.text)
  const [named, worth] = await Promise.all([
    read.ask(invoicesFound, asked),
    meant.thousandths.length === 0 ? [] : read.ask(amountsFound, { ...meant, limit: asked.limit }),
  ])
  const hits = [...worth, ...named.filter((hit) => !worth.some((other) => other.id === hit.id))]
  return hits.toSorted((a, b) => a.rank - b.rank).map((hit) => ranked(hit.kind === 'creditNote' ? 'creditNote' : 'invoice', hit))
}
const ranked = (kind: Kind, { id, opens, title, subtitle, currency, amount, day, rank }: Hit): Ranked => ({
  found: { kind, id, opens, title, subtitle, currency, amount, day },
  rank,
})
