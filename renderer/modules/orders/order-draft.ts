import { bundleDraft, givenOf, lineDraft, type BundleDraft, type LineDraft, type Unclear } from '../quotes/sale-draft.ts'
import type { Order } from './types.ts'

/** An order while it is being written: texts as they are typed. */
export interface OrderDraft {
  readonly customer: string
  readonly entity: string
  readonly contact: string
  readonly title: string
  readonly poNumber: string
  readonly poFollows: boolean
  readonly currency: string
  readonly language: string
  readonly start: string
  /** Day whose last known rates count; empty: today. */
  readonly pricedOn: string
  readonly paymentDays: string
  readonly contract: string
  readonly note: string
  readonly lines: readonly LineDraft[]
  readonly bundles: readonly BundleDraft[]
}
export const newOrder = (of: Partial<OrderDraft>): OrderDraft => ({
  customer: '', entity: '', contact: '', title: '', poNumber: '', poFollows: false, currency: '', language: '', start: '', pricedOn: '', paymentDays: '', contract: '', note: '', lines: [],
  bundles: [], ...of,
}) // prettier-ignore
/** The order as it was saved, to be worked on. */
export const draftOf = (culture: string, order: Order): OrderDraft => ({
  customer: order.customer,
  entity: order.entity,
  contact: order.contact ?? '',
  title: order.title ?? '',
  poNumber: order.poNumber ?? '',
  poFollows: order.poFollows,
  currency: order.currency,
  language: order.language,
  start: order.start ?? '',
  // A day that somebody chose stays; that of the last save was just today.
  pricedOn: order.pricedOn === order.changedAt.slice(0, 10) ? '' : order.pricedOn,
  paymentDays: order.paymentDays === null ? '' : String(order.paymentDays),
  contract: order.contract ?? '',
  note: order.note ?? '',
  lines: order.lines.map((line) =>
    lineDraft(
      culture,
      line,
      order.costs.filter((cost) => cost.line === line.id),
    ),
  ),
  bundles: order.bundles.map((bundle) => bundleDraft(culture, bundle)),
})

export interface GivenOrder {
  /** What `orders.save` takes but for the id; nothing while it cannot be saved as it stands. */
  readonly save: object | null
  /** What `quotes.workOut` takes. */
  readonly work: object | null
  readonly unclear: readonly Unclear[]
}
const blank = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())
export function givenOrder(culture: string, draft: OrderDraft): GivenOrder {
  const { lines, bundles, unclear } = givenOf(culture, draft.lines, draft.bundles)
  const sale = {
    entity: draft.entity,
    customer: blank(draft.customer),
    currency: blank(draft.currency),
    language: blank(draft.language),
    start: blank(draft.start),
    pricedOn: blank(draft.pricedOn),
    bundles,
    lines,
  }
  const rest = {
    title: blank(draft.title),
    contact: blank(draft.contact),
    poNumber: blank(draft.poNumber),
    poFollows: draft.poFollows,
    contract: blank(draft.contract),
    paymentDays: /^\d{1,3}$/.test(draft.paymentDays.trim()) ? Number(draft.paymentDays.trim()) : null,
    note: blank(draft.note),
  }
  const clear = unclear.length === 0 && [draft.start, draft.pricedOn].every((day) => day === '' || /^\d{4}-\d{2}-\d{2}$/.test(day))
  const work = clear && draft.entity !== '' ? sale : null
  return { save: work && draft.customer !== '' ? { ...sale, ...rest } : null, work, unclear }
}
