import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'sync.intents': ['operation', 'deviceName', 'userName', 'reference', 'capturedAt', 'receivedAt', 'state', 'code'],
}
