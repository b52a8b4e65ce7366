import { exactly, one, type Decimal } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Measure } from './measures.ts'
import type { PriceModel, Tariff } from './rating.ts'

/** What a price model or a further term does, shown on figures: read by people (`pricing.models`) and worked out again by the tests. */
export interface WorkedExample {
  readonly tariff: Tariff
  readonly currency: Currency
  readonly quantity: Decimal
  /** Minor units. */
  readonly costs: bigint
}
/** What a measure does: readings without a day, and what they cost. With a commitment, each is that of a period. */
export interface MeasuredExample {
  readonly tariff: Tariff
  readonly currency: Currency
  readonly readings: readonly Decimal[]
  readonly costs: bigint
}

type Row = readonly [upTo: string | null, unitPrice: string, flatFee?: string]
const tariff = (
  model: PriceModel,
  of: { readonly unitPrice?: string; readonly packageSize?: string; readonly bands?: readonly Row[] },
): Tariff => ({
  model,
  unitPrice: of.unitPrice === undefined ? null : exactly(of.unitPrice),
  packageSize: of.packageSize === undefined ? null : exactly(of.packageSize),
  bands: (of.bands ?? []).map(([upTo, unitPrice, flatFee]) => ({
    upTo: upTo === null ? null : exactly(upTo),
    unitPrice: exactly(unitPrice),
    flatFee: flatFee === undefined ? null : exactly(flatFee),
  })),
  free: null,
  chargeAtZero: false,
})
const examples = (of: Tariff, currency: Currency, rows: readonly (readonly [quantity: string, costs: bigint])[]): WorkedExample[] =>
  rows.map(([quantity, costs]) => ({ tariff: of, currency, quantity: exactly(quantity), costs }))

const workstations: readonly Row[] = [['25', '9.00'], ['100', '7.50'], ['250', '6.25'], [null, '5.00']] // prettier-ignore
const agents: readonly Row[] = [['50', '4.20'], ['200', '3.60'], [null, '3.10']] // prettier-ignore

export const workedExamples: Readonly<Record<PriceModel, readonly WorkedExample[]>> = {
  flat: examples(tariff('flat', { unitPrice: '39.67' }), 'GBP', [['42', 166_614n], ['0.5', 1984n]]), // prettier-ignore
  fillUp: [
    ...examples(tariff('fillUp', { bands: workstations }), 'GBP', [['25', 22_500n], ['26', 23_250n], ['312', 203_500n]]), // prettier-ignore
    // A fee is due as soon as its band is entered, by however little.
    ...examples(tariff('fillUp', { bands: [['5', '1', '10'], [null, '1', '20']] }), 'EUR', [['5', 1500n], ['5.5', 3550n]]), // prettier-ignore
  ],
  lookUp: [
    ...examples(tariff('lookUp', { bands: agents }), 'EUR', [['200', 72_000n], ['201', 62_310n]]), // prettier-ignore
    // Only the fee of the band that holds the quantity is due.
    ...examples(tariff('lookUp', { bands: [['5', '1', '10'], [null, '1', '20']] }), 'EUR', [['5', 1500n], ['7', 2700n]]), // prettier-ignore
  ],
  package: [
    ...examples(tariff('package', { packageSize: '5', unitPrice: '12' }), 'GBP', [['10', 2400n], ['10.01', 3600n]]), // prettier-ignore
    // With bands, packages are counted within each band.
    ...examples(tariff('package', { packageSize: '5', bands: [['10', '3'], [null, '2']] }), 'GBP', [['12', 800n]]), // prettier-ignore
  ],
}

/** Terms that any price model may have. */
export const priceTerms = ['included', 'minimum', 'cap', 'commit', 'guard'] as const
export type PriceTerm = (typeof priceTerms)[number]

const devices = tariff('flat', { unitPrice: '6.00' })
const committed: Tariff = { ...devices, commit: { quantity: exactly('50'), overage: exactly('6.50') } }
export const termExamples: Readonly<Record<PriceTerm, readonly WorkedExample[]>> = {
  included: examples({ ...devices, free: exactly('20') }, 'GBP', [['20', 0n], ['52', 19_200n]]), // prettier-ignore
  minimum: examples({ ...devices, minimum: exactly('120.00') }, 'GBP', [['12', 12_000n], ['0', 12_000n], ['52', 31_200n]]), // prettier-ignore
  cap: examples({ ...devices, cap: exactly('300.00') }, 'GBP', [['52', 30_000n]]), // prettier-ignore
  guard: examples({ ...tariff('lookUp', { bands: agents }), guard: true }, 'EUR', [['172', 61_920n], ['190', 62_000n], ['201', 62_310n]]), // prettier-ignore
  commit: examples(committed, 'GBP', [['40', 30_000n], ['52', 31_300n]]), // prettier-ignore
}

const quarter = ['52', '55', '58'].map(exactly)
const measuredExample = (of: Tariff, costs: bigint, readings = quarter): MeasuredExample => ({
  tariff: of,
  currency: 'GBP',
  readings,
  costs,
})
export const measureExamples: Readonly<Record<Measure, readonly MeasuredExample[]>> = {
  snapshot: [measuredExample(devices, 34_800n)],
  // Over three periods of a commitment, the highest counts for each of them.
  peak: [measuredExample(devices, 34_800n), measuredExample(committed, 105_600n)],
  average: [measuredExample(devices, 33_000n)],
  anyTime: [measuredExample(devices, 34_800n)],
  sum: [measuredExample(devices, 99_000n), measuredExample(committed, 99_750n)],
  // Of twenty readings the highest does not count.
  p95: [measuredExample(devices, 600n, [...Array.from({ length: 19 }, () => one), exactly('100')])],
}

/** Quantities that show a tariff at work: on either side of the edges of its bands, of a package; ten of anything else. */
export function tellingQuantities({ model, bands, packageSize }: Tariff): readonly Decimal[] {
  const edges = model === 'flat' ? [] : bands.flatMap(({ upTo }) => (upTo === null ? [] : [upTo]))
  if (edges.length === 0) return model === 'package' && packageSize ? [packageSize, above(packageSize)] : [exactly('10')]
  return edges.flatMap((edge) => [edge, above(edge)])
}
/** The next whole number. */
const above = (value: Decimal): Decimal => value.round(0, 0).plus(one)
