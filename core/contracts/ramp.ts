import { decimalText } from '../kernel/decimal.ts'
import { command } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, aDecimal, many, maybe, shape, text } from '../kernel/shape.ts'
import { boundFault, changed, changedLine, changing, effectiveFault, effectiveFaults, historyOf, lineNamed, withRecorded } from './changing.ts' // prettier-ignore

/** Steps that are agreed in advance: from each of these days on another quantity, price or both. */
export const rampLine = command({
  name: 'contracts.ramp',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    ...lineNamed,
    steps: many(shape({ from: aDay, quantity: maybe(aDecimal), unitPrice: maybe(aDecimal) }), 120),
    amendment: maybe(text),
    reason: maybe(text),
  }),
  output: changedLine,
  refusals: [
    'contracts.unknownLine', 'contracts.badSteps', 'contracts.negativeQuantity', 'contracts.negativePrice', 'contracts.priceBound', ...effectiveFaults,
  ], // prettier-ignore
  load: async ({ line }, read) => ({ history: await historyOf(line, read) }),
  decide: ({ line, steps, amendment, reason }, { history }, now) => {
    if (!history) return refuse('contracts.unknownLine', { line })
    const wrong = steps.findIndex((s, i) => (s.quantity === null && s.unitPrice === null) || (i > 0 && s.from <= steps[i - 1]!.from))
    if (wrong >= 0 || steps.length === 0) return refuse('contracts.badSteps', { step: `${wrong + 1}` })
    let of = changing(history)
    for (const { from, quantity, unitPrice } of steps) {
      if (quantity?.lt(0)) return refuse('contracts.negativeQuantity', { quantity: decimalText(quantity) })
      if (unitPrice?.lt(0)) return refuse('contracts.negativePrice', { price: decimalText(unitPrice) })
      const fault = effectiveFault(history, from) ?? (unitPrice === null ? undefined : boundFault(history, from, amendment))
      if (fault) return fault
      const sets = { ...(quantity === null ? {} : { quantity }), ...(unitPrice === null ? {} : { unitPrice }) }
      of = withRecorded(of, { act: 'ramp', effective: from, ...sets, amendment, reason }, now)
    }
    return changed(of)
  },
})
