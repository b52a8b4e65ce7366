import type { MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'setup', group: 'resource', word: 'support.installation', opens: '/support/installation', permit: 'support.read', order: 80, icon: 'settings' },
  { zone: 'setup', group: 'activity', word: 'support.diagnose', opens: '/support/diagnosis', permit: 'support.read', order: 90, icon: 'shield' },
] // prettier-ignore
