import { ceiling, decimalText, exactly, isLess, isZero, multiply, one, ratioOf, zero, type Decimal, type Ratio } from '../kernel/decimal.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'

export const priceModels = ['flat', 'fillUp', 'lookUp', 'package'] as const
export type PriceModel = (typeof priceModels)[number]

/** A band `(previous upTo, upTo]` on exact decimals; the last one is open (`null`). */
export interface Band {
  readonly upTo: Decimal | null
  readonly unitPrice: Decimal
  readonly flatFee: Decimal | null
}
export interface Tariff {
  readonly model: PriceModel
  readonly unitPrice: Decimal | null
  readonly packageSize: Decimal | null
  readonly bands: readonly Band[]
  /** Units that cost nothing, taken off before anything is priced. */
  readonly free: Decimal | null
  /** At no quantity the first band's flat fee is due all the same. */
  readonly chargeAtZero: boolean
  /** The least that a period costs, in major units; due at no quantity too. */
  readonly minimum?: Decimal | null | undefined
  /** The most that a period costs, in major units. */
  readonly cap?: Decimal | null | undefined
  readonly commit?: Commit | null | undefined
  /** Of look-up bands: no quantity costs more than a later band does where it begins, so that more never costs less. */
  readonly guard?: boolean | null | undefined
}
/** A quantity that is always charged, by the model; every unit above it has one price of its own. */
export interface Commit {
  readonly quantity: Decimal
  /** Of one unit above, in major units. */
  readonly overage: Decimal
}

/** What one band (or the one price) contributes: `units x unitPrice + flatFee`, exactly. */
export interface Fill {
  readonly from: string
  readonly upTo: string | null
  /** Units charged here; for packages, begun packages. */
  readonly units: string
  readonly unitPrice: string
  readonly flatFee: string | null
  readonly amount: string
}
export interface Rated {
  /** Major units, not rounded. */
  readonly exact: Decimal
  /** Quantity less what is free. */
  readonly billable: Decimal
  /** Of one period: with a commitment, of the committed quantity. */
  readonly fills: readonly Fill[]
  /** What is above the commitment. */
  readonly over?: Over
  /** What the quantity costs before the minimum or the cap acted on it. */
  readonly before?: Decimal
  /** Where the guard acted: what the band of the quantity itself asks. The fill is that of the later band where it begins. */
  readonly unguarded?: Decimal
}
export interface Over {
  readonly committed: string
  /** Periods that the commitment was charged for. */
  readonly periods: number
  /** Units above it, of all periods. */
  readonly units: string
  readonly unitPrice: string
  readonly amount: string
}

export const tariffFaults = [
  'pricing.missingPrice', 'pricing.negativePrice', 'pricing.missingBands', 'pricing.bandsOverlap', 'pricing.bandsGap', 'pricing.packageSize', 'pricing.negativeFree',
  'pricing.negativeBound', 'pricing.minimumAboveCap', 'pricing.negativeCommit',
] as const // prettier-ignore
export type TariffFault = (typeof tariffFaults)[number]

/** Checks a tariff on its own: bands cover every quantity once, nothing is negative. Source: shared choices of the billing design, after Lago and OpenMeter. */
export function checkTariff(tariff: Tariff): Refusal<TariffFault> | undefined {
  const { model, unitPrice, packageSize, bands, free } = tariff
  const banded = model === 'fillUp' || model === 'lookUp' || (model === 'package' && bands.length > 0)
  if (free?.lt(0)) return refuse('pricing.negativeFree', { value: decimalText(free) })
  const fault = checkTerms(tariff)
  if (fault) return fault
  if (model === 'package' && (packageSize === null || packageSize.lte(0)))
    return refuse('pricing.packageSize', { value: packageSize ? decimalText(packageSize) : '' })
  if (!banded) {
    if (unitPrice === null) return refuse('pricing.missingPrice', { model })
    return unitPrice.lt(0) ? refuse('pricing.negativePrice', { value: decimalText(unitPrice) }) : undefined
  }
  return checkBands(bands)
}

