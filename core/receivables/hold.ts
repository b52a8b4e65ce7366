import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, maybe, shape, text } from '../kernel/shape.ts'
import { openItems } from '../ledger/journal.ts'
import { isCustomers } from './applying.ts'

/** Says why an item is not to be asked for: a dispute, a promise. Without a reason it is asked for again. */
export const hold = command({
  name: 'receivables.hold',
  zone: 'finance',
  permit: 'receivables.write',
  offline: 'never',
  input: shape({ openItem: idOf('openItems'), reason: maybe(text) }),
  output: shape({ openItem: idOf('openItems'), onHold: maybe(text) }),
  refusals: ['receivables.unknownItem', 'receivables.closed'],
  load: ({ openItem }, read) => read.get(openItems, openItem),
  decide: ({ openItem, reason }, item) => {
    if (!isCustomers(item)) return refuse('receivables.unknownItem', { item: openItem })
    if (item.open === 0n) return refuse('receivables.closed', { number: item.number })
    const told = tell('receivables.held', { item: item.id, number: item.number, entity: item.entity })
    return { result: { openItem: item.id, onHold: reason }, changes: [put(openItems, { ...item, onHold: reason }), told] }
  },
})
