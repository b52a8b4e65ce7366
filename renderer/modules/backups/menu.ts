import type { Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'setup', group: 'task', word: 'backups.late', opens: '/backups', permit: 'backups.manage', task: 'backups.late', order: 10, icon: 'warn' },
  { zone: 'setup', group: 'activity', word: 'backups.list', opens: '/backups', permit: 'backups.manage', order: 85, icon: 'box' },
  { zone: 'setup', group: 'activity', word: 'backups.merges', opens: '/merges', permit: 'backups.manage', order: 86, icon: 'box' },
] // prettier-ignore
/** A row opens the company that was bought. */
export const details: Details = { 'backups.merges': '/merges/$id' }
