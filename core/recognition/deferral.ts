import { behavioursOf, type ProductDocument } from '../catalog/document.ts'
import { productVersions } from '../catalog/product.ts'
import { addMonths, earlier, type Day } from '../kernel/day.ts'
import { add, type Change, type Read } from '../kernel/operation.ts'
import type { Answer, Row } from '../kernel/record.ts'
import type { Code, Id } from '../kernel/shape.ts'
import type { journalLines, journals } from '../ledger/journal.ts'
import { account } from '../ledger/posting.ts'
import { soldCharges } from './facts.ts'
import { recognitions, type Method, type Recognition } from './recognition.ts'
import { afterMonthOf, byProgress } from './rules.ts'

/** A charge as a posting knows it. */
export interface Posted {
  readonly id: Id<'charges'>
  readonly entity: Code<'entities'>
  readonly customer: Id<'customers'>
  readonly line: Id<'contractLines'>
  readonly product: Code<'products'>
  readonly from: Day
  /** Exclusive. */
  readonly to: Day
  readonly revenue: 'recurring' | 'consumption' | 'services' | 'hardware' | 'prepaid'
}
type Sold = Answer<typeof soldCharges>

/** Where the net amount of a charge is credited, and how it is earned from there. */
export interface Booking {
  readonly account: Code<'accounts'>
  readonly deferral: Pick<
    Recognition,
    'contract' | 'product' | 'corrects' | 'recognition' | 'from' | 'to' | 'deferredAccount' | 'revenueAccount'
  > | null
}
export type Bookings = ReadonlyMap<string, Booking>

/** Could a charge be booked by such a version as anything else than its role's revenue, with the invoice? What lies within its month never waits. */
function mayBeSpecial({ entity, from, to }: Posted, { recognise, account: booked }: ProductDocument, postedOn: Day): boolean {
  if (booked.overrides?.some((override) => override.entity === entity)) return true
  if (recognise.recognition === 'onInvoice') return false
  return byProgress.has(recognise.recognition) || earnedTo(from, to, recognise.overMonths) > afterMonthOf(postedOn)
}
const earnedTo = (from: Day, to: Day, overMonths: number | null): Day => (overMonths === null ? to : addMonths(from, overMonths))

type Version = Row<typeof productVersions>

/** Charges that may be booked as anything else than revenue of today, with the documents that say so. */
function special(charges: readonly Posted[], versions: readonly Version[], postedOn: Day) {
  const documents = new Map<string, Map<number, ProductDocument>>()
  for (const version of versions) {
    const document = behavioursOf(version)
    if (document === null) continue
    const own = documents.get(version.product) ?? new Map<number, ProductDocument>()
    documents.set(version.product, own.set(version.version, document))
  }
  const ofProduct = new Map([...documents].map(([product, own]) => [product, [...own.values()]]))
  const waiting = charges.filter((charge) => ofProduct.get(charge.product)?.some((document) => mayBeSpecial(charge, document, postedOn)))
  return { documents, waiting }
}

/** How charges are booked that are not simply revenue of today; all others are missing. `soldAs` tells what their lines are. */
export function bookingsBy(
  charges: readonly Posted[],
  versions: readonly Version[],
  soldAs: (charge: Posted) => Sold | undefined,
  postedOn: Day,
): Bookings {
  const { documents, waiting } = special(charges, versions, postedOn)
  return new Map(
    waiting.flatMap((charge) => {
      const sold = soldAs(charge)
      const document = sold && documents.get(sold.product)?.get(sold.version)
      return document ? [[charge.id as string, bookingOf(charge, sold, document, postedOn)] as const] : []
    }),
  )
}

/** The same for charges of a proposal, whose lines are read where any of them may wait. */
export async function bookingsOf(read: Read, charges: readonly Posted[], postedOn: Day): Promise<Bookings> {
  const versions = await read.list(productVersions, { limit: 100_000 })
  const { waiting } = special(charges, versions, postedOn)
  if (waiting.length === 0) return new Map()
  const sold = new Map((await read.ask(soldCharges, { charges: waiting.map((c) => c.id) })).map((one) => [one.id as string, one]))
  return bookingsBy(waiting, versions, (charge) => sold.get(charge.id), postedOn)
}

/** Exported for the rules' own tests. */
export function bookingOf(charge: Posted, sold: Sold, { recognise, account: booked, deliver }: ProductDocument, postedOn: Day): Booking {
  const own = booked.overrides?.find((override) => override.entity === charge.entity)
  // What fills a fund is owed, whatever account its revenue goes to once it is drawn.
  const revenueAccount = (
    charge.revenue === 'prepaid' ? account('prepaid') : (own?.revenueAccount ?? account(charge.revenue))
  ) as Code<'accounts'>
  const deferredAccount = (own?.deferredAccount ?? account('deferred')) as Code<'accounts'>
  const to = earnedTo(charge.from, charge.to, recognise.overMonths)
  const method: Method = recognise.recognition
  // A line that is only charged once it was delivered was delivered.
  const deliveredOn =
    deliver.delivery === 'none' || deliver.delivery === 'activation' || deliver.deliveryFirst ? postedOn : sold.deliveredOn
  if (!waits(method, to, postedOn, deliveredOn)) return { account: revenueAccount, deferral: null }
  const { contract, product, corrects } = sold
  return {
    account: deferredAccount,
    deferral: { contract, product, corrects, recognition: method, from: charge.from, to, deferredAccount, revenueAccount },
  }
}

/** Is anything left to be earned when the month of the posting ends? What is not is revenue at once, so that it needs no row. */
function waits(method: Method, to: Day, postedOn: Day, deliveredOn: Day | null): boolean {
  // What a fund holds is deferred lot by lot, by the fund itself.
  if (method === 'onInvoice' || method === 'onDrawDown') return false
  if (method === 'onDelivery') return deliveredOn === null || deliveredOn > postedOn
  return byProgress.has(method) || to > afterMonthOf(postedOn)
}

/** The rows of what an invoice defers: the amounts are those of its journal's lines, so that they and the account agree in every currency. */
export function deferred(
  charges: readonly Posted[],
  bookings: Bookings,
  journal: Pick<Row<typeof journals>, 'source' | 'postedOn' | 'entityCurrency' | 'groupCurrency'>,
  lines: readonly Row<typeof journalLines>[],
): Change[] {
  if (!charges.some((charge) => bookings.get(charge.id)?.deferral)) return []
  const credited = new Map(lines.flatMap((line) => (line.charge === null ? [] : [[line.charge as string, line] as const])))
  return charges.flatMap((charge) => {
    const deferral = bookings.get(charge.id)?.deferral
    const line = credited.get(charge.id)
    if (!deferral || !line || (line.amount === 0n && line.entityAmount === 0n && line.groupAmount === 0n)) return []
    const row: Recognition = {
      id: charge.id,
      entity: charge.entity,
      customer: charge.customer,
      line: charge.line,
      invoice: journal.source,
      ...deferral,
      postedOn: journal.postedOn,
      currency: line.currency,
      total: -line.amount,
      recognised: 0n,
      entityCurrency: journal.entityCurrency,
      entityTotal: -line.entityAmount,
      entityRecognised: 0n,
      groupCurrency: journal.groupCurrency,
      groupTotal: -line.groupAmount,
      groupRecognised: 0n,
      progress: null,
      // What is delivered may be earned before its period begins.
      recognisedTo: byProgress.has(deferral.recognition) ? earlier(charge.from, journal.postedOn) : charge.from,
      state: 'open',
    }
    return [add(recognitions, row)]
  })
}
