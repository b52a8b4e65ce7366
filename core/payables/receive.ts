import { decimalText, multiply, ratioOf, zero } from '../kernel/decimal.ts'
import type { Day } from '../kernel/day.ts'
import { toMinor } from '../kernel/money.ts'
import { add, command, put, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, aDecimal, idOf, maybe, shape, text, type Id, type Of } from '../kernel/shape.ts'
import { settle } from '../ledger/open-item.ts'
import type { Posted, PostingLine } from '../ledger/post-journal.ts'
import { account } from '../ledger/posting.ts'
import { paidFor } from '../purchases/actual.ts'
import { costActuals, costLines, type CostActual, type CostLine } from '../purchases/cost-line.ts'
import { Act, loadAct, type Taken } from '../receivables/acting.ts'
import { actFaults } from '../receivables/applying.ts'
import { byQuantity, deliveriesOf, receiptsOf, type Receipt } from './deliveries.ts'
import { afterDelivery, orderedWith } from './delivered-orders.ts'
import { goodsReceipts } from './supplier-invoice.ts'

const input = shape({ costLine: idOf('costLines'), day: aDay, quantity: aDecimal, reference: maybe(text) })

async function load({ costLine, day }: Of<typeof input>, read: Read) {
  const cost = await read.get(costLines, costLine)
  if (!cost) return undefined
  const before = await receiptsOf(read, [costLine])
  const deliveries = await deliveriesOf(read, [costLine])
  const actuals = await read.list(costActuals, { where: { field: 'costLine', is: 'equal', value: costLine }, order: ['number'], limit: 10_000 })
  const ordered = await orderedWith(read, costLine)
  // Our own people's hours are no delivery of anybody.
  return { cost, before, deliveries, actuals, ordered, act: cost.supplier === null ? null : await loadAct(read, cost.entity, day, ['purchase']) }
} // prettier-ignore
type Facts = NonNullable<Awaited<ReturnType<typeof load>>>

/** What is bought once is cost of purchases, what is bought again and again is recurring. */
export const costAccount = ({ months }: Pick<CostLine, 'months'>) => account(months === null ? 'purchases' : 'supplierRecurring')

interface Booking {
  readonly taken: readonly Taken[]
  readonly others: readonly PostingLine[]
  /** Something is left open under the receipt's own id. */
  readonly opens: boolean
}
/** What came in is cost at the price of the order; what is sent back takes that off again, the oldest delivery first, at what it was booked with. */
function bookingOf({ cost, deliveries }: Facts, quantity: Receipt['quantity'], id: string, day: Day): Booking {
  const supplier = cost.supplier
  const worth = (of: ReturnType<typeof ratioOf>): bigint => toMinor(cost.currency, multiply(of, ratioOf(cost.unitCost)))
  const own = (minor: bigint): PostingLine[] =>
    minor === 0n
      ? []
      : [
          { account: costAccount(cost), minor, supplier },
          { account: account('receivedNotInvoiced'), minor: -minor, control: true, supplier, openItem: id as Id<'openItems'> },
        ]
  if (quantity.gt(zero)) return { taken: [], others: own(worth(ratioOf(quantity))), opens: worth(ratioOf(quantity)) !== 0n }
  const { shares, left } = byQuantity(deliveries, quantity, true)
  const back = shares.map(({ item, paid }): PostingLine => {
    const { line } = settle(item, paid, day)
    const { entityMinor, groupMinor } = line.pinned!
    return { account: costAccount(cost), minor: paid, currency: item.currency, pinned: { entityMinor: -entityMinor, groupMinor: -groupMinor }, supplier }
  })
  // Of what was invoiced already a credit note is to come.
  const credit = left.numerator === 0n ? 0n : -worth(left)
  return { taken: shares, others: [...back, ...own(credit)], opens: credit !== 0n }
} // prettier-ignore

