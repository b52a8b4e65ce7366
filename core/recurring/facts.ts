import { lineChanges } from '../contracts/line-change.ts'
import { lineLife } from '../contracts/contract.ts'
import { question, type Answer } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, codeOf, count, flag, idOf, maybe, shape, someData, text } from '../kernel/shape.ts'

/**
 * Lines in force, and those that were, that are charged period by period: `measured` takes in those that are charged by what is consumed, at the quantity that was
 * agreed. By contract and number.
 */
export const recurringLines = question(
  'recurring.lines',
  shape({ measured: flag }),
  shape({
    id: idOf('contractLines'),
    contract: idOf('contracts'),
    contractNumber: text,
    number: count,
    entity: codeOf('entities'),
    customer: idOf('customers'),
    customerName: text,
    /** The family that the customer is one of. */
    customerFamily: maybe(text),
    product: codeOf('products'),
    productNames: someData,
    productFamily: maybe(text),
    version: count,
    quantity: aDecimal,
    unitPrice: maybe(aDecimal),
    currency: aCurrency,
    start: aDay,
    end: maybe(aDay),
    life: maybe(lineLife),
    changes: count,
    addedAt: maybe(anInstant),
  }),
)
export type RecurringLine = Answer<typeof recurringLines>

/** All that is recorded of lines, oldest first. */
export const recurringChanges = question('recurring.changes', shape({}), lineChanges.shape)
