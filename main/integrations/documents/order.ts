// From an order, quote or change order as data to what stands on the page: every amount, day and sentence as finished text. The template only places it.
import type { Formats } from './formats.ts'
import { address, countryOf, files, footer, formatsFor, letterhead, nameOfTax, type InvoicePage } from './invoice-page.ts'
import { orderWords, type OrderWords } from './order-words.ts'
import { breakable, printableDeep, type Covers } from './printable.ts'
import type { InvoiceDocument } from './render.ts'
import { documentFonts, printPdf } from './typst.ts'
import { documentWords, fill } from './words.ts'

/** What `orderPage` of core/signing composes; what is absent is left out. */
export interface OrderDocument {
  kind: 'order' | 'quote' | 'changeOrder'
  reference?: string
  number?: string
  version?: number
  changes?: string
  language: string
  culture: string
  /** ISO day; also the date inside the file, so that its bytes are stable. */
  day: string
  validUntil?: string
  currency: string
  exponent: number
  seller: {
    name: string
    address: string[]
    country: string
    taxIdLabel: string
    taxId: string
    registration?: string
    bank: { label: string; value: string }[]
    culture: string
    legal: string[]
  }
  buyer: { code?: string; name: string; address: string[]; country: string; taxId?: string; contact?: string }
  salesperson?: string
  poNumber?: string
  subject?: string
  start?: string
  termMonths?: number
  paymentDays: number
  note?: string
  lines: OrderDocumentLine[]
  totals: {
    period: 'once' | 'month' | 'quarter' | 'year'
    net: string
    taxes: { code: string; rate: string; base: string; amount: string; note?: string }[]
    tax: string
    gross: string
  }[]
  clauses: { code: string; version: number; heading: string; text: string; hash: string }[]
  priceBook: { stamp: string; says?: string }
  rates?: { stamp: string; day: string }
  consent: string
  payloadHash: string
  signature: {
    signer: string
    role: string | null
    place: string | null
    method: 'pen' | 'typed' | 'link'
    image: string | null
    viewedAt: string
    signedAt: string
    documentHash: string
    key: string
    link: string
    /** `null` until the hub has countersigned; left out where the seal is the company's own. */
    countersignedAt?: string | null
  } | null
  attachments: InvoiceDocument['attachments']
}
export interface OrderDocumentLine {
  position: number
  product: string
  name: string
  description?: string
  quantity: string
  unit: string
  unitPrice?: string
  listPrice?: string
  discountPercent?: string
  period: 'once' | 'month' | 'quarter' | 'year' | 'usage'
  amount?: string
  taxCodes: string[]
  detail: string[]
  start?: string
  termMonths?: number
  optional?: string
}

type Fact = { label: string; value: string }
/** What templates/order.typ reads. */
export interface OrderPage extends Pick<
  InvoicePage,
  | 'language'
  | 'region'
  | 'title'
  | 'author'
  | 'date'
  | 'watermark'
  | 'letterhead'
  | 'address'
  | 'facts'
  | 'attachments'
  | 'files'
  | 'footer'
  | 'words'
> {
  headline: { title: string; number: string; sums: Fact[] }
  subject: string | null
  note: string[]
  heads: { description: string; quantity: string; unitPrice: string; amount: string }
  rows: {
    position: string
    product: string
    description: string | null
    detail: string[]
    quantity: string
    unit: string
    unitPrice: string
    plain: boolean
    amount: string
    counted: boolean
    period: string
  }[]
  totals: { heading: string; net: Fact; taxes: Fact[]; total: Fact }[]
  notes: { code: string; text: string }[]
  payment: string
  terms: { heading: string; intro: string; clauses: { heading: string; code: string; hash: string; paragraphs: string[] }[] }
  agreement: { heading: string; sentence: string; blanks: string[]; signed: { facts: Fact[]; svg: string | null; how: string } | null }
  proof: { heading: string; intro: string; facts: Fact[] }
}

