import { add, put, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Day } from '../kernel/day.ts'
import type { Id, Wire } from '../kernel/shape.ts'
import { approvalsOf, askApprovals } from '../approvals/asking.ts'
import { releaseCredit } from '../approvals/credit.ts'
import { numbered, paperSeries } from '../quotes/numbering.ts'
import { accepted, rivalsOf } from '../quotes/decide.ts'
import { quotes } from '../quotes/quote.ts'
import { canonicalJson } from '../signing/canonical.ts'
import { openLinks, takenBack } from '../signing/links.ts'
import type { Payload } from '../signing/payload.ts'
import type { Signature } from '../signing/signature.ts'
import { judgedAs, needsOf, orderNeeds } from './needs.ts'
import { orderDocuments, orders, orderCosts, orderLines, type Order } from './order.ts'
import type { PaperFacts } from './paper.ts'
import { about, isSigned } from './whole.ts'

/** What capturing an order rests on, whoever brings its signature. */
export type CaptureFacts = Awaited<ReturnType<typeof captureFacts>>
export async function captureFacts(facts: PaperFacts, day: Day, read: Read, now: Now) {
  const { order } = facts
  const quote = order.quote === null ? undefined : await read.get(quotes, order.quote)
  return {
    facts,
    judged: await judgedAs(order, facts, read, now),
    present: await approvalsOf(read, { record: orders.record, row: order.id }),
    quote,
    rivals: await rivalsOf(quote, read),
    replaced: await replacedBy(order, read),
    links: [
      ...(await openLinks(read, { record: orders.record, subject: order.id })),
      ...(quote ? await openLinks(read, { record: quotes.record, subject: quote.id }) : []),
    ],
    series: await paperSeries(read, facts.entity, 'order', day, order.id, now),
  }
}

async function replacedBy({ replaces }: Order, read: Read) {
  const order = replaces === null ? undefined : await read.get(orders, replaces)
  return order && { order, asked: await approvalsOf(read, { record: orders.record, row: order.id }) }
}

/** The signed order and everything that its capture changes, but for the evidence itself. */
export function capturedWith(
  { facts, judged, present, quote, rivals, replaced, links, series }: CaptureFacts,
  signature: Signature,
  payload: Payload,
  now: Now,
): { readonly captured: Order; readonly changes: readonly Change[] } {
  const { order, parts } = facts
  const given = series && numbered(series, 'order', order.id, now)
  const captured: Order = {
    ...order,
    number: given?.number ?? null,
    state: now.authority ? 'qualityCheck' : 'captured',
    signature: signature.id,
    signedOn: payload.day,
    capturedAt: now.at,
    capturedBy: now.caller.name,
    documentHash: signature.payloadHash,
    clauseHashes: payload.clauses.map(({ hash }) => hash),
    changedAt: now.at,
  }
  const kept = documentOf({ ...facts, order: captured }, signature.id, now)
  return {
    captured,
    changes: [
      put(orders, captured),
      add(orderDocuments, kept),
      ...(quote ? accepted(quote, order.id, rivals, now) : []),
      ...(replaced && isSigned(replaced.order) ? giveWay(replaced, now) : []),
      ...takenBack(links),
      ...(given ? [given.change] : []),
      ...askApprovals(needsOf(captured, kept.hash), orderNeeds(captured, parts, judged), present, now),
      tell('orders.captured', about(captured)),
    ],
  }
}

/** The order that was signed before gives way to this one, and nobody is asked about it any more. */
const giveWay = ({ order, asked }: NonNullable<CaptureFacts['replaced']>, now: Now): Change[] => [
  put(orders, { ...order, state: 'cancelled', decidedAt: now.at, decidedBy: now.caller.name, changedAt: now.at }),
  ...askApprovals(needsOf(order, order.documentHash ?? ''), [], asked, now),
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