function checkTerms({ minimum, cap, commit }: Tariff): Refusal<TariffFault> | undefined {
  for (const bound of [minimum, cap]) if (bound?.lt(0)) return refuse('pricing.negativeBound', { value: decimalText(bound) })
  if (minimum && cap && minimum.gt(cap)) return refuse('pricing.minimumAboveCap', { minimum: decimalText(minimum), cap: decimalText(cap) })
  if (commit?.quantity.lt(0)) return refuse('pricing.negativeCommit', { value: decimalText(commit.quantity) })
  return commit?.overage.lt(0) ? refuse('pricing.negativePrice', { value: decimalText(commit.overage) }) : undefined
}

function checkBands(bands: readonly Band[]): Refusal<TariffFault> | undefined {
  if (bands.length === 0) return refuse('pricing.missingBands')
  let from: Decimal = zero
  for (const [index, band] of bands.entries()) {
    const last = index === bands.length - 1
    const place = { band: `${index + 1}`, from: decimalText(from), upTo: band.upTo ? decimalText(band.upTo) : '' }
    if (band.unitPrice.lt(0) || band.flatFee?.lt(0))
      return refuse('pricing.negativePrice', { value: decimalText(band.unitPrice.lt(0) ? band.unitPrice : band.flatFee!) })
    // An open band before the last, or one that ends before it begins, would price some units twice.
    if (band.upTo === null ? !last : band.upTo.lte(from)) return refuse('pricing.bandsOverlap', place)
    if (band.upTo !== null && last) return refuse('pricing.bandsGap', place)
    from = band.upTo ?? from
  }
  return undefined
}

/** Prices a quantity of zero or more by a tariff that passed `checkTariff`, for one whole period. Nothing is rounded here. */
export function rate(tariff: Tariff, quantity: Decimal): Rated {
  return bounded(tariff, rateUnits(tariff, quantity))
}

/** The same before minimum and cap, for whoever applies them to part of a period (`withinBounds`) or to a sum. */
export function rateUnits(tariff: Tariff, quantity: Decimal): Rated {
  const billable = tariff.free && tariff.free.gt(0) ? (quantity.gt(tariff.free) ? quantity.minus(tariff.free) : zero) : quantity
  if (!tariff.commit) return byModel(tariff, billable)
  const over = billable.gt(tariff.commit.quantity) ? billable.minus(tariff.commit.quantity) : zero
  return committed(tariff, tariff.commit, over, 1, billable)
}

/** The committed quantity of so many periods, and the units above it that all of them have together. */
export function committed(tariff: Tariff, commit: Commit, over: Decimal, periods: number, billable: Decimal): Rated {
  const charged = byModel(tariff, commit.quantity)
  const amount = over.times(commit.overage)
  return {
    exact: charged.exact.times(exactly(BigInt(periods))).plus(amount),
    billable,
    fills: charged.fills,
    ...(charged.unguarded ? { unguarded: charged.unguarded } : {}),
    over: {
      committed: decimalText(commit.quantity),
      periods,
      units: decimalText(over),
      unitPrice: decimalText(commit.overage),
      amount: decimalText(amount),
    },
  }
}

/** Raises to the minimum, lowers to the cap. */
export function bounded(tariff: Tariff, rated: Rated, periods: Decimal = one): Rated {
  const [least, most] = [tariff.minimum?.times(periods), tariff.cap?.times(periods)]
  const bound = least && rated.exact.lt(least) ? least : most && rated.exact.gt(most) ? most : undefined
  return bound ? { ...rated, exact: bound, before: rated.exact } : rated
}

/**
 * An amount at the close of a period within the bounds of its tariff. In a short period, of which `share` is its days over those of the full one, the minimum is
 * that share of itself; the cap stays. Source: billing design, *Package, percentage, caps*.
 */
export function withinBounds(
  tariff: Tariff,
  exact: Ratio,
  share: Ratio,
): { readonly exact: Ratio; readonly acted: 'minimum' | 'cap' | null } {
  const most = tariff.cap && ratioOf(tariff.cap)
  if (most && isLess(most, exact)) return { exact: most, acted: 'cap' }
  const least = tariff.minimum && multiply(ratioOf(tariff.minimum), share)
  return least && isLess(exact, least) ? { exact: least, acted: 'minimum' } : { exact, acted: null }
}

