import { command } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { choice, idOf, shape } from '../kernel/shape.ts'
import { aSigning } from '../signing/evidence.ts'
import { sealedSignature, signingFacts, signingFaults } from '../signing/sealed-signature.ts'
import { capturedWith, captureFacts } from './capturing.ts'
import { orders } from './order.ts'
import { otherThanSigned, paperFacts } from './paper.ts'
import { called, wholeOf, wholeOrder } from './whole.ts'

const input = shape({
  order: idOf('orders'),
  /** What was shown, who signed it, how, when and where. By link only the customer signs, who holds it. */
  signing: shape({ ...aSigning.fields, method: choice('pen', 'typed') }),
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
    if (!facts) return { known: undefined, signed: { sealed: undefined } }
    const known = await captureFacts(facts, said.signing.payload.day, read, now)
    // Last: it seals.
    return { known, signed: await signingFacts(said.signing, read, now) }
  },
  decide: ({ order: id, signing }, { known, signed }, now) => {
    if (!known) return refuse('orders.unknown', { order: id })
    const { order, parts } = known.facts
    if (order.state !== 'draft') return refuse('orders.signed', { order: called(order), state: order.state })
    if (parts.lines.length === 0) return refuse('orders.noLines', { order: called(order) })
    const other = otherThanSigned(known.facts, signing.payload)
    if (other !== undefined) return refuse('orders.otherDocument', { order: called(order), at: other })
    const subject = { record: orders.record, subject: order.id, entity: order.entity, customer: order.customer }
    const sealed = sealedSignature(subject, signing, signed, now)
    if (refused(sealed)) return sealed
    const { captured, changes } = capturedWith(known, sealed.signature, signing.payload, now)
    return { result: wholeOf(captured, parts), changes: [...sealed.changes, ...changes] }
  },
})
