import { addDays, type Day } from '../kernel/day.ts'
import { decimalText, isZero, ratio, type Decimal, type Ratio } from '../kernel/decimal.ts'
import { withinLimit, type Currency } from '../kernel/money.ts'
import type { Row } from '../kernel/record.ts'
import type { productVersions } from '../catalog/product.ts'
import { checkTariff, type Tariff } from '../pricing/rating.ts'
import { partOf } from '../pricing/proration.ts'
import type { taxCodes } from '../tax/tax-code.ts'
import type { DueLine } from './facts.ts'
import { duePeriods, type Part, type Schedule } from './periods.ts'
import type { Exchanges } from './rates.ts'
import type { blockReasons, charges } from './run.ts'
import {
  amountOf,
  exactText,
  ratedBy,
  shareOf,
  sumOf,
  tariffData,
  timesText,
  type ChargeTrace,
  type MeasuredData,
  type PoolData,
  type TariffData,
} from './trace.ts'

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
export type DueCharge = Pick<
  Charge,
  'from' | 'to' | 'quantity' | 'currency' | 'net' | 'taxCodes' | 'revenue' | 'mark' | 'nth' | 'kind' | 'corrects'
> & {
  readonly trace: ChargeTrace
}
export const isBlock = <T>(found: T | Block): found is Block => typeof found === 'object' && found !== null && 'reason' in found

/** Sold once: billed on its first day, whatever its product is measured by. */
export const billedOnce = ({ kind }: Pick<DueLine, 'kind'>): boolean => kind === 'oneOff' || kind === 'prepay'

/** A counted quantity belongs to its calendar month and is billed afterwards, whatever the line says; a measured one to the periods that the line agrees. */
export function scheduleOf(line: DueLine, version: ProductVersion): Schedule {
  if (billedOnce(line))
    return { start: line.start, end: null, billedTo: billedTo(line), anchor: 'anniversary', months: 1, timing: 'advance', once: true }
  const counted = version.measure === 'counted' && !line.life?.measure
  return {
    start: line.start,
    end: line.end,
    billedTo: billedTo(line),
    anchor: counted ? 'calendar' : line.anchor,
    months: counted ? 1 : line.months,
    timing: counted || line.life?.measure ? 'arrears' : line.timing,
    anchorOn: counted ? null : (line.life?.anchorOn ?? null),
  }
}
/** The last day that anybody billed, before Harmony or by it. */
function billedTo({ chargedTo, billedTo: before }: DueLine): Day | null {
  const charged = chargedTo === null ? null : addDays(chargedTo, -1)
  return charged !== null && (before === null || charged > before) ? charged : before
}

export const versionOf = (line: Pick<DueLine, 'product'>, version: number, facts: ChargingFacts): ProductVersion | undefined =>
  facts.versions.get(`${line.product}@${version}`)
export const noPrice = ({ product, currency }: DueLine, version: number): Block => ({
  reason: 'missingPrice',
  about: { product, version: `${version}`, currency },
})

/**
 * Charges of every due period of a line that nothing ever changed, or why it cannot be billed. Nothing due, and nothing to charge at no quantity, make no charge.
 * Lines with a history go through `comparing`.
 */
export function chargesOf(line: DueLine, facts: ChargingFacts): readonly DueCharge[] | Block {
  const version = versionOf(line, line.version, facts)
  if (!version) return noPrice(line, line.version)
  const schedule = scheduleOf(line, version)
  const periods = duePeriods(schedule, facts.asOf)
  if (periods.length === 0) return []
  const terms = termsOf(line, line, version)
  if (!terms) return line.quantity.eq(0) ? [] : noPrice(line, line.version)
  if (isFree(line.quantity, terms.tariff)) return []
  const common = commonOf(line, facts)
  if (isBlock(common)) return common
  const rated = ratedBy(terms.tariff, line.quantity)
  const shared = sharedTrace(line, terms, rated, common)
  const out: DueCharge[] = []
  for (const period of periods) {
    const charge = chargeFor(line, terms, shared, rated.exact, schedule, period)
    if (charge === undefined) return { reason: 'tooLarge', about: { currency: line.currency } }
    out.push(periods.length > 1 && charge.net !== 0n ? { ...charge, mark: 'catchUp' } : charge)
  }
  return out
}

