import { command, tell, type Read } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, choice, idOf, maybe, shape, someMoney, text } from '../kernel/shape.ts'
import { openItems } from '../ledger/journal.ts'
import { account } from '../ledger/posting.ts'
import { Act, loadAct } from './acting.ts'
import { actFaults, isCustomers, takenOf } from './applying.ts'

const faults = [
  ...actFaults,
  'receivables.unknownItem',
  'receivables.closed',
  'receivables.otherCurrency',
  'receivables.overpaid',
  'receivables.tooEarly',
] as const
const done = shape({ journal: idOf('journals'), number: text })
const loadItem = async ({ openItem, day }: { readonly openItem: string; readonly day: Parameters<typeof loadAct>[2] }, read: Read, document: 'refund' | 'writeOff') => {
  const item = await read.get(openItems, openItem)
  return { item, act: item && (await loadAct(read, item.entity, day, [document])) }
} // prettier-ignore

/** Pays back what a customer has too much: money that waits, or a credit note. */
export const refund = command({
  name: 'receivables.refund',
  zone: 'finance',
  permit: 'receivables.write',
  offline: 'never',
  input: shape({ openItem: idOf('openItems'), amount: maybe(someMoney), day: aDay, reason: text }),
  output: done,
  refusals: [...faults, 'receivables.nothingToRefund'],
  load: (input, read) => loadItem(input, read, 'refund'),
  decide: ({ openItem, amount, day, reason }, { item, act: facts }, now) => {
    if (!isCustomers(item) || !facts) return refuse('receivables.unknownItem', { item: openItem })
    if (refused(facts)) return facts
    if (item.open > 0n) return refuse('receivables.nothingToRefund', { number: item.number })
    const paid = takenOf(item, amount, day)
    if (typeof paid !== 'bigint') return paid
    const act = new Act(facts, now, [item])
    const about = { document: 'refund', currency: item.currency, source: item.id, narrative: reason, id: act.event } as const
    const posted = act.clear([{ item, paid }], [{ account: account('bank'), minor: paid, control: true }], about, { act: 'refunded', reason })
    if (refused(posted)) return posted
    const { id, number } = posted.journal
    const told = tell('receivables.refunded', { item: item.id, number: item.number, entity: item.entity })
    return { result: { journal: id, number }, changes: [...act.changes(), told] }
  },
}) // prettier-ignore

/** Gives up what nobody will pay, or what banks kept of it. */
export const writeOff = command({
  name: 'receivables.writeOff',
  zone: 'finance',
  permit: 'receivables.writeOff',
  offline: 'never',
  input: shape({ openItem: idOf('openItems'), amount: maybe(someMoney), day: aDay, cost: maybe(choice('badDebt', 'bankCharges')), reason: text }),
  output: done,
  refusals: faults,
  load: (input, read) => loadItem(input, read, 'writeOff'),
  decide: ({ openItem, amount, day, cost, reason }, { item, act: facts }, now) => {
    if (!isCustomers(item) || !facts) return refuse('receivables.unknownItem', { item: openItem })
    if (refused(facts)) return facts
    const paid = takenOf(item, amount, day)
    if (typeof paid !== 'bigint') return paid
    const act = new Act(facts, now, [item])
    const about = { document: 'writeOff', currency: item.currency, source: item.id, narrative: reason, id: act.event } as const
    const others = [{ account: account(cost ?? 'badDebt'), minor: paid, customer: item.customer }]
    const posted = act.clear([{ item, paid }], others, about, { act: 'writtenOff', reason })
    if (refused(posted)) return posted
    const { id, number } = posted.journal
    const told = tell('receivables.writtenOff', { item: item.id, number: item.number, entity: item.entity })
    return { result: { journal: id, number }, changes: [...act.changes(), told] }
  },
}) // prettier-ignore
