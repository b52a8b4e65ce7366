import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'task',
    word: 'recognition.month',
    opens: '/recognition?month=1',
    permit: 'recognition.run',
    task: 'recognition.month',
    order: 25,
    icon: 'calendar',
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'recognition.ui.title',
    opens: '/recognition',
    permit: 'recognition.read',
    order: 45,
    icon: 'clock',
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'recognition.accruals',
    opens: '/list/recognition.accruals',
    permit: 'recognition.read',
    order: 46,
    icon: 'clock',
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'recognition.prepaidCosts',
    opens: '/list/recognition.prepaidCosts',
    permit: 'recognition.read',
    order: 44,
    icon: 'clock',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'finance', word: 'recognition.run', opens: '/recognition?month=1', permit: 'recognition.run', order: 20 },
  {
    zone: 'finance',
    word: 'recognition.accrue',
    opens: '/do/recognition.accrue?back=/list/recognition.accruals',
    permit: 'recognition.run',
    order: 21,
  },
]
export const details: Details = { 'recognition.accruals': '/accruals/$id', 'recognition.prepaidCosts': '/payables/invoices/$invoice' }
