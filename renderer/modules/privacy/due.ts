import type { Due } from '../../app/due.ts'

// A request must be answered within a month: Article 12(3) GDPR.
export const dues: readonly Due[] = [
  {
    zone: 'setup', word: 'privacy.ui.due.erasure', icon: 'trash', permit: 'privacy.decide', by: 'proposedAt', grace: 30, ahead: 30, title: ['name'], about: ['cause'],
    of: { view: 'privacy.erasures', where: () => [{ field: 'state', is: 'equal', value: 'proposed' }] },
  },
] // prettier-ignore
