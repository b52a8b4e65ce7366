import { record } from '../kernel/record.ts'
import { taxCategories } from '../tax/statute/row.ts'
import { taxRoundings } from '../tax/sums.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  anInstant,
  choice,
  codeOf,
  count,
  idOf,
  maybe,
  minorIn,
  shape,
  someData,
  text,
} from '../kernel/shape.ts'

/** A posted invoice. It never changes; what happens to it afterwards (sent, paid, credited) is told by other records. */
export const invoices = record(
  'invoices',
  shape({
    id: idOf('invoices'),
    number: text,
    series: codeOf('numberSeries'),
    /** Place in the series, 1 and up without a gap. */
    sequence: count,
    run: idOf('billingRuns'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    /** The customer as the document names it: name, address, tax id, language, culture. */
    buyer: someData,
    poNumber: maybe(text),
    issued: aDay,
    due: aDay,
    currency: aCurrency,
    net: minorIn('currency'),
    tax: minorIn('currency'),
    gross: minorIn('currency'),
    entityCurrency: aCurrency,
    /** The receivable, converted and rounded once. */
    entityGross: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupGross: minorIn('groupCurrency'),
    postedAt: anInstant,
    kind: choice('invoice', 'creditNote'),
    /** Of a credit note: the invoice that it credits. */
    corrects: maybe(idOf('invoices')),
    /** Why it was credited, as the document says it. */
    reason: maybe(text),
    /** How its tax was rounded; `null`, as on documents of before: once for each code. */
    taxRounding: maybe(choice(...taxRoundings)),
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    filled: { kind: 'invoice' },
    devices: [{ customer: 'customer' }],
    personal: { keep: 'vouchers', since: 'issued', fields: { buyer: 'customer.data', reason: 'anyone.words' } },
  },
)

/** Tax of one invoice and code: rounded once, on the sum of its charges. */
export const invoiceTaxes = record(
  'invoiceTaxes',
  shape({
    invoice: idOf('invoices'),
    code: codeOf('taxCodes'),
    rate: aDecimal,
    currency: aCurrency,
    base: minorIn('currency'),
    amount: minorIn('currency'),
    /** Of its code when it was posted. What follows is `null` on documents of before. */
    category: maybe(choice(...taxCategories)),
    /** The sentence that the law wants, in the customer's language. */
    note: maybe(text),
    entityCurrency: maybe(aCurrency),
    /** As the document and the tax return state it in the entity's currency: at the rate of the tax authority, where the entity keeps to one. */
    entityBase: maybe(minorIn('entityCurrency')),
    entityAmount: maybe(minorIn('entityCurrency')),
    /** That rate: the day and its published legs; `null` where the books' rate or none was used. */
    statedAt: maybe(someData),
  }),
  { key: 'invoice', partOf: 'invoices', immutable: true, personal: { keep: 'vouchers', not: ['note', 'statedAt'] } },
)
