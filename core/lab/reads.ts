import { question } from '../kernel/record.ts'
import { aCurrency, aDay, choice, codeOf, count, idOf, maybe, minorIn, shape, someData, text } from '../kernel/shape.ts'
import { chargeKinds } from '../billing/run.ts'

/** What was invoiced in some months, in the order in which it was charged, with the trace that says how. */
export const invoicedCharges = question(
  'lab.invoicedCharges',
  shape({
    from: aDay,
    /** Exclusive. */
    to: aDay,
    product: maybe(codeOf('products')),
    customer: maybe(idOf('customers')),
    currency: maybe(aCurrency),
    after: maybe(idOf('charges')),
    limit: count,
  }),
  shape({
    id: idOf('charges'),
    line: idOf('contractLines'),
    customer: idOf('customers'),
    customerName: text,
    product: codeOf('products'),
    from: aDay,
    to: aDay,
    currency: aCurrency,
    net: minorIn('currency'),
    kind: choice(...chargeKinds),
    corrects: maybe(idOf('charges')),
    trace: someData,
  }),
)
