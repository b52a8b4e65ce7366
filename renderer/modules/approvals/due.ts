import type { Due, DueRow } from '../../app/due.ts'

export const dues: readonly Due[] = [
  {
    zone: 'finance', word: 'approvals.ui.due.decide', icon: 'shield', permit: 'approvals.decide', by: 'askedAt', grace: 1, ahead: 1, title: ['subject'], about: ['customerName', 'askedByName'], amount: 'amount',
    of: { operation: 'approvals.inbox', input: { show: 'forMe' }, rows: ({ rows }: { readonly rows: readonly DueRow[] }) => rows, all: '/approvals' },
    opens: (row) => `/approvals/${String(row['id'])}`,
  },
] // prettier-ignore
