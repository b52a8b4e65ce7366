import { query } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { givenSale } from './given.ts'
import { mostLines, saleLineWithCosts, saleSums } from './sale.ts'
import { saleFacts } from './sale-facts.ts'
import { saleFaults, saleOf } from './sale-building.ts'

/** What a sale would come to, line by line: prices, bundles, taxes, purchases and margin. Nothing is written; screens reckon with it while somebody types. */
export const workOut = query({
  name: 'quotes.workOut',
  zone: 'sales',
  permit: 'quotes.read',
  input: shape({ customer: maybe(idOf('customers')), ...givenSale }),
  output: shape({ ...saleSums, language: text, lines: many(saleLineWithCosts, mostLines) }),
  refusals: saleFaults,
  ask: async (input, read, now) => {
    const sale = saleOf(input, await saleFacts(input, read, now))
    return refused(sale) ? sale : { ...sale.sums, language: sale.language, lines: sale.lines }
  },
})
