import { entities } from '../entities/entity.ts'
import { step, type Step } from '../kernel/explanation.ts'
import { exactly } from '../kernel/decimal.ts'
import type { Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { costLines, type CostLine } from '../purchases/cost-line.ts'
import { readDeals, tradeOf, type Deal } from '../purchases/deal.ts'
import type { Exchange } from '../rates/exchange.ts'
import { matchLine, type Before, type Invoiced, type Tolerance } from './matching.ts'
import {
  goodsReceipts, matchTolerances, supplierInvoiceLines, supplierInvoices, withdrawnStates, type SupplierInvoiceLine,
} from './supplier-invoice.ts' // prettier-ignore

/** Rows of one kind that the cost lines of one invoice may have. */
const most = 10_000

/** What was ordered, delivered and invoiced before, for the cost lines of one invoice. */
export interface MatchFacts {
  readonly costs: ReadonlyMap<string, CostLine>
  readonly deals: ReadonlyMap<string, Deal>
  /** Lines that count: of invoices that were not withdrawn. */
  readonly lines: readonly SupplierInvoiceLine[]
  /** Lines whose cost stands in the books already: the actual has the line's id. */
  readonly posted: ReadonlySet<string>
  readonly receipts: readonly Row<typeof goodsReceipts>[]
}

export async function readMatch(read: Read, wanted: readonly string[]): Promise<MatchFacts> {
  const ids = [...new Set(wanted)]
  if (ids.length === 0) return { costs: new Map(), deals: new Map(), lines: [], posted: new Set(), receipts: [] }
  const costs = await read.some(costLines, ids)
  const deals = await readDeals(read, [...new Set([...costs.values()].map(({ contract }) => contract))].sort())
  const where = { field: 'costLine', is: 'in', value: ids } as const
  const lines = await read.list(supplierInvoiceLines, { where, order: ['id'], limit: most })
  const invoices = await read.some(supplierInvoices, [...new Set(lines.map(({ invoice }) => invoice))].sort())
  const counts = lines.filter(({ invoice }) => !withdrawnStates.includes(invoices.get(invoice)?.state ?? 'rejected'))
  return {
    costs,
    deals: new Map(deals.map((deal) => [deal.contract.id, deal])),
    lines: counts,
    posted: new Set(counts.filter(({ invoice }) => invoices.get(invoice)?.state === 'posted').map(({ id }) => id)),
    receipts: await read.list(goodsReceipts, { where, order: ['day'], limit: most }),
  }
}

export async function toleranceOf(read: Read, entity: Row<typeof entities>): Promise<Tolerance> {
  const own = await read.get(matchTolerances, entity.code)
  return own ?? { quantityPercent: exactly('0'), pricePercent: exactly('0'), currency: entity.currency, amount: 0n }
}

const windowOf = ({ from, to }: Pick<SupplierInvoiceLine, 'from' | 'to'>) => (from === null || to === null ? null : { from, to })

/** A line of an invoice as the match sees it. */
export type Matching = Pick<SupplierInvoiceLine, 'position' | 'costLine' | 'description' | 'quantity' | 'currency' | 'net' | 'from' | 'to'>

/** Every reason why an invoice should be looked at, by its lines. Lines of one invoice for the same thing count together. */
export function exceptionsOf(
  invoice: { readonly id: string; readonly day: Invoiced['day']; readonly supplier: string },
  lines: readonly Matching[],
  facts: MatchFacts,
  tolerance: Tolerance,
  exchange: Exchange,
): readonly { readonly position: number; readonly reason: Step }[] {
  const others = facts.lines.filter((line) => line.invoice !== invoice.id)
  return lines.flatMap((line, i) => {
    const { position, currency, net, quantity } = line
    const cost = line.costLine === null ? undefined : facts.costs.get(line.costLine)
    const deal = cost && facts.deals.get(cost.contract)
    if (!cost || !deal) return [{ position, reason: step('payables.why.free', { item: ['text', line.description] }) }]
    const { sold, bought } = tradeOf(deal, cost.line)
    const found = bought.find((one) => one.cost.id === cost.id)!
    const same = [...others, ...lines.slice(0, i)].filter((one) => one.costLine === cost.id)
    const before: Before[] = same.map((one) => ({ currency: one.currency, net: one.net, quantity: one.quantity, window: windowOf(one) }))
    // What was recorded without an invoice here, or was taken back.
    for (const actual of found.actuals)
      if (!facts.posted.has(actual.id) && !facts.receipts.some(({ id }) => (id as string) === actual.id))
        before.push({ currency: actual.currency, net: actual.amount, quantity: null, window: windowOf(actual) })
    const counted = facts.receipts.filter((one) => one.costLine === cost.id)
    const received = counted.length === 0 ? null : counted.reduce((sum, one) => sum.plus(one.quantity), exactly('0'))
    const invoiced = { supplier: invoice.supplier, day: invoice.day, currency, net, quantity, window: windowOf(line) }
    return matchLine(invoiced, { bought: found, sold, before, received }, tolerance, exchange).map((reason) => ({ position, reason }))
  })
}
