import type { Creates, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'setup', group: 'resource', word: 'payments.weightTables', opens: '/list/payments.weightTables', permit: 'payments.read', order: 60, icon: 'money' },
] // prettier-ignore
export const creates: readonly Creates[] = [
  { zone: 'setup', word: 'payments.loadWeightTable', opens: '/do/payments.loadWeightTable?back=/list/payments.weightTables', permit: 'payments.write', order: 60 },
] // prettier-ignore
