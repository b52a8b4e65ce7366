import type { Currency } from '../kernel/money.ts'
import { bacs18, largestBacs } from '../payments/bacs.ts'
import { pain001 } from '../payments/pain001.ts'
import { paymentList } from '../payments/payment-list.ts'
import { numberOf, sortCodeOf, type BankAccount, type PaymentBatch } from '../payments/payment-order.ts'

export const fileFormats = ['sepa', 'bacs', 'list'] as const
export type FileFormat = (typeof fileFormats)[number]

interface Format {
  readonly mime: string
  readonly ending: string
  /** Does it carry this currency at all? */
  readonly carries: (currency: Currency) => boolean
  /** What an account must have for it. */
  readonly fits: (account: BankAccount) => boolean
  readonly largest: bigint | null
  readonly write: (batch: PaymentBatch) => string
}
const british = (account: BankAccount): boolean => sortCodeOf(account) !== null && numberOf(account) !== null
export const formats: Readonly<Record<FileFormat, Format>> = {
  sepa: { mime: 'application/xml', ending: 'xml', carries: (currency) => currency === 'EUR', fits: ({ iban }) => iban !== null, largest: 99_999_999_999n, write: pain001 },
  bacs: { mime: 'text/plain', ending: 'txt', carries: (currency) => currency === 'GBP', fits: british, largest: largestBacs, write: bacs18 },
  list: { mime: 'text/csv', ending: 'csv', carries: () => true, fits: () => true, largest: null, write: paymentList },
} // prettier-ignore