/** No quantity is no charge, unless the tariff asks for something all the same. */
export const isFree = (quantity: Decimal, { minimum, commit }: Tariff): boolean => isZero(quantity) && !minimum && !commit

/** What is charged by: quantity, tariff and how it stands to its period. */
export interface Terms {
  readonly version: ProductVersion
  readonly quantity: Decimal
  readonly tariff: Tariff
  /** The tariff in words, where it was put into them already. */
  readonly told?: TariffData
  readonly source: 'line' | 'list'
  readonly measured?: MeasuredData
  readonly pool?: PoolData
}
interface Agreed {
  readonly quantity: Decimal
  readonly unitPrice: Decimal | null
}
/** An agreed price stands; without one, the version's price or bands in the line's currency. */
export function termsOf(line: Pick<DueLine, 'currency'>, { quantity, unitPrice }: Agreed, version: ProductVersion): Terms | undefined {
  if (unitPrice !== null)
    return {
      version,
      quantity,
      source: 'line',
      tariff: { model: 'flat', unitPrice, packageSize: null, bands: [], free: null, chargeAtZero: false },
    }
  const listed = listedTariff(version, line.currency)
  return listed && { version, quantity, source: 'list', ...listed }
}

interface Listed {
  readonly tariff: Tariff
  readonly told: TariffData
}
/** A portion prices thousands of lines by few versions: each of their tariffs is checked and put into words once. */
const listedTariffs = new WeakMap<ProductVersion, Map<Currency, Listed | undefined>>()
function listedTariff(version: ProductVersion, currency: Currency): Listed | undefined {
  const known = listedTariffs.get(version) ?? new Map<Currency, Listed | undefined>()
  listedTariffs.set(version, known)
  if (!known.has(currency)) known.set(currency, tariffListed(version, currency))
  return known.get(currency)
}
function tariffListed(version: ProductVersion, currency: Currency): Listed | undefined {
  const listed = version.prices.find((p) => p.currency === currency)
  if (!listed) return undefined
  const { packageSize, bands, free, minimum, cap, commit, guard } = listed
  const tariff: Tariff = {
    model: version.model,
    unitPrice: listed.unitPrice,
    packageSize,
    bands,
    free,
    chargeAtZero: false,
    ...(minimum === null ? {} : { minimum }),
    ...(cap === null ? {} : { cap }),
    ...(commit === null ? {} : { commit }),
    ...(guard ? { guard } : {}),
  }
  return checkTariff(tariff) ? undefined : { tariff, told: tariffData(tariff) }
}

/** What all charges of a line have in common, or why it cannot be billed. Lines of one currency and the same tax codes share it. */
export function commonOf(line: DueLine, facts: ChargingFacts): CommonTrace | Block {
  if (line.poRequired && line.poNumber === null) return { reason: 'poMissing', about: {} }
  const known = commons.get(facts) ?? new Map<string, CommonTrace | Block>()
  commons.set(facts, known)
  const key = `${line.currency}|${line.taxCodes.join('|')}`
  const found = known.get(key) ?? commonBy(line, facts)
  known.set(key, found)
  return found
}
const commons = new WeakMap<ChargingFacts, Map<string, CommonTrace | Block>>()
function commonBy(line: Pick<DueLine, 'currency' | 'taxCodes'>, facts: ChargingFacts): CommonTrace | Block {
  const toEntity = facts.exchanges(line.currency, facts.entity.currency)
  const toGroup = facts.exchanges(line.currency, facts.groupCurrency)
  if (!toEntity || !toGroup)
    return {
      reason: 'missingRate',
      about: { from: line.currency, to: toEntity ? facts.groupCurrency : facts.entity.currency, day: facts.asOf },
    }
  const unknownTax = line.taxCodes.find((code) => !facts.taxCodes.has(code))
  if (unknownTax !== undefined) return { reason: 'missingTax', about: { code: unknownTax } }
  return {
    // A line without codes is taxed by rule, when it becomes a charge (billing/taxing).
    tax: { rule: 'contractLine', codes: line.taxCodes.map((code) => ({ code, rate: decimalText(facts.taxCodes.get(code)!.rate) })) },
    rates: { day: facts.asOf, source: facts.source, entity: toEntity.data, group: toGroup.data },
  }
}
type CommonTrace = Pick<ChargeTrace, 'tax' | 'rates'>
export type SharedTrace = Omit<ChargeTrace, 'period' | 'factor' | 'exact' | 'minor' | 'bound' | 'against'>

