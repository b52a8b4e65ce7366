import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'rates.overrides': ['day', 'base', 'quote', 'value', 'type', 'state', 'reason', 'proposedByName'],
  'rates.imports': ['fetchedAt', 'source', 'origin', 'state', 'firstDay', 'lastDay', 'added', 'changed', 'unchanged'],
}
