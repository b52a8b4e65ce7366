import { monthsOn } from '../recognition/months.ts'

/** The journal lines behind an amount: those of the year for income and expenses, all up to the month for the others. */
export const linesBehind = (accounts: readonly string[], entity: string | null, from: string | null, period: string): string =>
  `/list/ledger.lines?f=${encodeURIComponent(
    JSON.stringify([
      accounts.length === 1 ? { field: 'account', is: 'equal', value: accounts[0] } : { field: 'account', is: 'in', value: accounts },
      ...(entity === null ? [] : [{ field: 'entity', is: 'equal', value: entity }]),
      ...(from === null ? [] : [{ field: 'postedOn', is: 'atLeast', value: `${from}-01` }]),
      { field: 'postedOn', is: 'less', value: `${monthsOn(period, 1)}-01` },
    ]),
  )}`

/** The same in the currency of an agreement, at its rates. */
export const linesIn = (retranslation: string, account: string, entity: string | null, period: string): string =>
  `/consolidation/lines?retranslation=${retranslation}&account=${account}&period=${period}${entity === null ? '' : `&entity=${entity}`}`
