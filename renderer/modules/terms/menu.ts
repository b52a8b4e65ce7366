import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'sales', group: 'resource', word: 'terms.list', opens: '/clauses', permit: 'terms.read', order: 30, icon: 'shield' },
]
export const creates: readonly Creates[] = [
  { zone: 'sales', word: 'terms.ui.new', opens: '/clauses/new', permit: 'terms.write', order: 60 },
]
export const details: Details = { 'terms.list': '/clauses/$id' }
