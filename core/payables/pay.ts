import { add, command, tell, type Change, type Decision, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, codeOf, idOf, many, maybe, shape, someMoney, text, type Code, type Id, type Of } from '../kernel/shape.ts'
import { openItems } from '../ledger/journal.ts'
import type { PostingFault } from '../ledger/post-journal.ts'
import { suppliers } from '../purchases/supplier.ts'
import type { RateFault } from '../rates/exchange.ts'
import { Act, loadAct } from '../receivables/acting.ts'
import { actFaults } from '../receivables/applying.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { supplierPayees } from './bank-account.ts'
import { bankLines, paymentOf, settlingFaults, settlingOf, type Settling, type SettlingFault } from './paying.ts'
import { supplierPayments } from './payment.ts'
import { supplierInvoices } from './supplier-invoice.ts'

/** Items that one payment settles at most: a supplier's whole account. */
const mostPaid = 200
const input = shape({
  entity: codeOf('entities'),
  supplier: idOf('suppliers'),
  day: aDay,
  /** What is paid or, of credit notes and advances, taken off. */
  items: maybe(
    many(
      shape({
        openItem: idOf('openItems'),
        /** Left out: all of it, less what is granted for paying early. */
        amount: maybe(someMoney),
        /** Left out: what the invoice grants on that day, where all of it is paid; else nothing. */
        earlyDiscount: maybe(someMoney),
      }),
      mostPaid,
    ),
  ),
  /** Paid before anything was invoiced. */
  advance: maybe(someMoney),
  /** What banks took on top, in the currency of the payment. */
  bankCharges: maybe(someMoney),
  reference: maybe(text),
})
type Input = Of<typeof input>
type Fault =
  | SettlingFault
  | PostingFault
  | RateFault
  | 'payables.unknownSupplier'
  | 'payables.nothingToPay'
  | 'payables.creditsExceed'
  | 'payables.otherCurrency'
  | 'receivables.unknownEntity'

/** The documents of open items, and the tax codes on them: an invoice has the id of its item. */
export async function documentsOf(read: Read, items: readonly string[]) {
  const ids = [...new Set(items)].sort()
  const invoices = ids.length === 0 ? new Map<string, Row<typeof supplierInvoices>>() : await read.some(supplierInvoices, ids)
  const codes = [...new Set([...invoices.values()].flatMap(({ taxes }) => taxes.map(({ code }) => code as string)))].sort()
  return { invoices, codes: codes.length === 0 ? new Map<string, Row<typeof taxCodes>>() : await read.some(taxCodes, codes) }
}

async function load({ entity, supplier, day, items }: Input, read: Read) {
  const wanted = (items ?? []).map(({ openItem }) => openItem as string)
  const found = wanted.length === 0 ? new Map() : await read.some(openItems, [...new Set(wanted)].sort())
  return { found, ...(await documentsOf(read, wanted)), known: await read.get(suppliers, supplier), payee: await read.get(supplierPayees, supplier), act: await loadAct(read, entity, day, ['payment']) }
} // prettier-ignore

