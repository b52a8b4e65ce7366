import { entities, groups, numberSeries } from '../entities/entity.ts'
import type { JournalDocument } from '../entities/rules.ts'
import type { Currency } from '../kernel/money.ts'
import { command, put, tell, type Change, type Decision, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, idOf, maybe, shape, type Id, type Of } from '../kernel/shape.ts'
import { addOpenItem, openItemFrom } from '../ledger/open-item.ts'
import {
  postJournal,
  postingFaults,
  seriesFor,
  type Posted,
  type PostingFault,
  type PostingLine,
  type Series,
} from '../ledger/post-journal.ts'
import { account, BalanceSheet } from '../ledger/posting.ts'
import { paidFor } from '../purchases/actual.ts'
import { costActuals, costLines, type CostActual, type CostLine } from '../purchases/cost-line.ts'
import { suppliers } from '../purchases/supplier.ts'
import { rateFaults, readExchange, type Exchange, type RateFault } from '../rates/exchange.ts'
import { snapshotOf } from '../rates/frozen.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { supplierInvoiceLines, supplierInvoices, type SupplierInvoice, type SupplierInvoiceLine } from './supplier-invoice.ts'
import { isReverseCharge } from './taxing.ts'

type TaxCode = Row<typeof taxCodes>
const input = shape({
  invoice: idOf('supplierInvoices'),
  /** The day that decides the period; left out: the document's own. */
  day: maybe(aDay),
})
type Fault = PostingFault | RateFault | 'payables.unknownInvoice' | 'payables.notReady' | 'payables.tooEarly' | 'purchases.paidBefore'

/** Rows of one kind that an invoice may have to do with. */
const most = 10_000
export const documentOf = ({ gross }: Pick<SupplierInvoice, 'gross'>): JournalDocument =>
  gross < 0n ? 'supplierCredit' : 'supplierInvoice'
export const linesOf = async (read: Read, invoice: string): Promise<readonly SupplierInvoiceLine[]> =>
  read.list(supplierInvoiceLines, { where: { field: 'invoice', is: 'equal', value: invoice }, order: ['position'], limit: most })
/** What the cost lines of an invoice cost so far. */
export async function costsOf(read: Read, lines: readonly SupplierInvoiceLine[]) {
  const ids = [...new Set(lines.flatMap((line) => line.costLine ?? []))].sort()
  if (ids.length === 0) return { costs: new Map<string, CostLine>(), actuals: [] as readonly CostActual[] }
  const where = { field: 'costLine', is: 'in', value: ids } as const
  return { costs: await read.some(costLines, ids), actuals: await read.list(costActuals, { where, order: ['number'], limit: most }) }
}

async function load({ invoice: id, day }: Of<typeof input>, read: Read) {
  const invoice = await read.get(supplierInvoices, id)
  const entity = invoice && (await read.get(entities, invoice.entity))
  if (!invoice || !entity) return undefined
  const group = await read.get(groups, entity.group)
  const supplier = await read.get(suppliers, invoice.supplier)
  assert(group && supplier, `the group of ${entity.code} and the supplier of ${invoice.number}`)
  const lines = await linesOf(read, id)
  const codes = await read.some(taxCodes, invoice.taxes.map(({ code }) => code as string).sort())
  const known = await costsOf(read, lines)
  const exchange = await readExchange(read, invoice.day, entity.code)
  const postedOn = day ?? invoice.day
  const where = { all: [{ field: 'supplier', is: 'equal', value: invoice.supplier }, { field: 'numberKey', is: 'equal', value: invoice.numberKey }] } as const // prettier-ignore
  const versions = await read.list(supplierInvoices, { where, limit: 100 })
  return {
    invoice, entity, group, supplier, lines, codes, ...known, exchange, postedOn, again: versions.some(({ state }) => state === 'undone'),
    series: await seriesFor(read, entity, documentOf(invoice), postedOn),
  } // prettier-ignore
}
type Facts = NonNullable<Awaited<ReturnType<typeof load>>>

/** What was bought, the tax on it, and what we owe for both. Of a reverse charge we owe the tax to the authority and have it back at once. */
export function postingLines(
  { id, supplier, gross, taxes }: Pick<SupplierInvoice, 'id' | 'supplier' | 'gross' | 'taxes'>,
  lines: readonly Pick<SupplierInvoiceLine, 'account' | 'net' | 'taxCodes'>[],
  codes: ReadonlyMap<string, TaxCode>,
): readonly PostingLine[] {
  const taxed = taxes.flatMap(({ code, tax }): PostingLine[] => {
    if (tax === 0n) return []
    const input = { account: account('inputTax'), minor: tax, taxCode: code, supplier }
    return isReverseCharge(codes.get(code)) ? [input, { ...input, account: account('outputTax'), minor: -tax }] : [input]
  })
  return [
    ...lines.map((line) => ({ account: line.account, minor: line.net, taxCode: line.taxCodes[0] ?? null, supplier })),
    ...taxed,
    { account: account('payable'), minor: -gross, control: true, supplier, openItem: id as string as Id<'openItems'> },
  ]
}

function missing(exchange: Exchange, from: Currency, to: readonly Currency[]): Refusal<RateFault> | undefined {
  for (const currency of to) {
    const rate = exchange.rate(from, currency)
    if (refused(rate)) return rate
  }
  return undefined
}

