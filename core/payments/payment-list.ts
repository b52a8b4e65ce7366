import { majorText } from '../kernel/money.ts'
import type { PaymentBatch } from './payment-order.ts'

/** One record with its line end (RFC 4180). People open it too, so nothing in it may begin a formula. */
const line = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(',')}\r\n`

const columns = ['payment', 'day', 'currency', 'amount', 'holder', 'iban', 'bic', 'sortCode', 'accountNumber', 'routingNumber', 'reference', 'fromHolder', 'fromAccount'] // prettier-ignore

/** Payments as a list, for banks that take neither of the other files: one record each, and as many columns as any way of paying needs. */
export const paymentList = ({ payOn, currency, payer, orders }: PaymentBatch): string =>
  [
    columns,
    ...orders.map(({ number, amount, to, reference }) => [
      number, payOn, currency, majorText(currency, amount), to.holder, to.iban ?? '', to.bic ?? '', to.sortCode ?? '', to.accountNumber ?? '', to.routingNumber ?? '', reference, payer.holder,
      payer.iban ?? `${payer.sortCode ?? payer.routingNumber ?? ''} ${payer.accountNumber ?? ''}`.trim(),
    ]),
  ].map(line).join('') // prettier-ignore