export interface Paying {
  readonly id: Id<'journals'>
  readonly entity: Code<'entities'>
  readonly supplier: Row<typeof suppliers>
  readonly proposal: Id<'paymentProposals'> | null
  /** Where it goes; empty where nobody has agreed to an account of the supplier yet. */
  readonly bankAccount: Id<'supplierBankAccounts'> | null
  readonly day: Input['day']
  readonly currency: Row<typeof supplierPayments>['currency']
  readonly settling: readonly Settling[]
  readonly advance: bigint
  readonly bankCharges: bigint
  readonly reference: string | null
}
/** Posts one payment to one supplier. */
export function payOne(act: Act, paying: Paying, codes: ReadonlyMap<string, Row<typeof taxCodes>>, now: Now): Row<typeof supplierPayments> | Refusal<PostingFault | RateFault | 'payables.creditsExceed' | 'payables.nothingToPay'> {
  const { id, supplier, settling, advance, bankCharges, currency, day, reference, entity, proposal, bankAccount } = paying
  const paid = paymentOf(settling, codes)
  const { cash } = paid
  if (cash < 0n) return refuse('payables.creditsExceed', { supplier: supplier.name, over: `${-cash}`, currency })
  if (cash + advance === 0n && settling.length === 0) return refuse('payables.nothingToPay', { supplier: supplier.name })
  const item = id as string as Id<'openItems'>
  const about = { document: 'payment', currency, source: id, narrative: reference ? `${supplier.name}: ${reference}` : supplier.name, id } as const
  const posted = act.clear(paid.taken, [...bankLines(cash, bankCharges, advance, supplier.id, item), ...paid.others], about, { act: 'applied', reason: null })
  if (refused(posted)) return posted
  if (advance > 0n) act.open(posted, { kind: 'payable', due: day, supplier: supplier.id, id: item })
  return {
    id: id as string as Id<'supplierPayments'>, number: posted.journal.number, entity, supplier: supplier.id, paymentProposal: proposal, paidOn: day, currency, amount: cash + advance, earlyDiscount: paid.discount,
    bankCharges, advance, reference, bankAccount, createdAt: now.at, createdBy: now.caller.name,
  }
} // prettier-ignore

function decide(asked: Input, { found, invoices, codes, known, payee, act: facts }: Awaited<ReturnType<typeof load>>, now: Now): Decision<Row<typeof supplierPayments>> | Refusal<Fault> {
  if (refused(facts)) return facts
  if (!known) return refuse('payables.unknownSupplier', { supplier: asked.supplier })
  const { day, items, advance, bankCharges } = asked
  const first = found.get((items ?? [])[0]?.openItem ?? '')
  const currency = first?.currency ?? advance?.currency ?? known.currency
  const wrong = [advance, bankCharges, ...(items ?? []).flatMap((one) => [one.amount, one.earlyDiscount])].find((money) => money && (money.currency !== currency || money.minor < 0n))
  if (wrong) return refuse('payables.otherCurrency', { currency, given: wrong.currency })
  const settling: Settling[] = []
  for (const { openItem, amount, earlyDiscount: discount } of items ?? []) {
    const about = { supplier: known.id, entity: facts.entity.code, currency, day }
    const one = settlingOf(found.get(openItem), invoices.get(openItem), { openItem, amount: amount?.minor ?? null, discount: discount?.minor ?? null }, about)
    if (refused(one)) return one as Refusal<SettlingFault>
    if (settling.some(({ item }) => item.id === one.item.id)) return refuse('payables.notOwed', { item: one.item.number })
    settling.push(one)
  }
  const act = new Act(facts, now, settling.map(({ item }) => item))
  const result = payOne(act, { id: act.event, entity: facts.entity.code, supplier: known, proposal: null, bankAccount: payee?.bankAccount ?? null, day, currency, settling, advance: advance?.minor ?? 0n, bankCharges: bankCharges?.minor ?? 0n, reference: asked.reference?.trim() || null }, codes, now)
  if (refused(result)) return result as Refusal<Fault>
  const changes: Change[] = [...act.changes(), add(supplierPayments, result), tell('payables.paid', { payment: result.id, number: result.number, entity: result.entity, supplier: result.supplier })]
  return { result, changes }
} // prettier-ignore

/** Records what was paid to a supplier: whole or in part, less what is granted for paying early, credit notes taken off, or in advance. */
export const pay = command({
  name: 'payables.pay',
  zone: 'finance',
  permit: 'payables.pay',
  offline: 'never',
  worth: { record: 'supplierPayments', amount: 'amount', currency: 'currency' },
  input,
  output: supplierPayments.shape,
  refusals: [
    ...actFaults,
    ...settlingFaults,
    'payables.unknownSupplier',
    'payables.nothingToPay',
    'payables.creditsExceed',
    'payables.otherCurrency',
  ],
  load,
  decide,
})
