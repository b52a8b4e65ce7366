import { decimalText } from '../kernel/decimal.ts'
import { command } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, aDecimal, maybe, shape, text } from '../kernel/shape.ts'
import { changed, changedLine, changing, effectiveDay, effectiveFault, effectiveFaults, historyOf, lineNamed, named, termsOn, withRecorded } from './changing.ts' // prettier-ignore

/** Raises the agreed quantity to what was measured, from a day on. It never lowers it: what was committed is owed. */
export const trueUp = command({
  name: 'contracts.trueUp',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    ...lineNamed,
    measured: aDecimal,
    /** Left out: today. */
    effective: maybe(aDay),
    reason: maybe(text),
  }),
  output: changedLine,
  refusals: ['contracts.unknownLine', 'contracts.negativeTrueUp', ...effectiveFaults],
  load: async ({ line }, read) => ({ history: await historyOf(line, read) }),
  decide: ({ line, measured, effective: said, reason }, { history }, now) => {
    if (!history) return refuse('contracts.unknownLine', { line })
    const effective = effectiveDay(history, said, now)
    const fault = effectiveFault(history, effective)
    if (fault) return fault
    const agreed = termsOn(history, effective).quantity
    if (measured.lt(agreed))
      return refuse('contracts.negativeTrueUp', { ...named(history), measured: decimalText(measured), agreed: decimalText(agreed) })
    return changed(withRecorded(changing(history), { act: 'quantity', effective, quantity: measured, reason }, now))
  },
})