export function sharedTrace(line: DueLine, terms: Terms, rated: ReturnType<typeof ratedBy>, common: CommonTrace): SharedTrace {
  const { version, quantity, tariff, told, source, measured, pool } = terms
  return {
    v: 1,
    contract: line.contractNumber,
    line: line.number,
    product: line.product,
    version: version.version,
    quantity: decimalText(quantity),
    priceSource: source,
    basis: version.basis,
    measure: version.measure,
    tariff: told ?? tariffData(tariff),
    fills: rated.fills,
    ...(rated.over ? { over: rated.over } : {}),
    ...(rated.unguarded ? { guard: { before: decimalText(rated.unguarded) } } : {}),
    rated: decimalText(rated.exact),
    rounding: 'halfAway',
    currency: line.currency,
    ...(measured ? { measured } : {}),
    ...(pool ? { pool } : {}),
    ...common,
  }
}

/** How much of a basis period's price a period owes: periods of the basis in it, and of these the days that are billed. */
export function factorOf(
  line: DueLine,
  terms: Terms,
  schedule: Schedule,
  part: Part,
): { readonly times: Ratio; readonly factor: ChargeTrace['factor'] } {
  const counted = terms.version.measure === 'counted' && !line.life?.measure
  const whole = counted || schedule.once === true || terms.measured !== undefined
  const summed = terms.measured !== undefined && (terms.measured.measure === 'sum' || terms.measured.months !== undefined)
  const times =
    whole && (counted || schedule.once || summed) ? ratio(1n) : ratio(BigInt(schedule.months), terms.version.basis === 'year' ? 12n : 1n)
  // A counted or measured period is charged once and in full, however short the part of it under contract; only its minimum is as short.
  if (whole) {
    const short = terms.tariff.minimum && part.days !== part.of ? { minimumDays: part.days } : {}
    return { times, factor: { times: timesText(times), days: part.of, of: part.of, ...short } }
  }
  const method = line.life?.proration ?? 'actual'
  if (method === 'actual' || part.days === part.of) return { times, factor: { times: timesText(times), days: part.days, of: part.of } }
  return { times, factor: { times: timesText(times), ...partOf(method, part.from, part.to, part.opens, part.closes), method } }
}
/** One period's charge; `undefined` when the amount is beyond what can be kept. */
export function chargeFor(
  line: DueLine,
  terms: Terms,
  shared: SharedTrace,
  rated: Decimal,
  schedule: Schedule,
  part: Part,
): DueCharge | undefined {
  const { times, factor } = factorOf(line, terms, schedule, part)
  const { exact, minor: whole, bound } = amountOf(line.currency, terms.tariff, rated, times, factor)
  if (!withinLimit(whole)) return undefined
  const minor = terms.pool ? shareOf(line.currency, whole, terms.pool) : whole
  return {
    from: part.from,
    to: part.to,
    quantity: terms.quantity,
    currency: line.currency,
    net: minor,
    taxCodes: line.taxCodes,
    revenue: line.kind === 'prepay' ? 'prepaid' : terms.version.revenue,
    mark: minor === 0n ? 'zero' : part.days < part.of && !schedule.once && factor.days !== factor.of ? 'partial' : null,
    nth: 0,
    kind: 'charge',
    corrects: null,
    trace: {
      ...shared,
      period: {
        from: part.from,
        to: part.to,
        days: part.days,
        of: part.of,
        months: schedule.months,
        anchor: schedule.anchor,
        timing: schedule.timing,
      },
      factor,
      ...(bound ? { bound } : {}),
      exact: exactText(exact),
      minor: minor.toString(),
    },
  }
}
export const pooledQuantity = (terms: Terms): Decimal => (terms.pool ? sumOf(terms.pool.quantities) : terms.quantity)
