import type { Creates, Details, MenuEntry } from '../../../../../renderer/app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'sales',
    group: 'task',
    word: 'imports.mend',
    opens: '/list/projects',
    permit: 'customers.write',
    task: 'imports.mend',
    order: 20,
  },
  {
    zone: 'sales',
    group: 'resource',
    word: 'customers',
    opens: '/list/customers',
    permit: 'customers.read',
    order: 10,
    shortcut: 'U',
    icon: 'building',
  },
  {
    zone: 'operations',
    group: 'activity',
    word: 'projects',
    opens: '/list/projects',
    permit: 'projects.read',
    order: 10,
    shortcut: 'P',
    icon: 'chart',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'sales', word: 'customers.create', opens: '/do/customers.create', permit: 'customers.write', order: 10 },
]
export const details: Details = { customers: '/customers/$id' }