export function orderPage(order: OrderDocument, covers: Covers): OrderPage {
  const words = orderWords(order.language)
  const { page, broughtForward, carriedForward } = documentWords(order.language)
  const language = /^[a-z]{2,3}/.exec(order.language)?.[0] ?? 'en'
  const formats = formatsFor(order, language, covers)
  const [year, month, day] = order.day.split('-').map(Number) as [number, number, number]
  const called = [order.number ?? order.reference ?? '', order.version === undefined ? '' : fill(words.version, { version: `${order.version}` })].filter((part) => part !== '') // prettier-ignore
  const parties = correspondence(order)
  return {
    language,
    region: new Intl.Locale(order.culture).region ?? null,
    title: [words[order.kind], called[0] ?? ''].join(' ').trim(),
    author: order.seller.name,
    date: { year, month, day },
    watermark: null,
    letterhead: letterhead(parties, formats),
    address: address(parties, formats),
    facts: facts(order, formats, words),
    headline: {
      title: words[order.kind],
      number: breakable(called.join(', ')),
      sums: order.totals.map((total) => ({ label: sumWord(total.period, words), value: formats.money(total.gross) })),
    },
    subject: order.subject === undefined ? null : breakable(order.subject),
    note: [...(order.changes === undefined ? [] : [fill(words.replaces, { order: order.changes })]), ...paragraphs(order.note ?? '')],
    heads: {
      description: words.description,
      quantity: words.quantity,
      unitPrice: fill(words.unitPrice, { currency: formats.currencyMark }),
      amount: fill(words.amount, { currency: formats.currencyMark }),
    },
    rows: order.lines.map((line) => rowOf(line, formats, words)),
    totals: order.totals.map((total) => totalOf(total, order, formats, words)),
    notes: notesOf(order),
    payment: fill(order.lines.some((line) => line.period === 'usage') ? words.payment : words.paymentPlain, {
      days: `${order.paymentDays}`,
    }),
    terms: {
      heading: words.terms,
      intro: words.termsIntro,
      clauses: order.clauses.map((clause) => ({
        heading: breakable(clause.heading),
        code: fill(words.clause, { code: clause.code, version: `${clause.version}` }),
        hash: clause.hash.slice(0, 16),
        paragraphs: paragraphs(clause.text),
      })),
    },
    agreement: agreement(order, formats, words),
    proof: proof(order, formats, words),
    attachments: {
      heading: words.attachments,
      names: order.attachments.map((one) => ({ name: breakable(one.name), description: breakable(one.description) })),
    },
    files: files(order),
    footer: footer(parties),
    words: { page, broughtForward, carriedForward },
  }
}

/** Line breaks are paragraphs; what is printed is otherwise of one line each. */
const paragraphs = (text: string): string[] => text.split(/\n+/).map((one) => one.trim()).filter((one) => one !== '').map(breakable) // prettier-ignore

function correspondence({ seller, buyer }: OrderDocument): Parameters<typeof footer>[0] {
  return {
    seller: { ...seller, lines: seller.address, registration: seller.registration ?? null },
    buyer: { name: buyer.name, lines: buyer.address, country: buyer.country, taxId: buyer.taxId ?? null },
  }
}

function facts(order: OrderDocument, formats: Formats, words: OrderWords): Fact[] {
  const all: [string, string | undefined][] = [
    [words.number, order.number],
    [words.reference, order.reference],
    [words.changes, order.changes],
    [words.day, formats.longDay(order.day)],
    [words.validUntil, order.validUntil && formats.longDay(order.validUntil)],
    [words.customerCode, order.buyer.code],
    [words.customerTaxId, order.buyer.taxId],
    [words.contact, order.buyer.contact],
    [words.poNumber, order.poNumber],
    [words.salesperson, order.salesperson],
    [words.start, order.start && formats.longDay(order.start)],
    [words.term, order.termMonths === undefined ? undefined : monthsOf(order.termMonths, words)],
  ]
  return all.flatMap(([label, value]) => (value ? [{ label, value: breakable(value) }] : []))
}
const monthsOf = (months: number, words: OrderWords): string => (months === 1 ? words.month : fill(words.months, { months: `${months}` }))

const periodWord = (period: OrderDocumentLine['period'], words: OrderWords): string =>
  ({ once: words.once, month: words.perMonth, quarter: words.perQuarter, year: words.perYear, usage: words.perUsage })[period]
const sumWord = (period: OrderDocument['totals'][number]['period'], words: OrderWords): string =>
  ({ once: words.sumOnce, month: words.sumMonth, quarter: words.sumQuarter, year: words.sumYear })[period]

function rowOf(line: OrderDocumentLine, formats: Formats, words: OrderWords): OrderPage['rows'][number] {
  const detail = [
    ...line.detail,
    ...(line.listPrice === undefined ? [] : [fill(words.listPrice, { price: formats.unitPrice(line.listPrice) })]),
    ...(line.discountPercent === undefined ? [] : [fill(words.discount, { percent: formats.percent(line.discountPercent) })]),
    ...(line.start === undefined ? [] : [fill(words.from, { date: formats.longDay(line.start) })]),
    ...(line.termMonths === undefined ? [] : [`${words.term}: ${monthsOf(line.termMonths, words)}`]),
    ...(line.optional === undefined ? [] : [words.optional]),
  ]
  return {
    position: String(line.position),
    product: breakable(line.name),
    description: line.description && line.description !== line.name ? breakable(line.description) : null,
    detail: detail.map(breakable),
    quantity: formats.quantity(line.quantity),
    unit: breakable(line.unit),
    unitPrice: line.unitPrice === undefined ? words.byBand : formats.unitPrice(line.unitPrice),
    plain: line.unitPrice === undefined,
    amount: line.amount === undefined ? words.counted : formats.plainMoney(line.amount),
    counted: line.amount === undefined,
    period: line.amount === undefined ? '' : periodWord(line.period, words),
  }
}

