import { divide, exactly, isLess, multiply, plus, ratio, ratioOf, roundHalfAway, type Decimal, type Ratio } from '../kernel/decimal.ts'
import type { Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { openItems } from '../ledger/journal.ts'
import type { OpenItem } from '../ledger/open-item.ts'
import type { Currency } from '../kernel/money.ts'
import { goodsReceipts } from './supplier-invoice.ts'

export type Receipt = Row<typeof goodsReceipts>
/** A delivery with what of it stands on the account of what was received and not invoiced yet. */
export interface Delivery {
  readonly receipt: Receipt
  readonly item: OpenItem
}
/** Deliveries that some cost lines may have. */
const most = 10_000

export async function receiptsOf(read: Read, costs: readonly string[]): Promise<readonly Receipt[]> {
  if (costs.length === 0) return []
  return read.list(goodsReceipts, {
    where: { field: 'costLine', is: 'in', value: [...costs] },
    order: ['day', 'recordedAt', 'id'],
    limit: most,
  })
}
/** What came in before deliveries were booked has no item: its cost is that of the invoice. */
export async function deliveriesOf(read: Read, costs: readonly string[]): Promise<readonly Delivery[]> {
  const receipts = await receiptsOf(read, costs)
  if (receipts.length === 0) return []
  const items = await read.some(openItems, receipts.map(({ id }) => id as string).sort()) // prettier-ignore
  return receipts.flatMap((receipt) => {
    const item = items.get(receipt.id)
    return item?.kind === 'received' ? [{ receipt, item }] : []
  })
}

export interface Share {
  readonly item: OpenItem
  /** With the sign of what is open. */
  readonly paid: bigint
}
const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)
const absolute = (value: Decimal): Ratio => ratioOf(value.abs())

/**
 * What is taken off deliveries, the oldest first, for a quantity: whole deliveries, and of the last one its part. `left` is the quantity that no delivery covers.
 * `owed`: those that came in (below zero), or those that were sent back after they had been invoiced.
 */
export function byQuantity(deliveries: readonly Delivery[], quantity: Decimal, owed: boolean): { readonly shares: readonly Share[]; readonly left: Ratio } {
  let left = absolute(quantity)
  const shares: Share[] = []
  for (const { receipt, item } of deliveries) {
    if (item.open === 0n || item.open < 0n !== owed || left.numerator === 0n) continue
    const whole = absolute(receipt.quantity)
    const standing = multiply(whole, ratio(size(item.open), size(item.amount)))
    const all = !isLess(left, standing)
    const part = all ? item.open : roundHalfAway(multiply(ratio(item.amount), divide(left, whole)))
    // Rounding never takes more than there is.
    const paid = size(part) > size(item.open) ? item.open : part
    left = all ? plus(left, ratio(-standing.numerator, standing.denominator)) : ratio(0n)
    if (paid !== 0n) shares.push({ item, paid })
  }
  return { shares, left }
} // prettier-ignore

/** The same for an amount, where nobody said how many. */
export function byAmount(deliveries: readonly Delivery[], minor: bigint, owed: boolean): readonly Share[] {
  let left = size(minor)
  const shares: Share[] = []
  for (const { item } of deliveries) {
    if (item.open === 0n || item.open < 0n !== owed || left === 0n) continue
    const paid = size(item.open) < left ? size(item.open) : left
    left -= paid
    shares.push({ item, paid: item.open < 0n ? -paid : paid })
  }
  return shares
}

export interface Covered {
  readonly shares: readonly Share[]
  /** Of the line's net, what was delivered: it stands in the books already. */
  readonly delivered: bigint
  /** What the supplier asks for more (+) or less than what was delivered is worth by the order. */
  readonly difference: bigint
}
/** How much of a line of an invoice stands in the books already, because it came in. A credit note answers what was sent back. */
export function coveredBy(
  line: { readonly net: bigint; readonly quantity: Decimal | null; readonly currency: Currency },
  item: string,
  deliveries: readonly Delivery[],
): Covered | Refusal<'payables.otherDelivery'> {
  const { net, quantity, currency } = line
  const owed = net > 0n
  const other = deliveries.find((one) => one.item.open !== 0n && one.item.open < 0n === owed && one.item.currency !== currency)
  if (other) return refuse('payables.otherDelivery', { item, received: other.item.currency, invoiced: currency })
  const sum = (shares: readonly Share[]): bigint => -shares.reduce((total, { paid }) => total + paid, 0n)
  if (quantity === null) {
    const shares = byAmount(deliveries, net, owed)
    const delivered = sum(shares)
    return { shares, delivered, difference: delivered === 0n ? 0n : net - delivered }
  }
  const { shares, left } = byQuantity(deliveries, quantity, owed)
  const delivered = sum(shares)
  if (delivered === 0n) return { shares, delivered, difference: 0n }
  // What nobody received yet is cost at what is invoiced for it.
  const toCome = roundHalfAway(multiply(ratio(net), divide(left, absolute(quantity))))
  return { shares, delivered, difference: net - toCome - delivered }
}

export const receivedOf = (receipts: readonly Receipt[], cost: string): Decimal =>
  receipts.filter(({ costLine }) => costLine === cost).reduce((sum, one) => sum.plus(one.quantity), exactly('0'))
