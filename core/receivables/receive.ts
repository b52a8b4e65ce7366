import { customers } from '../customers/customer.ts'
import { add, command, tell, type Decision, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, choice, codeOf, idOf, many, maybe, minorIn, shape, someMoney, text, type Id, type Of } from '../kernel/shape.ts'
import { openItems } from '../ledger/journal.ts'
import type { PostingLine } from '../ledger/post-journal.ts'
import { account } from '../ledger/posting.ts'
import { Act, loadAct } from './acting.ts'
import { actFaults, applyFaults, applyOne, type ActFault, type ApplyFault } from './applying.ts'
import { receipts } from './receipt.ts'

/** Receipts that one act applies at most: a customer's whole account. */
const mostApplied = 200

export const anApplication = {
  openItem: idOf('openItems'),
  /** Of the item, in its currency; left out: all that is open, or as much as the money is enough for. */
  amount: maybe(someMoney),
  /** Of the money, in its currency; left out where both are in one, or where all of it goes here. */
  from: maybe(someMoney),
}
const input = shape({
  entity: codeOf('entities'),
  customer: maybe(idOf('customers')),
  day: aDay,
  /** What reached the account. */
  received: someMoney,
  /** What banks kept on the way. */
  bankCharges: maybe(someMoney),
  into: maybe(choice('bank', 'cardClearing')),
  payer: maybe(text),
  reference: maybe(text),
  applications: maybe(many(shape(anApplication), mostApplied)),
})
type Input = Of<typeof input>
type Fault = ActFault | ApplyFault | 'receivables.unknownCustomer' | 'receivables.nothingReceived'

async function load({ entity, customer, day, applications }: Input, read: Read) {
  const wanted = (applications ?? []).map(({ openItem }) => openItem)
  const items = wanted.length === 0 ? [] : [...(await read.some(openItems, wanted)).values()]
  const known = customer === null ? null : await read.get(customers, customer)
  return { items, known, act: await loadAct(read, entity, day, ['receipt', 'settlement']) }
}

/** What the bank got, what it kept, and what both are to the customer. */
function linesOf({ received, bankCharges, into, customer }: Input, id: Id<'openItems'>): PostingLine[] {
  const charged = bankCharges?.minor ?? 0n
  return [
    { account: account(into ?? 'bank'), minor: received.minor, control: true },
    ...(charged === 0n ? [] : [{ account: account('bankCharges'), minor: charged }]),
    { account: account('unapplied'), minor: -received.minor - charged, control: true, customer, openItem: id },
  ]
}
const rightCharges = ({ received, bankCharges }: Input): boolean =>
  received.minor > 0n && (bankCharges === null || (bankCharges.currency === received.currency && bankCharges.minor >= 0n))

const output = shape({
  receipt: idOf('receipts'),
  number: text,
  /** What is not applied yet: it waits as an open item of its own, under the receipt's id. */
  currency: receipts.shape.fields.currency,
  unapplied: minorIn('currency'),
  journals: many(idOf('journals')),
})

function decide(
  asked: Input,
  { items, known, act: facts }: Awaited<ReturnType<typeof load>>,
  now: Now,
): Decision<Of<typeof output>> | Refusal<Fault> {
  if (refused(facts)) return facts
  const { customer, day, received, bankCharges, payer, reference, applications } = asked
  if (customer !== null && !known) return refuse('receivables.unknownCustomer', { customer })
  if (!rightCharges(asked)) return refuse('receivables.nothingReceived', { currency: received.currency })
  const act = new Act(facts, now, items)
  const id = act.event
  const about = { document: 'receipt', currency: received.currency, source: id, narrative: reference ?? payer, id } as const
  const posted = act.post(linesOf(asked, id as string as Id<'openItems'>), about)
  if (refused(posted)) return posted
  const unapplied = act.open(posted, { kind: 'unapplied', customer, due: day })
  for (const { openItem, amount, from } of applications ?? []) {
    // Where nobody said how much, what the money is not enough for stays open.
    if (amount === null && act.item(unapplied.id)!.open === 0n) continue
    const fault = applyOne(act, unapplied.id, openItem, { amount, from }, day)
    if (fault) return fault
  }
  const receipt = {
    id: id as string as Id<'receipts'>, number: posted.journal.number, entity: asked.entity, customer, receivedOn: day, currency: received.currency, amount: received.minor,
    bankCharges: bankCharges?.minor ?? 0n, payer, reference, createdAt: now.at, createdBy: now.caller.name,
  } // prettier-ignore
  const told = { receipt: receipt.id, number: receipt.number, entity: receipt.entity }
  return {
    result: { receipt: receipt.id, number: receipt.number, currency: received.currency, unapplied: -act.item(unapplied.id)!.open, journals: act.journals.map((journal) => journal.id) },
    changes: [add(receipts, receipt), ...act.changes(), tell('receivables.received', told)],
  } // prettier-ignore
}

/** Records money that came in and applies it to open items; what is left waits as a prepayment. */
export const receive = command({
  name: 'receivables.receive',
  zone: 'finance',
  permit: 'receivables.write',
  offline: 'never',
  input,
  output,
  refusals: [...actFaults, ...applyFaults, 'receivables.unknownCustomer', 'receivables.nothingReceived'],
  load,
  decide,
})
