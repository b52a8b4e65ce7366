import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'privacy.erasures': ['name', 'person', 'cause', 'state', 'proposedAt', 'proposedBy', 'decidedBy', 'heldUntil'],
}