/** What the delivery really cost, as the books have it: on the cost line, so that margins and books never differ. */
export function costOfDelivery(
  cost: CostLine,
  actuals: readonly CostActual[],
  posted: Posted,
  day: Day,
  now: Now,
  id?: string,
): readonly Change[] {
  const lines = posted.lines.filter((line) => line.account === costAccount(cost))
  const sum = (of: 'amount' | 'entityAmount' | 'groupAmount'): bigint => lines.reduce((total, line) => total + line[of], 0n)
  const { number, entityCurrency, groupCurrency } = posted.journal
  const said = {
    day, currency: cost.currency, amount: sum('amount'), entityCurrency, entityAmount: sum('entityAmount'), groupCurrency, groupAmount: sum('groupAmount'), from: null, to: null, reference: number,
  } // prettier-ignore
  if (said.amount === 0n && said.entityAmount === 0n) return []
  const recorded = actuals.reduce((last, actual) => Math.max(last, actual.number), 0)
  return paidFor(cost, said, recorded, now, id).changes
}

/** Records what came in of something that was ordered; below zero what was sent back. It is cost from that day on, and owed to whoever delivered it. */
export const receive = command({
  name: 'payables.receive',
  zone: 'operations',
  permit: 'payables.receive',
  offline: 'never',
  input,
  output: shape({ ...goodsReceipts.shape.fields, received: aDecimal, journalNumber: maybe(text) }),
  refusals: ['payables.unknownReceived', 'payables.droppedCostLine', 'payables.nothingReceived', ...actFaults],
  load: async (asked, read) => ({ facts: await load(asked, read) }),
  decide: ({ costLine, day, quantity, reference }, { facts }, now) => {
    if (!facts) return refuse('payables.unknownReceived', { costLine })
    const { cost, before, actuals, ordered, act: own } = facts
    if (cost.state === 'dropped') return refuse('payables.droppedCostLine', { item: cost.item })
    const received = before.reduce((sum, one) => sum.plus(one.quantity), quantity)
    if (quantity.eq(0) || received.lt(zero)) return refuse('payables.nothingReceived', { item: cost.item, received: decimalText(received.minus(quantity)) })
    if (own !== null && refused(own)) return own
    const act = own && new Act(own, now, facts.deliveries.map(({ item }) => item)) // prettier-ignore
    const id = (act?.event ?? now.newId()) as string
    const booking = act === null ? null : bookingOf(facts, quantity, id, day)
    let posted: Posted | null = null
    if (act && booking && booking.others.length > 0) {
      const about = { document: 'purchase', currency: cost.currency, source: id, narrative: `${cost.item}${reference ? ` (${reference})` : ''}`, id: id as Id<'journals'> } as const
      const done = act.clear(booking.taken, booking.others, about, { act: 'applied', reason: null })
      if (refused(done)) return done
      if (booking.opens) act.open(done, { kind: 'received', due: day, supplier: cost.supplier, id: id as Id<'openItems'> })
      posted = done
    }
    const receipt: Receipt = {
      id: id as Id<'goodsReceipts'>, costLine: cost.id, contract: cost.contract, entity: cost.entity, day, quantity, reference, recordedAt: now.at, recordedBy: now.caller.name, takesBack: null,
    } // prettier-ignore
    // What came in was ordered.
    const standing: CostLine = { ...cost, state: 'ordered', orderedOn: cost.orderedOn ?? day }
    const changes: Change[] = [
      ...(act?.changes() ?? []),
      add(goodsReceipts, receipt),
      ...(cost.state === 'planned' ? [put(costLines, standing)] : []),
      ...(posted ? costOfDelivery(standing, actuals, posted, day, now, id) : []),
      ...(ordered ? afterDelivery(ordered, receipt, now) : []),
      tell('payables.received', { contract: cost.contract, costLine: cost.id, entity: cost.entity }),
    ]
    return { result: { ...receipt, received, journalNumber: posted?.journal.number ?? null }, changes }
  },
}) // prettier-ignore
