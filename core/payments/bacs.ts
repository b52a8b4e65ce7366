import { addDays, daysBetween, yearOf, type Day } from '../kernel/day.ts'
import { bankDayBefore } from './bank-days.ts'
import { bacsText } from './letters.ts'
import { numberOf, sortCodeOf, totalOf, type BankAccount, type PaymentBatch } from './payment-order.ts'

const figures = (value: bigint | number, width: number): string => `${value}`.padStart(width, '0')
const blank = (width: number): string => ' '.repeat(width)
/** ` YYDDD` */
const julian = (day: Day): string => ` ${day.slice(2, 4)}${figures(daysBetween(`${yearOf(day)}-01-01` as Day, day) + 1, 3)}`
const accountOf = (account: BankAccount): string => `${sortCodeOf(account) ?? ''}${(numberOf(account) ?? '').padStart(8, '0')}`

/** Sums that a record of Standard 18 has room for. */
export const largestBacs = 99_999_999_999n

/**
 * Payments in pounds for Bacs: Standard 18, a file of one processing day (finance.md 5.1). Credits of type 99, and one contra of type 17 that takes their sum from
 * the payer. The day of processing is the working day before the one on which the receivers have their money. The authoritative layout is Pay.UK's PN5011.
 */
export function bacs18({ sequence, createdOn, payOn, payer, orders }: PaymentBatch): string {
  const user = payer.serviceUser ?? ''
  const serial = figures(((sequence - 1) % 999_999) + 1, 6)
  const processing = bankDayBefore(payOn)
  const from = accountOf(payer)
  const name = bacsText(payer.holder, 18)
  const total = totalOf(orders)
  const entry = (to: string, code: string, pence: bigint, reference: string, named: string): string =>
    `${to}0${code}${from}${blank(4)}${figures(pence, 11)}${name}${bacsText(reference, 18)}${named}`
  const first = `A${user}S${blank(3)}${user}${serial}00010001${blank(6)}${julian(createdOn)}${julian(addDays(payOn, 1))} 000000${blank(20)}`
  const second = `F0200000100${blank(35)}00${blank(28)}`
  const records = [
    `VOL1${serial}${blank(31)}${user}${blank(32)}1`,
    `HDR1${first}`,
    `HDR2${second}`,
    `UHL1${julian(processing)}999999${blank(4)}00000000${'1 DAILY  '}${figures(((sequence - 1) % 999) + 1, 3)}${blank(40)}`,
    ...orders.map(({ amount, to, reference }) => entry(accountOf(to), '99', amount, reference, bacsText(to.holder, 18))),
    entry(from, '17', total, 'CONTRA', name),
    `EOF1${first}`,
    `EOF2${second}`,
    `UTL1${figures(total, 13)}${figures(total, 13)}${figures(1, 7)}${figures(orders.length, 7)}${blank(8)}${figures(0, 7)}${blank(21)}`,
  ]
  return records.map((one) => `${one}\r\n`).join('')
}
