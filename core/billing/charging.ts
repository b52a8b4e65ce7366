import { addDays, type Day } from '../kernel/day.ts'
import { decimalText, ratio, type Decimal } from '../kernel/decimal.ts'
import { withinLimit, type Currency } from '../kernel/money.ts'
import type { Row } from '../kernel/record.ts'
import type { productVersions } from '../catalog/product.ts'
import { checkTariff, rate, type Tariff } from '../pricing/rating.ts'
import type { taxCodes } from '../tax/tax-code.ts'
import type { DueLine } from './facts.ts'
import { duePeriods, type Period, type Schedule } from './periods.ts'
import type { Exchanges } from './rates.ts'
import type { blockReasons, charges } from './run.ts'
import { amountOf, exactText, timesText, type ChargeTrace, type TariffData } from './trace.ts'

export type ProductVersion = Row<typeof productVersions>
export type TaxCode = Row<typeof taxCodes>
export type Charge = Row<typeof charges>

/** Everything a line needs to be charged, beside itself. */
export interface ChargingFacts {
  readonly entity: { readonly code: string; readonly currency: Currency }
  readonly groupCurrency: Currency
  readonly asOf: Day
  readonly source: string
  /** By `product@version`. */
  readonly versions: ReadonlyMap<string, ProductVersion>
  readonly taxCodes: ReadonlyMap<string, TaxCode>
  readonly exchanges: Exchanges
}
export interface Block {
  readonly reason: (typeof blockReasons)[number]
  readonly about: Readonly<Record<string, string>>
}
/** What a line owes for one period: all of a charge but its ids. */
export type DueCharge = Pick<Charge, 'from' | 'to' | 'quantity' | 'currency' | 'net' | 'taxCodes' | 'revenue' | 'mark'> & {
  readonly trace: ChargeTrace
}

/** A counted quantity belongs to its calendar month and is billed afterwards, whatever the line says. */
export function scheduleOf(line: DueLine, version: ProductVersion): Schedule {
  const counted = version.measure === 'counted'
  const charged = line.chargedTo === null ? null : addDays(line.chargedTo, -1)
  const billedTo = charged !== null && (line.billedTo === null || charged > line.billedTo) ? charged : line.billedTo
  return {
    start: line.start,
    end: line.end,
    billedTo,
    anchor: counted ? 'calendar' : line.anchor,
    months: counted ? 1 : line.months,
    timing: counted ? 'arrears' : line.timing,
  }
}

/** Charges of every due period of a line, or why it cannot be billed. Nothing due, and nothing to charge at no quantity, make no charge. */
export function chargesOf(line: DueLine, facts: ChargingFacts): readonly DueCharge[] | Block {
  const version = facts.versions.get(`${line.product}@${line.version}`)
  if (!version) return { reason: 'missingPrice', about: { product: line.product, version: `${line.version}`, currency: line.currency } }
  const schedule = scheduleOf(line, version)
  const periods = duePeriods(schedule, facts.asOf)
  if (periods.length === 0 || line.quantity.eq(0)) return []
  if (line.poRequired && line.poNumber === null) return { reason: 'poMissing', about: {} }
  const priced = tariffFor(line, version)
  if (!priced) return { reason: 'missingPrice', about: { product: line.product, version: `${line.version}`, currency: line.currency } }
  const toEntity = facts.exchanges(line.currency, facts.entity.currency)
  const toGroup = facts.exchanges(line.currency, facts.groupCurrency)
  if (!toEntity || !toGroup)
    return {
      reason: 'missingRate',
      about: { from: line.currency, to: toEntity ? facts.groupCurrency : facts.entity.currency, day: facts.asOf },
    }
  const unknownTax = line.taxCodes.find((code) => !facts.taxCodes.has(code))
  if (unknownTax !== undefined || line.taxCodes.length === 0) return { reason: 'missingTax', about: { code: unknownTax ?? '' } }
  const rated = rate(priced.tariff, line.quantity)
  const shared = {
    v: 1 as const,
    contract: line.contractNumber,
    line: line.number,
    product: line.product,
    version: line.version,
    quantity: decimalText(line.quantity),
    priceSource: priced.source,
    basis: version.basis,
    measure: version.measure,
    tariff: priced.data,
    fills: rated.fills,
    rated: decimalText(rated.exact),
    rounding: 'halfAway' as const,
    currency: line.currency,
    tax: {
      rule: 'contractLine' as const,
      codes: line.taxCodes.map((code) => ({ code, rate: decimalText(facts.taxCodes.get(code)!.rate) })),
    },
    rates: { day: facts.asOf, source: facts.source, entity: toEntity.data, group: toGroup.data },
  }
  const out: DueCharge[] = []
  for (const period of periods) {
    const charge = chargeOf(period, schedule, line, version, rated.exact, shared, periods.length)
    if (charge === undefined) return { reason: 'tooLarge', about: { currency: line.currency } }
    out.push(charge)
  }
  return out
}

