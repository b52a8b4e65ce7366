import { add, command, query, tell, type Now, type Read } from '../kernel/operation.ts'
import { inLanguage } from '../kernel/by-language.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aFile, choice, flag, idOf, maybe, shape, type Id } from '../kernel/shape.ts'
import { einvoiceSellers } from '../einvoice/channel.ts'
import { keepText } from '../einvoice/e-invoice.ts'
import { reportOf } from '../einvoice/preparing.ts'
import { syntaxes, type Syntax } from '../einvoice/profile.ts'
import { rendered } from '../einvoice/render.ts'
import { entities } from '../entities/entity.ts'
import { journalLines } from '../ledger/journal.ts'
import { account } from '../ledger/posting.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { transferCharges } from '../transfer/charge.ts'
import { intercompanyEInvoice, isApplicable, type IntercompanyFacts } from './e-invoice.ts'
import { chargesOf } from './facts.ts'
import { intercompanyCharges, intercompanyEInvoices, intercompanyInvoices } from './invoice.ts'

type Kept = Row<typeof intercompanyEInvoices>
type Fault = 'intercompany.unknownInvoice' | 'intercompany.noEInvoice'

/** The invoices whose charges a credit note takes back. */
async function precedingOf(read: Read, charges: readonly { readonly charge: string }[]): Promise<IntercompanyFacts['preceding']> {
  const own = await read.some(transferCharges, charges.map(({ charge }) => charge).sort()) // prettier-ignore
  const taken = [...new Set([...own.values()].flatMap(({ reverses }) => reverses ?? []))].sort()
  const on = taken.length === 0 ? [] : [...(await read.some(intercompanyCharges, taken)).values()]
  const before = await read.some(intercompanyInvoices, [...new Set(on.map((one) => one.intercompanyInvoice as string))].sort())
  return [...before.values()].sort((a, b) => (a.number < b.number ? -1 : 1)).map(({ number, issued }) => ({ number, issued })) // prettier-ignore
}

async function factsOf(read: Read, id: Id<'intercompanyInvoices'>): Promise<IntercompanyFacts | undefined> {
  const invoice = await read.get(intercompanyInvoices, id)
  if (!invoice) return undefined
  const known = await read.some(entities, [invoice.provider, invoice.receiver].sort())
  const [provider, receiver] = [known.get(invoice.provider), known.get(invoice.receiver)]
  if (!provider || !receiver) return undefined
  const charges = await read.ask(chargesOf, { invoice: id })
  const lines = await read.list(journalLines, { where: { field: 'journal', is: 'equal', value: invoice.providerJournal }, order: ['position'], limit: 1000 })
  return {
    invoice, charges, provider, receiver,
    codes: await read.some(taxCodes, invoice.taxes.map(({ code }) => code).sort()),
    sellers: await read.some(einvoiceSellers, [provider.code, receiver.code].sort()),
    preceding: invoice.kind === 'creditNote' ? await precedingOf(read, charges) : [],
    taxInBooks: lines.reduce((sum, line) => (line.account === account('outputTax') ? sum - line.entityAmount : sum), 0n),
  }
} // prettier-ignore

/** Public buyers aside, Germans read XRechnung; elsewhere Peppol is what programs read. */
const usualSyntax = (country: string): Syntax => (country === 'DE' ? 'xrechnung-ubl' : 'peppol')

/** What was written last. */
const lastOf = async (read: Read, id: Id<'intercompanyInvoices'>): Promise<Kept | undefined> =>
  (
    await read.list(intercompanyEInvoices, {
      where: { field: 'intercompanyInvoice', is: 'equal', value: id },
      order: ['-preparedAt', '-id'],
      limit: 1,
    })
  )[0]

const safe = (number: string): string => number.replace(/[^\w-]/g, '-')

async function load({ invoice: id, syntax: asked }: { readonly invoice: Id<'intercompanyInvoices'>; readonly syntax: Syntax | null }, read: Read, now: Now) {
  const facts = await factsOf(read, id)
  if (!facts) return refuse('intercompany.unknownInvoice', { invoice: id }) as Refusal<Fault>
  const { number, provider, receiver } = facts.invoice
  if (!isApplicable(facts)) return refuse('intercompany.noEInvoice', { number, country: facts.provider.country }) as Refusal<Fault>
  const syntax = asked ?? usualSyntax(facts.receiver.country)
  const made = rendered(intercompanyEInvoice(facts), syntax)
  const { profile, validation, xml } = made
  const last = await lastOf(read, id)
  // A valid one is what the other side got; an invalid one is written again until it is right.
  if (last && last.syntax === syntax && (last.valid || (last.xml.hash === now.digest(xml) && last.release === profile.release))) return { kept: last }
  const [kept] = await read.ask(keepText, { name: `${safe(number)}.xml`, mime: 'application/xml', content: xml })
  const report = JSON.stringify(reportOf(made, number, now), undefined, 2)
  const [reported] = await read.ask(keepText, { name: `${safe(number)}-report.json`, mime: 'application/json', content: report })
  assert(kept && reported, 'an e-invoice and its report in the files')
  const written = { provider, receiver, syntax, profile: profile.name, release: profile.release, valid: validation.ok, findings: validation.findings, xml: kept.file, report: reported.file }
  return { written: { intercompanyInvoice: id, ...written } }
} // prettier-ignore

/** Writes the e-invoice of an invoice between two legal entities, checks it by the public rules, and keeps it with the report. A valid one stays as it is. */
export const prepareIntercompany = command({
  name: 'intercompany.prepareEInvoice',
  zone: 'finance',
  permit: 'intercompany.issue',
  offline: 'never',
  input: shape({
    invoice: idOf('intercompanyInvoices'),
    /** Left out: XRechnung to Germany, else Peppol. */ syntax: maybe(choice(...syntaxes)),
  }),
  output: intercompanyEInvoices.shape,
  refusals: ['intercompany.unknownInvoice', 'intercompany.noEInvoice'],
  load,
  decide: ({ invoice }, found, now) => {
    if (refused(found)) return found
    if (found.kept) return { result: found.kept, changes: [] }
    const row: Kept = { id: now.newId() as Kept['id'], ...found.written, preparedAt: now.at, preparedBy: now.caller.name }
    return {
      result: row,
      changes: [add(intercompanyEInvoices, row), tell('intercompany.eInvoicePrepared', { invoice, valid: `${row.valid}` })],
    }
  },
})

/** The e-invoice as it goes to the other entity, or the report of its check. What is invalid is not given out. */
export const intercompanyFile = query({
  name: 'intercompany.eInvoice',
  zone: 'finance',
  permit: 'intercompany.read',
  input: shape({ invoice: idOf('intercompanyInvoices'), /** The report instead, which an invalid one has too. */ report: maybe(flag) }),
  output: shape({ file: aFile }),
  refusals: ['intercompany.unknownInvoice', 'intercompany.notPrepared', 'intercompany.invalid'],
  ask: async ({ invoice: id, report }, read, { caller }) => {
    const invoice = await read.get(intercompanyInvoices, id)
    if (!invoice) return refuse('intercompany.unknownInvoice', { invoice: id })
    const last = await lastOf(read, id)
    if (!last) return refuse('intercompany.notPrepared', { number: invoice.number })
    if (report) return { file: last.report }
    if (last.valid) return { file: last.xml }
    const first = last.findings.find(({ level }) => level === 'fatal')
    const sentence = first ? (inLanguage(first.text, caller.language) ?? inLanguage(first.text, 'en') ?? '') : ''
    return refuse('intercompany.invalid', { number: invoice.number, rule: first?.rule ?? '', sentence })
  },
})
