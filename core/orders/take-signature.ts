import { command, tell, type Caller, type Change, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { idOf, shape, type Id } from '../kernel/shape.ts'
import { withoutLimit } from '../approvals/authority.ts'
import { expandPermits } from '../people/permits.ts'
import { roles, users } from '../people/user.ts'
import { quotes } from '../quotes/quote.ts'
import { payloadOf as payloadIn } from '../signing/evidence-file.ts'
import type { Payload } from '../signing/payload.ts'
import { signatures, type Signature } from '../signing/signature.ts'
import { capturedWith, captureFacts, type CaptureFacts } from './capturing.ts'
import { fromQuoteFaults, justQuote, ordered, quoteFacts } from './from-quote.ts'
import { noParts, partChanges, partsOf } from './lines.ts'
import { orders, type Order } from './order.ts'
import { otherThanSigned, paperFacts, paperFactsOf } from './paper.ts'
import { about, called, wholeOf, wholeOrder } from './whole.ts'

/** An order to capture; `made`: what prepares it from the quote that was signed. */
interface Taking {
  readonly known: CaptureFacts
  readonly made: readonly Change[]
  readonly seller: Caller
}

/**
 * What a customer signed by a link becomes an order, as if it had been captured beside them: the same comparison, the same approvals, the same quality check. A
 * signed quote becomes its order first. Whatever was taken already stays as it is, so this may be called again.
 */
export const takeSignature = command({
  name: 'orders.takeSignature',
  zone: 'sales',
  permit: 'orders.write',
  offline: 'never',
  input: shape({ signature: idOf('signatures') }),
  output: wholeOrder,
  refusals: ['orders.unknownSignature', 'orders.unknown', 'orders.signed', 'orders.noLines', 'orders.otherDocument', ...fromQuoteFaults],
  load: async ({ signature: id }, read, now) => {
    const signature = await read.get(signatures, id)
    const { entities } = now.caller
    if (!signature || (entities !== 'all' && !entities.includes(signature.entity))) return undefined
    const [taken] = await read.list(orders, { where: { field: 'signature', is: 'equal', value: id }, limit: 1 })
    if (taken) return { signature, taken, parts: await partsOf(taken.id, read) }
    const payload = payloadIn(signature)
    const taking = signature.record === quotes.record ? fromQuote(signature, payload, read, now) : fromOrder(signature, payload, read, now)
    return { signature, payload, taking: await taking }
  },
  decide: ({ signature: id }, facts, now) => {
    if (!facts) return refuse('orders.unknownSignature', { signature: id })
    const { signature, taken, parts, payload, taking } = facts
    if (taken) return { result: wholeOf(taken, parts), changes: [] }
    if (refused(taking)) return taking
    const { order, parts: own } = taking.known.facts
    if (order.state !== 'draft') return refuse('orders.signed', { order: called(order), state: order.state })
    if (own.lines.length === 0) return refuse('orders.noLines', { order: called(order) })
    const other = otherThanSigned(taking.known.facts, payload)
    if (other !== undefined) return refuse('orders.otherDocument', { order: called(order), at: other })
    const { captured, changes } = capturedWith(taking.known, signature, payload, { ...now, caller: taking.seller })
    return { result: wholeOf(captured, own), changes: [...taking.made, ...changes] }
  },
})

async function fromOrder({ subject }: Signature, payload: Payload, read: Read, now: Now): Promise<Taking | Refusal<'orders.unknown'>> {
  const facts = await paperFacts(subject, read)
  if (!facts) return refuse('orders.unknown', { order: subject })
  const seller = await sellerOf(facts.order, read, now)
  return { known: await captureFacts(facts, payload.day, read, { ...now, caller: seller }), made: [], seller }
}

async function fromQuote(
  { subject }: Signature,
  payload: Payload,
  read: Read,
  now: Now,
): Promise<Taking | Refusal<'orders.unknown' | (typeof fromQuoteFaults)[number]>> {
  const said = justQuote(subject as string as Id<'quotes'>, payload.version)
  const facts = await quoteFacts(said, read)
  const made = ordered(now.newId() as Id<'orders'>, said, facts, now)
  if (refused(made)) return made
  // Whose quote it was has sold it, not whoever looks after what was signed.
  const order: Order = { ...made.order, owner: facts.quote!.owner, ownerName: facts.quote!.ownerName }
  const paper = await paperFactsOf(order, made.parts, read)
  if (!paper) return refuse('orders.unknown', { order: subject })
  const seller = await sellerOf(order, read, now)
  return {
    known: await captureFacts(paper, payload.day, read, { ...now, caller: seller }),
    made: [...partChanges(noParts, made.parts), tell('orders.saved', about(order))],
    seller,
  }
}

/**
 * Whoever sells has sold: what they may give away without asking is what counts, approvers are asked by them, so that they may not agree to it themselves, and
 * they hear what was decided.
 */
async function sellerOf({ owner, ownerName }: Order, read: Read, { caller }: Now): Promise<Caller> {
  const user = await read.get(users, owner)
  if (!user) return caller
  const held = await read.some(roles, user.roles)
  const permits = expandPermits([...held.values()].flatMap((role) => role.permits), [withoutLimit]) // prettier-ignore
  return { ...caller, user: owner, name: ownerName, permits }
}
