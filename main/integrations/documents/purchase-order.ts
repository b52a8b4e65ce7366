// From an order to a supplier as data to what stands on the page: every price, day and sentence as finished text. The template only places it.
import { address, files, footer, formatsFor, letterhead, type InvoicePage } from './invoice-page.ts'
import type { Formats } from './formats.ts'
import { breakable, printableDeep, type Covers } from './printable.ts'
import { purchaseOrderWords, type PurchaseOrderWords } from './purchase-order-words.ts'
import type { InvoiceDocument } from './render.ts'
import { documentFonts, printPdf } from './typst.ts'
import { documentWords, fill } from './words.ts'

export interface PurchaseOrderDocument {
  kind: 'purchaseOrder'
  /** The supplier's language and culture. */
  language: string
  culture: string
  number: string
  /** How often it was changed since it was ordered. */
  change: number
  /** ISO day; also the date inside the file, so that its bytes are stable. */
  issued: string
  currency: string
  exponent: number
  /** We, who order; and the supplier, to whom it is written. */
  seller: InvoiceDocument['seller']
  buyer: InvoiceDocument['buyer']
  supplierCode: string
  paymentDays: number
  discount: { percent: string; days: number } | null
  note: string | null
  total: string
  lines: PurchaseOrderDocumentLine[]
  attachments: InvoiceDocument['attachments']
}
export interface PurchaseOrderDocumentLine {
  position: number
  item: string
  quantity: string
  unitCost: string
  months: number | null
  /** ISO days. */
  from: string
  to: string | null
  amount: string
}

/** What templates/purchase-order.typ reads. */
export interface PurchaseOrderPage extends Pick<
  InvoicePage,
  'language' | 'region' | 'title' | 'author' | 'date' | 'watermark' | 'letterhead' | 'address' | 'facts' | 'files' | 'footer' | 'words'
> {
  subject: string
  intro: string[]
  heads: { position: string; quantity: string; price: string; amount: string }
  rows: { position: string; item: string; about: string; quantity: string; price: string; amount: string }[]
  total: { label: string; amount: string }
  after: string[]
  closing: string
  signature: string
}

function wanted(line: PurchaseOrderDocumentLine, formats: Formats, words: PurchaseOrderWords): string {
  const date = formats.longDay(line.from)
  if (line.months === null) return fill(words.on, { date })
  const rhythm = line.months === 1 ? fill(words.monthly, { date }) : fill(words.everyMonths, { months: String(line.months), date })
  return line.to === null ? rhythm : `${rhythm} ${fill(words.until, { date: formats.longDay(line.to) })}`
}

export function purchaseOrderPage(order: PurchaseOrderDocument, covers: Covers): PurchaseOrderPage {
  const words = purchaseOrderWords(order.language)
  const { page, broughtForward, carriedForward } = documentWords(order.language)
  const language = /^[a-z]{2,3}/.exec(order.language)?.[0] ?? 'en'
  const formats = formatsFor(order, language, covers)
  const [year, month, day] = order.issued.split('-').map(Number) as [number, number, number]
  const { currencyMark } = formats
  const payment = [
    fill(words.payment, { days: String(order.paymentDays) }),
    ...(order.discount ? [fill(words.early, { days: String(order.discount.days), percent: formats.percent(order.discount.percent) })] : []),
  ]
  return {
    language,
    region: new Intl.Locale(order.culture).region ?? null,
    title: `${words.title} ${order.number}`,
    author: order.seller.name,
    date: { year, month, day },
    watermark: null,
    letterhead: letterhead(order, formats),
    address: address(order, formats),
    facts: [
      { label: words.reference, value: breakable(order.number) },
      { label: words.ordered, value: formats.longDay(order.issued) },
      { label: words.supplierCode, value: breakable(order.supplierCode) },
    ],
    subject: order.change === 0 ? words.title : fill(words.titleChanged, { change: String(order.change) }),
    intro: order.change === 0 ? [words.intro] : [words.introChanged, words.intro],
    heads: {
      position: words.position,
      quantity: words.quantity,
      price: fill(words.price, { currency: currencyMark }),
      amount: fill(words.amount, { currency: currencyMark }),
    },
    rows: order.lines.map((line) => ({
      position: String(line.position),
      item: breakable(line.item),
      about: wanted(line, formats, words),
      quantity: formats.quantity(line.quantity),
      price: formats.unitPrice(line.unitCost),
      amount: formats.plainMoney(line.amount),
    })),
    total: { label: words.total, amount: formats.money(order.total) },
    after: [...(order.note ? [breakable(order.note)] : []), payment.join(' ')],
    closing: words.closing,
    signature: breakable(order.seller.name),
    files: files(order),
    footer: footer(order),
    words: { page, broughtForward, carriedForward },
  }
}

/** An order as PDF/A-3b; the same version of it gives the same bytes. */
export async function renderPurchaseOrder(order: PurchaseOrderDocument): Promise<Uint8Array> {
  // Gives way to whatever else waits, as invoices do.
  await new Promise<void>((resume) => setImmediate(resume))
  const fonts = documentFonts()
  const page = printableDeep(purchaseOrderPage(order, fonts.covers), fonts.covers)
  return printPdf('purchase-order.typ', page, order.attachments.map((attachment) => attachment.bytes)) // prettier-ignore
}
