import { entities } from '../entities/entity.ts'
import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aStep } from '../kernel/explanation.ts'
import { codeOf, idOf, many, shape, text } from '../kernel/shape.ts'
import { approvals } from '../approvals/approval.ts'
import { approvalsOf } from '../approvals/asking.ts'
import { needsOfQuote, readJudging } from './issue.ts'
import { quotes, quoteVersions } from './quote.ts'
import { quoteRows } from './reads.ts'
import { isOpen } from './save.ts'
import { rulesOf, saleRules } from './sale-rules.ts'

export const listQuotes = listing({ name: 'quotes.list', zone: 'sales', permit: 'quotes.read', view: quoteRows })

/** A quote with the versions that went out, what was asked about it, and what it would have to be asked for as it stands. */
export const getQuote = query({
  name: 'quotes.get',
  zone: 'sales',
  permit: 'quotes.read',
  input: shape({ quote: idOf('quotes') }),
  output: shape({
    ...quotes.shape.fields,
    versions: many(quoteVersions.shape),
    approvals: many(approvals.shape),
    needs: many(shape({ kind: text, reasons: many(aStep) })),
  }),
  refusals: ['quotes.unknown'],
  ask: async ({ quote: id }, read, now) => {
    const quote = await read.get(quotes, id)
    if (!quote) return refuse('quotes.unknown', { quote: id })
    const needs = isOpen(quote) ? needsOfQuote(quote, await readJudging(quote, read, now)) : []
    return {
      ...quote,
      versions: await read.list(quoteVersions, { where: { field: 'quote', is: 'equal', value: id }, order: ['version'], limit: 1000 }),
      approvals: await approvalsOf(read, { record: quotes.record, row: id }),
      needs: needs.map(({ kind, reasons }) => ({ kind, reasons })),
    }
  },
})

/** What a legal entity sells without asking anybody. */
export const readSaleRules = query({
  name: 'quotes.rules',
  zone: 'sales',
  permit: 'quotes.read',
  input: shape({ entity: codeOf('entities') }),
  output: saleRules.shape,
  refusals: ['quotes.unknownEntity'],
  ask: async ({ entity }, read) =>
    (await read.get(entities, entity)) ? rulesOf(read, entity) : refuse('quotes.unknownEntity', { entity }),
})
