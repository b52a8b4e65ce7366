import { decimalText } from '../kernel/decimal.ts'
import { command } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, aDecimal, maybe, shape, text } from '../kernel/shape.ts'
import { boundFault, changed, changedLine, changing, effectiveDay, effectiveFault, effectiveFaults, historyOf, lineNamed, termsOn, withRecorded } from './changing.ts' // prettier-ignore
import { soldWith } from './sold.ts'

/** Another price from a day on, also one that is past or billed: billing proposes the difference. */
export const changePrice = command({
  name: 'contracts.changePrice',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    ...lineNamed,
    /** Left out: the price of the product's version. */
    unitPrice: maybe(aDecimal),
    /** Left out: today. */
    effective: maybe(aDay),
    /** Number of the amendment that both sides signed: it also moves a price that is bound. */
    amendment: maybe(text),
    reason: maybe(text),
  }),
  output: changedLine,
  refusals: ['contracts.unknownLine', 'contracts.negativePrice', 'contracts.noPrice', 'contracts.priceBound', ...effectiveFaults],
  load: async ({ line, effective }, read, now) => {
    const history = await historyOf(line, read)
    const version = history && termsOn(history, effectiveDay(history, effective, now)).version
    return { history, sold: history && (await soldWith({ product: history.line.product, version: version! }, read)) }
  },
  decide: (input, { history, sold }, now) => {
    if (!history || !sold) return refuse('contracts.unknownLine', { line: input.line })
    const { unitPrice, amendment, reason } = input
    const { currency, product } = history.line
    if (unitPrice?.lt(0)) return refuse('contracts.negativePrice', { price: decimalText(unitPrice) })
    if (unitPrice === null && !sold.version.prices.some((price) => price.currency === currency))
      return refuse('contracts.noPrice', { product, currency, version: `${sold.version.version}` })
    const effective = effectiveDay(history, input.effective, now)
    const fault = effectiveFault(history, effective) ?? boundFault(history, effective, amendment)
    return fault ?? changed(withRecorded(changing(history), { act: 'price', effective, unitPrice, amendment, reason }, now))
  },
})
