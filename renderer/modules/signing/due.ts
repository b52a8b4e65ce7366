import type { Due } from '../../app/due.ts'

export const dues: readonly Due[] = [
  {
    zone: 'sales', word: 'signing.ui.due.linkRunsOut', icon: 'link', permit: 'signing.sign', by: 'expiresAt', ahead: 5, back: 0, title: ['customerName'], about: ['signer'],
    of: { view: 'signing.invitations', where: () => [{ field: 'state', is: 'equal', value: 'open' }] },
    opens: (row) => `/list/signing.invitations?q=${encodeURIComponent(String(row['signer']))}`,
  },
] // prettier-ignore
