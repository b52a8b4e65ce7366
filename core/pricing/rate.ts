import { daysBetween } from '../kernel/day.ts'
import { exactly, ratioOf } from '../kernel/decimal.ts'
import { aStep } from '../kernel/explanation.ts'
import { toMinor } from '../kernel/money.ts'
import { calculator } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  choice,
  flag,
  many,
  maybe,
  shape,
  someData,
  someMoney,
  type Field,
  type Of,
  type Wire,
} from '../kernel/shape.ts'
import { explainPrice } from './explain.ts'
import { measured, measuredAlike, measures, spanOf, type Measure, type Measured, type Reading } from './measures.ts'
import { priceModels, type Tariff } from './rating.ts'
import { givenBands, givenTerms, pricingFaults, tariffGiven } from './tariff.ts'
import { price, priceMeasured, priceTrueUp } from './trace.ts'

const datedReading = shape({ day: maybe(aDay), quantity: aDecimal })
/** A reading with its day, or a bare quantity. */
const aReading: Field<Of<typeof datedReading>> = {
  ...datedReading,
  parse: (raw, at) => (typeof raw === 'string' ? { day: null, quantity: aDecimal.parse(raw, at) } : datedReading.parse(raw, at)),
}

const input = shape({
  model: choice(...priceModels),
  currency: aCurrency,
  /** Either this or `readings`. */
  quantity: maybe(aDecimal),
  unitPrice: maybe(aDecimal),
  packageSize: maybe(aDecimal),
  bands: givenBands,
  ...givenTerms,
  chargeAtZero: maybe(flag),
  /** How the readings become the quantity. */
  measure: maybe(choice(...measures)),
  /** Readings of one period; with a commitment, one for each of several periods. */
  readings: maybe(many(aReading, 10_000)),
  /** The period of the readings, `to` exclusive. Left out, it reaches from the first reading's day through the last one's. */
  from: maybe(aDay),
  to: maybe(aDay),
})

/** What a quantity, or what readings come to, costs by a price model, and why. */
export const ratePrice = calculator({
  name: 'pricing.rate',
  zone: 'sales',
  permit: null,
  input,
  output: shape({
    amount: someMoney,
    quantity: aDecimal,
    /** What is above the commitment, part of the amount. */
    overage: maybe(someMoney),
    steps: many(aStep),
    trace: someData,
  }),
  refusals: [
    ...pricingFaults, 'pricing.quantityOrReadings', 'pricing.missingMeasure', 'pricing.someDaysMissing', 'pricing.nothingMeasured', 'pricing.endBeforeStart',
  ], // prettier-ignore
  work: (given) => {
    const { currency, quantity, readings } = given
    if ((quantity === null) === (readings === null)) return refuse('pricing.quantityOrReadings')
    const tariff = tariffGiven(given)
    if (refused(tariff)) return tariff
    const priced = quantity ? price(tariff, currency, quantity) : priceReadings(tariff, given, readings ?? [])
    if (refused(priced)) return priced
    const { minor, trace } = priced
    return {
      amount: { currency, minor },
      quantity: exactly(trace.quantity),
      overage: trace.over ? { currency, minor: toMinor(currency, ratioOf(exactly(trace.over.amount))) } : null,
      steps: explainPrice(trace),
      trace: trace as unknown as Wire,
    }
  },
})

type Given = Of<typeof input>
function priceReadings(tariff: Tariff, given: Given, readings: NonNullable<Given['readings']>) {
  const { currency, measure } = given
  if (!measure) return refuse('pricing.missingMeasure')
  const dated = readings.flatMap(({ day, quantity }) => (day === null ? [] : [{ day, quantity }]))
  if (dated.length > 0 && dated.length < readings.length) return refuse('pricing.someDaysMissing')
  if (tariff.commit) {
    const ordered = (dated.length > 0 ? dated.toSorted(byDay) : readings).map(({ quantity }) => quantity)
    const each = measuredAlike(measure, ordered)
    return each ? priceTrueUp(tariff, tariff.commit, currency, each, ordered) : refuse('pricing.nothingMeasured')
  }
  const found = dated.length > 0 ? measuredOver(measure, dated, given) : measuredAlike(measure, readings.map(({ quantity }) => quantity)) // prettier-ignore
  if (refused(found)) return found
  return found ? priceMeasured(tariff, currency, found) : refuse('pricing.nothingMeasured')
}

const byDay = (a: Reading, b: Reading): number => daysBetween(b.day, a.day)

function measuredOver(
  measure: Measure,
  readings: readonly Reading[],
  given: Given,
): Measured | Refusal<'pricing.endBeforeStart'> | undefined {
  const span = spanOf(readings)
  const [from, to] = [given.from ?? span.from, given.to ?? span.to]
  return from < to ? measured(measure, readings, from, to) : refuse('pricing.endBeforeStart', { from, to })
}