type SharedTrace = Omit<ChargeTrace, 'period' | 'factor' | 'exact' | 'minor'>

function chargeOf(
  period: Period,
  schedule: Schedule,
  line: DueLine,
  version: ProductVersion,
  rated: Decimal,
  shared: SharedTrace,
  periods: number,
): DueCharge | undefined {
  const counted = version.measure === 'counted'
  const times = counted ? ratio(1n) : ratio(BigInt(schedule.months), version.basis === 'year' ? 12n : 1n)
  // A counted month is charged once and in full, however short the part of it under contract.
  const [days, of] = counted ? [period.of, period.of] : [period.days, period.of]
  const { exact, minor } = amountOf(line.currency, rated, times, days, of)
  if (!withinLimit(minor)) return undefined
  return {
    from: period.from,
    to: period.to,
    quantity: line.quantity,
    currency: line.currency,
    net: minor,
    taxCodes: line.taxCodes,
    revenue: version.revenue,
    mark: minor === 0n ? 'zero' : periods > 1 ? 'catchUp' : days < of ? 'partial' : null,
    trace: {
      ...shared,
      period: { ...period, months: schedule.months, anchor: schedule.anchor, timing: schedule.timing },
      factor: { times: timesText(times), days, of },
      exact: exactText(exact),
      minor: minor.toString(),
    },
  }
}

/** An agreed price stands; without one, the version's price or bands in the line's currency. */
function tariffFor(
  line: DueLine,
  version: ProductVersion,
): { readonly tariff: Tariff; readonly data: TariffData; readonly source: 'line' | 'list' } | undefined {
  const flat = (unitPrice: Decimal): Tariff => ({ model: 'flat', unitPrice, packageSize: null, bands: [], free: null, chargeAtZero: false })
  if (line.unitPrice !== null) return { tariff: flat(line.unitPrice), data: dataOf(flat(line.unitPrice)), source: 'line' }
  const listed = version.prices.find((p) => p.currency === line.currency)
  if (!listed) return undefined
  const tariff: Tariff = {
    model: version.model,
    unitPrice: listed.unitPrice,
    packageSize: listed.packageSize,
    bands: listed.bands,
    free: null,
    chargeAtZero: false,
  }
  return checkTariff(tariff) ? undefined : { tariff, data: dataOf(tariff), source: 'list' }
}

const dataOf = (tariff: Tariff): TariffData => ({
  model: tariff.model,
  unitPrice: tariff.unitPrice && decimalText(tariff.unitPrice),
  packageSize: tariff.packageSize && decimalText(tariff.packageSize),
  bands: tariff.bands.map((b) => ({
    upTo: b.upTo && decimalText(b.upTo),
    unitPrice: decimalText(b.unitPrice),
    flatFee: b.flatFee && decimalText(b.flatFee),
  })),
})