/** The journal of the invoice: its id is the invoice's. */
function journalOf({ invoice, entity, group, lines, codes, exchange, postedOn, series, supplier }: Facts, balances: BalanceSheet, now: Now): Posted | Refusal<PostingFault> {
  return postJournal({
    id: invoice.id,
    entity,
    groupCurrency: group.currency,
    document: documentOf(invoice),
    series,
    postedOn,
    postedAt: now.at,
    currency: invoice.currency,
    lines: postingLines(invoice, lines, codes),
    exchanges: (from, to) => {
      const rate = exchange.rate(from, to)
      return refused(rate) ? undefined : { rate }
    },
    rates: snapshotOf(exchange, invoice.currency, [entity.currency, group.currency]),
    convertedOn: invoice.day === postedOn ? null : invoice.day,
    source: invoice.id,
    narrative: `${supplier.name} ${invoice.number}`,
    balances,
    digest: now.digest,
  })
} // prettier-ignore

/** The true cost, on the cost line, at what the books say: margins and the books never differ. */
function actualsOf({ invoice, entity, group, lines, costs, actuals }: Facts, posted: Posted, now: Now): readonly Change[] {
  const taken = new Set(actuals.map(({ costLine, reference }) => `${costLine}/${reference}`))
  const recorded = new Map<string, number>()
  for (const { costLine, number } of actuals) recorded.set(costLine, Math.max(recorded.get(costLine) ?? 0, number))
  const standing = new Map(costs)
  return lines.flatMap((line, i) => {
    const cost = line.costLine === null ? undefined : standing.get(line.costLine)
    if (!cost) return []
    const before = recorded.get(cost.id) ?? 0
    recorded.set(cost.id, before + 1)
    let reference = invoice.number
    for (let n = 2; taken.has(`${cost.id}/${reference}`); n += 1) reference = `${invoice.number}/${n}`
    taken.add(`${cost.id}/${reference}`)
    const { amount, entityAmount, groupAmount } = posted.lines[i]!
    const said = {
      day: invoice.day, currency: invoice.currency, amount, entityCurrency: entity.currency, entityAmount, groupCurrency: group.currency, groupAmount, from: line.from, to: line.to, reference,
    } // prettier-ignore
    const { changes } = paidFor(cost, said, before, now, line.id)
    standing.set(cost.id, { ...cost, state: 'ordered', orderedOn: cost.orderedOn ?? invoice.day })
    return changes
  })
}

/** Was the same document recorded by hand on one of its cost lines? */
function paidByHand({ invoice, lines, costs, actuals, again }: Facts): Refusal<'purchases.paidBefore'> | undefined {
  if (again) return undefined
  const twice = actuals.find(({ costLine, reference }) => reference === invoice.number && lines.some((line) => line.costLine === costLine))
  return twice && refuse('purchases.paidBefore', { item: costs.get(twice.costLine)?.item ?? '', reference: twice.reference })
}

function decide(id: string, facts: Facts | undefined, now: Now): Decision<SupplierInvoice> | Refusal<Fault> {
  if (!facts) return refuse('payables.unknownInvoice', { invoice: id })
  const { invoice, entity, group, exchange, postedOn, supplier } = facts
  const { number, currency } = invoice
  if (invoice.state !== 'ready') return refuse('payables.notReady', { number, state: invoice.state })
  if (postedOn < invoice.day) return refuse('payables.tooEarly', { number, day: postedOn, issued: invoice.day })
  const wrong = paidByHand(facts) ?? missing(exchange, currency, [entity.currency, group.currency])
  if (wrong) return wrong
  const balances = new BalanceSheet()
  const posted = journalOf(facts, balances, now)
  if (refused(posted)) return posted
  const { journal } = posted
  const item = openItemFrom(posted.lines.find((line) => line.openItem !== null)!, {
    id: invoice.id as string as Id<'openItems'>, kind: 'payable', entity: entity.code, customer: null, supplier: supplier.id, partner: null, number, postedOn,
    due: invoice.due < postedOn ? postedOn : invoice.due, entityCurrency: entity.currency, groupCurrency: group.currency,
  }) // prettier-ignore
  const result: SupplierInvoice = { ...invoice, state: 'posted', postedOn, journalNumber: journal.number }
  return {
    result,
    changes: [
      ...posted.changes,
      addOpenItem(item),
      ...actualsOf(facts, posted, now),
      put(supplierInvoices, result),
      ...balances.changes(),
      put(numberSeries, posted.series as Series),
      tell('payables.posted', { invoice: invoice.id, number, entity: entity.code, journal: journal.number }),
    ],
  }
}

/** Posts a supplier's invoice that matches or was accepted: cost, input tax, what we owe; and tells the contracts what they really cost. */
export const post = command({
  name: 'payables.post',
  zone: 'finance',
  permit: 'payables.post',
  offline: 'never',
  input,
  output: supplierInvoices.shape,
  refusals: ['payables.unknownInvoice', 'payables.notReady', 'payables.tooEarly', 'purchases.paidBefore', ...postingFaults, ...rateFaults],
  load: async (asked, read) => ({ facts: await load(asked, read) }),
  decide: ({ invoice }, { facts }, now) => decide(invoice, facts, now),
})
