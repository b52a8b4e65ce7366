import type { Module, Task } from '../kernel/operation.ts'
import { paymentFiles, payingAccounts, supplierBankAccounts, supplierPayees } from './bank-account.ts'
import { accept, reject } from './decide.ts'
import { decideBankAccount } from './decide-bank-account.ts'
import { keepPaymentFile, writePaymentFile } from './payment-file.ts'
import { proposeBankAccount } from './propose-bank-account.ts'
import { payingAccount, savePayingAccount } from './save-paying-account.ts'
import { bankAccountRows, listAccounts, listBankAccounts, listPayments, listProposalLines, listProposals, oneProposal, paymentRows, proposalLineRows, proposalRows, supplierAccount, supplierAccountRows, supplierItem } from './accounts.ts' // prettier-ignore
import { pay } from './pay.ts'
import { paymentProposalLines, paymentProposals, supplierPayments } from './payment.ts'
import { dropProposal, propose, release } from './propose-payments.ts'
import { hold, setOff } from './set-off.ts'
import { undoPayment } from './undo-payment.ts'
import { undoReceipt } from './undo-receipt.ts'
import { matchWords } from './matching.ts'
import { post } from './post.ts'
import {
  listInvoices, listOpen, listReceived, listTolerances, oneInvoice, payableRows, receivedRows, supplierInvoiceRows, toleranceRows,
} from './reads.ts' // prettier-ignore
import { receive } from './receive.ts'
import { recordInvoice } from './record-invoice.ts'
import { saveTolerance } from './save-tolerance.ts'
import { goodsReceipts, matchTolerances, supplierInvoiceLines, supplierInvoices } from './supplier-invoice.ts'
import { undo } from './undo.ts'

/** Invoices that differ from what was ordered, recorded by somebody else. */
const toAccept: Task = {
  name: 'payables.toAccept',
  zone: 'finance',
  permit: 'payables.accept',
  approval: true,
  count: async (read, now) => {
    const where = { all: [{ field: 'state', is: 'equal', value: 'exception' }, { field: 'recordedByUser', is: 'not', value: now.caller.user }] } as const // prettier-ignore
    return (await read.list(supplierInvoices, { where, limit: 1000 })).length
  },
}
/** Proposals of payments, made by somebody else. */
const toRelease: Task = {
  name: 'payables.toRelease',
  zone: 'finance',
  permit: 'payables.release',
  approval: true,
  count: async (read, now) => {
    const where = { all: [{ field: 'state', is: 'equal', value: 'proposed' }, { field: 'proposedByUser', is: 'not', value: now.caller.user }] } as const // prettier-ignore
    return (await read.list(paymentProposals, { where, limit: 1000 })).length
  },
}

/** Bank accounts of suppliers, proposed by somebody else. */
const toAgree: Task = {
  name: 'payables.toAgree',
  zone: 'finance',
  permit: 'payables.release',
  approval: true,
  count: async (read, now) => {
    const where = { all: [{ field: 'state', is: 'equal', value: 'proposed' }, { field: 'proposedByUser', is: 'not', value: now.caller.user }] } as const // prettier-ignore
    return (await read.list(supplierBankAccounts, { where, limit: 1000 })).length
  },
}

export const payablesModule = {
  name: 'payables',
  needs: ['entities', 'rates', 'tax', 'purchases', 'ledger', 'payments', 'recognition', 'receivables'],
  records: [supplierInvoices, supplierInvoiceLines, goodsReceipts, matchTolerances, supplierPayments, paymentProposals, paymentProposalLines, supplierBankAccounts, supplierPayees, payingAccounts, paymentFiles],
  questions: [keepPaymentFile],
  views: [supplierInvoiceRows, payableRows, receivedRows, toleranceRows, supplierAccountRows, paymentRows, proposalRows, proposalLineRows, bankAccountRows],
  operations: [
    listInvoices, oneInvoice, recordInvoice, accept, reject, post, undo, listOpen, receive, listReceived, listTolerances, saveTolerance,
    undoReceipt, listAccounts, supplierAccount, supplierItem, pay, setOff, hold, undoPayment, listPayments, propose, release, dropProposal, listProposals, oneProposal, listProposalLines,
    listBankAccounts, proposeBankAccount, decideBankAccount, payingAccount, savePayingAccount, writePaymentFile,
  ],
  permits: ['payables.read', 'payables.write', 'payables.accept', 'payables.post', 'payables.receive', 'payables.tolerate', 'payables.pay', 'payables.release', 'payables.seeBankAccounts'],
  events: [
    'payables.recorded', 'payables.accepted', 'payables.rejected', 'payables.posted', 'payables.undone', 'payables.received', 'payables.toleranceSaved', 'payables.receiptUndone', 'payables.paid',
    'payables.setOff', 'payables.held', 'payables.paymentUndone', 'payables.proposed', 'payables.released', 'payables.proposalDropped', 'payables.bankAccountProposed', 'payables.bankAccountAgreed', 'payables.bankAccountDeclined',
    'payables.payingAccountSaved', 'payables.fileWritten',
  ],
  tasks: [{ ...toAccept, name: 'payables.toAccept' }, { ...toRelease, name: 'payables.toRelease' }, { ...toAgree, name: 'payables.toAgree' }],
  says: matchWords,
} as const satisfies Module // prettier-ignore
