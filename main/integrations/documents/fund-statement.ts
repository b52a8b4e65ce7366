// From a statement of a fund as data to what stands on the page: every quantity, amount and day as finished text. The template only places it.
import type { Formats } from './formats.ts'
import { address, files, footer, formatsFor, letterhead, type InvoicePage } from './invoice-page.ts'
import { breakable, printableDeep, type Covers } from './printable.ts'
import type { InvoiceDocument } from './render.ts'
import { statementWords, type StatementWords } from './statement-words.ts'
import { documentFonts, printPdf } from './typst.ts'
import { documentWords, fill } from './words.ts'

export interface StatementDocument {
  kind: 'fundStatement'
  /** The customer's language and culture. */
  language: string
  culture: string
  /** Number of the contract. */
  number: string
  fund: string
  unit: 'hours' | 'currency' | 'token'
  /** ISO days, both included; `issued` is the date inside the file, so that its bytes are stable. */
  from: string
  to: string
  issued: string
  currency: string
  exponent: number
  seller: InvoiceDocument['seller']
  buyer: InvoiceDocument['buyer']
  customerCode: string
  /** Units as decimal text, values in minor units. */
  standing: Record<
    | 'opening'
    | 'openingValue'
    | 'purchased'
    | 'purchasedValue'
    | 'drawn'
    | 'released'
    | 'lapsed'
    | 'breakage'
    | 'beyond'
    | 'closing'
    | 'closingValue',
    string
  >
  movements: StatementMovement[]
  lots: StatementLot[]
  attachments: InvoiceDocument['attachments']
}
export interface StatementMovement {
  number: number
  day: string
  act: 'purchase' | 'draw' | 'settlement' | 'carryOver' | 'expiry'
  isReversal: boolean
  booked: string | null
  weight: string | null
  bookingType: 'day' | 'night' | 'weekend' | 'holiday' | null
  reference: string | null
  reason: string | null
  quantity: string
  beyond: string
  value: string
  balance: string
  lots: { number: number; quantity: string; value: string }[]
}
export interface StatementLot {
  number: number
  purchasedOn: string
  expires: string | null
  reference: string | null
  quantity: string
  value: string
  remaining: string
  deferred: string
}

/** What templates/fund-statement.typ reads. */
export interface StatementPage extends Pick<
  InvoicePage,
  'language' | 'region' | 'title' | 'author' | 'date' | 'watermark' | 'letterhead' | 'address' | 'facts' | 'files' | 'footer' | 'words'
> {
  subject: string
  fund: string
  intro: string
  heads: Record<'units' | 'value' | 'day' | 'what' | 'balance' | 'movements' | 'lots' | 'bought' | 'expires', string>
  summary: { label: string; units: string; value: string; strong: boolean }[]
  beyond: string | null
  none: string
  rows: { day: string; what: string; about: string[]; units: string; value: string; balance: string }[]
  lots: { number: string; bought: string; about: string | null; expires: string; left: string; value: string }[]
  deferred: string
}