function totalOf(
  total: OrderDocument['totals'][number],
  { seller, language }: OrderDocument,
  formats: Formats,
  words: OrderWords,
): OrderPage['totals'][number] {
  const tax = nameOfTax(countryOf(seller.country), documentWords(language))
  return {
    heading: sumWord(total.period, words),
    net: { label: words.net, value: formats.money(total.net) },
    taxes: total.taxes.map(({ rate, base, amount }) => ({
      label: fill(words.taxOn, { tax, rate: formats.percent(rate), base: formats.money(base) }),
      value: formats.money(amount),
    })),
    total: { label: words.total, value: formats.money(total.gross) },
  }
}

/** What the law wants said of a tax, once for each code. */
function notesOf({ totals }: OrderDocument): OrderPage['notes'] {
  const notes = new Map(totals.flatMap(({ taxes }) => taxes.flatMap(({ code, note }) => (note ? [[code, note] as const] : []))))
  return [...notes].map(([code, text]) => ({ code, text: breakable(text) }))
}

const moment = (instant: string, formats: Formats): string => `${formats.longDay(instant.slice(0, 10))}, ${instant.slice(11, 16)} UTC`

function agreement(order: OrderDocument, formats: Formats, words: OrderWords): OrderPage['agreement'] {
  const { signature } = order
  const base = { heading: words.consent, sentence: breakable(order.consent), blanks: [words.signHere, words.nameHere, words.roleHere, words.placeHere] } // prettier-ignore
  if (!signature) return { ...base, signed: null }
  const all: [string, string | null][] = [
    [words.signedBy, signature.signer],
    [words.role, signature.role],
    [words.place, signature.place],
    [words.viewed, moment(signature.viewedAt, formats)],
    [words.signed, moment(signature.signedAt, formats)],
  ]
  return {
    ...base,
    signed: {
      facts: all.flatMap(([label, value]) => (value ? [{ label, value: breakable(value) }] : [])),
      svg: signature.image === null ? null : drawing(signature.image),
      how: howOf(signature, words),
    },
  }
}

function howOf({ method, image }: NonNullable<OrderDocument['signature']>, words: OrderWords): string {
  if (method === 'link') return image === null ? words.byLink : words.byLinkDrawn
  return method === 'typed' ? words.typed : words.method
}

/** The line as it was drawn; the path was checked to be nothing but a line before it was sealed. */
const drawing = (path: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 200"><path d="${path.replace(/[^MLQC\d ,]/g, '')}" fill="none" stroke="#171a20" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`

function countersignedOf({ signature }: OrderDocument, formats: Formats, words: OrderWords): string | undefined {
  if (signature?.countersignedAt === undefined) return undefined
  return signature.countersignedAt === null ? words.notYet : moment(signature.countersignedAt, formats)
}

function proof(order: OrderDocument, formats: Formats, words: OrderWords): OrderPage['proof'] {
  const { signature, rates } = order
  const all: [string, string | undefined][] = [
    [words.payloadHash, order.payloadHash],
    [words.documentHash, signature?.documentHash],
    [words.priceBook, order.priceBook.stamp],
    ...(rates ? [[fill(words.rates, { date: formats.longDay(rates.day) }), rates.stamp] as [string, string]] : []),
    ...order.clauses.map(({ code, version, hash }): [string, string] => [fill(words.clauseHash, { code, version: `${version}` }), hash]),
    [words.key, signature?.key],
    [words.link, signature?.link],
    [words.countersigned, countersignedOf(order, formats, words)], // prettier-ignore
  ]
  return {
    heading: words.proof,
    intro: signature ? words.proofIntro : words.proofBefore,
    facts: all.flatMap(([label, value]) => (value ? [{ label: breakable(label), value: inGroups(value) }] : [])),
  }
}
/** Digits of a hash break anywhere, and copy as they are. */
const inGroups = (value: string): string => (/^[0-9a-f]{64}$/.test(value) ? value.replace(/.{16}(?!$)/g, '$&\u200b') : value)

export async function renderOrder(order: OrderDocument): Promise<Uint8Array> {
  // Gives way to whatever else waits, as invoices do.
  await new Promise<void>((resume) => setImmediate(resume))
  const fonts = documentFonts()
  const page = printableDeep(orderPage(order, fonts.covers), fonts.covers)
  return printPdf('order.typ', page, order.attachments.map((attachment) => attachment.bytes)) // prettier-ignore
}
