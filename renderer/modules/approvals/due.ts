import type { Due, DueRow } from '../../app/due.ts'
import { detailPath } from '../../app/menu.ts'

export const dues: readonly Due[] = [
  {
    zone: 'finance', word: 'approvals.ui.due.decide', icon: 'shield', permit: 'approvals.decide', by: 'askedAt', grace: 1, ahead: 1, title: ['subject'], about: ['customerName', 'askedByName'], amount: 'amount',
    of: { operation: 'approvals.inbox', input: { show: 'forMe' }, rows: ({ rows }: { readonly rows: readonly DueRow[] }) => rows, all: '/approvals' },
    opens: (row) => `/approvals/${String(row['id'])}`,
  },
  {
    // A no goes back to whoever asked: until they change what it was about, or give it up, it is theirs to do.
    zone: 'sales', word: 'approvals.ui.due.declined', icon: 'warn', permit: 'approvals.ask', by: 'decidedAt', ahead: 1, title: ['subject'], about: ['customerName', 'note'], amount: 'amount',
    of: {
      operation: 'approvals.inbox', input: { show: 'mine' }, all: '/my-approvals',
      rows: ({ rows }: { readonly rows: readonly DueRow[] }) => rows.filter((row) => row['state'] === 'declined' && row['current'] === true),
    },
    opens: (row) => detailPath(`${String(row['record'])}.list`, { id: String(row['row']) }) ?? `/approvals/${String(row['id'])}`,
  },
] // prettier-ignore
