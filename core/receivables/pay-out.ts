import { command, tell, type Read } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aCurrency, aDay, choice, idOf, maybe, minorIn, shape, someMoney, text } from '../kernel/shape.ts'
import { openItems } from '../ledger/journal.ts'
import { account } from '../ledger/posting.ts'
import { Act, loadAct } from './acting.ts'
import { actFaults, isCustomers, takenOf } from './applying.ts'
import { baseLines, reliefLines, reliefOf, taxesOf, taxIn } from './relief.ts'

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
  worth: { record: 'settlements', amount: 'amount', currency: 'currency' },
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

/** Gives up what nobody will pay, or what banks kept of it. Where the law gives the tax of a bad debt back at once, it is taken off; else `reliefFrom` says since when. */
export const writeOff = command({
  name: 'receivables.writeOff',
  zone: 'finance',
  permit: 'receivables.writeOff',
  offline: 'never',
  worth: { record: 'settlements', amount: 'amount', currency: 'currency' },
  input: shape({ openItem: idOf('openItems'), amount: maybe(someMoney), day: aDay, cost: maybe(choice('badDebt', 'bankCharges')), reason: text }),
  output: shape({ ...done.fields, currency: aCurrency, /** Of the document, that came back with it. */ tax: minorIn('currency'), reliefFrom: maybe(aDay) }),
  refusals: faults,
  load: async (input, read) => {
    const found = await loadItem(input, read, 'writeOff')
    return { ...found, taxes: found.item ? await taxesOf(read, found.item) : [] }
  },
  decide: ({ openItem, amount, day, cost, reason }, { item, act: facts, taxes }, now) => {
    if (!isCustomers(item) || !facts) return refuse('receivables.unknownItem', { item: openItem })
    if (refused(facts)) return facts
    const paid = takenOf(item, amount, day)
    if (typeof paid !== 'bigint') return paid
    const act = new Act(facts, now, [item])
    const about = { document: 'writeOff', currency: item.currency, source: item.id, narrative: reason, id: act.event } as const
    const relief = (cost ?? 'badDebt') === 'badDebt' && taxes.length > 0 ? reliefOf(item, facts.entity.country, day) : null
    const back = relief && relief.from <= day ? taxIn(taxes, paid, item) : []
    const tax = back.reduce((sum, one) => sum + one.tax, 0n)
    const others = [
      ...(cost === 'bankCharges' ? [{ account: account(cost), minor: paid - tax, customer: item.customer }] : baseLines(relief?.rule ?? null, back, paid - tax, item.customer)),
      ...(relief ? reliefLines(relief.rule, back, item) : []),
    ]
    const posted = act.clear([{ item, paid }], others, about, { act: 'writtenOff', reason })
    if (refused(posted)) return posted
    const { id, number } = posted.journal
    const told = tell('receivables.writtenOff', { item: item.id, number: item.number, entity: item.entity })
    const reliefFrom = relief && relief.from > day ? relief.from : null
    return { result: { journal: id, number, currency: item.currency, tax, reliefFrom }, changes: [...act.changes(), told] }
  },
}) // prettier-ignore
