import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { view } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, choice, codeOf, flag, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { journals } from '../ledger/journal.ts'
import { readableLines } from '../ledger/one-journal.ts'
import { entities } from '../entities/entity.ts'
import { isApplicable } from './e-invoice.ts'
import { chargesOf } from './facts.ts'
import { intercompanyEInvoices, intercompanyInvoices, intercompanyPrints } from './invoice.ts'

export const invoiceRows = view({
  view: 'intercompany.invoices',
  row: shape({
    id: idOf('intercompanyInvoices'),
    number: text,
    kind: choice('invoice', 'creditNote'),
    provider: codeOf('entities'),
    receiver: codeOf('entities'),
    month: text,
    issued: aDay,
    due: aDay,
    currency: aCurrency,
    net: minorIn('currency'),
    tax: minorIn('currency'),
    gross: minorIn('currency'),
    printed: flag,
  }),
  key: 'id',
  search: ['number', 'provider', 'receiver'],
  order: ['-issued', '-number'],
  entityField: 'receiver',
})
export const listInvoices = listing({ name: 'intercompany.invoices', zone: 'finance', permit: 'intercompany.read', view: invoiceRows })

/** An invoice between two entities as both see it: what was charged, its tax and why, and the journals in the books of each side that the caller may see. */
export const readInvoice = query({
  name: 'intercompany.invoice',
  zone: 'finance',
  permit: 'intercompany.read',
  input: shape({ invoice: idOf('intercompanyInvoices') }),
  output: shape({
    ...intercompanyInvoices.shape.fields,
    printed: flag,
    /** How its e-invoice stands; empty where there is none yet. */
    eInvoice: maybe(intercompanyEInvoices.shape),
    /** Whether there can be one. */
    eInvoicePossible: flag,
    lines: many(chargesOf.answers),
    journals: many(shape({ side: choice('provider', 'receiver'), journal: idOf('journals'), number: text, entity: codeOf('entities'), lines: many(readableLines.answers) })), // prettier-ignore
  }),
  refusals: ['intercompany.unknownInvoice'],
  ask: async ({ invoice: id }, read) => {
    const invoice = await read.get(intercompanyInvoices, id)
    if (!invoice) return refuse('intercompany.unknownInvoice', { invoice: id })
    const found = []
    for (const [side, key] of [['provider', invoice.providerJournal], ['receiver', invoice.receiverJournal]] as const) {
      const journal = await read.get(journals, key)
      if (journal) found.push({ side, journal: key, number: journal.number, entity: journal.entity, lines: await read.ask(readableLines, { journal: key }) })
    } // prettier-ignore
    const printed = (await read.get(intercompanyPrints, id)) !== undefined
    const [eInvoice] = await read.list(intercompanyEInvoices, {
      where: { field: 'intercompanyInvoice', is: 'equal', value: id },
      order: ['-preparedAt', '-id'],
      limit: 1,
    })
    const provider = await read.get(entities, invoice.provider)
    const eInvoicePossible = provider !== undefined && isApplicable({ invoice, provider })
    return {
      ...invoice,
      printed,
      eInvoice: eInvoice ?? null,
      eInvoicePossible,
      lines: await read.ask(chargesOf, { invoice: id }),
      journals: found,
    }
  },
})
