import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'opportunities.activities': ['dueAt', 'kind', 'topic', 'customerName', 'contactName', 'ownerName', 'done', 'result'],
  'opportunities.consents': ['personName', 'customerName', 'channel', 'act', 'stands', 'lawfulBasis', 'source', 'saidAt'],
}
