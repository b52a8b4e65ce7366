import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

const read = 'payables.read'
export const entries: readonly MenuEntry[] = [
  { zone: 'finance', group: 'activity', word: 'payables.invoices', opens: '/list/payables.invoices', permit: read, order: 46, icon: 'invoice' },
  { zone: 'finance', group: 'activity', word: 'payables.open', opens: '/list/payables.open', permit: read, order: 47, icon: 'clock' },
  { zone: 'operations', group: 'activity', word: 'payables.receipts', opens: '/list/payables.receipts', permit: read, order: 26, icon: 'box' },
  { zone: 'finance', group: 'resource', word: 'payables.tolerances', opens: '/list/payables.tolerances', permit: read, order: 46, icon: 'percent' },
] // prettier-ignore
export const creates: readonly Creates[] = [
  { zone: 'finance', word: 'payables.recordInvoice', opens: '/payables/record', permit: 'payables.write', order: 30 },
  { zone: 'operations', word: 'payables.receive', opens: '/do/payables.receive', permit: 'payables.receive', order: 31 },
  { zone: 'finance', word: 'payables.saveTolerance', opens: '/do/payables.saveTolerance', permit: 'payables.tolerate', order: 32 },
]
export const details: Details = {
  'payables.invoices': '/payables/invoices/$id',
  'payables.open': '/payables/invoices/$id',
}
