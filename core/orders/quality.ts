import { command, put, tell, type Now, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { count, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { approvalsOf, askApprovals, stateOfApprovals } from '../approvals/asking.ts'
import { commitCredit, releaseCredit } from '../approvals/credit.ts'
import { contacts } from '../customers/contact.ts'
import { customers } from '../customers/customer.ts'
import { winning, won } from '../opportunities/win.ts'
import { quotes } from '../quotes/quote.ts'
import { partsOf } from './lines.ts'
import { firstBills, needsOf } from './needs.ts'
import { orderLines, orders, type Order } from './order.ts'
import { amendmentsOf, takenMeanwhile } from './replacing.ts'
import { about, called, isSigned, wholeOf, wholeOrder } from './whole.ts'

const load = async ({ order: id }: { readonly order: string }, read: Read) => {
  const order = await read.get(orders, id)
  return {
    order,
    parts: order && (await partsOf(id, read)),
    customer: order && (await read.get(customers, order.customer)),
    present: order ? await approvalsOf(read, { record: orders.record, row: id }) : [],
  }
}
const decided = (order: Order, state: Order['state'], reason: string | null, now: Now): Order => ({
  ...order,
  state,
  reason,
  decidedAt: now.at,
  decidedBy: now.caller.name,
  changedAt: now.at,
})

/** Finance has looked at it, and it may be executed. Nothing may be open, declined or still to come. */
export const acceptQuality = command({
  name: 'orders.acceptQuality',
  zone: 'finance',
  permit: 'orders.accept',
  offline: 'never',
  input: shape({ order: idOf('orders'), note: maybe(text) }),
  output: wholeOrder,
  refusals: [
    'orders.unknown',
    'orders.notInCheck',
    'orders.approvalOpen',
    'orders.approvalDeclined',
    'orders.poMissing',
    'orders.replacedMeanwhile',
  ],
  load: async (input, read) => {
    const facts = await load(input, read)
    const quote = facts.order?.quote ? await read.get(quotes, facts.order.quote) : undefined
    const replaces = facts.order?.replaces ?? null
    return {
      ...facts,
      sale: await winning(read, quote?.opportunity),
      replaced: replaces === null ? undefined : await read.get(orders, replaces),
      amendments: replaces === null ? [] : await amendmentsOf(replaces, read),
    }
  },
  decide: (input, { order, parts, customer, present, sale, replaced, amendments }, now) => {
    if (!order || !parts || !customer) return refuse('orders.unknown', { order: input.order })
    const at = { order: called(order), state: order.state }
    if (order.state !== 'qualityCheck') return refuse('orders.notInCheck', at)
    const other = takenMeanwhile(order, replaced, amendments)
    if (other) return refuse('orders.replacedMeanwhile', { ...at, other: called(other) })
    const approval = stateOfApprovals(present)
    if (approval === 'open') return refuse('orders.approvalOpen', at)
    if (approval === 'declined') return refuse('orders.approvalDeclined', at)
    if (order.poNumber === null && (customer.poRequired || order.poFollows))
      return refuse('orders.poMissing', { ...at, customer: customer.name })
    const accepted = decided(order, 'accepted', input.note, now)
    const amount = firstBills(order, parts.lines)
    const { entity, signedOn } = order
    return {
      result: wholeOf(accepted, parts),
      changes: [
        put(orders, accepted),
        // From here on it counts against the customer's credit, until it is billed.
        commitCredit({ id: order.id, record: orders.record, subject: called(order), customer: customer.id, entity, amount, since: signedOn ?? now.today }), // prettier-ignore
        // What was hoped for is sold.
        ...(sale ? won(sale, null, now) : []),
        tell('orders.accepted', about(accepted)),
      ],
    }
  },
})

/** Something is missing or wrong that the customer has not signed: whoever sold it completes it. */
export const sendBack = command({
  name: 'orders.sendBack',
  zone: 'finance',
  permit: 'orders.accept',
  offline: 'never',
  input: shape({ order: idOf('orders'), reason: text }),
  output: wholeOrder,
  refusals: ['orders.unknown', 'orders.notInCheck'],
  load,
  decide: (input, { order, parts }, now) => {
    if (!order || !parts) return refuse('orders.unknown', { order: input.order })
    if (order.state !== 'qualityCheck' && order.state !== 'accepted')
      return refuse('orders.notInCheck', { order: called(order), state: order.state })
    const back = decided(order, 'sentBack', input.reason, now)
    return {
      result: wholeOf(back, parts),
      changes: [put(orders, back), ...(order.state === 'accepted' ? [releaseCredit(order.id)] : []), tell('orders.sentBack', about(back))],
    }
  },
})

/** Adds what was to follow: the customer's purchase order, whom to ask, the projects. Prices, lines and words stay as they were signed. */
export const supplementOrder = command({
  name: 'orders.supplement',
  zone: 'sales',
  permit: 'orders.write',
  offline: 'queue',
  input: shape({
    order: idOf('orders'),
    poNumber: maybe(text),
    poFollows: maybe(flag),
    contact: maybe(idOf('contacts')),
    /** By number of the line. */
    projects: maybe(many(shape({ line: count, project: text }), 500)),
  }),
  output: wholeOrder,
  refusals: ['orders.unknown', 'orders.notSigned', 'orders.foreignContact', 'orders.unknownLine'],
  edits: { of: orders, id: ({ order }) => order, merges: [['poNumber', 'poFollows'], ['contact']] },
  load: async (input, read) => ({
    ...(await load(input, read)),
    contact: input.contact === null ? null : await read.get(contacts, input.contact),
  }),
  decide: (input, { order, parts, contact }, now) => {
    if (!order || !parts) return refuse('orders.unknown', { order: input.order })
    if (!isSigned(order)) return refuse('orders.notSigned', { order: called(order), state: order.state })
    if (contact === undefined || (contact && contact.customer !== order.customer)) return refuse('orders.foreignContact', { contact: input.contact ?? '' }) // prettier-ignore
    const projects = new Map((input.projects ?? []).map(({ line, project }) => [line, project]))
    const stray = [...projects.keys()].find((number) => !parts.lines.some((line) => line.number === number))
    if (stray !== undefined) return refuse('orders.unknownLine', { order: called(order), line: `${stray}` })
    const poNumber = input.poNumber ?? order.poNumber
    const lines = parts.lines.map((line) => (projects.has(line.number) ? { ...line, project: projects.get(line.number)! } : line))
    const state = order.state === 'sentBack' ? (now.authority ? 'qualityCheck' : 'captured') : order.state
    const supplemented: Order = {
      ...order,
      state,
      poNumber,
      poFollows: poNumber === null && (input.poFollows ?? order.poFollows),
      contact: input.contact ?? order.contact,
      changedAt: now.at,
    }
    return {
      result: wholeOf(supplemented, { ...parts, lines }),
      changes: [
        put(orders, supplemented),
        ...lines.filter(({ number }) => projects.has(number)).map((line) => put(orderLines, line)),
        tell('orders.supplemented', about(supplemented)),
      ],
    }
  },
})

/** It does not come to it, in agreement with the customer. What was signed is kept. */
export const cancelOrder = command({
  name: 'orders.cancel',
  zone: 'sales',
  permit: 'orders.write',
  offline: 'queue',
  input: shape({ order: idOf('orders'), reason: text }),
  output: wholeOrder,
  refusals: ['orders.unknown', 'orders.tooLate'],
  load,
  decide: (input, { order, parts, present }, now) => {
    if (!order || !parts) return refuse('orders.unknown', { order: input.order })
    if (order.state !== 'draft' && !isSigned(order)) return refuse('orders.tooLate', { order: called(order), state: order.state })
    const cancelled = decided(order, 'cancelled', input.reason, now)
    return {
      result: wholeOf(cancelled, parts),
      changes: [
        put(orders, cancelled),
        ...askApprovals(needsOf(order, order.documentHash ?? ''), [], present, now),
        ...(order.state === 'accepted' ? [releaseCredit(order.id)] : []),
        tell('orders.cancelled', about(cancelled)),
      ],
    }
  },
})
