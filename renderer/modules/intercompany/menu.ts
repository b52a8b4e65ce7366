import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'finance', group: 'activity', word: 'intercompany.invoices', opens: '/list/intercompany.invoices', permit: 'intercompany.read', order: 57, icon: 'file' },
  { zone: 'finance', group: 'resource', word: 'transfer.targets', opens: '/target-margins', permit: 'transfer.read', order: 37, icon: 'list' },
] // prettier-ignore
export const creates: readonly Creates[] = [
  { zone: 'finance', word: 'intercompany.issue', opens: '/do/intercompany.issue?back=/list/intercompany.invoices', permit: 'intercompany.issue', order: 43 },
  { zone: 'finance', word: 'transfer.proposeTarget', opens: '/do/transfer.proposeTarget?back=/target-margins', permit: 'transfer.write', order: 44 },
  { zone: 'finance', word: 'transfer.trueUp', opens: '/target-margins', permit: 'transfer.post', order: 45 },
] // prettier-ignore
export const details: Details = { 'intercompany.invoices': '/intercompany/$id' }
