import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

const invalid = `/list/einvoice.list?f=${encodeURIComponent(JSON.stringify([{ field: 'state', is: 'in', value: ['invalid'] }]))}`
export const entries: readonly MenuEntry[] = [
  { zone: 'finance', group: 'task', word: 'einvoice.toMend', opens: invalid, permit: 'einvoice.prepare', task: 'einvoice.toMend', order: 30, icon: 'warn' },
  { zone: 'finance', group: 'activity', word: 'einvoice.list', opens: '/list/einvoice.list', permit: 'einvoice.read', order: 32, icon: 'invoice' },
] // prettier-ignore
export const creates: readonly Creates[] = [
  { zone: 'finance', word: 'einvoice.prepareWaiting', opens: '/do/einvoice.prepareWaiting?back=/list/einvoice.list', permit: 'einvoice.prepare', order: 26 },
] // prettier-ignore
export const details: Details = { 'einvoice.list': '/invoices/$id' }
