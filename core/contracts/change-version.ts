import { command } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, count, flag, maybe, shape, text } from '../kernel/shape.ts'
import { products } from '../catalog/product.ts'
import { boundFault, changed, changedLine, changing, effectiveDay, effectiveFault, effectiveFaults, historyOf, lineNamed, named, termsOn, withRecorded } from './changing.ts' // prettier-ignore
import { soldWith } from './sold.ts'

/** Moves a line to another version of its product from a day on. An agreed price stays, unless the list price is asked for. */
export const changeVersion = command({
  name: 'contracts.changeVersion',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    ...lineNamed,
    /** Left out: the version that is sold now. */
    version: maybe(count),
    /** Left out: today. */
    effective: maybe(aDay),
    /** Gives up an agreed price for that of the version. */
    listPrice: maybe(flag),
    amendment: maybe(text),
    reason: maybe(text),
  }),
  output: changedLine,
  refusals: [
    'contracts.unknownLine',
    'contracts.unknownVersion',
    'contracts.otherMeasure',
    'contracts.noPrice',
    'contracts.priceBound',
    ...effectiveFaults,
  ],
  load: async (input, read) => {
    const history = await historyOf(input.line, read)
    const product = history && (await read.get(products, history.line.product))
    return {
      history,
      product,
      own: history && (await soldWith(history.line, read)),
      sold: product && (await soldWith({ product: product.code, version: input.version ?? product.version }, read)),
    }
  },
  decide: (input, { history, product, own, sold }, now) => {
    if (!history || !product || !own) return refuse('contracts.unknownLine', { line: input.line })
    if (!sold) return refuse('contracts.unknownVersion', { product: product.code, version: `${input.version}` })
    // The periods of a line follow from how its quantity comes about, so that stays as long as the line does.
    if (sold.version.measure !== own.version.measure)
      return refuse('contracts.otherMeasure', { ...named(history), product: product.code, version: `${sold.version.version}` })
    const { amendment, reason } = input
    const { currency } = history.line
    const { version, prices } = sold.version
    const effective = effectiveDay(history, input.effective, now)
    const listed = input.listPrice === true || termsOn(history, effective).unitPrice === null
    if (listed && !prices.some((price) => price.currency === currency))
      return refuse('contracts.noPrice', { product: product.code, currency, version: `${version}` })
    const fault = effectiveFault(history, effective) ?? (listed ? boundFault(history, effective, amendment) : undefined)
    if (fault) return fault
    const price = input.listPrice === true ? { unitPrice: null } : {}
    return changed(withRecorded(changing(history), { act: 'version', effective, version, ...price, amendment, reason }, now))
  },
})
