import { add, command, put, tell, type Now } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { count, flag, idOf, longText, maybe, shape, text, type Id, type Value } from '../kernel/shape.ts'
import { contracts } from '../contracts/contract.ts'
import { contacts } from '../customers/contact.ts'
import { funds } from '../funds/fund.ts'
import { givenSale } from '../quotes/given.ts'
import { openLinks, takenBack } from '../signing/links.ts'
import { saleFacts } from '../quotes/sale-facts.ts'
import { saleFaults, saleOf, type Sale } from '../quotes/sale-building.ts'
import { editedLines, noParts, partChanges, partsFor, partsOf } from './lines.ts'
import { orders, type Order } from './order.ts'
import { replacingFault } from './replacing.ts'
import { about, called, officeReference, wholeOf, wholeOrder } from './whole.ts'

const input = shape({
  /** Left out: a new one. */
  id: maybe(idOf('orders')),
  title: maybe(text),
  customer: idOf('customers'),
  contact: maybe(idOf('contacts')),
  poNumber: maybe(text),
  /** The customer's purchase order is to follow. */
  poFollows: maybe(flag),
  quote: maybe(idOf('quotes')),
  quoteVersion: maybe(count),
  /** A contract that it is added to; left out: it becomes one of its own. */
  contract: maybe(idOf('contracts')),
  /** Left out: as agreed with the customer so far. */
  paymentDays: maybe(count),
  note: maybe(longText),
  /** The signed order that it takes the place of: a change order. */
  replaces: maybe(idOf('orders')),
  ...givenSale,
})

/** Writes the draft of an order, whole: with its lines of all four sale kinds and what is bought for them. */
export const saveOrder = command({
  name: 'orders.save',
  zone: 'sales',
  permit: 'orders.write',
  offline: 'queue',
  input,
  output: wholeOrder,
  refusals: [
    'orders.unknown',
    'orders.signed',
    'orders.otherEntity',
    'orders.foreignContact',
    'orders.badPaymentDays',
    'orders.otherContract',
    'orders.foreignFund',
    'orders.notSigned',
    'orders.replacesOther',
    ...saleFaults,
  ],
  // Lines, prices and words of a draft belong together: two people who changed it apart from each other have to look at it.
  edits: { of: orders, id: ({ id }) => id, parts: editedLines },
  load: async (said, read, now) => {
    const present = said.id === null ? undefined : await read.get(orders, said.id)
    const replaces = said.replaces ?? present?.replaces ?? null
    return {
      present,
      replaced: replaces === null ? undefined : await read.get(orders, replaces),
      parts: present ? await partsOf(present.id, read) : noParts,
      contact: said.contact === null ? null : await read.get(contacts, said.contact),
      contract: said.contract === null ? undefined : await read.get(contracts, said.contract),
      funds: await read.some(
        funds,
        said.lines.flatMap(({ fund }) => fund ?? []),
      ),
      links: present ? await openLinks(read, { record: orders.record, subject: present.id }) : [],
      facts: await saleFacts(said, read, now),
    }
  },
  decide: (said, { present, replaced, parts, contact, contract, funds: filled, links, facts }, now) => {
    // Asked for first, so that the device and the hub give the same one.
    const id = said.id ?? (now.newId() as Id<'orders'>)
    if (said.id !== null && !present) return refuse('orders.unknown', { order: said.id })
    if (present && present.state !== 'draft') return refuse('orders.signed', { order: called(present), state: present.state })
    if (present && present.entity !== said.entity) return refuse('orders.otherEntity', { order: called(present), entity: present.entity })
    if (contact === undefined || (contact && contact.customer !== said.customer)) return refuse('orders.foreignContact', { contact: said.contact ?? '' }) // prettier-ignore
    if (said.paymentDays !== null && (said.paymentDays < 0 || said.paymentDays > 365))
      return refuse('orders.badPaymentDays', { days: `${said.paymentDays}` })
    if (contract && (contract.customer !== said.customer || contract.entity !== said.entity)) return refuse('orders.otherContract', { order: present ? called(present) : contract.number }) // prettier-ignore
    const foreign = [...filled.values()].find(({ customer, entity }) => customer !== said.customer || entity !== said.entity)
    if (foreign) return refuse('orders.foreignFund', { fund: foreign.name })
    const replaces = said.replaces ?? present?.replaces ?? null
    const fault = replaces === null ? undefined : replacingFault({ ...said, replaces }, replaced, replaces === present?.replaces)
    if (fault) return fault
    // An order says what is ordered; what was only offered stays on the quote.
    const ordered = { ...said, lines: said.lines.map((line) => ({ ...line, optional: null, chosen: null })) }
    const sale = saleOf(ordered, facts)
    if (refused(sale)) return sale
    const order = draftOf(id, said, sale, present, now)
    const after = partsFor(order, sale.lines, parts, now)
    return {
      result: wholeOf(order, after),
      changes: [present ? put(orders, order) : add(orders, order), ...partChanges(parts, after), ...takenBack(links), tell('orders.saved', about(order))], // prettier-ignore
    }
  },
})

type Said = Pick<
  Value<typeof input>,
  | 'title'
  | 'customer'
  | 'contact'
  | 'poNumber'
  | 'poFollows'
  | 'quote'
  | 'quoteVersion'
  | 'contract'
  | 'paymentDays'
  | 'note'
  | 'replaces'
  | 'start'
>
/** A draft as it is written down. It gets its number when it is captured. */
export const draftOf = (id: Order['id'], said: Said, sale: Sale, present: Order | undefined, now: Now): Order => ({
  id,
  number: null,
  reference: present?.reference ?? now.reference() ?? officeReference(id),
  title: said.title,
  entity: sale.entity.code,
  customer: said.customer,
  contact: said.contact,
  language: sale.language,
  state: 'draft',
  poNumber: said.poNumber,
  poFollows: said.poNumber === null && (said.poFollows ?? false),
  owner: present?.owner ?? (now.caller.user as Id<'users'>),
  ownerName: present?.ownerName ?? now.caller.name,
  quote: said.quote ?? present?.quote ?? null,
  quoteVersion: said.quoteVersion ?? present?.quoteVersion ?? null,
  contract: said.contract,
  start: said.start,
  paymentDays: said.paymentDays,
  note: said.note,
  replaces: said.replaces ?? present?.replaces ?? null,
  ...sale.sums,
  ...unsigned,
  createdAt: present?.createdAt ?? now.at,
  changedAt: now.at,
})
/** What nobody has signed, decided or executed yet. */
export const unsigned = {
  signature: null, signedOn: null, capturedAt: null, capturedBy: null, documentHash: null, clauseHashes: [], decidedAt: null, decidedBy: null, reason: null,
  executedAt: null, executedBy: null, completedAt: null, changes: 0,
} as const // prettier-ignore
