import { record } from '../kernel/record.ts'
import { aDecimal, choice, codeOf, count, idOf, maybe, shape, text } from '../kernel/shape.ts'

/** How a customer wants invoices beside, or inside, the printed page. */
export const channels = ['none', 'xrechnung-ubl', 'xrechnung-cii', 'peppol', 'zugferd'] as const
export type Channel = (typeof channels)[number]

/** What e-invoices to a customer need to know of it, beside its name and address. */
export const einvoiceBuyers = record(
  'einvoiceBuyers',
  shape({
    customer: idOf('customers'),
    channel: choice(...channels),
    /** BT-10: of a public buyer in Germany its Leitweg-ID. */
    buyerReference: maybe(text),
    /** BT-49 with its code of the list EAS; without one, invoices go to the customer's e-mail (EM). */
    electronicAddress: maybe(text),
    addressScheme: maybe(text),
    /** BT-89 and BT-91: where there is a mandate, invoices are debited. */
    mandate: maybe(text),
    debitAccount: maybe(text),
    /** Cash discount: so much per cent for whoever pays within so many days. */
    cashDiscountDays: maybe(count),
    cashDiscountPercent: maybe(aDecimal),
  }),
  {
    key: 'customer',
    personal: {
      keep: 'contract',
      fields: { electronicAddress: 'customer.email', debitAccount: 'customer.trace', buyerReference: 'anyone.words' },
      not: ['addressScheme'],
    },
  },
)

/** What e-invoices of a legal entity need to know of it, beside its name, address and bank. */
export const einvoiceSellers = record(
  'einvoiceSellers',
  shape({
    entity: codeOf('entities'),
    /** BG-6: whom the buyer may ask. */
    contactName: maybe(text),
    contactPhone: maybe(text),
    contactEmail: maybe(text),
    /** BT-34 with its code of the list EAS; without one, the contact's e-mail (EM). */
    electronicAddress: maybe(text),
    addressScheme: maybe(text),
    /** BT-32: the tax number beside the VAT number. */
    localTaxNumber: maybe(text),
    /** BT-90: who debits by SEPA. */
    creditorId: maybe(text),
  }),
  {
    key: 'entity',
    entityField: 'entity',
    personal: {
      keep: 'use',
      fields: { contactName: 'user.name', contactPhone: 'user.phone', contactEmail: 'user.email', electronicAddress: 'user.email' },
      not: ['addressScheme'],
    },
  },
)
