import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'imports.list': ['fileName', 'subject', 'entity', 'state', 'rows', 'accepted', 'conflicts', 'rejected', 'createdAt'],
}
