import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'resource',
    word: 'entities.list',
    opens: '/list/entities.list',
    permit: 'entities.read',
    order: 10,
    shortcut: 'E',
    icon: 'building',
  },
  {
    zone: 'setup',
    group: 'task',
    word: 'entities.unfounded',
    opens: '/entities/new',
    permit: 'entities.write',
    task: 'entities.unfounded',
    order: 5,
    icon: 'building',
  },
  {
    zone: 'finance',
    group: 'task',
    word: 'entities.lostDocuments',
    opens: '/list/entities.lostNumbers',
    permit: 'entities.write',
    task: 'entities.lostDocuments',
    order: 90,
  },
]
export const creates: readonly Creates[] = [
  { zone: 'setup', word: 'entities.ui.new', opens: '/entities/new', permit: 'entities.write', order: 30 },
]
export const details: Details = { 'entities.list': '/entities/$code' }
