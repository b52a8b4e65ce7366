import { decimalText, exactly } from '../kernel/decimal.ts'
import { step, type Step } from '../kernel/explanation.ts'
import type { PriceTrace } from './trace.ts'

/** What a quantity costs, and the sum behind it band by band. */
export function explainPrice(trace: PriceTrace): readonly Step[] {
  const { model, currency, quantity, fills } = trace
  return [
    step('pricing.costs', { quantity: ['decimal', quantity], amount: ['money', trace.minor, currency] }),
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
  ]
}