/** What a billable quantity costs by the price model alone. */
function byModel(tariff: Tariff, billable: Decimal): Rated {
  if (isZero(billable)) return atZero(tariff, billable)
  switch (tariff.model) {
    case 'flat':
      return total(billable, [fill(zero, null, billable, tariff.unitPrice!, null)])
    case 'package':
      return tariff.bands.length > 0
        ? fillUp(tariff, billable, tariff.packageSize)
        : total(billable, [fill(zero, null, packages(billable, tariff.packageSize!), tariff.unitPrice!, null)])
    case 'fillUp':
      return fillUp(tariff, billable, null)
    case 'lookUp':
      return lookUp(tariff, billable)
  }
}

const atZero = (tariff: Tariff, billable: Decimal): Rated => {
  const first = tariff.bands[0]
  const fee = tariff.chargeAtZero ? (first?.flatFee ?? null) : null
  if (fee && tariff.model === 'lookUp') return lookUp(tariff, billable)
  return fee ? total(billable, [fill(zero, first!.upTo, zero, first!.unitPrice, fee)]) : { exact: zero, billable, fills: [] }
}

/** Begun packages count as full. */
const packages = (units: Decimal, size: Decimal): Decimal => {
  // Counted on whole numbers of the smallest decimal place, for a division of decimals need not end.
  const places = Math.max(placesOf(units), placesOf(size))
  const scale = exactly(`1${'0'.repeat(places)}`)
  const [whole, part] = [BigInt(units.times(scale).toFixed()), BigInt(size.times(scale).toFixed())] // oxlint-disable-line no-restricted-properties -- big.js' exact text, not Number's
  return ceiling(exactly((whole + part - 1n) / part))
}
const placesOf = (value: Decimal): number => decimalText(value).split('.')[1]?.length ?? 0

/** Units fill each band before the next one begins; the flat fee of every band that was entered is due. */
function fillUp(tariff: Tariff, billable: Decimal, packageSize: Decimal | null): Rated {
  const fills: Filled[] = []
  let from: Decimal = zero
  for (const band of tariff.bands) {
    if (billable.lte(from)) break
    const units = (band.upTo === null || billable.lt(band.upTo) ? billable : band.upTo).minus(from)
    fills.push(fill(from, band.upTo, packageSize ? packages(units, packageSize) : units, band.unitPrice, band.flatFee))
    from = band.upTo ?? billable
  }
  return total(billable, fills)
}

/** The band that holds the whole quantity prices every unit; with the guard, a later band does where it asks less for the quantity that it begins at. */
function lookUp({ bands, guard }: Tariff, billable: Decimal): Rated {
  const holding = bands.findIndex(({ upTo }) => upTo === null || billable.lte(upTo))
  assert(holding >= 0, 'an open last band')
  const own = inBand(bands, holding, billable)
  if (!guard) return own
  let least = own
  for (let later = holding + 1; later < bands.length; later++) {
    const begun = inBand(bands, later, bands[later - 1]!.upTo!)
    if (begun.exact.lt(least.exact)) least = { ...begun, billable, unguarded: own.exact }
  }
  return least
}
const inBand = (bands: readonly Band[], index: number, units: Decimal): Rated => {
  const { upTo, unitPrice, flatFee } = bands[index]!
  return total(units, [fill(bands[index - 1]?.upTo ?? zero, upTo, units, unitPrice, flatFee)])
}

interface Filled {
  readonly fill: Fill
  /** What the fill says as text. */
  readonly amount: Decimal
}
function fill(from: Decimal, upTo: Decimal | null, units: Decimal, unitPrice: Decimal, flatFee: Decimal | null): Filled {
  const product = units.times(unitPrice)
  const amount = flatFee ? product.plus(flatFee) : product
  const told: Fill = {
    from: decimalText(from),
    upTo: upTo && decimalText(upTo),
    units: decimalText(units),
    unitPrice: decimalText(unitPrice),
    flatFee: flatFee && decimalText(flatFee),
    amount: decimalText(amount),
  }
  return { fill: told, amount }
}
const total = (billable: Decimal, filled: readonly Filled[]): Rated => ({
  billable,
  fills: filled.map((one) => one.fill),
  exact: filled.length === 1 ? filled[0]!.amount : filled.reduce((sum, one) => sum.plus(one.amount), zero),
})
