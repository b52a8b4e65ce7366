import { entities } from '../entities/entity.ts'
import { add, command, put, tell, type Change, type Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, codeOf, idOf, many, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { openItems } from '../ledger/journal.ts'
import type { OpenItem } from '../ledger/open-item.ts'
import { suppliers } from '../purchases/supplier.ts'
import { Act, loadAct } from '../receivables/acting.ts'
import { actFaults } from '../receivables/applying.ts'
import { documentsOf, payOne } from './pay.ts'
import { grantedOn, isSuppliers, settlingFaults, settlingOf, type Settling, type SettlingFault } from './paying.ts'
import { supplierPayees, type SupplierPayee } from './bank-account.ts'
import { paymentProposalLines, paymentProposals, supplierPayments, type PaymentProposal, type ProposalLine } from './payment.ts'
import type { SupplierInvoice } from './supplier-invoice.ts'

/** Items that one proposal has at most. */
const most = 1000

/** Where suppliers are paid to, as was agreed. */
const payeesOf = (read: Read, items: readonly { readonly supplier: string | null }[]): Promise<ReadonlyMap<string, SupplierPayee>> =>
  read.some(supplierPayees, [...new Set(items.flatMap(({ supplier }) => supplier ?? []))].sort())

/** What is due, less credit notes; a supplier who owes us more than we owe it is left out. */
function dueItems(items: readonly OpenItem[], invoices: ReadonlyMap<string, SupplierInvoice>, { payOn, dueUntil }: Pick<PaymentProposal, 'payOn' | 'dueUntil'>) {
  const found = items.flatMap((item) => {
    const discount = grantedOn(invoices.get(item.id), item.open, payOn)
    const due = item.open > 0n || item.due <= dueUntil || discount > 0n
    return due && item.postedOn <= payOn ? [{ item, discount, pay: -item.open - discount }] : []
  })
  const sums = new Map<string, bigint>()
  for (const { item, pay } of found) sums.set(item.supplier!, (sums.get(item.supplier!) ?? 0n) + pay)
  return found.filter(({ item }) => sums.get(item.supplier!)! > 0n)
} // prettier-ignore

/** Proposes what is to be paid on a day: what is due until then and what grants a discount for it. What is on hold or proposed already is left out. */
export const propose = command({
  name: 'payables.propose',
  zone: 'finance',
  permit: 'payables.pay',
  offline: 'never',
  input: shape({ entity: codeOf('entities'), /** Left out: the entity's own. */ currency: maybe(aCurrency), payOn: aDay, dueUntil: aDay }),
  output: shape({ paymentProposal: paymentProposals.shape, lines: many(paymentProposalLines.shape) }),
  refusals: ['payables.unknownEntity', 'payables.nothingDue'],
  load: async ({ entity: code, currency }, read) => {
    const entity = await read.get(entities, code)
    if (!entity) return undefined
    const where = {
      all: [
        { field: 'entity', is: 'equal', value: code },
        { field: 'kind', is: 'equal', value: 'payable' },
        { field: 'currency', is: 'equal', value: currency ?? entity.currency },
        { field: 'clearedOn', is: 'empty' },
        { field: 'onHold', is: 'empty' },
      ],
    } as const
    const items = await read.list(openItems, { where, order: ['due', 'number'], limit: most })
    const proposed = await read.list(paymentProposalLines, {
      where: { all: [{ field: 'entity', is: 'equal', value: code }, { field: 'state', is: 'equal', value: 'proposed' }] },
      limit: 10_000,
    }) // prettier-ignore
    const taken = new Set(proposed.map(({ openItem }) => openItem as string))
    return { entity, items: items.filter(({ id }) => !taken.has(id)), payees: await payeesOf(read, items), ...(await documentsOf(read, items.map(({ id }) => id))) } // prettier-ignore
  },
  decide: ({ entity: code, currency: asked, payOn, dueUntil }, facts, now) => {
    if (!facts) return refuse('payables.unknownEntity', { entity: code })
    const { entity, items, invoices, payees } = facts
    const currency = asked ?? entity.currency
    const found = dueItems(items, invoices, { payOn, dueUntil })
    if (found.length === 0) return refuse('payables.nothingDue', { entity: entity.code, currency, day: dueUntil })
    const id = now.newId() as Id<'paymentProposals'>
    const lines = found.map(({ item, discount, pay }, i): ProposalLine => ({
      id: now.newId() as Id<'paymentProposalLines'>, paymentProposal: id, entity: entity.code, position: i + 1, openItem: item.id, supplier: item.supplier!, number: item.number, due: item.due, currency,
      open: -item.open, earlyDiscount: discount, pay, bankAccount: payees.get(item.supplier!)?.bankAccount ?? null, state: 'proposed',
    })) // prettier-ignore
    const proposal: PaymentProposal = {
      id, entity: entity.code, currency, payOn, dueUntil, amount: lines.reduce((sum, { pay }) => sum + pay, 0n), earlyDiscount: lines.reduce((sum, one) => sum + one.earlyDiscount, 0n), state: 'proposed',
      proposedAt: now.at, proposedBy: now.caller.name, proposedByUser: now.caller.user, decidedAt: null, decidedBy: null, reason: null,
    } // prettier-ignore
    const told = tell('payables.proposed', { proposal: id, entity: entity.code })
    return {
      result: { paymentProposal: proposal, lines },
      changes: [add(paymentProposals, proposal), ...lines.map((line) => add(paymentProposalLines, line)), told],
    }
  },
})

const decided = (proposal: PaymentProposal, state: 'released' | 'dropped', reason: string | null, lines: readonly ProposalLine[], at: { readonly at: PaymentProposal['proposedAt']; readonly caller: { readonly name: string } }) => {
  const result: PaymentProposal = { ...proposal, state, reason, decidedAt: at.at, decidedBy: at.caller.name }
  return { result, changes: [put(paymentProposals, result), ...lines.map((line) => put(paymentProposalLines, { ...line, state }))] as Change[] }
} // prettier-ignore

/** Releases a proposal: a payment to each supplier is posted. By somebody else than whoever proposed it. */
export const release = command({
  name: 'payables.release',
  zone: 'finance',
  permit: 'payables.release',
  offline: 'never',
  worth: { record: 'supplierPayments', amount: 'amount', currency: 'currency' },
  input: shape({ paymentProposal: idOf('paymentProposals') }),
  output: shape({ paymentProposal: paymentProposals.shape, payments: many(supplierPayments.shape) }),
  refusals: [...actFaults, ...settlingFaults, 'payables.unknownProposal', 'payables.notProposed', 'payables.ownProposal', 'payables.proposalOld', 'payables.bankAccountChanged', 'payables.creditsExceed', 'payables.nothingToPay'],
  load: async ({ paymentProposal: id }, read) => {
    const proposal = await read.get(paymentProposals, id)
    if (!proposal) return undefined
    const lines = await read.list(paymentProposalLines, { where: { field: 'paymentProposal', is: 'equal', value: id }, order: ['position'], limit: most })
    const ids = lines.map(({ openItem }) => openItem as string)
    return {
      proposal, lines, items: await read.some(openItems, [...ids].sort()), ...(await documentsOf(read, ids)),
      known: await read.some(suppliers, [...new Set(lines.map(({ supplier }) => supplier as string))].sort()), payees: await payeesOf(read, lines),
      act: await loadAct(read, proposal.entity, proposal.payOn, ['payment']),
    }
  },
  decide: ({ paymentProposal: id }, facts, now) => {
    if (!facts) return refuse('payables.unknownProposal', { proposal: id })
    const { proposal, lines, items, invoices, codes, known, payees, act: own } = facts
    if (refused(own)) return own
    if (proposal.state !== 'proposed') return refuse('payables.notProposed', { state: proposal.state, by: proposal.decidedBy ?? '' })
    if (proposal.proposedByUser === now.caller.user) return refuse('payables.ownProposal', {})
    // What nobody has looked at since the bank details changed is looked at again.
    const moved = lines.find(({ supplier, bankAccount }) => (payees.get(supplier)?.bankAccount ?? null) !== bankAccount)
    if (moved) return refuse('payables.bankAccountChanged', { supplier: known.get(moved.supplier)?.name ?? '' })
    const act = new Act(own, now, [...items.values()])
    const settling = new Map<string, Settling[]>()
    for (const line of lines) {
      const item = items.get(line.openItem)
      if (!isSuppliers(item) || -item.open !== line.open) return refuse('payables.proposalOld', { number: line.number })
      const size = line.open < 0n ? -line.open : line.pay
      const about = { supplier: line.supplier, entity: proposal.entity, currency: proposal.currency, day: proposal.payOn }
      const one = settlingOf(item, invoices.get(line.openItem), { openItem: line.openItem, amount: size, discount: line.earlyDiscount }, about)
      if (refused(one)) return one as Refusal<SettlingFault>
      settling.set(line.supplier, [...(settling.get(line.supplier) ?? []), one])
    }
    const payments = []
    for (const [supplier, some] of settling) {
      const journal = (payments.length === 0 ? act.event : now.newId()) as Id<'journals'>
      const more = { proposal: proposal.id, bankAccount: payees.get(supplier)?.bankAccount ?? null, day: proposal.payOn, currency: proposal.currency, advance: 0n, bankCharges: 0n, reference: some.map(({ item }) => item.number).join(', ').slice(0, 140) }
      const paid = payOne(act, { id: journal, entity: proposal.entity, supplier: known.get(supplier)!, settling: some, ...more }, codes, now)
      if (refused(paid)) return paid
      payments.push(paid)
    }
    const { result, changes } = decided(proposal, 'released', null, lines, now)
    const told = tell('payables.released', { proposal: proposal.id, entity: proposal.entity })
    return { result: { paymentProposal: result, payments }, changes: [...act.changes(), ...payments.map((one) => add(supplierPayments, one)), ...changes, told] }
  },
}) // prettier-ignore

/** Drops a proposal; nothing of it is paid, and what it named can be proposed again. */
export const dropProposal = command({
  name: 'payables.dropProposal',
  zone: 'finance',
  permit: 'payables.pay',
  offline: 'never',
  input: shape({ paymentProposal: idOf('paymentProposals'), reason: text }),
  output: paymentProposals.shape,
  refusals: ['payables.unknownProposal', 'payables.notProposed'],
  load: async ({ paymentProposal: id }, read) => ({
    found: await read.get(paymentProposals, id),
    lines: await read.list(paymentProposalLines, {
      where: { field: 'paymentProposal', is: 'equal', value: id },
      order: ['position'],
      limit: most,
    }),
  }),
  decide: ({ paymentProposal: id, reason }, { found, lines }, now) => {
    if (!found) return refuse('payables.unknownProposal', { proposal: id })
    if (found.state !== 'proposed') return refuse('payables.notProposed', { state: found.state, by: found.decidedBy ?? '' })
    const { result, changes } = decided(found, 'dropped', reason.trim(), lines, now)
    return { result, changes: [...changes, tell('payables.proposalDropped', { proposal: id, entity: found.entity })] }
  },
})
