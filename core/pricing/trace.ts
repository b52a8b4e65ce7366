import { decimalText, ratioOf } from '../kernel/decimal.ts'
import { toMinor, withinLimit, type Currency } from '../kernel/money.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Decimal } from '../kernel/decimal.ts'
import { checkTariff, rate, type Fill, type Tariff, type TariffFault } from './rating.ts'

/** Why a quantity costs what it costs: everything needed to say it in words and to compute it again. */
export interface PriceTrace {
  readonly model: Tariff['model']
  readonly currency: Currency
  readonly quantity: string
  readonly free: string | null
  readonly billable: string
  readonly fills: readonly Fill[]
  /** Major units before rounding. */
  readonly exact: string
  readonly rounding: 'halfAway'
  readonly minor: string
}

export type PriceFault = TariffFault | 'pricing.negativeQuantity' | 'pricing.amountTooLarge'

/** Prices a quantity and rounds once to the currency's minor unit. */
export function price(
  tariff: Tariff,
  currency: Currency,
  quantity: Decimal,
): { readonly minor: bigint; readonly trace: PriceTrace } | Refusal<PriceFault> {
  const fault = checkTariff(tariff)
  if (fault) return fault
  if (quantity.lt(0)) return refuse('pricing.negativeQuantity', { value: decimalText(quantity) })
  const rated = rate(tariff, quantity)
  const minor = toMinor(currency, ratioOf(rated.exact))
  if (!withinLimit(minor)) return refuse('pricing.amountTooLarge', { value: decimalText(rated.exact), currency })
  const trace: PriceTrace = {
    model: tariff.model,
    currency,
    quantity: decimalText(quantity),
    free: tariff.free && decimalText(tariff.free),
    billable: decimalText(rated.billable),
    fills: rated.fills,
    exact: decimalText(rated.exact),
    rounding: 'halfAway',
    minor: minor.toString(),
  }
  return { minor, trace }
}
