import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

const runningOut = `/list/quotes.list?f=${encodeURIComponent(JSON.stringify([{ field: 'state', is: 'in', value: ['issued', 'viewed'] }]))}&s=validUntil`
export const entries: readonly MenuEntry[] = [
  { zone: 'sales', group: 'task', word: 'quotes.runningOut', opens: runningOut, permit: 'quotes.write', task: 'quotes.runningOut', order: 14, icon: 'clock' },
  { zone: 'sales', group: 'activity', word: 'quotes.list', opens: '/list/quotes.list', permit: 'quotes.read', order: 11, shortcut: 'Q', icon: 'draft' },
] // prettier-ignore
export const creates: readonly Creates[] = [
  { zone: 'sales', word: 'quotes.ui.new', opens: '/quotes/edit', permit: 'quotes.write', order: 5, list: 'quotes.list' },
]
export const details: Details = { 'quotes.list': '/quotes/$id' }
