import { decimalText, exactly, ratioOf, ratioText } from '../kernel/decimal.ts'
import { toMinor, withinLimit, type Currency } from '../kernel/money.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Decimal } from '../kernel/decimal.ts'
import { excessOver, measuredData, measuredPlaces, type Measured, type MeasuredData } from './measures.ts'
import {
  bounded,
  checkTariff,
  committed,
  rate,
  type Commit,
  type Fill,
  type Over,
  type Rated,
  type Tariff,
  type TariffFault,
} from './rating.ts'

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
  /** Only of a tariff with a commitment; the fills are then those of the committed quantity, of one period. */
  readonly over?: Over
  /** Only where the minimum or the cap changed the amount: it, for all periods, and what the quantity costs without it. */
  readonly bound?: { readonly by: 'minimum' | 'cap'; readonly before: string }
  /** Only where the guard acted: what the band of the quantity itself asks. The fill is that of the later band where it begins. */
  readonly guard?: { readonly before: string }
  /** Only where the quantity was worked out from readings. */
  readonly measured?: MeasuredData
}

export type PriceFault = TariffFault | 'pricing.negativeQuantity' | 'pricing.amountTooLarge'

type Priced = { readonly minor: bigint; readonly trace: PriceTrace } | Refusal<PriceFault>

/** Prices a quantity and rounds once to the currency's minor unit. */
export function price(tariff: Tariff, currency: Currency, quantity: Decimal): Priced {
  const fault = checkTariff(tariff) ?? checkQuantity(quantity)
  return fault ?? priced(tariff, currency, quantity, rate(tariff, quantity))
}

/** Prices what readings of one period come to. */
export function priceMeasured(tariff: Tariff, currency: Currency, measured: Measured): Priced {
  const fault = checkTariff(tariff) ?? checkQuantity(measured.quantity)
  return fault ?? priced(tariff, currency, measured.quantity, rate(tariff, measured.quantity), measured)
}

/**
 * Settles a commitment over several periods, with one reading for each: the committed quantity is charged for every one of them, and above it what the measure
 * says, at the overage price. Minimum and cap act on the sum, as often as there are periods.
 */
export function priceTrueUp(tariff: Tariff, commit: Commit, currency: Currency, measured: Measured, readings: readonly Decimal[]): Priced {
  const fault = checkTariff(tariff) ?? readings.map(checkQuantity).find((refusal) => refusal !== undefined)
  if (fault) return fault
  const periods = exactly(BigInt(readings.length))
  const over = exactly(ratioText(excessOver(commit.quantity, measured.measure, readings, tariff.free), measuredPlaces))
  const billed = commit.quantity.times(periods).plus(over)
  return priced(
    tariff,
    currency,
    measured.quantity,
    bounded(tariff, committed(tariff, commit, over, readings.length, billed), periods),
    measured,
  )
}

const checkQuantity = (quantity: Decimal): Refusal<'pricing.negativeQuantity'> | undefined =>
  quantity.lt(0) ? refuse('pricing.negativeQuantity', { value: decimalText(quantity) }) : undefined

function priced(tariff: Tariff, currency: Currency, quantity: Decimal, rated: Rated, measured?: Measured): Priced {
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
    ...(rated.over && { over: rated.over }),
    ...(rated.before && {
      bound: { by: rated.exact.gt(rated.before) ? ('minimum' as const) : ('cap' as const), before: decimalText(rated.before) },
    }),
    ...(rated.unguarded && { guard: { before: decimalText(rated.unguarded) } }),
    ...(measured && { measured: measuredData(measured) }),
  }
  return { minor, trace }
}
