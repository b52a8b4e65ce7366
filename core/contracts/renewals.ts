import { addDays } from '../kernel/day.ts'
import { listing } from '../kernel/listing.ts'
import type { Task } from '../kernel/operation.ts'
import { view } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, choice, codeOf, count, idOf, maybe, minorIn, shape, someData, text } from '../kernel/shape.ts'
import { lineKinds, lineStates } from './contract.ts'

/**
 * What comes up on the lines that run: the end of their term, the last days on which either side can give notice with it (see `noticeDeadlines`), and the
 * end of their price binding. Lines without any of these are not there.
 */
export const renewalRows = view({
  view: 'contracts.renewals',
  row: shape({
    id: idOf('contractLines'),
    contract: idOf('contracts'),
    contractNumber: text,
    number: count,
    customer: idOf('customers'),
    customerName: text,
    entity: codeOf('entities'),
    product: codeOf('products'),
    productNames: someData,
    description: maybe(text),
    kind: choice(...lineKinds),
    state: choice(...lineStates),
    renewalMode: maybe(choice('auto', 'manual', 'none')),
    /** Last day of the term, or of the line where it has no term. */
    termEnd: maybe(aDay),
    /** Empty where notice is given already. */
    customerNoticeBy: maybe(aDay),
    supplierNoticeBy: maybe(aDay),
    boundUntil: maybe(aDay),
    quantity: aDecimal,
    currency: aCurrency,
    /** What a year comes to at the quantity and price of today; empty where bands price the line. */
    valuePerYear: maybe(minorIn('currency')),
  }),
  key: 'id',
  search: ['contractNumber', 'customerName', 'product', 'description'],
  order: ['termEnd', 'customerName', 'contractNumber', 'number'],
  entityField: 'entity',
})

export const listRenewals = listing({ name: 'contracts.renewals', zone: 'sales', permit: 'contracts.read', view: renewalRows })

/** Days ahead that a deadline for notice is a task. */
const ahead = 30
/** Terms that can still be left, for a few days more. */
export const noticesDue: Task = {
  name: 'contracts.noticesDue',
  zone: 'sales',
  permit: 'contracts.write',
  count: async (read, now) => {
    const soon = [now.today, addDays(now.today, ahead)]
    const where = {
      any: [
        { field: 'customerNoticeBy', is: 'between', value: soon },
        { field: 'supplierNoticeBy', is: 'between', value: soon },
      ],
    } as const
    return (await read.browse(renewalRows, { where, limit: 1 })).total
  },
}
