import { record } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, choice, codeOf, count, idOf, many, maybe, shape, text } from '../kernel/shape.ts'

/** A promise of one legal entity to deliver to a customer, at a price, over time: the centre of everything. */
export const contracts = record(
  'contracts',
  shape({
    id: idOf('contracts'),
    /** Unique within the entity: `C-1001`. */
    number: text,
    entity: codeOf('entities'),
    customer: idOf('customers'),
    state: choice('draft', 'active', 'ended'),
    /** What it is about, in the customer's words. */
    name: maybe(text),
  }),
  { key: 'id', entityField: 'entity' },
)

export const timings = ['advance', 'arrears'] as const
export const anchors = ['calendar', 'anniversary'] as const

/** One thing that a contract sells. */
export const contractLines = record(
  'contractLines',
  shape({
    id: idOf('contractLines'),
    contract: idOf('contracts'),
    /** Number of the line within its contract. */
    number: count,
    entity: codeOf('entities'),
    customer: idOf('customers'),
    product: codeOf('products'),
    /** Version of the product that the line was sold with. */
    version: count,
    description: maybe(text),
    quantity: aDecimal,
    /** Agreed price per unit and basis of the product; `null`: the price of the product's version. */
    unitPrice: maybe(aDecimal),
    currency: aCurrency,
    /** Months in a billing period. */
    months: count,
    timing: choice(...timings),
    anchor: choice(...anchors),
    /** First day. */
    start: aDay,
    /** Last day. */
    end: maybe(aDay),
    /** Last day that was billed before Harmony; what Harmony billed is known from its charges. */
    billedTo: maybe(aDay),
    taxCodes: many(codeOf('taxCodes')),
    poNumber: maybe(text),
  }),
  { key: 'id', entityField: 'entity' },
)
