import { entities, groups, numberSeries } from '../entities/entity.ts'
import type { JournalDocument } from '../entities/rules.ts'
import type { Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import { command, put, tell, type Change, type Decision, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, idOf, maybe, shape, type Id, type Of } from '../kernel/shape.ts'
import { accounts, openItems } from '../ledger/journal.ts'
import { addOpenItem, openItemFrom, settle, type OpenItem } from '../ledger/open-item.ts'
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
import { settlementOf } from '../receivables/acting.ts'
import { coversMore, waitingCost } from '../recognition/prepaid-cost.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { coveredBy, deliveriesOf } from './deliveries.ts'
import { supplierInvoiceLines, supplierInvoices, type SupplierInvoice, type SupplierInvoiceLine } from './supplier-invoice.ts'
import { isReverseCharge } from './taxing.ts'

type TaxCode = Row<typeof taxCodes>
const input = shape({
  invoice: idOf('supplierInvoices'),
  /** The day that decides the period; left out: the document's own. */
  day: maybe(aDay),
})
type Fault =
  | PostingFault
  | RateFault
  | 'payables.unknownInvoice'
  | 'payables.notReady'
  | 'payables.tooEarly'
  | 'payables.otherDelivery'
  | 'purchases.paidBefore'

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
  const chart = await read.some(accounts, [...new Set(lines.map((line) => line.account as string))].sort())
  const exchange = await readExchange(read, invoice.day, entity.code)
  const postedOn = day ?? invoice.day
  const where = { all: [{ field: 'supplier', is: 'equal', value: invoice.supplier }, { field: 'numberKey', is: 'equal', value: invoice.numberKey }] } as const // prettier-ignore
  const versions = await read.list(supplierInvoices, { where, limit: 100 })
  return {
    invoice, entity, group, supplier, lines, codes, chart, ...known, exchange, postedOn, again: versions.some(({ state }) => state === 'undone'),
    deliveries: await deliveriesOf(read, [...new Set(lines.flatMap(({ costLine }) => costLine ?? []))].sort()),
    series: await seriesFor(read, entity, documentOf(invoice), postedOn),
  } // prettier-ignore
}
type Facts = NonNullable<Awaited<ReturnType<typeof load>>>

/** What was bought, the tax on it, and what we owe for both. Of a reverse charge we owe the tax to the authority and have it back at once. */
export function postingLines(
  { id, supplier, gross, taxes }: Pick<SupplierInvoice, 'id' | 'supplier' | 'gross' | 'taxes'>,
  lines: readonly Pick<SupplierInvoiceLine, 'account' | 'net' | 'taxCodes'>[],
  codes: ReadonlyMap<string, TaxCode>,
  clearing: readonly PostingLine[] = [],
): readonly PostingLine[] {
  const taxed = taxes.flatMap(({ code, tax }): PostingLine[] => {
    if (tax === 0n) return []
    const input = { account: account('inputTax'), minor: tax, taxCode: code, supplier }
    return isReverseCharge(codes.get(code)) ? [input, { ...input, account: account('outputTax'), minor: -tax }] : [input]
  })
  return [
    ...lines.map((line) => ({ account: line.account, minor: line.net, taxCode: line.taxCodes[0] ?? null, supplier })),
    ...clearing,
    ...taxed,
    { account: account('payable'), minor: -gross, control: true, supplier, openItem: id as string as Id<'openItems'> },
  ]
}

interface Clearing {
  readonly lines: readonly PostingLine[]
  /** Items of deliveries before and after. */
  readonly items: readonly { readonly before: OpenItem; readonly after: OpenItem }[]
  /** Where in `lines` the lines of one line of the invoice stand that are cost: what it is cost of already, and its price difference. */
  readonly cost: ReadonlyMap<string, readonly number[]>
}
/**
 * What came in stands in the books already. Its cost is taken off at the rate of the invoice and the delivery cleared at the rate it was booked with, so that
 * what lies between is an exchange difference; what the supplier asks for more than the order said is a price difference, and cost.
 */
