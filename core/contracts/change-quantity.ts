import type { Day } from '../kernel/day.ts'
import { decimalText, type Decimal } from '../kernel/decimal.ts'
import { command } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { aDay, aDecimal, maybe, shape, text } from '../kernel/shape.ts'
import { documentOf } from '../catalog/document.ts'
import { changed, changedLine, changing, effectiveDay, effectiveFault, effectiveFaults, historyOf, lineNamed, named, termsOn, withRecorded, type History } from './changing.ts' // prettier-ignore
import { mayStepBack } from './deadlines.ts'
import { soldWith, type Sold } from './sold.ts'

/** More or fewer from a day on, also one that is past or billed: billing proposes the difference. */
export const changeQuantity = command({
  name: 'contracts.changeQuantity',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    ...lineNamed,
    quantity: aDecimal,
    /** Left out: today. */
    effective: maybe(aDay),
    amendment: maybe(text),
    reason: maybe(text),
  }),
  output: changedLine,
  refusals: ['contracts.unknownLine', 'contracts.negativeQuantity', 'contracts.noDecrease', ...effectiveFaults],
  load: async ({ line }, read) => {
    const history = await historyOf(line, read)
    return { history, sold: history && (await soldWith(history.line, read)) }
  },
  decide: (input, { history, sold }, now) => {
    if (!history || !sold) return refuse('contracts.unknownLine', { line: input.line })
    const { quantity, amendment, reason } = input
    if (quantity.lt(0)) return refuse('contracts.negativeQuantity', { quantity: decimalText(quantity) })
    const effective = effectiveDay(history, input.effective, now)
    const fault = effectiveFault(history, effective)
    if (fault) return fault
    return (
      decreaseFault(history, sold, quantity, effective) ??
      changed(withRecorded(changing(history), { act: 'quantity', effective, quantity, amendment, reason }, now))
    )
  },
})

/** May the quantity be this from a day on? Within a term some products only allow more, but for the days in which a customer may step back. */
export function decreaseFault(of: History, sold: Sold, quantity: Decimal, effective: Day): Refusal<'contracts.noDecrease'> | undefined {
  const { termEnd, product, start } = of.line
  const { decreaseAllowed, cancelDays } = documentOf(sold.product, sold.version).renew
  const bound = !decreaseAllowed && (termEnd === null || effective <= termEnd) && !mayStepBack(start, of.changes, cancelDays, effective)
  if (!bound || quantity.gte(termsOn(of, effective).quantity)) return undefined
  return refuse('contracts.noDecrease', { ...named(of), product, effective, termEnd: termEnd ?? '–' })
}
