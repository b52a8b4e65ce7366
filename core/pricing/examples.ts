import { exactly, one, type Decimal } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { PriceModel, Tariff } from './rating.ts'

/** What a price model does, shown on figures: read by people (`pricing.models`) and worked out again by the tests. */
export interface WorkedExample {
  readonly tariff: Tariff
  readonly currency: Currency
  readonly quantity: Decimal
  /** Minor units. */
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

/** Quantities that show a tariff at work: on either side of the edges of its bands, of a package; ten of anything else. */
export function tellingQuantities({ model, bands, packageSize }: Tariff): readonly Decimal[] {
  const edges = model === 'flat' ? [] : bands.flatMap(({ upTo }) => (upTo === null ? [] : [upTo]))
  if (edges.length === 0) return model === 'package' && packageSize ? [packageSize, above(packageSize)] : [exactly('10')]
  return edges.flatMap((edge) => [edge, above(edge)])
}
/** The next whole number. */
const above = (value: Decimal): Decimal => value.round(0, 0).plus(one)
