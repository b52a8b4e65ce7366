import { record, type Row } from '../kernel/record.ts'
import { aCurrency, aDay, anInstant, choice, codeOf, count, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'

/** Money that went to a supplier. Its id is that of its journal, and of the open item that what was paid in advance is until an invoice uses it. */
export const supplierPayments = record(
  'supplierPayments',
  shape({
    id: idOf('supplierPayments'),
    /** Number of its journal. */
    number: text,
    entity: codeOf('entities'),
    supplier: idOf('suppliers'),
    /** The proposal that it was released with; empty: recorded by hand. */
    paymentProposal: maybe(idOf('paymentProposals')),
    paidOn: aDay,
    currency: aCurrency,
    /** What the supplier got. */
    amount: minorIn('currency'),
    /** Taken off for paying early. */
    earlyDiscount: minorIn('currency'),
    /** What banks took on top of it: our cost. */
    bankCharges: minorIn('currency'),
    /** Of the amount, what no invoice asked for yet. */
    advance: minorIn('currency'),
    reference: maybe(text),
    /** Where it went, where the supplier's bank account was agreed to by then. */
    bankAccount: maybe(idOf('supplierBankAccounts')),
    createdAt: anInstant,
    createdBy: text,
  }),
  { key: 'id', entityField: 'entity', immutable: true, personal: { keep: 'vouchers', since: 'paidOn' } },
)

export const proposalStates = ['proposed', 'released', 'dropped'] as const

/** What is to be paid on a day, for one legal entity and currency. Somebody else than whoever proposed it releases it. */
export const paymentProposals = record(
  'paymentProposals',
  shape({
    id: idOf('paymentProposals'),
    entity: codeOf('entities'),
    currency: aCurrency,
    payOn: aDay,
    /** Everything due until then, and what grants a discount on the day of payment. */
    dueUntil: aDay,
    amount: minorIn('currency'),
    earlyDiscount: minorIn('currency'),
    state: choice(...proposalStates),
    proposedAt: anInstant,
    proposedBy: text,
    proposedByUser: text,
    decidedAt: maybe(anInstant),
    decidedBy: maybe(text),
    reason: maybe(text),
  }),
  { key: 'id', entityField: 'entity', personal: { keep: 'vouchers', since: 'payOn', fields: { reason: 'anyone.words' } } },
)
export type PaymentProposal = Row<typeof paymentProposals>

/** One open item in a proposal. */
export const paymentProposalLines = record(
  'paymentProposalLines',
  shape({
    id: idOf('paymentProposalLines'),
    paymentProposal: idOf('paymentProposals'),
    entity: codeOf('entities'),
    position: count,
    openItem: idOf('openItems'),
    supplier: idOf('suppliers'),
    number: text,
    due: aDay,
    currency: aCurrency,
    /** What was open when it was proposed: owed, + ; of a credit note below zero. */
    open: minorIn('currency'),
    earlyDiscount: minorIn('currency'),
    pay: minorIn('currency'),
    /** Where it is to go: as was agreed when it was proposed. */
    bankAccount: maybe(idOf('supplierBankAccounts')),
    state: choice(...proposalStates),
  }),
  { key: 'id', entityField: 'entity' },
)
export type ProposalLine = Row<typeof paymentProposalLines>
