import { decimalText, exactly } from '../kernel/decimal.ts'
import { step, type Step } from '../kernel/explanation.ts'
import type { Measure, MeasuredData } from './measures.ts'
import type { PriceTrace } from './trace.ts'

/** What a quantity costs, and the sum behind it band by band. */
export function explainPrice(trace: PriceTrace): readonly Step[] {
  const { model, fills, currency } = trace
  return [
    explainTotal(trace),
    ...explainMeasured(trace),
    ...(trace.free === null || trace.free === '0' ? [] : [step('pricing.included', { free: ['decimal', trace.free] })]),
    ...explainCommit(trace),
    ...explainGuard(trace),
    ...fills.flatMap(({ from, upTo, units, unitPrice, flatFee, amount }) => {
      const band = from === '0' && upTo === null ? 'all' : upTo === null ? 'above' : 'band'
      const withoutFee = flatFee === null ? amount : decimalText(exactly(amount).minus(exactly(flatFee)))
      return [
        step(`pricing.sum.${model === 'package' ? 'packages' : 'units'}.${band}`, {
          ...(band === 'all' ? {} : { from: ['decimal', from] as const }),
          ...(upTo === null ? {} : { upTo: ['decimal', upTo] as const }),
          units: ['decimal', units],
          price: ['decimal', unitPrice, currency],
          amount: ['decimal', withoutFee, currency],
        }),
        ...(flatFee === null ? [] : [step('pricing.sum.fee', { fee: ['decimal', flatFee, currency] })]),
      ]
    }),
    ...explainOver(trace),
    ...explainBound(trace),
  ]
}

/** A commitment settled over several periods has readings, but no one quantity that it is the price of. */
function explainTotal({ quantity, over, minor, currency }: PriceTrace): Step {
  const amount = ['money', minor, currency] as const
  return over && over.periods > 1
    ? step('pricing.costsPeriods', { periods: ['count', `${over.periods}`], amount })
    : step('pricing.costs', { quantity: ['decimal', quantity], amount })
}

/** What the quantity rests on: the reading that decided, or how many were put together. */
function explainMeasured({ measured, quantity, over }: PriceTrace): readonly Step[] {
  if (!measured) return []
  const { measure, levels, days } = measured
  const settled = over !== undefined && over.periods > 1
  if (settled && measure === 'sum') return [step('pricing.overEach')]
  const dated = levels[0] !== undefined && levels[0].day !== null
  const how = step(measure === 'average' && !dated ? 'pricing.measured.averageAlike' : `pricing.measured.${measure}`)
  return [how, ...(dated ? [restsOn(quantity, measure, levels, days)] : []), ...(settled ? [step('pricing.overAlike')] : [])]
}

function restsOn(quantity: string, measure: Measure, levels: MeasuredData['levels'], days: number): Step {
  const given = { quantity: ['decimal', quantity], readings: ['count', `${levels.length}`] } as const
  if (measure === 'average') return step('pricing.averaged', { ...given, days: ['count', `${days}`] })
  if (measure === 'sum' || levels.length !== 1) return step('pricing.added', given)
  return step('pricing.measuredOn', { quantity: ['decimal', quantity], day: ['day', levels[0]!.day!] })
}

function explainCommit({ over }: PriceTrace): readonly Step[] {
  if (!over) return []
  const quantity = ['decimal', over.committed] as const
  return [
    over.periods > 1
      ? step('pricing.committedPeriods', { quantity, periods: ['count', `${over.periods}`] })
      : step('pricing.committed', { quantity }),
  ]
}

function explainOver({ over, currency }: PriceTrace): readonly Step[] {
  if (!over) return []
  if (over.units === '0') return [step('pricing.nothingOver')]
  return [
    step('pricing.over', {
      units: ['decimal', over.units],
      price: ['decimal', over.unitPrice, currency],
      amount: ['decimal', over.amount, currency],
    }),
  ]
}

/** Another band prices it than the one that holds the quantity. */
const explainGuard = ({ guard, fills, currency }: PriceTrace): readonly Step[] =>
  guard ? [step('pricing.guarded', { before: ['decimal', guard.before, currency], units: ['decimal', fills[0]!.units] })] : []

/** The minimum makes up what is missing; what the cap takes off is a discount. */
function explainBound({ bound, exact, currency }: PriceTrace): readonly Step[] {
  if (!bound) return []
  const difference = exactly(bound.before).minus(exactly(exact)).abs()
  return [
    step(`pricing.bound.${bound.by}`, {
      before: ['decimal', bound.before, currency],
      difference: ['decimal', decimalText(difference), currency],
      amount: ['decimal', exact, currency],
    }),
  ]
}
