import { add, type Change, type Now } from '../kernel/operation.ts'
import type { Id, Wire } from '../kernel/shape.ts'
import { attentions } from './attention.ts'
import type { Envelope, Intent } from './intent.ts'
import type { Reason } from './reasons.ts'

/** A paper that came again to a restored hub, and had its number given anew before anybody said which one it had. */
export interface Renumbered {
  readonly record: 'quotes' | 'orders'
  readonly id: string
  readonly customer: string | null
  readonly before: string
  readonly number: string
}

/** Tells whoever captured the paper, and the head office, that its number has changed: somebody has the old one in hand. */
export function renumberedNote(intent: Intent, { record, id, customer, before, number }: Renumbered, now: Now): Change {
  return add(attentions, {
    id: now.newId() as Id<'attentions'>,
    kind: 'note',
    intent: intent.id,
    device: intent.device,
    user: intent.actor,
    operation: intent.operation,
    code: 'sync.renumbered' satisfies Reason,
    about: { before, number },
    record,
    subject: id,
    matter: number,
    customer: customer as Id<'customers'> | null,
    entity: null,
    mine: (JSON.parse(intent.body) as Envelope).input as Wire,
    original: {},
    theirs: {},
    fields: [],
    cause: null,
    state: 'open',
    openedAt: now.at,
    assignee: null,
    resolution: null,
    resolvedAt: null,
    resolvedBy: null,
    note: null,
  })
}
