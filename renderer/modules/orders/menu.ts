import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

const inState = (state: string): string =>
  `/list/orders.list?f=${encodeURIComponent(JSON.stringify([{ field: 'state', is: 'in', value: [state] }]))}`
export const entries: readonly MenuEntry[] = [
  { zone: 'finance', group: 'task', word: 'orders.toCheck', opens: inState('qualityCheck'), permit: 'orders.accept', task: 'orders.toCheck', order: 8, icon: 'shield' },
  { zone: 'sales', group: 'task', word: 'orders.toTake', opens: '/orders/to-take', permit: 'orders.write', task: 'orders.toTake', order: 11, icon: 'link' },
  { zone: 'sales', group: 'task', word: 'orders.toComplete', opens: inState('sentBack'), permit: 'orders.write', task: 'orders.toComplete', order: 13, icon: 'warn' },
  { zone: 'operations', group: 'task', word: 'orders.toExecute', opens: inState('accepted'), permit: 'orders.execute', task: 'orders.toExecute', order: 8, icon: 'play' },
  { zone: 'sales', group: 'activity', word: 'orders.list', opens: '/list/orders.list', permit: 'orders.read', order: 12, shortcut: 'O', icon: 'file' },
  { zone: 'sales', group: 'activity', word: 'orders.lines', opens: '/list/orders.lines', permit: 'orders.read', order: 14, icon: 'box' },
] // prettier-ignore
export const creates: readonly Creates[] = [
  { zone: 'sales', word: 'quotes.ui.newOrder', opens: '/orders/capture', permit: 'orders.write', order: 6, list: 'orders.list' },
]
export const details: Details = { 'orders.list': '/orders/$id', 'orders.lines': '/orders/$order' }
