import { question, record, type Row } from '../kernel/record.ts'
import { aCurrency, aDecimal, codeOf, count, idOf, many, minorIn, shape } from '../kernel/shape.ts'

/** Sales tax of a charge as a service worked it out: asked for while the charge is proposed, and never again. What is credited of it is a part of it. */
export const chargeTaxes = record(
  'chargeTaxes',
  shape({
    charge: idOf('charges'),
    run: idOf('billingRuns'),
    entity: codeOf('entities'),
    /** What the service was asked and said, word for word. */
    answer: idOf('salesTaxAnswers'),
    currency: aCurrency,
    tax: minorIn('currency'),
    /** Per cent of all taxes of the place together. */
    rate: aDecimal,
  }),
  { key: 'charge', entityField: 'entity', partOf: 'billingRuns', immutable: true, personal: { keep: 'vouchers' } },
)
export type ChargeTax = Row<typeof chargeTaxes>

/** How many charges of a run a sales tax service has still to be asked about. */
export const salesTaxMissing = question(
  'billing.salesTaxMissing',
  shape({ run: idOf('billingRuns'), entities: many(codeOf('entities')) }),
  shape({ charges: count }),
)
