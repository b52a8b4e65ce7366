import { listing } from '../kernel/listing.ts'
import { query, type Read } from '../kernel/operation.ts'
import { question, type Answer, type Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, codeOf, count, idOf, many, maybe, minorIn, shape, someData, text } from '../kernel/shape.ts'
import { accounts, journalLines, journals, openItems } from '../ledger/journal.ts'
import { creditsOf } from './credit-facts.ts'
import { leftOf } from './crediting.ts'
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
  shape({
    ...invoiceCharge.fields,
    entity: codeOf('entities'),
    customer: idOf('customers'),
    poNumber: maybe(text),
    serviceTax: maybe(minorIn('currency')),
    serviceRate: maybe(aDecimal),
  }),
)

/** What happened to an invoice since, and what its accounts are called. */
async function behind(
  { id, kind, corrects }: Row<typeof invoices>,
  own: readonly Answer<typeof invoiceCharges>[],
  lines: readonly Row<typeof journalLines>[],
  read: Read,
) {
  const [credits, named, corrected, notes] = await Promise.all([
    read.ask(creditsOf, { invoice: id }),
    read.some(accounts, [...new Set(lines.map((line) => line.account))]),
    corrects === null ? undefined : read.get(invoices, corrects),
    read.list(invoices, { where: { field: 'corrects', is: 'equal', value: id }, order: ['issued', 'number'], limit: 1000 }),
  ])
  return {
    accounts: [...named.values()].map(({ code, names }) => ({ code, names })),
    credits,
    left: own.map(({ id: charge, currency, net }) => ({
      charge,
      currency,
      left: kind === 'creditNote' ? 0n : leftOf({ id: charge, net }, credits),
    })),
    corrected: corrected ? { id: corrected.id, number: corrected.number } : null,
    creditNotes: notes.map(({ id: note, number, issued, currency, gross, reason }) => ({
      id: note,
      number,
      issued,
      currency,
      gross,
      reason,
    })),
  }
}

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
    /** Names of the accounts in the journal, by language. */
    accounts: many(shape({ code: codeOf('accounts'), names: someData })),
    /** What corrects or credits its charges, posted or proposed. */
    credits: many(creditsOf.answers),
    /** What may still be credited of each charge. */
    left: many(shape({ charge: idOf('charges'), currency: aCurrency, left: minorIn('currency') })),
    /** Of a credit note: the invoice that it credits. */
    corrected: maybe(shape({ id: idOf('invoices'), number: text })),
    /** Credit notes of this invoice. */
    creditNotes: many(
      shape({ id: idOf('invoices'), number: text, issued: aDay, currency: aCurrency, gross: minorIn('currency'), reason: maybe(text) }),
    ),
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
    return {
      invoice,
      charges,
      taxes,
      journal: journal ?? null,
      lines,
      open: open ?? null,
      ...(await behind(invoice, charges, lines, read)),
    }
  },
})