function clearingOf({ invoice, lines, costs, deliveries, postedOn }: Facts): Clearing | Refusal<'payables.otherDelivery'> {
  const standing = new Map(deliveries.map(({ item }) => [item.id as string, item]))
  const [found, moved, cost] = [[] as PostingLine[], new Map<string, OpenItem>(), new Map<string, readonly number[]>()]
  for (const line of lines) {
    const known = deliveries.filter(({ receipt }) => receipt.costLine === line.costLine)
    if (line.costLine === null || known.length === 0) continue
    const covered = coveredBy(line, costs.get(line.costLine)?.item ?? line.description, known.map((one) => ({ ...one, item: moved.get(one.item.id) ?? one.item })))
    if (refused(covered)) return covered
    if (covered.shares.length === 0) continue
    const at = found.length
    found.push({ account: line.account, minor: -covered.delivered - covered.difference, supplier: invoice.supplier })
    if (covered.difference !== 0n) found.push({ account: account('priceDifference'), minor: covered.difference, supplier: invoice.supplier })
    cost.set(line.id, found.slice(at).map((_, i) => at + i)) // prettier-ignore
    for (const { item, paid } of covered.shares) {
      const settled = settle(item, paid, postedOn)
      moved.set(item.id, settled.item)
      found.push(settled.line)
    }
  }
  return { lines: found, items: [...moved].map(([id, after]) => ({ before: standing.get(id)!, after })), cost }
} // prettier-ignore

/**
 * Lines that pay for months to come, by id: they wait as prepaid costs until the months that they cover, whatever the supplier bills at once. What was delivered is
 * cost since its delivery, and what is no expense stays where it is.
 */
function waitingOf({ lines, chart, postedOn }: Facts, { cost }: Clearing): ReadonlySet<string> {
  const waits = lines.filter((line) => coversMore(line, postedOn) && chart.get(line.account)?.side === 'expense' && !cost.has(line.id))
  return new Set(waits.map(({ id }) => id as string))
}

/** Their rows, at what the books say. */
const waitingRows = ({ invoice, entity, group, lines, postedOn }: Facts, waiting: ReadonlySet<string>, posted: Posted): readonly Change[] =>
  lines.flatMap((line, i) => {
    const { amount, entityAmount, groupAmount } = posted.lines[i]!
    if (!waiting.has(line.id) || line.from === null || line.to === null || amount === 0n) return []
    return [
      waitingCost({
        id: line.id, entity: entity.code, supplier: invoice.supplier, invoice: invoice.id, costLine: line.costLine, contract: line.contract, description: line.description, from: line.from, to: line.to,
        postedOn, costAccount: line.account, currency: invoice.currency, total: amount, entityCurrency: entity.currency, entityTotal: entityAmount, groupCurrency: group.currency,
        groupTotal: groupAmount,
      }),
    ]
  }) // prettier-ignore

function missing(exchange: Exchange, from: Currency, to: readonly Currency[]): Refusal<RateFault> | undefined {
  for (const currency of to) {
    const rate = exchange.rate(from, currency)
    if (refused(rate)) return rate
  }
  return undefined
}

