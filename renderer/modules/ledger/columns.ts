import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'ledger.lines': ['number', 'postedOn', 'entity', 'account', 'partyName', 'amount', 'entityAmount', 'groupAmount'],
  'ledger.openItems': ['number', 'kind', 'entity', 'partyName', 'due', 'amount', 'open'],
}
