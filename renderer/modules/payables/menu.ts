import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

const read = 'payables.read'
/** A list that is narrowed down to what waits. */
const only = (field: string, value: string): string => `?f=${encodeURIComponent(JSON.stringify([{ field, is: 'in', value: [value] }]))}`

export const entries: readonly MenuEntry[] = [
  { zone: 'finance', group: 'task', word: 'payables.toAccept', opens: `/list/payables/invoices${only('state', 'exception')}`, permit: 'payables.accept', task: 'payables.toAccept', order: 46, icon: 'invoice' },
  { zone: 'finance', group: 'task', word: 'payables.toRelease', opens: `/list/payables/proposals${only('state', 'proposed')}`, permit: 'payables.release', task: 'payables.toRelease', order: 47, icon: 'money' },
  { zone: 'finance', group: 'task', word: 'payables.toAgree', opens: `/list/payables.bankAccounts${only('state', 'proposed')}`, permit: 'payables.release', task: 'payables.toAgree', order: 48, icon: 'building' },
  { zone: 'finance', group: 'resource', word: 'payables.bankAccounts', opens: '/list/payables.bankAccounts', permit: read, order: 47, icon: 'building' },
  { zone: 'finance', group: 'activity', word: 'payables.accounts', opens: '/list/payables.accounts', permit: read, order: 48, icon: 'building' },
  { zone: 'finance', group: 'activity', word: 'payables.proposals', opens: '/list/payables.proposals', permit: read, order: 49, icon: 'check' },
  { zone: 'finance', group: 'activity', word: 'payables.payments', opens: '/list/payables.payments', permit: read, order: 50, icon: 'money' },
  { zone: 'finance', group: 'activity', word: 'payables.invoices', opens: '/list/payables.invoices', permit: read, order: 46, icon: 'invoice' },
  { zone: 'finance', group: 'activity', word: 'payables.open', opens: '/list/payables.open', permit: read, order: 47, icon: 'clock' },
  { zone: 'operations', group: 'activity', word: 'payables.receipts', opens: '/list/payables.receipts', permit: read, order: 26, icon: 'box' },
  { zone: 'finance', group: 'resource', word: 'payables.tolerances', opens: '/list/payables.tolerances', permit: read, order: 46, icon: 'percent' },
] // prettier-ignore
export const creates: readonly Creates[] = [
  {
    zone: 'finance',
    word: 'payables.propose',
    opens: '/do/payables.propose?back=/list/payables.proposals',
    permit: 'payables.pay',
    order: 31,
  },
  { zone: 'finance', word: 'payables.savePayingAccount', opens: '/do/payables.savePayingAccount', permit: 'payables.release', order: 33 },
  { zone: 'finance', word: 'payables.recordInvoice', opens: '/payables/record', permit: 'payables.write', order: 30 },
  { zone: 'operations', word: 'payables.receive', opens: '/do/payables.receive', permit: 'payables.receive', order: 31 },
  { zone: 'finance', word: 'payables.saveTolerance', opens: '/do/payables.saveTolerance', permit: 'payables.tolerate', order: 32 },
]
export const details: Details = {
  'payables.invoices': '/payables/invoices/$id',
  'payables.open': '/payables/invoices/$id',
  'payables.accounts': '/payables/suppliers/$supplier',
  'payables.proposals': '/payables/proposals/$id',
  'payables.proposalLines': '/payables/proposals/$paymentProposal',
  'payables.payments': '/journals/$id',
  'payables.bankAccounts': '/payables/suppliers/$supplier',
}
