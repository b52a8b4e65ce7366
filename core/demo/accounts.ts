import { localCode, standardChart } from '../ledger/standard-chart.ts'
import { entityRows } from './companies.ts'

/** The standard chart, with the codes of each legal entity's own books. */
export const accountRows = standardChart.map((account) => ({
  code: account.code,
  names: account.names,
  side: account.side,
  local: Object.fromEntries(entityRows.map(({ code, country }) => [code, localCode(account, country)])),
}))
