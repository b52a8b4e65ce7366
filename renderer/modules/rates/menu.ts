import type { Creates, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'task',
    word: 'billing.missingRates',
    opens: '/rates?show=today',
    permit: 'rates.write',
    task: 'billing.missingRates',
    order: 21,
    icon: 'exchange',
  },
  {
    zone: 'finance',
    group: 'task',
    word: 'rates.tooOld',
    opens: '/rates?show=today',
    permit: 'rates.write',
    task: 'rates.tooOld',
    order: 22,
    icon: 'exchange',
  },
  {
    zone: 'finance',
    group: 'task',
    word: 'rates.toApprove',
    opens: '/rates?show=byHand',
    permit: 'rates.approve',
    task: 'rates.toApprove',
    order: 23,
    icon: 'exchange',
  },
  {
    zone: 'finance',
    group: 'resource',
    word: 'rates.list',
    opens: '/rates',
    permit: 'rates.read',
    order: 20,
    shortcut: 'R',
    icon: 'exchange',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'finance', word: 'rates.record', opens: '/rates?record=1', permit: 'rates.write', order: 40 },
  { zone: 'finance', word: 'rates.import', opens: '/rates?take=1', permit: 'rates.write', order: 45 },
]
