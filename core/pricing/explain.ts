import { decimalText, exactly } from '../kernel/decimal.ts'
import { step, type Step } from '../kernel/explanation.ts'
import type { PriceTrace } from './trace.ts'

/** What a quantity costs, and the sum behind it band by band. */
export function explainPrice(trace: PriceTrace): readonly Step[] {
  const { model, currency, quantity, fills } = trace
  return [
    step('pricing.costs', { quantity: ['decimal', quantity], amount: ['money', trace.minor, currency] }),
    ...explainMeasured(trace),
    ...(trace.free === null || trace.free === '0'
      ? []
      : [step('pricing.included', { free: ['decimal', trace.free], billable: ['decimal', trace.billable] })]),
    ...(trace.over
      ? [step('pricing.committed', { quantity: ['decimal', trace.over.committed], periods: ['count', `${trace.over.periods}`] })]
      : []),
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

/** What the quantity rests on: the reading that decided, or how many were put together. */
function explainMeasured({ measured, quantity }: PriceTrace): readonly Step[] {
  if (!measured) return []
  const { measure, levels, days } = measured
  const [decided] = levels
  const one = levels.length === 1 && decided !== undefined && measure !== 'average' && measure !== 'sum'
  const dated = one && decided.day !== null
  return [
    step(`pricing.measured.${measure}`),
    step(dated ? 'pricing.measuredOn' : one ? 'pricing.measuredOne' : measure === 'average' ? 'pricing.averaged' : 'pricing.added', {
      quantity: ['decimal', quantity],
      ...(dated ? { day: ['day', decided.day!] as const } : {}),
      ...(one ? {} : { levels: ['count', `${levels.length}`] as const }),
      ...(!one && measure === 'average' ? { days: ['count', `${days}`] as const } : {}),
    }),
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
