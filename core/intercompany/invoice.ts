import { aStep } from '../kernel/explanation.ts'
import { record, type Row } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, aFile, anInstant, choice, codeOf, count, flag, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts' // prettier-ignore
import { syntaxes } from '../einvoice/profile.ts'
import { aFinding } from '../einvoice/validate.ts'
import { taxCategories } from '../tax/statute/row.ts'

export const aTax = shape({
  code: text,
  /** Per cent. */
  rate: aDecimal,
  category: choice(...taxCategories),
  base: minorIn('currency'),
  tax: minorIn('currency'),
})

/**
 * What one legal entity invoices another for a month's charges: the tax document of supplies that were booked as they happened. Numbered by the provider without
 * gaps; never sent to a customer, and no document of a customer reads it.
 */
export const intercompanyInvoices = record(
  'intercompanyInvoices',
  shape({
    id: idOf('intercompanyInvoices'),
    number: text,
    kind: choice('invoice', 'creditNote'),
    provider: codeOf('entities'),
    receiver: codeOf('entities'),
    /** `2026-11` */
    month: text,
    issued: aDay,
    due: aDay,
    taxPoint: aDay,
    currency: aCurrency,
    net: minorIn('currency'),
    /** What the provider charges; under reverse charge nothing. */
    tax: minorIn('currency'),
    gross: minorIn('currency'),
    charges: count,
    taxes: many(aTax),
    /** What the law wants said on it, in the receiver's language. */
    note: maybe(text),
    /** Under which the receiver owes the tax itself and has it back. */
    reverseCode: maybe(text),
    reverseTax: minorIn('currency'),
    /** Why it bears this tax. */
    why: many(aStep),
    providerJournal: idOf('journals'),
    receiverJournal: idOf('journals'),
    issuedAt: anInstant,
    issuedBy: text,
  }),
  { key: 'id', entityField: 'receiver', immutable: true, personal: { keep: 'vouchers', since: 'issued', not: ['taxes', 'note', 'why'] } },
)
export type IntercompanyInvoice = Row<typeof intercompanyInvoices>

/** Which invoice a charge is on: one, as the key says. */
export const intercompanyCharges = record(
  'intercompanyCharges',
  shape({ charge: idOf('transferCharges'), intercompanyInvoice: idOf('intercompanyInvoices'), position: count }),
  { key: 'charge', immutable: true },
)

/** An e-invoice as it was written and checked, with the report. What is written again after a correction is a further one. */
export const intercompanyEInvoices = record(
  'intercompanyEInvoices',
  shape({
    id: idOf('intercompanyEInvoices'),
    intercompanyInvoice: idOf('intercompanyInvoices'),
    provider: codeOf('entities'),
    receiver: codeOf('entities'),
    syntax: choice(...syntaxes),
    /** The profile and the release of its rules, as they were called then. */
    profile: text,
    release: text,
    /** Nothing fatal was found. */
    valid: flag,
    findings: many(aFinding),
    xml: aFile,
    report: aFile,
    preparedAt: anInstant,
    preparedBy: text,
  }),
  {
    key: 'id',
    entityField: 'receiver',
    immutable: true,
    personal: { keep: 'vouchers', since: 'preparedAt', fields: { xml: 'user.file' }, not: ['findings', 'report'] },
  },
)

/** The printed invoice: the exact bytes. */
export const intercompanyPrints = record(
  'intercompanyPrints',
  shape({ intercompanyInvoice: idOf('intercompanyInvoices'), language: text, file: aFile, printedAt: anInstant }),
  { key: 'intercompanyInvoice', immutable: true, personal: { keep: 'vouchers', since: 'printedAt', not: ['file'] } },
)
