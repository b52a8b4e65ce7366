import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'opportunities.activities': ['dueAt', 'kind', 'topic', 'customerName', 'contactName', 'ownerName', 'done', 'result'],
  'opportunities.consents': ['personName', 'customerName', 'channel', 'act', 'stands', 'lawfulBasis', 'source', 'saidAt'],
  'opportunities.leads': ['name', 'company', 'state', 'source', 'ownerName', 'nextDue', 'email', 'phone'],
  'opportunities.list': ['name', 'customerName', 'stage', 'amount', 'closeOn', 'ownerName', 'nextStep', 'nextStepOn'],
  'opportunities.visits': ['day', 'dueTime', 'customerName', 'contactName', 'state', 'ownerName', 'purpose', 'result'],
}
