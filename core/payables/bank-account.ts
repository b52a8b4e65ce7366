import { record, type Row } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitive.ts'
import { aFile, anInstant, choice, codeOf, count, idOf, maybe, minorIn, shape, text, aCurrency } from '../kernel/shape.ts'
import { fileFormats } from './formats.ts'

export const bankAccountStates = ['proposed', 'agreed', 'declined', 'replaced'] as const

/**
 * A bank account that somebody says is a supplier's. It is paid to once somebody else agreed; whoever wants another one starts again, for a letter that asks for
 * money to be sent elsewhere is the oldest fraud there is. What was proposed never changes.
 */
export const supplierBankAccounts = record(
  'supplierBankAccounts',
  shape({
    id: idOf('supplierBankAccounts'),
    supplier: idOf('suppliers'),
    /** Whose account the bank says it is. */
    accountHolder: text,
    iban: sensitive('bankAccount', maybe(text)),
    bic: maybe(text),
    /** United Kingdom: six digits. */
    sortCode: sensitive('bankAccount', maybe(text)),
    accountNumber: sensitive('bankAccount', maybe(text)),
    /** USA: nine digits. */
    routingNumber: sensitive('bankAccount', maybe(text)),
    /** Its last four signs, which tell it from another and are enough to talk about. */
    ending: text,
    /** How it was made sure that the supplier said so: whom somebody called, on which known number. */
    confirmation: text,
    state: choice(...bankAccountStates),
    proposedAt: anInstant,
    proposedBy: text,
    proposedByUser: text,
    decidedAt: maybe(anInstant),
    decidedBy: maybe(text),
    reason: maybe(text),
  }),
  {
    key: 'id',
    personal: {
      keep: 'vouchers',
      since: 'proposedAt',
      fields: {
        accountHolder: 'supplier.name',
        iban: 'supplier.data',
        accountNumber: 'supplier.data',
        confirmation: 'anyone.words',
        reason: 'anyone.words',
      },
    },
  },
)
export type SupplierBankAccount = Row<typeof supplierBankAccounts>

/** Where a supplier is paid to, and what waits to take its place. */
export const supplierPayees = record(
  'supplierPayees',
  shape({ supplier: idOf('suppliers'), bankAccount: maybe(idOf('supplierBankAccounts')), waiting: maybe(idOf('supplierBankAccounts')) }),
  { key: 'supplier' },
)
export type SupplierPayee = Row<typeof supplierPayees>

/** Where a legal entity pays from, as far as its own bank details do not say it. */
export const payingAccounts = record(
  'payingAccounts',
  shape({
    entity: codeOf('entities'),
    accountHolder: maybe(text),
    iban: maybe(text),
    bic: maybe(text),
    sortCode: maybe(text),
    accountNumber: maybe(text),
    routingNumber: maybe(text),
    /** Six digits that Bacs knows it by. */
    serviceUser: maybe(text),
    /** Files for banks so far: each has a number of its own. */
    files: count,
  }),
  { key: 'entity', entityField: 'entity', personal: { keep: 'use', not: ['accountHolder', 'iban', 'accountNumber'] } },
)
export type PayingAccount = Row<typeof payingAccounts>

/** The file that took the payments of a proposal to a bank: written once, for a second one would pay twice. */
export const paymentFiles = record(
  'paymentFiles',
  shape({
    paymentProposal: idOf('paymentProposals'),
    entity: codeOf('entities'),
    sequence: count,
    format: choice(...fileFormats),
    payments: count,
    currency: aCurrency,
    amount: minorIn('currency'),
    file: aFile,
    writtenAt: anInstant,
    writtenBy: text,
  }),
  {
    key: 'paymentProposal',
    entityField: 'entity',
    immutable: true,
    personal: { keep: 'vouchers', since: 'writtenAt', fields: { file: 'supplier.file' } },
  },
)
