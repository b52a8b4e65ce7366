import { add, command, put, tell, type Change, type Now } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { idOf, shape, type Id, type Wire } from '../kernel/shape.ts'
import { approvalsOf, askApprovals } from '../approvals/asking.ts'
import { releaseCredit } from '../approvals/credit.ts'
import { numbered, paperSeries } from '../quotes/numbering.ts'
import { accepted, rivalsOf } from '../quotes/decide.ts'
import { quotes } from '../quotes/quote.ts'
import { canonicalJson } from '../signing/canonical.ts'
import { aSigning } from '../signing/evidence.ts'
import { sealedSignature, signingFacts, signingFaults } from '../signing/sealed-signature.ts'
import { judgedAs, needsOf, orderNeeds } from './needs.ts'
import { orderDocuments, orders, orderCosts, orderLines, type Order } from './order.ts'
import { otherThanSigned, paperFacts, type PaperFacts } from './paper.ts'
import { about, called, isSigned, wholeOf, wholeOrder } from './whole.ts'

const input = shape({
  order: idOf('orders'),
  /** What was shown, who signed it, how, when and where. */
  signing: aSigning,
})

/**
 * The customer has signed. From here on prices, lines and words of the order stay as they are, whatever becomes of price lists: what is out of the ordinary asks
 * for an approval, and nothing that was signed is ever refused for it.
 */
export const captureOrder = command({
  name: 'orders.capture',
  zone: 'sales',
  permit: 'orders.write',
  offline: 'queue',
  input,
  output: wholeOrder,
  refusals: ['orders.unknown', 'orders.signed', 'orders.noLines', 'orders.otherDocument', ...signingFaults],
  load: async (said, read, now) => {
    const facts = await paperFacts(said.order, read)
    if (!facts)
      return { facts, judged: undefined, present: [], quote: undefined, rivals: [], series: undefined, signed: { sealed: undefined } }
    const { order } = facts
    const quote = order.quote === null ? undefined : await read.get(quotes, order.quote)
    return {
      facts,
      judged: await judgedAs(order, facts, read, now),
      present: await approvalsOf(read, { record: orders.record, row: order.id }),
      quote,
      rivals: await rivalsOf(quote, read),
      replaced: order.replaces === null ? undefined : await read.get(orders, order.replaces),
      series: await paperSeries(read, facts.entity, 'order', said.signing.payload.day, now),
      // Last: it seals.
      signed: await signingFacts(said.signing, read, now),
    }
  },
  decide: ({ order: id, signing }, { facts, judged, present, quote, rivals, replaced, series, signed }, now) => {
    if (!facts || !judged) return refuse('orders.unknown', { order: id })
    const { order, parts } = facts
    if (order.state !== 'draft') return refuse('orders.signed', { order: called(order), state: order.state })
    if (parts.lines.length === 0) return refuse('orders.noLines', { order: called(order) })
    const other = otherThanSigned(facts, signing.payload)
    if (other !== undefined) return refuse('orders.otherDocument', { order: called(order), at: other })
    const subject = { record: orders.record, subject: order.id, entity: order.entity, customer: order.customer }
    const sealed = sealedSignature(subject, signing, signed, now)
    if (refused(sealed)) return sealed
    const given = series && numbered(series, 'order', now)
    const { signature } = sealed
    const captured: Order = {
      ...order,
      number: given?.number ?? null,
      state: now.authority ? 'qualityCheck' : 'captured',
      signature: signature.id,
      signedOn: signing.payload.day,
      capturedAt: now.at,
      capturedBy: now.caller.name,
      documentHash: signature.payloadHash,
      clauseHashes: signing.payload.clauses.map(({ hash }) => hash),
      changedAt: now.at,
    }
    const kept = documentOf({ ...facts, order: captured }, signature.id, now)
    return {
      result: wholeOf(captured, parts),
      changes: [
        put(orders, captured),
        add(orderDocuments, kept),
        ...sealed.changes,
        ...(quote ? accepted(quote, order.id, rivals, now) : []),
        ...(replaced && isSigned(replaced) ? giveWay(replaced, now) : []),
        ...(given ? [given.change] : []),
        ...askApprovals(needsOf(captured, kept.hash), orderNeeds(captured, parts, judged), present, now),
        tell('orders.captured', about(captured)),
      ],
    }
  },
})

/** The order that was signed before gives way to this one. */
const giveWay = (order: Order, now: Now): Change[] => [
  put(orders, { ...order, state: 'cancelled', decidedAt: now.at, decidedBy: now.caller.name, changedAt: now.at }),
  ...(order.state === 'accepted' ? [releaseCredit(order.id)] : []),
  tell('orders.cancelled', about(order)),
]

/** Everything that the sums of the order rest on, as one text with a hash. */
function documentOf({ order, parts }: PaperFacts, signature: Id<'signatures'>, now: Now) {
  const document: Wire = {
    order: leaveOut(orders.shape.print(order), ['capturedAt', 'capturedBy', 'number', 'state', 'changedAt', 'createdAt']),
    lines: parts.lines.map((line) => orderLines.shape.print(line)),
    costs: parts.costs.map((cost) => orderCosts.shape.print(cost)),
  }
  return {
    id: now.newId() as Id<'orderDocuments'>,
    order: order.id,
    entity: order.entity,
    signature,
    document,
    hash: now.digest(canonicalJson(document)),
    capturedAt: now.at,
    capturedBy: now.caller.name,
  }
}
const leaveOut = (of: Wire, names: readonly string[]): Wire =>
  Object.fromEntries(Object.entries(of as Readonly<Record<string, Wire>>).filter(([name]) => !names.includes(name)))
