import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'sales', group: 'task', word: 'opportunities.toDo', opens: '/my-day', permit: 'opportunities.write', task: 'opportunities.toDo', order: 10, icon: 'calendar' },
  { zone: 'sales', group: 'activity', word: 'opportunities.myDay', opens: '/my-day', permit: 'opportunities.read', order: 5, shortcut: 'Y', icon: 'calendar' },
  { zone: 'sales', group: 'activity', word: 'opportunities.leads', opens: '/leads', permit: 'opportunities.read', order: 6, icon: 'star' },
  { zone: 'sales', group: 'activity', word: 'opportunities.list', opens: '/opportunities', permit: 'opportunities.read', order: 7, shortcut: 'P', icon: 'chart' },
  { zone: 'sales', group: 'activity', word: 'opportunities.activities', opens: '/list/opportunities.activities', permit: 'opportunities.read', order: 9, icon: 'clock' },
  { zone: 'sales', group: 'resource', word: 'opportunities.consents', opens: '/list/opportunities.consents', permit: 'opportunities.read', order: 60, icon: 'shield' },
  { zone: 'setup', group: 'resource', word: 'opportunities.stages', opens: '/opportunities/stages', permit: 'opportunities.setup', order: 70, icon: 'chart' },
] // prettier-ignore
export const creates: readonly Creates[] = [
  { zone: 'sales', word: 'opportunities.ui.newLead', opens: '/leads?new=1', permit: 'opportunities.write', order: 2 },
  { zone: 'sales', word: 'opportunities.ui.newOpportunity', opens: '/opportunities?new=1', permit: 'opportunities.write', order: 4 },
  {
    zone: 'sales',
    word: 'opportunities.recordConsent',
    opens: '/do/opportunities.recordConsent',
    permit: 'opportunities.write',
    order: 80,
  },
]
export const details: Details = { 'opportunities.leads': '/leads/$id', 'opportunities.list': '/opportunities/$id' }
