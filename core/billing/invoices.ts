import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, codeOf, count, idOf, many, maybe, minorIn, shape, someData, text } from '../kernel/shape.ts'
import { journalLines, journals, openItems } from '../ledger/journal.ts'
import { invoices, invoiceTaxes } from './invoice.ts'
import { invoiceView } from './reads.ts'

export const listInvoices = listing({ name: 'billing.invoices', zone: 'finance', permit: 'billing.read', view: invoiceView })

const invoiceCharge = shape({
  id: idOf('charges'),
  contract: idOf('contracts'),
  contractNumber: text,
  lineNumber: count,
  description: maybe(text),
  product: codeOf('products'),
  version: count,
  productNames: someData,
  unit: someData,
  from: aDay,
  to: aDay,
  quantity: aDecimal,
  currency: aCurrency,
  net: minorIn('currency'),
  taxCodes: many(codeOf('taxCodes')),
  trace: someData,
})
/** The lines of an invoice: its charges with what the document says of them. */
export const invoiceCharges = question('billing.invoiceCharges', shape({ invoice: idOf('invoices') }), invoiceCharge)
/** The lines of an invoice that is only proposed. */
export const proposedCharges = question(
  'billing.proposedCharges',
  shape({ run: idOf('billingRuns'), invoice: idOf('invoices') }),
  shape({ ...invoiceCharge.fields, entity: codeOf('entities'), customer: idOf('customers'), poNumber: maybe(text) }),
)

/** An invoice with everything that stands on it and behind it: lines, taxes, journal in three currencies, what is open. */
export const getInvoice = query({
  name: 'billing.invoice',
  zone: 'finance',
  permit: 'billing.read',
  input: shape({ invoice: idOf('invoices') }),
  output: shape({
    invoice: invoices.shape,
    charges: many(invoiceCharges.answers),
    taxes: many(invoiceTaxes.shape),
    journal: maybe(journals.shape),
    lines: many(journalLines.shape),
    open: maybe(openItems.shape),
  }),
  refusals: ['billing.unknownInvoice'],
  ask: async ({ invoice: id }, read) => {
    const invoice = await read.get(invoices, id)
    if (!invoice) return refuse('billing.unknownInvoice', { invoice: id })
    const [charges, taxes, journal, lines, open] = await Promise.all([
      read.ask(invoiceCharges, { invoice: id }),
      read.list(invoiceTaxes, { where: { field: 'invoice', is: 'equal', value: id }, limit: 100 }),
      read.get(journals, id),
      read.list(journalLines, { where: { field: 'journal', is: 'equal', value: id }, order: ['position'], limit: 100_000 }),
      read.get(openItems, id),
    ])
    return { invoice, charges, taxes, journal: journal ?? null, lines, open: open ?? null }
  },
})
