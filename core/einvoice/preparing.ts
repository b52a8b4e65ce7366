import type { Now, Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'
import type { Id, Wire } from '../kernel/shape.ts'
import { invoices, invoiceTaxes } from '../billing/invoice.ts'
import { invoiceCharges } from '../billing/invoices.ts'
import { contacts } from '../customers/contact.ts'
import { customers } from '../customers/customer.ts'
import { entities } from '../entities/entity.ts'
import { journalLines } from '../ledger/journal.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { einvoiceBuyers, einvoiceSellers } from './channel.ts'
import { eInvoices, keepText } from './e-invoice.ts'
import type { EInvoiceFacts } from './facts.ts'
import { eInvoiceOf, isApplicable } from './of-invoice.ts'
import type { Syntax } from './profile.ts'
import { rendered, type Rendered } from './render.ts'
import { rules } from './validate.ts'

type Kept = Row<typeof eInvoices>

/** What the e-invoice of a posted document is made from; `undefined` where there is no such document. */
export async function eInvoiceFacts(read: Read, id: Id<'invoices'>): Promise<EInvoiceFacts | undefined> {
  const invoice = await read.get(invoices, id)
  if (!invoice) return undefined
  const ofCustomer = { field: 'customer', is: 'equal', value: invoice.customer } as const
  const [charges, taxes, lines, entity, codes, corrected, seller, buyer, customer, people] = await Promise.all([
    read.ask(invoiceCharges, { invoice: id }),
    read.list(invoiceTaxes, { where: { field: 'invoice', is: 'equal', value: id }, order: ['code'], limit: 1000 }),
    read.list(journalLines, { where: { field: 'journal', is: 'equal', value: id }, order: ['position'], limit: 100_000 }),
    read.get(entities, invoice.entity),
    read.list(taxCodes, { limit: 10_000 }),
    invoice.corrects === null ? undefined : read.get(invoices, invoice.corrects),
    read.get(einvoiceSellers, invoice.entity),
    read.get(einvoiceBuyers, invoice.customer),
    read.get(customers, invoice.customer),
    read.list(contacts, { where: ofCustomer, limit: 1000 }),
  ])
  assert(entity, `the entity of invoice ${invoice.number}`)
  return {
    invoice,
    charges,
    taxes,
    lines,
    entity,
    taxCodes: new Map(codes.map((code) => [code.code as string, code])),
    corrected: corrected ?? null,
    seller: seller ?? null,
    buyer: buyer ?? null,
    buyerEmail: people.find((person) => person.getsInvoices)?.email ?? customer?.email ?? null,
  }
}

/** The e-invoices of a document, the last one first. */
export const eInvoicesOf = (read: Read, invoice: Id<'invoices'>): Promise<readonly Kept[]> =>
  read.list(eInvoices, { where: { field: 'invoice', is: 'equal', value: invoice }, order: ['-preparedAt', '-id'], limit: 100 })

export interface Prepared {
  readonly row: Kept
  /** It is in the archive already. */
  readonly kept: boolean
  readonly xml: string
}
export type Unprepared = Refusal<'einvoice.unknownInvoice' | 'einvoice.noChannel' | 'einvoice.notApplicable'>

/** The syntax that the customer of a document wants, or why it gets no e-invoice. */
export function syntaxOf(facts: EInvoiceFacts): Syntax | Unprepared {
  const { buyer, invoice } = facts
  const { name } = invoice.buyer as { readonly name: string }
  if (buyer === null || buyer.channel === 'none') return refuse('einvoice.noChannel', { customer: name })
  return isApplicable(facts) ? buyer.channel : refuse('einvoice.notApplicable', { number: invoice.number })
}

const safe = (number: string): string => number.replace(/[^\w-]/g, '-')

/** The report of a check: what was checked, by which rules, with which result. */
export const reportOf = ({ profile, validation, xml }: Rendered, number: string, now: Now): Wire => ({
  format: 'harmony-einvoice-report/1',
  number,
  profile: profile.name,
  specification: profile.specification,
  release: profile.release,
  xml: { sha256: now.digest(xml) },
  checkedAt: now.at,
  rules: rules.filter((rule) => profile.rules.includes(rule.of)).map((rule) => rule.id),
  ok: validation.ok,
  findings: validation.findings.map((finding) => ({ ...finding })),
})

/** Writes and checks the e-invoice of a posted document in the way its customer wants it. What the archive holds already and would be the same is given again. */
export async function prepareEInvoice(read: Read, id: Id<'invoices'>, now: Now): Promise<Prepared | Unprepared> {
  // Most customers want none: a run of thousands does not look up the rest for them.
  const invoice = await read.get(invoices, id)
  const channel = invoice && (await read.get(einvoiceBuyers, invoice.customer))?.channel
  if (invoice && (channel === undefined || channel === 'none'))
    return refuse('einvoice.noChannel', { customer: (invoice.buyer as { readonly name: string }).name })
  const facts = await eInvoiceFacts(read, id)
  if (!facts) return refuse('einvoice.unknownInvoice', { invoice: id })
  const syntax = syntaxOf(facts)
  if (typeof syntax !== 'string') return syntax
  const { number, entity } = facts.invoice
  const made = rendered(eInvoiceOf(facts), syntax)
  const { profile, validation, xml } = made
  const [last] = await eInvoicesOf(read, id)
  // A valid one is what the customer got, whatever is known of both sides since; an invalid one is written again until it is right.
  const stands = last !== undefined && last.syntax === syntax && (last.valid || (last.xml.hash === now.digest(xml) && last.release === profile.release)) // prettier-ignore
  if (stands) return { row: last, kept: true, xml }
  const name = syntax === 'zugferd' ? 'factur-x.xml' : `${safe(number)}.xml`
  const report = JSON.stringify(reportOf(made, number, now), undefined, 2)
  const [kept] = await read.ask(keepText, { name, mime: 'application/xml', content: xml })
  const [reported] = await read.ask(keepText, { name: `${safe(number)}-report.json`, mime: 'application/json', content: report })
  assert(kept && reported, 'an e-invoice and its report in the files')
  const row: Kept = {
    id: now.newId() as Kept['id'],
    invoice: id,
    entity,
    syntax,
    profile: profile.name,
    release: profile.release,
    valid: validation.ok,
    findings: validation.findings,
    xml: kept.file,
    report: reported.file,
    preparedAt: now.at,
    preparedBy: now.caller.name,
  }
  return { row, kept: false, xml }
}
