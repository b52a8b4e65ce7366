import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'activity',
    word: 'consolidation.ui.title',
    opens: '/consolidation',
    permit: 'consolidation.read',
    order: 52,
    icon: 'chart',
  },
  { zone: 'finance', group: 'task', word: 'consolidation.toDecide', opens: '/list/consolidation.retranslations', permit: 'consolidation.retranslate', task: 'consolidation.toDecide', order: 64, icon: 'check' },
  { zone: 'finance', group: 'resource', word: 'consolidation.retranslations', opens: '/list/consolidation.retranslations', permit: 'consolidation.read', order: 38, icon: 'exchange' },
] // prettier-ignore
export const creates: readonly Creates[] = [
  { zone: 'finance', word: 'consolidation.proposeRetranslation', opens: '/do/consolidation.proposeRetranslation?back=/list/consolidation.retranslations', permit: 'consolidation.retranslate', order: 53 },
] // prettier-ignore
export const details: Details = { 'consolidation.retranslations': '/consolidation/currencies/$id' }
