import { addDays } from '../kernel/day.ts'
import { query, type Read } from '../kernel/operation.ts'
import { assert, refuse } from '../kernel/refusal.ts'
import { aFile, idOf, shape, text, type Code } from '../kernel/shape.ts'
import type { Row } from '../kernel/record.ts'
import type { invoices } from '../billing/invoice.ts'
import { proposedCharges } from '../billing/invoices.ts'
import { buyerOf } from '../billing/posting.ts'
import { runFor } from '../billing/scope.ts'
import { readRounding } from '../billing/taxing.ts'
import { taxesOf } from '../billing/totals.ts'
import { productVersions } from '../catalog/product.ts'
import { customers } from '../customers/customer.ts'
import { entities, groups } from '../entities/entity.ts'
import { taxCodes } from '../tax/tax-code.ts'
import type { Run } from '../billing/propose.ts'
import { namedFor, readRecipients } from '../billing/recipients.ts'
import { invoicePage } from './invoice-page.ts'
import { renderPage } from './print.ts'

/** A proposed invoice as it would be: without a number of its own, and nothing of it is kept. */
async function proposal(read: Read, run: Run, invoice: Row<typeof invoices>['id']) {
  const charges = await read.ask(proposedCharges, { run: run.id, invoice })
  const first = charges[0]
  if (!first) return undefined
  const [entity, buyer, codes, versions] = await Promise.all([
    read.get(entities, first.entity),
    read.get(customers, first.customer),
    read.list(taxCodes, { limit: 10_000 }),
    read.list(productVersions, { limit: 100_000 }),
  ])
  assert(entity && buyer, 'the entity and the customer of a proposal')
  const customer = namedFor(buyer, first.contract, await readRecipients(read, [buyer.id]))
  const group = await read.get(groups, entity.group)
  assert(group, `the group of ${entity.code}`)
  const known = new Map(codes.map((c) => [c.code as string, c]))
  const { rounding } = await readRounding(read, entity.code, run.asOf)
  const taxes = taxesOf(charges, known, rounding)
  const net = charges.reduce((sum, c) => sum + c.net, 0n)
  const tax = taxes.reduce((sum, t) => sum + t.amount, 0n)
  const { currency } = first
  const row: Row<typeof invoices> = {
    id: invoice, number: run.number, series: run.number as Row<typeof invoices>['series'], sequence: 0, run: run.id, entity: entity.code, customer: customer.id, buyer: buyerOf(customer),
    poNumber: first.poNumber, issued: run.asOf, due: addDays(run.asOf, customer.paymentDays), currency, net, tax, gross: net + tax, entityCurrency: entity.currency, entityGross: 0n,
    groupCurrency: group.currency, groupGross: 0n, postedAt: run.createdAt, kind: 'invoice', corrects: null, reason: null, taxRounding: rounding,
  } // prettier-ignore
  const taxRows = taxes.map(({ code, rate, base, amount }) => ({ 
    invoice, code: code as Code<'taxCodes'>, rate, currency, base, amount, category: null, note: null, entityCurrency: null, entityBase: null, entityAmount: null, statedAt: null,
  })) // prettier-ignore
  const page = invoicePage({
    invoice: row, charges, taxes: taxRows, entity, taxCodes: known, versions: new Map(versions.map((v) => [`${v.product}@${v.version}`, v])), corrected: null, proForma: true, terms: '', mandate: null,
  }) // prettier-ignore
  return { page, language: customer.language }
}

/** Prints a proposed invoice for somebody to look at, marked as such in the customer's language. It has no number, goes into no archive and books nothing. */
export const printProForma = query({
  name: 'documents.proForma',
  zone: 'finance',
  permit: 'documents.read',
  input: shape({ run: idOf('billingRuns'), invoice: idOf('invoices') }),
  output: shape({ file: aFile, language: text }),
  refusals: ['documents.unknownRun', 'documents.unknownProposal'],
  ask: async ({ run: id, invoice }, read, { caller }) => {
    const run = await runFor(read, id, caller)
    if (!run) return refuse('documents.unknownRun', { run: id })
    const proposed = await proposal(read, run, invoice)
    if (!proposed) return refuse('documents.unknownProposal', { invoice })
    const { page, language } = proposed
    const [answer] = await read.ask(renderPage, {
      name: `pro-forma-${run.number.replace(/[^\w-]/g, '-')}.pdf`,
      data: page.data,
      copy: page.copy,
      facturX: null,
    })
    assert(answer, 'a printed page')
    return { file: answer.file, language }
  },
})
