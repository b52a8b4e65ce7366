import { one, type Decimal } from '../kernel/decimal.ts'
import { aStep, step } from '../kernel/explanation.ts'
import { calculator } from '../kernel/operation.ts'
import { refused, type Refusal } from '../kernel/refusal.ts'
import type { Currency } from '../kernel/money.ts'
import { aCurrency, aDecimal, choice, many, maybe, minorIn, shape, type Of } from '../kernel/shape.ts'
import { cliffsOf, type Cliff } from './cliff.ts'
import { tellingQuantities } from './examples.ts'
import { checkTariff, priceModels, type PriceModel, type Tariff } from './rating.ts'
import { givenBands, givenTerms, pricingFaults, tariffGiven } from './tariff.ts'
import { price } from './trace.ts'

const input = shape({
  currency: aCurrency,
  bands: givenBands,
  /** With a unit price, `flat` is compared too; with a package size, `package`. */
  unitPrice: maybe(aDecimal),
  packageSize: maybe(aDecimal),
  ...givenTerms,
  /** Left out: those on either side of the edges of the bands. */
  quantities: maybe(many(aDecimal, 1000)),
})

/** What quantities cost by each price model that the same bands and prices allow. */
export const comparePrices = calculator({
  name: 'pricing.compare',
  zone: 'sales',
  permit: null,
  input,
  output: shape({
    currency: aCurrency,
    rows: many(
      shape({
        quantity: aDecimal,
        flat: maybe(minorIn('currency')),
        fillUp: maybe(minorIn('currency')),
        lookUp: maybe(minorIn('currency')),
        package: maybe(minorIn('currency')),
        /** The models that cost least, several when they agree. */
        least: many(choice(...priceModels)),
        /** By look-up, this greater quantity costs less. */
        cheaper: maybe(aDecimal),
      }),
    ),
    steps: many(aStep),
  }),
  refusals: [...pricingFaults, 'pricing.badStep'],
  work: (given) => {
    const tariffs = tariffsOf(given)
    if (refused(tariffs)) return tariffs
    for (const tariff of tariffs) {
      const fault = checkTariff(tariff)
      if (fault) return fault
    }
    const lookUp = tariffs.find(({ model }) => model === 'lookUp')
    const cliffs = lookUp ? cliffsOf(lookUp, given.currency, one, null) : []
    if (refused(cliffs)) return cliffs
    const rows = []
    for (const quantity of given.quantities ?? tellingQuantities(tariffs.find(({ bands }) => bands.length > 0) ?? tariffs.at(-1)!)) {
      const row = rowOf(given.currency, tariffs, quantity, cliffs)
      if (refused(row)) return row
      rows.push(row)
    }
    return { currency: given.currency, rows, steps: tariffs.map(({ model }) => step(`pricing.model.${model}`)) }
  },
})

/** The bands by fill-up and look-up, then what further prices are given for. Without bands and a unit price there is nothing to compare. */
function tariffsOf(given: Of<typeof input>): readonly Tariff[] | Refusal<'pricing.includedTwice'> {
  const { bands, unitPrice, packageSize } = given
  const banded = bands !== null && bands.length > 0
  const models: readonly PriceModel[] = [
    ...(unitPrice === null ? [] : (['flat'] as const)),
    ...(banded || unitPrice === null ? (['fillUp', 'lookUp'] as const) : []),
    ...(packageSize === null ? [] : (['package'] as const)),
  ]
  const tariffs: Tariff[] = []
  for (const model of models) {
    const tariff = tariffGiven({ ...given, model, bands: model === 'flat' ? [] : bands })
    if (refused(tariff)) return tariff
    tariffs.push(tariff)
  }
  return tariffs
}

type Amounts = Readonly<Record<PriceModel, bigint | null>>
function rowOf(currency: Currency, tariffs: readonly Tariff[], quantity: Decimal, cliffs: readonly Cliff[]) {
  const amounts: Record<PriceModel, bigint | null> = { flat: null, fillUp: null, lookUp: null, package: null }
  for (const tariff of tariffs) {
    const priced = price(tariff, currency, quantity)
    if (refused(priced)) return priced
    amounts[tariff.model] = priced.minor
  }
  return { quantity, ...amounts, least: leastOf(amounts), cheaper: cheaperThan(amounts.lookUp, quantity, cliffs) }
}

function leastOf(amounts: Amounts): readonly PriceModel[] {
  const known = priceModels.flatMap((model) => (amounts[model] === null ? [] : [{ model, amount: amounts[model] }]))
  return known.filter(({ amount }) => known.every((other) => amount <= other.amount)).map(({ model }) => model)
}

/** The way out of the cliffs that costs least, if it costs less than this. */
function cheaperThan(amount: bigint | null, quantity: Decimal, cliffs: readonly Cliff[]): Decimal | null {
  if (amount === null) return null
  const out = cliffs.filter((cliff) => cliff.cheaper.gt(quantity) && cliff.amount < amount)
  return out.find((cliff) => out.every((other) => cliff.amount <= other.amount))?.cheaper ?? null
}
