import type { Day, Instant } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'

/** A bank account as it is written into a file for a bank: what the way of paying needs of it. */
export interface BankAccount {
  /** Whose account it is. */
  readonly holder: string
  readonly iban: string | null
  readonly bic: string | null
  /** Six digits. */
  readonly sortCode: string | null
  /** Eight digits with a sort code; as the bank writes it elsewhere. */
  readonly accountNumber: string | null
  /** Nine digits, in the USA. */
  readonly routingNumber: string | null
}
export interface Payer extends BankAccount {
  /** Six digits that Bacs knows the payer by. */
  readonly serviceUser: string | null
}
export interface PaymentOrder {
  /** The number of the payment: unique, and what comes back with the bank's answer. */
  readonly number: string
  /** Minor units. */
  readonly amount: bigint
  readonly to: BankAccount
  /** What the receiver reads. */
  readonly reference: string
}
/** Payments of one payer, day and currency. */
export interface PaymentBatch {
  /** At most 35 letters and digits, never used again. */
  readonly id: string
  /** Of the payer, 1 and up. */
  readonly sequence: number
  readonly createdAt: Instant
  readonly createdOn: Day
  /** When the receivers have their money. */
  readonly payOn: Day
  readonly currency: Currency
  readonly payer: Payer
  readonly orders: readonly PaymentOrder[]
}

export const totalOf = (orders: readonly Pick<PaymentOrder, 'amount'>[]): bigint => orders.reduce((sum, { amount }) => sum + amount, 0n)
/** An IBAN of the United Kingdom holds both. */
export const sortCodeOf = ({ iban, sortCode }: Pick<BankAccount, 'iban' | 'sortCode'>): string | null =>
  sortCode ?? (iban?.startsWith('GB') ? iban.slice(8, 14) : null)
export const numberOf = ({ iban, accountNumber }: Pick<BankAccount, 'iban' | 'accountNumber'>): string | null =>
  accountNumber ?? (iban?.startsWith('GB') ? iban.slice(14) : null)
