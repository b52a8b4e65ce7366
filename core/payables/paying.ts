import { multiply, ratio, ratioOf, roundHalfAway } from '../kernel/decimal.ts'
import type { Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Code, Id } from '../kernel/shape.ts'
import type { OpenItem } from '../ledger/open-item.ts'
import type { PostingLine } from '../ledger/post-journal.ts'
import { account } from '../ledger/posting.ts'
import type { Taken } from '../receivables/acting.ts'
import type { taxCodes } from '../tax/tax-code.ts'
import type { SupplierInvoice } from './supplier-invoice.ts'
import { isReverseCharge } from './taxing.ts'

type TaxCode = Row<typeof taxCodes>

/** Whether an item is one that we owe a supplier, or have with it: its credit note, what we paid in advance. */
export const isSuppliers = (item: OpenItem | undefined): item is OpenItem => item?.kind === 'payable'

/** A part of what is owed that is paid, and what is taken off it for paying early. Both above zero; of a credit note, what it takes off the payment. */
export interface Settling {
  readonly item: OpenItem
  readonly paid: bigint
  readonly discount: bigint
  readonly invoice: SupplierInvoice | undefined
}
export interface Paid {
  readonly taken: readonly Taken[]
  readonly others: readonly PostingLine[]
  /** What leaves the bank, bank charges apart. */
  readonly cash: bigint
  readonly discount: bigint
}

/** A share of a whole, rounded on its own. */
const share = (minor: bigint, part: bigint, whole: bigint): bigint => roundHalfAway(ratio(minor * part, whole))

/**
 * A discount for paying early lessens what the supply cost, so its tax goes back in proportion: input tax, and of a reverse charge both sides of it.
 * Source: § 17 (1) UStG; VAT Notice 700 7.3.
 */
export function discountLines(discount: bigint, invoice: SupplierInvoice, codes: ReadonlyMap<string, TaxCode>): readonly PostingLine[] {
  const { gross, taxes, supplier } = invoice
  const lines: PostingLine[] = []
  let left = discount
  for (const { code, tax } of taxes) {
    const back = share(tax, discount, gross)
    if (back === 0n) continue
    const input = { account: account('inputTax'), minor: -back, taxCode: code, supplier }
    lines.push(input)
    if (isReverseCharge(codes.get(code))) lines.push({ ...input, account: account('outputTax'), minor: back })
    else left -= back
  }
  const nets = taxes.length === 0 ? [] : taxes.slice(0, -1).map(({ code, base }) => ({ code, minor: share(base, discount, gross) }))
  const last = taxes[taxes.length - 1]
  const rest = left - nets.reduce((sum, { minor }) => sum + minor, 0n)
  const parts: { readonly code: Code<'taxCodes'> | null; readonly minor: bigint }[] = [...nets, { code: last?.code ?? null, minor: rest }]
  return [
    ...parts.filter(({ minor }) => minor !== 0n).map(({ code, minor }) => ({ account: account('discountReceived'), minor: -minor, taxCode: code, supplier })),
    ...lines,
  ]
} // prettier-ignore

/** What is owed and what is taken off it, as one payment: the items at what they are carried at, and what the bank pays for them. */
export function paymentOf(settling: readonly Settling[], codes: ReadonlyMap<string, TaxCode>): Paid {
  const cash = settling.reduce((sum, { item, paid }) => sum + (item.open < 0n ? paid : -paid), 0n)
  return {
    taken: settling.map(({ item, paid, discount }) => ({ item, paid: item.open < 0n ? -(paid + discount) : paid })),
    others: settling.flatMap(({ discount, invoice }) => (discount === 0n || !invoice ? [] : discountLines(discount, invoice, codes))),
    cash,
    discount: settling.reduce((sum, one) => sum + one.discount, 0n),
  }
}

/** The bank's side, and what was paid in advance. */
export function bankLines(
  cash: bigint,
  charges: bigint,
  advance: bigint,
  supplier: Id<'suppliers'>,
  id: Id<'openItems'>,
): readonly PostingLine[] {
  return [
    ...(advance === 0n ? [] : [{ account: account('supplierAdvance'), minor: advance, control: true, supplier, openItem: id }]),
    ...(charges === 0n ? [] : [{ account: account('bankCharges'), minor: charges }]),
    ...(cash + charges + advance === 0n ? [] : [{ account: account('bank'), minor: -(cash + charges + advance), control: true }]),
  ]
}

/** What an invoice grants for paying on a day, of so much of it; nothing after the last day for it. */
export function grantedOn(invoice: SupplierInvoice | undefined, open: bigint, day: Day): bigint {
  if (!invoice?.earlyPercent || invoice.earlyUntil === null || day > invoice.earlyUntil || open >= 0n) return 0n
  return roundHalfAway(multiply(ratio(-open), multiply(ratioOf(invoice.earlyPercent), ratio(1n, 100n))))
}

export type SettlingFault =
  | 'payables.notOwed'
  | 'payables.otherSupplier'
  | 'payables.otherPayment'
  | 'payables.heldBack'
  | 'payables.tooMuchPaid'
  | 'payables.tooEarly'
export const settlingFaults = [
  'payables.notOwed', 'payables.otherSupplier', 'payables.otherPayment', 'payables.heldBack', 'payables.tooMuchPaid', 'payables.tooEarly',
] as const // prettier-ignore

const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)
/** One item that is to be paid: all that is open less what is granted, or what was asked. */
export function settlingOf(
  item: OpenItem | undefined,
  invoice: SupplierInvoice | undefined,
  asked: { readonly openItem: string; readonly amount: bigint | null; readonly discount: bigint | null },
  about: { readonly supplier: string; readonly entity: string; readonly currency: Currency; readonly day: Day },
): Settling | Refusal<SettlingFault> {
  if (!isSuppliers(item) || item.open === 0n || item.entity !== about.entity) return refuse('payables.notOwed', { item: item?.number ?? asked.openItem })
  const { number, currency, open, postedOn, onHold } = item
  if (item.supplier !== about.supplier) return refuse('payables.otherSupplier', { number })
  if (currency !== about.currency) return refuse('payables.otherPayment', { number, currency, given: about.currency })
  if (onHold !== null) return refuse('payables.heldBack', { number, reason: onHold })
  if (about.day < postedOn) return refuse('payables.tooEarly', { number, day: about.day, issued: postedOn })
  const discount = asked.discount ?? (asked.amount === null ? grantedOn(invoice, open, about.day) : 0n)
  const paid = asked.amount ?? size(open) - discount
  const wrong = paid < 0n || discount < 0n || paid + discount === 0n || paid + discount > size(open) || (discount > 0n && (open > 0n || !invoice))
  return wrong ? refuse('payables.tooMuchPaid', { number, open: `${size(open)}`, given: `${paid + discount}`, currency }) : { item, paid, discount, invoice }
} // prettier-ignore