export function statementPage(document: StatementDocument, covers: Covers): StatementPage {
  const words = statementWords(document.language)
  const { page, broughtForward, carriedForward } = documentWords(document.language)
  const language = /^[a-z]{2,3}/.exec(document.language)?.[0] ?? 'en'
  const formats = formatsFor(document, language, covers)
  const [year, month, day] = document.issued.split('-').map(Number) as [number, number, number]
  const { standing } = document
  const unit = { hours: words.unitHours, token: words.unitToken, currency: words.unitCurrency }[document.unit]
  const line = (label: string, units: string, value: string, strong = false) => ({
    label,
    units: formats.quantity(units),
    value: formats.plainMoney(value),
    strong,
  })
  const less = (text: string): string => (text === '0' || text.startsWith('-') ? text.replace(/^-/, '') : `-${text}`)
  return {
    language,
    region: new Intl.Locale(document.culture).region ?? null,
    title: `${words.title} ${document.number}`,
    author: document.seller.name,
    date: { year, month, day },
    watermark: null,
    letterhead: letterhead(document, formats),
    address: address(document, formats),
    facts: [
      { label: words.reference, value: breakable(document.number) },
      ...(document.customerCode ? [{ label: words.customerCode, value: breakable(document.customerCode) }] : []),
      { label: words.period, value: formats.period(document.from, document.to) },
      { label: fill(words.stands, { date: formats.longDay(document.to) }), value: `${formats.quantity(standing.closing)} ${unit}` },
    ],
    subject: words.title,
    fund: breakable(document.fund),
    intro: fill(words.intro, { fund: document.fund }),
    heads: {
      units: unit,
      value: fill(words.value, { currency: formats.currencyMark }),
      day: words.day,
      what: words.what,
      balance: words.balance,
      movements: words.movements,
      lots: words.lots,
      bought: words.bought,
      expires: words.expires,
    },
    summary: [
      line(words.opening, standing.opening, standing.openingValue),
      line(words.purchased, standing.purchased, standing.purchasedValue),
      line(words.drawn, less(standing.drawn), less(standing.released)),
      ...(standing.lapsed === '0' && standing.breakage === '0' ? [] : [line(words.lapsed, less(standing.lapsed), less(standing.breakage))]),
      line(words.closing, standing.closing, standing.closingValue, true),
    ],
    beyond: standing.beyond === '0' ? null : fill(words.beyond, { quantity: `${formats.quantity(standing.beyond)} ${unit}` }),
    none: words.none,
    rows: document.movements.map((movement) => rowOf(movement, formats, words)),
    lots: document.lots.map((lot) => ({
      number: String(lot.number),
      bought: formats.longDay(lot.purchasedOn),
      about: lot.reference === null ? null : breakable(lot.reference),
      expires: lot.expires === null ? words.never : formats.longDay(lot.expires),
      left: fill(words.of, { left: formats.quantity(lot.remaining), all: formats.quantity(lot.quantity) }),
      value: formats.plainMoney(lot.deferred),
    })),
    deferred: fill(words.deferred, { released: formats.money(standing.released), deferred: formats.money(standing.closingValue) }),
    files: files(document),
    footer: footer(document),
    words: { page, broughtForward, carriedForward },
  }
}

function rowOf(movement: StatementMovement, formats: Formats, words: StatementWords): StatementPage['rows'][number] {
  const act = words[movement.act]
  const { booked, weight, bookingType } = movement
  const kind = bookingType === null || bookingType === 'day' ? '' : ` (${words[bookingType]})`
  return {
    day: formats.period(movement.day, movement.day),
    what: movement.isReversal ? fill(words.reversal, { act }) : act,
    about: [
      ...(movement.reference ? [breakable(movement.reference)] : []),
      ...(movement.reason ? [breakable(movement.reason)] : []),
      ...(booked && weight && weight !== '1' ? [fill(words.counts, { booked: formats.quantity(booked), weight: formats.quantity(weight) }) + kind] : []), // prettier-ignore
      ...(movement.act === 'purchase' ? [] : movement.lots.map((lot) => fill(words.lot, { number: String(lot.number), quantity: formats.quantity(lot.quantity) }))), // prettier-ignore
    ],
    units: formats.quantity(movement.quantity),
    value: formats.plainMoney(movement.value),
    balance: formats.quantity(movement.balance),
  }
}

/** A statement as PDF/A-3b; the same statement gives the same bytes. */
export async function renderStatement(document: StatementDocument): Promise<Uint8Array> {
  // Gives way to whatever else waits, as invoices do.
  await new Promise<void>((resume) => setImmediate(resume))
  const fonts = documentFonts()
  const page = printableDeep(statementPage(document, fonts.covers), fonts.covers)
  return printPdf('fund-statement.typ', page, document.attachments.map((attachment) => attachment.bytes)) // prettier-ignore
}
