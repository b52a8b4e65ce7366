import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'payables.invoices': ['number', 'supplierName', 'entity', 'state', 'day', 'due', 'gross', 'journalNumber'],
  'payables.open': ['number', 'supplierName', 'entity', 'postedOn', 'due', 'open', 'entityOpen', 'onHold'],
  'payables.receipts': ['day', 'contractNumber', 'item', 'supplierName', 'quantity', 'reference', 'recordedBy'],
  'payables.accounts': ['supplierName', 'entity', 'open', 'credit', 'items', 'due', 'held'],
  'payables.payments': ['number', 'supplierName', 'entity', 'paidOn', 'amount', 'earlyDiscount', 'reference', 'createdBy'],
  'payables.proposals': ['entity', 'payOn', 'dueUntil', 'state', 'lines', 'amount', 'earlyDiscount', 'proposedBy', 'decidedBy'],
  'payables.bankAccounts': ['supplierName', 'accountHolder', 'iban', 'accountNumber', 'state', 'proposedAt', 'proposedBy', 'decidedBy'],
  'payables.proposalLines': ['supplierName', 'number', 'due', 'open', 'pay', 'ending', 'state'],
}
