import { command, put, tell, type Now } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { idOf, shape, text } from '../kernel/shape.ts'
import { supplierInvoices, type SupplierInvoice } from './supplier-invoice.ts'

const input = shape({ invoice: idOf('supplierInvoices'), reason: text })
const output = supplierInvoices.shape
type DecideFault = 'payables.unknownInvoice' | 'payables.notOpen'

const decided = (invoice: SupplierInvoice, state: 'ready' | 'rejected', reason: string, now: Now): SupplierInvoice => ({
  ...invoice,
  state,
  decidedBy: now.caller.name,
  decidedAt: now.at,
  decision: reason.trim(),
})
function notOpen(id: string, invoice: SupplierInvoice | undefined, states: readonly string[]): Refusal<DecideFault> | undefined {
  if (!invoice) return refuse('payables.unknownInvoice', { invoice: id })
  return states.includes(invoice.state) ? undefined : refuse('payables.notOpen', { number: invoice.number, state: invoice.state })
}

/** Accepts what differs from what was ordered. Not by whoever recorded it. */
export const accept = command({
  name: 'payables.accept',
  zone: 'finance',
  permit: 'payables.accept',
  offline: 'never',
  input,
  output,
  refusals: ['payables.unknownInvoice', 'payables.notOpen', 'payables.ownInvoice'],
  load: async ({ invoice }, read) => ({ found: await read.get(supplierInvoices, invoice) }),
  decide: ({ invoice: id, reason }, { found }, now) => {
    const wrong = notOpen(id, found, ['exception'])
    if (wrong || !found) return wrong ?? refuse('payables.unknownInvoice', { invoice: id })
    if (found.recordedByUser === now.caller.user) return refuse('payables.ownInvoice', { number: found.number })
    const result = decided(found, 'ready', reason, now)
    return { result, changes: [put(supplierInvoices, result), tell('payables.accepted', { invoice: id, number: found.number, entity: found.entity })] }
  },
}) // prettier-ignore

/** Sends a document back: it is not posted, and its number is free again. */
export const reject = command({
  name: 'payables.reject',
  zone: 'finance',
  permit: 'payables.write',
  offline: 'never',
  input,
  output,
  refusals: ['payables.unknownInvoice', 'payables.notOpen'],
  load: async ({ invoice }, read) => ({ found: await read.get(supplierInvoices, invoice) }),
  decide: ({ invoice: id, reason }, { found }, now) => {
    const wrong = notOpen(id, found, ['exception', 'ready'])
    if (wrong || !found) return wrong ?? refuse('payables.unknownInvoice', { invoice: id })
    const result = decided(found, 'rejected', reason, now)
    return { result, changes: [put(supplierInvoices, result), tell('payables.rejected', { invoice: id, number: found.number, entity: found.entity })] }
  },
}) // prettier-ignore
