import { increase, type Change } from '../kernel/operation.ts'
import type { Code } from '../kernel/shape.ts'
import type { Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import { balances, type journalLines } from './journal.ts'
import type { Row } from '../kernel/record.ts'

/** What an account is for. The group's chart gives each role its account (demo data 4.11); entities map accounts to their own codes. */
export const accountOf = {
  receivable: '1100',
  bank: '1200',
  accrued: '1400',
  payable: '2100',
  deferred: '2200',
  fundLiability: '2210',
  outputTax: '2300',
  recurring: '4100',
  consumption: '4200',
  services: '4300',
  hardware: '4400',
  /** Of a charge: what is paid into a fund is owed until it is drawn. */
  prepaid: '2210',
  breakage: '4900',
  purchases: '5100',
  supplierRecurring: '5200',
  fxGainLoss: '7100',
  rounding: '7900',
} as const
export type AccountRole = keyof typeof accountOf
export const account = (role: AccountRole): Code<'accounts'> => accountOf[role] as Code<'accounts'>

type Line = Pick<Row<typeof journalLines>, 'account' | 'amount' | 'entityAmount' | 'groupAmount'>

/** Running totals of posted lines by account, month and currency, so that a posting touches each total once. */
export class BalanceSheet {
  readonly #sums = new Map<string, Row<typeof balances>>()
  count(entity: Code<'entities'>, postedOn: Day, currency: Currency, lines: readonly Line[]): void {
    const period = postedOn.slice(0, 7)
    for (const { account, amount, entityAmount, groupAmount } of lines) {
      const key = `${entity}/${account}/${period}/${currency}`
      const sum = this.#sums.get(key)
      this.#sums.set(key, {
        balance: key as Code<'balances'>,
        entity,
        account,
        period,
        currency,
        amount: (sum?.amount ?? 0n) + amount,
        entityAmount: (sum?.entityAmount ?? 0n) + entityAmount,
        groupAmount: (sum?.groupAmount ?? 0n) + groupAmount,
      })
    }
  }
  changes(): Change[] {
    return [...this.#sums.values()].map((row) => increase(balances, row, ['amount', 'entityAmount', 'groupAmount']))
  }
}
