import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'sync.intents': ['operation', 'deviceName', 'userName', 'reference', 'capturedAt', 'receivedAt', 'state', 'code'],
  'sync.devices': ['name', 'userName', 'state', 'lastCallAt', 'unsent', 'oldestUnsent', 'inStep', 'programVersion'],
  'sync.attentions': ['matter', 'kind', 'state', 'userName', 'deviceName', 'reference', 'openedAt', 'assigneeName'],
  'sync.outbox': ['capturedAt', 'operation', 'matter', 'state', 'reference', 'number', 'resolution'],
}
