import { addDays } from '../kernel/day.ts'
import { decimalText } from '../kernel/decimal.ts'
import { money } from '../kernel/money.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, aDecimal, codeOf, count, idOf, many, maybe, shape, someMoney } from '../kernel/shape.ts'
import { documentOf } from '../catalog/document.ts'
import { products } from '../catalog/product.ts'
import { historyOf, named } from './changing.ts'
import { joined } from './joining.ts'
import { soldWith } from './sold.ts'
import { lastDayOf, periodAround, rhythmOf, sumOf, worthFault, worthFaults, worthOf } from './worth.ts'

const part = shape({ from: aDay, lastDay: aDay, days: count, of: count, amount: someMoney })

/** What a line would cost that joins another one in the middle of its term: the stub until their periods meet, and all until the end that they share. */
export const coTerm = query({
  name: 'contracts.coTerm',
  zone: 'sales',
  permit: 'contracts.read',
  input: shape({
    /** The line whose periods and end are joined. */
    joins: idOf('contractLines'),
    /** Left out: the product of that line. */
    product: maybe(codeOf('products')),
    quantity: aDecimal,
    /** Left out: the agreed price of that line where it is of the same product, else the price of the product. */
    unitPrice: maybe(aDecimal),
    start: aDay,
  }),
  output: shape({
    start: aDay,
    /** Last day that they share; empty while none is known. */
    end: maybe(aDay),
    /** Periods are counted from here. */
    anchorOn: maybe(aDay),
    stub: part,
    /** The first whole period after the stub. */
    next: maybe(part),
    /** From the first day to the shared end, or to the end of the stub where there is none. */
    periods: many(part),
    total: someMoney,
  }),
  refusals: ['contracts.unknownLine', 'contracts.unknownProduct', 'contracts.noCoTerm', 'contracts.negativeQuantity', 'contracts.joinsTooLate', ...worthFaults], // prettier-ignore
  ask: async ({ joins, product: code, quantity, unitPrice: said, start }, read) => {
    const history = await historyOf(joins, read)
    if (!history) return refuse('contracts.unknownLine', { line: joins })
    const { line } = history
    const product = await read.get(products, code ?? line.product)
    const sold = product && (await soldWith({ product: product.code, version: product.version }, read))
    if (!product?.active || !sold) return refuse('contracts.unknownProduct', { product: code ?? line.product })
    const document = documentOf(product, sold.version)
    if (!document.renew.coTermAllowed) return refuse('contracts.noCoTerm', { product: product.code })
    if (quantity.lt(0)) return refuse('contracts.negativeQuantity', { quantity: decimalText(quantity) })
    const { end, termEnd, anchor, anchorOn, months } = joined(line)
    const until = end ?? termEnd
    if (until !== null && until < start) return refuse('contracts.joinsTooLate', { ...named(history), end: until, start })
    const agreed = said ?? (product.code === line.product ? line.unitPrice : null)
    const proration = document.bill.proration ?? 'actual'
    const priced = { quantity, unitPrice: agreed, currency: line.currency, proration }
    const rhythm = rhythmOf({ anchor, start, months }, anchorOn)
    const { closes } = periodAround(rhythm, start)
    // Without an end that is known, the stub is all that there is to say.
    const to = until === null ? closes : addDays(until, 1)
    const parts = worthOf(rhythm, priced, sold.version, start, to)
    if (typeof parts === 'string') return worthFault(parts, { ...line, product: product.code, version: product.version })
    const shown = parts.map((one) => ({ ...one, lastDay: lastDayOf(one), amount: money(line.currency, one.minor) }))
    return {
      start,
      end: until,
      anchorOn,
      stub: shown[0]!,
      next: shown[1] ?? null,
      periods: shown,
      total: money(line.currency, sumOf(parts)),
    }
  },
})