/** The journal of the invoice: its id is the invoice's. */
function journalOf({ invoice, entity, group, lines, codes, exchange, postedOn, series, supplier }: Facts, clearing: Clearing, waiting: ReadonlySet<string>, balances: BalanceSheet, now: Now): Posted | Refusal<PostingFault> {
  return postJournal({
    id: invoice.id,
    entity,
    groupCurrency: group.currency,
    document: documentOf(invoice),
    series,
    postedOn,
    postedAt: now.at,
    currency: invoice.currency,
    lines: postingLines(invoice, lines.map((line) => (waiting.has(line.id) ? { ...line, account: account('prepaidCost') } : line)), codes, clearing.lines),
    ...(clearing.items.length > 0 ? { difference: 'fxGainLoss' as const } : {}),
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
function actualsOf(
  { invoice, entity, group, lines, costs, actuals }: Facts,
  clearing: Clearing,
  posted: Posted,
  now: Now,
): readonly Change[] {
  const taken = new Set(actuals.map(({ costLine, reference }) => `${costLine}/${reference}`))
  const recorded = new Map<string, number>()
  for (const { costLine, number } of actuals) recorded.set(costLine, Math.max(recorded.get(costLine) ?? 0, number))
  const standing = new Map(costs)
  return lines.flatMap((line, i) => {
    const cost = line.costLine === null ? undefined : standing.get(line.costLine)
    if (!cost) return []
    const mine = [posted.lines[i]!, ...(clearing.cost.get(line.id) ?? []).map((at) => posted.lines[lines.length + at]!)]
    const sum = (of: 'amount' | 'entityAmount' | 'groupAmount'): bigint => mine.reduce((total, one) => total + one[of], 0n)
    const [amount, entityAmount, groupAmount] = [sum('amount'), sum('entityAmount'), sum('groupAmount')]
    // All of it came in, at the price of the order: its cost is known since then.
    if (amount === 0n && entityAmount === 0n && groupAmount === 0n) return []
    const before = recorded.get(cost.id) ?? 0
    recorded.set(cost.id, before + 1)
    let reference = invoice.number
    for (let n = 2; taken.has(`${cost.id}/${reference}`); n += 1) reference = `${invoice.number}/${n}`
    taken.add(`${cost.id}/${reference}`)
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

const settling = ({ id }: Posted['journal'], day: Day) =>
  ({ journal: id, event: id, day, act: 'applied', reason: null, opposite: null }) as const

function decide(id: string, facts: Facts | undefined, now: Now): Decision<SupplierInvoice> | Refusal<Fault> {
  if (!facts) return refuse('payables.unknownInvoice', { invoice: id })
  const { invoice, entity, group, exchange, postedOn, supplier } = facts
  const { number, currency } = invoice
  if (invoice.state !== 'ready') return refuse('payables.notReady', { number, state: invoice.state })
  if (postedOn < invoice.day) return refuse('payables.tooEarly', { number, day: postedOn, issued: invoice.day })
  const wrong = paidByHand(facts) ?? missing(exchange, currency, [entity.currency, group.currency])
  if (wrong) return wrong
  const clearing = clearingOf(facts)
  if (refused(clearing)) return clearing
  const balances = new BalanceSheet()
  const waiting = waitingOf(facts, clearing)
  const posted = journalOf(facts, clearing, waiting, balances, now)
  if (refused(posted)) return posted
  const { journal } = posted
  const item = openItemFrom(posted.lines.find((line) => (line.openItem as string | null) === invoice.id)!, {
    id: invoice.id as string as Id<'openItems'>, kind: 'payable', entity: entity.code, customer: null, supplier: supplier.id, partner: null, number, postedOn,
    due: invoice.due < postedOn ? postedOn : invoice.due, entityCurrency: entity.currency, groupCurrency: group.currency,
  }) // prettier-ignore
  const result: SupplierInvoice = { ...invoice, state: 'posted', postedOn, journalNumber: journal.number }
  return {
    result,
    changes: [
      ...posted.changes,
      addOpenItem(item),
      ...clearing.items.flatMap(({ before, after }) => [
        put(openItems, after),
        settlementOf(before, after, settling(journal, postedOn), now),
      ]),
      ...waitingRows(facts, waiting, posted),
      ...actualsOf(facts, clearing, posted, now),
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
  refusals: [
    'payables.unknownInvoice',
    'payables.notReady',
    'payables.tooEarly',
    'payables.otherDelivery',
    'purchases.paidBefore',
    ...postingFaults,
    ...rateFaults,
  ],
  load: async (asked, read) => ({ facts: await load(asked, read) }),
  decide: ({ invoice }, { facts }, now) => decide(invoice, facts, now),
})
