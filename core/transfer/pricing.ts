import { exactly, multiply, one, ratio, ratioOf, roundHalfAway, type Decimal, type Ratio } from '../kernel/decimal.ts'
import { exponents, money, type Currency, type Money } from '../kernel/money.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { powerOfTen } from '../kernel/decimal.ts'
import { convert } from '../ledger/conversion.ts'
import type { TransferMethod } from './policy.ts'

export interface Priced {
  readonly method: TransferMethod
  /** Per cent. */
  readonly percent: Decimal | null
  /** Major units of `currency` for a unit of `quantity`. */
  readonly rate: Decimal | null
  readonly currency: Currency
}
export interface PricedEntry {
  readonly quantity: Decimal
  readonly cost: Money | null
  readonly bill: Money | null
}
export type PriceFault =
  'transfer.missingPercent' | 'transfer.missingRate' | 'transfer.missingCost' | 'transfer.missingBill' | 'transfer.noExchange'
export const priceFaults = ['transfer.missingPercent', 'transfer.missingRate', 'transfer.missingCost', 'transfer.missingBill', 'transfer.noExchange'] as const satisfies readonly PriceFault[] // prettier-ignore

const hundredth = (percent: Decimal): Ratio => multiply(ratioOf(percent), ratio(1n, 100n))

/**
 * What one entity charges the other for an entry, rounded once. The basis is what it truly cost or what the customer is billed; the customer's documents know
 * nothing of it.
 */
export function transferPrice(
  { method, percent, rate, currency }: Priced,
  { quantity, cost, bill }: PricedEntry,
  exchange: (from: Currency, to: Currency) => Ratio | undefined,
): { readonly price: Money; readonly basis: Money; readonly factor: Decimal } | Refusal<PriceFault> {
  const needsPercent = method !== 'rateCard' && method !== 'passThrough'
  if (needsPercent && percent === null) return refuse('transfer.missingPercent', { method })
  if (method === 'rateCard') {
    if (rate === null) return refuse('transfer.missingRate', {})
    const minor = roundHalfAway(multiply(multiply(ratioOf(rate), ratioOf(quantity)), ratio(powerOfTen(exponents[currency]))))
    return { price: money(currency, minor), basis: money(currency, minor), factor: one }
  }
  const onCost = method === 'costPlus' || method === 'passThrough'
  const basis = onCost ? cost : bill
  if (!basis) return refuse(onCost ? 'transfer.missingCost' : 'transfer.missingBill', {})
  const hundred = exactly('100')
  const share = method === 'costPlus' ? hundred.plus(percent!) : method === 'resaleMinus' ? hundred.minus(percent!) : method === 'percentOfBill' ? percent! : hundred // prettier-ignore
  const toCurrency = basis.currency === currency ? ratio(1n) : exchange(basis.currency, currency)
  if (!toCurrency) return refuse('transfer.noExchange', { from: basis.currency, to: currency })
  // The mark-up is taken in the basis' own currency and rounded there, as the agreement reads; only then is it converted.
  const marked = roundHalfAway(multiply(ratio(basis.minor), hundredth(share)))
  return {
    price: money(currency, basis.currency === currency ? marked : convert(marked, toCurrency, basis.currency, currency)),
    basis,
    factor: share.div(hundred),
  }
}
