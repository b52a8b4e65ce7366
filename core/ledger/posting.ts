import { increase, type Change } from '../kernel/operation.ts'
import type { Code } from '../kernel/shape.ts'
import type { Day } from '../kernel/day.ts'
import { balances, type journalLines } from './journal.ts'
import type { Row } from '../kernel/record.ts'

/** What an account is for. The group's chart gives each role its account (demo data 4.11); entities map accounts to their own codes. */
export const accountOf = {
  receivable: '1100',
  /** Unrealised differences of receivables at the end of a month, taken back on the next day. */
  receivableRevaluation: '1190',
  bank: '1200',
  cardClearing: '1280',
  /** Between legs of different currencies, and between bank and open items; nothing stays on it. */
  clearing: '1290',
  accrued: '1400',
  /** Paid to suppliers before they invoiced anything. */
  supplierAdvance: '1450',
  /** Invoiced by suppliers for months to come. */
  prepaidCost: '1480',
  intercompanyReceivable: '1500',
  payable: '2100',
  /** Money that came in and belongs to no document yet. */
  unapplied: '2120',
  /** What was received and not invoiced by its supplier yet. */
  receivedNotInvoiced: '2150',
  payableRevaluation: '2190',
  deferred: '2200',
  fundLiability: '2210',
  outputTax: '2300',
  inputTax: '2310',
  intercompanyPayable: '2400',
  intercompanyRevaluation: '2490',
  /** The results of earlier years. */
  retained: '3800',
  /** Translation differences: in equity, and in the group's currency alone. */
  translationReserve: '3900',
  recurring: '4100',
  consumption: '4200',
  services: '4300',
  hardware: '4400',
  /** Of a charge: what is paid into a fund is owed until it is drawn. */
  prepaid: '2210',
  intercompanyRevenue: '4500',
  breakage: '4900',
  purchases: '5100',
  /** What suppliers invoice more or less than what came in was worth by the order. */
  priceDifference: '5150',
  /** For paying early. */
  discountReceived: '5190',
  supplierRecurring: '5200',
  /** Own labour at its true cost, and what takes it up until payroll is booked. */
  labour: '5300',
  labourAbsorbed: '5390',
  intercompanyCost: '5400',
  /** Realised. */
  fxGainLoss: '7100',
  /** Between the rate of the books and the rate that the tax authority wants. */
  fxTax: '7110',
  fxUnrealised: '7120',
  bankCharges: '7200',
  badDebt: '7300',
  rounding: '7900',
} as const
export type AccountRole = keyof typeof accountOf
export const account = (role: AccountRole): Code<'accounts'> => accountOf[role] as Code<'accounts'>

type Line = Pick<Row<typeof journalLines>, 'account' | 'currency' | 'amount' | 'entityAmount' | 'groupAmount' | 'partner'>

/** Running totals of posted lines by account, month, currency and partner, so that a posting touches each total once. */
export class BalanceSheet {
  readonly #sums = new Map<string, Row<typeof balances>>()
  count(entity: Code<'entities'>, postedOn: Day, lines: readonly Line[]): void {
    const period = postedOn.slice(0, 7)
    for (const { account, currency, amount, entityAmount, groupAmount, partner } of lines) {
      const key = `${entity}/${account}/${period}/${currency}${partner === null ? '' : `/${partner}`}`
      const sum = this.#sums.get(key)
      this.#sums.set(key, {
        balance: key as Code<'balances'>,
        entity,
        account,
        period,
        currency,
        partner,
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
