import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

const proposed = `/list/adjustments.list?f=${encodeURIComponent(JSON.stringify([{ field: 'state', is: 'in', value: ['proposed'] }]))}`

export const entries: readonly MenuEntry[] = [
  { zone: 'finance', group: 'task', word: 'adjustments.toDecide', opens: proposed, permit: 'adjustments.approve', task: 'adjustments.toDecide', order: 63, icon: 'check' },
  { zone: 'finance', group: 'activity', word: 'adjustments.list', opens: '/list/adjustments.list', permit: 'adjustments.read', order: 60, icon: 'ledger' },
  { zone: 'finance', group: 'resource', word: 'adjustments.templates', opens: '/list/adjustments.templates', permit: 'adjustments.read', order: 36, icon: 'list' },
] // prettier-ignore
export const creates: readonly Creates[] = [
  { zone: 'finance', word: 'adjustments.propose', opens: '/do/adjustments.propose?back=/list/adjustments.list', permit: 'adjustments.write', order: 50 },
  { zone: 'finance', word: 'adjustments.repeat', opens: '/do/adjustments.repeat?back=/list/adjustments.list', permit: 'adjustments.approve', order: 51 },
  { zone: 'finance', word: 'adjustments.saveTemplate', opens: '/do/adjustments.saveTemplate?back=/list/adjustments.templates', permit: 'adjustments.write', order: 52 },
] // prettier-ignore
export const details: Details = { 'adjustments.list': '/adjustments/$id' }
