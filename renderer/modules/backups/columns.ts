import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'backups.list': ['askedAt', 'state', 'trigger', 'requester', 'endedAt', 'size', 'verifiedAt', 'fault'],
}
