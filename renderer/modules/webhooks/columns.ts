import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'webhooks.list': ['name', 'url', 'state', 'ownerName', 'waiting', 'failing', 'givenUp', 'deliveredAt'],
  'webhooks.messages': ['event', 'eventAt', 'sending', 'attempts', 'status', 'fault', 'lastAt', 'nextAt', 'answer'],
}
