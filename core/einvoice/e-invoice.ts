import { question, record, view } from '../kernel/record.ts'
import {
  aCurrency,
  aDay,
  aFile,
  anInstant,
  choice,
  codeOf,
  count,
  flag,
  idOf,
  longText,
  many,
  maybe,
  minorIn,
  shape,
  text,
} from '../kernel/shape.ts'
import { channels } from './channel.ts'
import { syntaxes } from './profile.ts'
import { aFinding } from './validate.ts'

/** An e-invoice as it was written and checked: the exact bytes, and the report of the check beside them. What is written again after a correction is a further one. */
export const eInvoices = record(
  'eInvoices',
  shape({
    id: idOf('eInvoices'),
    invoice: idOf('invoices'),
    entity: codeOf('entities'),
    syntax: choice(...syntaxes),
    /** The profile and the release of its rules, as they were called then. */
    profile: text,
    release: text,
    /** Nothing fatal was found: it may be sent. */
    valid: flag,
    findings: many(aFinding),
    xml: aFile,
    report: aFile,
    preparedAt: anInstant,
    preparedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    personal: { keep: 'vouchers', since: 'preparedAt', fields: { xml: 'customer.file', report: 'customer.file' }, not: ['findings'] },
  },
)

/** Keeps a text as a file; answered by the host. */
export const keepText = question('einvoice.keep', shape({ name: text, mime: text, content: longText }), shape({ file: aFile }))

export const eInvoiceStates = ['waiting', 'valid', 'invalid', 'notApplicable'] as const

/** Every posted document, and how its e-invoice stands. Not applicable: the customer wants none, or its taxes have no place in EN 16931. */
export const eInvoiceRows = view({
  view: 'einvoice.list',
  key: 'id',
  search: ['number', 'customerName'],
  order: ['-issued', 'number'],
  entityField: 'entity',
  row: shape({
    id: idOf('invoices'),
    number: text,
    customer: idOf('customers'),
    customerName: text,
    state: choice(...eInvoiceStates),
    channel: choice(...channels),
    issued: aDay,
    currency: aCurrency,
    gross: minorIn('currency'),
    entity: codeOf('entities'),
    kind: choice('invoice', 'creditNote'),
    profile: maybe(text),
    preparedAt: maybe(anInstant),
  }),
})

/** Documents whose e-invoice is still to be written, in the order in which they were posted. */
export const waitingInvoices = question('einvoice.waiting', shape({ after: maybe(idOf('invoices')), limit: count }), shape({ id: idOf('invoices') })) // prettier-ignore
export const waitingCount = question('einvoice.waitingCount', shape({}), shape({ waiting: count }))
/** Asked for by everybody's desk. */
export const invalidCount = question('einvoice.invalidCount', shape({}), shape({ invalid: count }))
