// From the invoice as data to what stands on the page: every amount, day and label as finished text. The template only places it.
import { formatsOf, type Formats } from './formats.ts'
import { breakable, type Covers } from './printable.ts'
import type { InvoiceDocument, InvoiceDocumentLine } from './render.ts'
import { fill, type DocumentWords } from './words.ts'

/** What templates/invoice.typ reads. */
export interface InvoicePage {
  language: string
  region: string | null
  title: string
  author: string
  date: { year: number; month: number; day: number }
  watermark: string | null
  letterhead: { name: string; lines: string[]; returnLine: string }
  address: string[]
  facts: { label: string; value: string }[]
  headline: { title: string; number: string; label: string; amount: string; due: string }
  heads: { description: string; quantity: string; unitPrice: string; tax: string; amount: string }
  rows: InvoicePageRow[]
  net: { label: string; amount: string }
  taxes: { label: string; code: string; base: string; amount: string }[]
  total: { label: string; amount: string }
  notes: { code: string; text: string }[]
  payment: { heading: string; sentence: string; facts: { label: string; value: string }[] }
  attachments: { heading: string; names: { name: string; description: string }[] }
  files: { path: string; name: string; mime: string; relationship: string; description: string }[]
  footer: string[][]
  words: { page: string; broughtForward: string; carriedForward: string }
}

export interface InvoicePageRow {
  position: string
  product: string
  description: string | null
  about: string[]
  detail: string[]
  quantity: string
  unit: string
  unitPrice: string
  byBand: boolean
  taxes: string[]
  amount: string
  /** Net of this row and all above it, for the carried-over line where a page breaks. */
  running: string
}

/** Currencies that a country's reader knows by their sign. Any other currency is printed by its code. */
const HOME_CURRENCIES: Record<string, string> = {
  GB: 'GBP', IN: 'INR', US: 'USD', CH: 'CHF', AU: 'AUD', CA: 'CAD', NZ: 'NZD', JP: 'JPY', SE: 'SEK', NO: 'NOK', DK: 'DKK', PL: 'PLN', CZ: 'CZK', ZA: 'ZAR', SG: 'SGD', AE: 'AED', KW: 'KWD',
} // prettier-ignore
const EURO_COUNTRIES = new Set('AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' '))
const VAT_COUNTRIES = new Set([...EURO_COUNTRIES, ...'GB CH NO SE DK PL CZ HU RO IS ZA AE'.split(' ')])
const GST_COUNTRIES = new Set('IN AU NZ SG CA'.split(' '))

/** 'UK' and 'IN-KA' are used beside ISO 3166 codes: the country is the first two letters, and the United Kingdom is GB. */
export function countryOf(code: string): string {
  const country = code.slice(0, 2).toUpperCase()
  return country === 'UK' ? 'GB' : country
}

/** By sign where the currency is the seller's own and our fonts have the sign, else by code. */
export function formatsFor(
  invoice: Pick<InvoiceDocument, 'culture' | 'currency' | 'exponent'> & { seller: Pick<InvoiceDocument['seller'], 'country'> },
  language: string,
  covers: Covers,
): Formats {
  const { culture, currency, exponent } = invoice
  const seller = countryOf(invoice.seller.country)
  const home = (EURO_COUNTRIES.has(seller) ? 'EUR' : HOME_CURRENCIES[seller]) === currency
  const byCode = formatsOf({ culture, language, currency, exponent, currencyByCode: true })
  if (!home) return byCode
  const bySign = formatsOf({ culture, language, currency, exponent, currencyByCode: false })
  return [...bySign.currencyMark].every((character) => covers(character.codePointAt(0)!)) ? bySign : byCode
}

export function invoicePage(invoice: InvoiceDocument, words: DocumentWords, covers: Covers): InvoicePage {
  mustAddUp(invoice)
  const sellerCountry = countryOf(invoice.seller.country)
  const language = /^[a-z]{2,3}/.exec(invoice.language)?.[0] ?? 'en'
  const formats = formatsFor(invoice, language, covers)
  const title = titleOf(invoice, sellerCountry, words)
  const [year, month, day] = invoice.issued.split('-').map(Number) as [number, number, number]
  const taxWord = nameOfTax(sellerCountry, words)
  return {
    language,
    region: new Intl.Locale(invoice.culture).region ?? null,
    title: `${title} ${invoice.number}`,
    author: invoice.seller.name,
    date: { year, month, day },
    watermark: invoice.watermark,
    letterhead: letterhead(invoice, formats),
    address: address(invoice, formats),
    facts: facts(invoice, formats, words),
    headline: headline(invoice, title, formats, words),
    heads: {
      description: words.description,
      quantity: words.quantity,
      unitPrice: words.unitPrice,
      tax: taxWord,
      amount: fill(words.amount, { currency: formats.currencyMark }),
    },
    rows: rows(invoice, formats, words),
    net: { label: words.net, amount: formats.money(invoice.net) },
    taxes: invoice.taxes.map((tax) => ({
      label: fill(words.taxOn, {
        rate: `${sellerCountry === 'IN' ? indianTax(tax.code) : taxWord} ${formats.percent(tax.rate)}`,
        base: formats.money(tax.base),
      }),
      code: tax.code,
      base: formats.money(tax.base),
      amount: formats.money(tax.amount),
    })),
    total: { label: words.total, amount: formats.money(invoice.gross) },
    notes: [
      ...invoice.taxes.filter((tax) => tax.note).map((tax) => ({ code: tax.code, text: breakable(tax.note!) })),
      ...localNote(invoice, taxWord, formats, words),
    ],
    payment: payment(invoice, formats, words),
    attachments: {
      heading: words.attachments,
      names: invoice.attachments.map((one) => ({ name: breakable(one.name), description: breakable(one.description) })),
    },
    files: files(invoice),
    footer: footer(invoice),
    words: { page: words.page, broughtForward: words.broughtForward, carriedForward: words.carriedForward },
  }
}

const titleOf = ({ kind }: InvoiceDocument, country: string, words: DocumentWords): string => {
  if (kind === 'creditNote') return words.creditNote
  if (kind === 'proForma') return words.proForma
  // A tax invoice must be called one (CGST Rule 46; GST Act 1999 s 29-70).
  return country === 'IN' || country === 'AU' ? words.taxInvoice : words.invoice
}

/** The tax in the seller's own money, where the invoice is in another: what the tax authority is owed. */
function localNote(invoice: InvoiceDocument, tax: string, formats: Formats, words: DocumentWords): InvoicePage['notes'] {
  const local = invoice.taxes.flatMap((one) => (one.local ? [one.local] : []))
  const first = local[0]
  if (!first) return []
  const language = /^[a-z]{2,3}/.exec(invoice.language)?.[0] ?? 'en'
  const own = formatsOf({ culture: invoice.culture, language, currency: first.currency, exponent: first.exponent, currencyByCode: true })
  const amounts = local.map((one) => own.money(one.amount)).join(' + ')
  const rates = first.rates.map(({ base, quote, value, source, day }) =>
    fill(words.localRate, { base, quote, source, value: formats.quantity(value), date: formats.longDay(day) }),
  )
  const said = fill(words.localTax, { tax, currency: first.currency, amounts })
  return [{ code: first.currency, text: breakable([said, ...rates].join('; ')) }]
}

/** An invoice whose figures do not add up must never be printed, whoever made the mistake. */
function mustAddUp(invoice: InvoiceDocument): void {
  const sum = (amounts: string[]) => amounts.reduce((total, amount) => total + BigInt(amount), 0n)
  const check = (what: string, got: bigint, stated: string) => {
    if (got !== BigInt(stated)) throw new Error(`Invoice ${invoice.number}: ${what} is ${got}, the document says ${stated} (minor units)`)
  }
  check('the sum of the lines', sum(invoice.lines.map((line) => line.net)), invoice.net)
  check('the sum of the taxes', sum(invoice.taxes.map((tax) => tax.amount)), invoice.tax)
  check('net and tax together', sum([invoice.net, invoice.tax]), invoice.gross)
}

/** Who writes to whom: all that heads and feet of documents need. */
export type Correspondence = Pick<InvoiceDocument, 'seller' | 'buyer'>

export function letterhead({ seller, buyer }: Correspondence, formats: Formats): InvoicePage['letterhead'] {
  const abroad = countryOf(buyer.country) !== countryOf(seller.country)
  const lines = abroad ? [...seller.lines, formats.country(countryOf(seller.country))] : seller.lines
  return { name: breakable(seller.name), lines: lines.map(breakable), returnLine: returnLine(seller.name, lines) }
}

/** The sender above the address, in one small line: whole where it fits, else the name with the place at the end of the address. */
function returnLine(name: string, lines: string[]): string {
  const choices = [lines, lines.slice(-2), lines.slice(-1)].map((some) => [name, ...some].join('  ·  '))
  return choices.find((choice) => choice.length <= 90) ?? choices[2]!
}

export function address({ seller, buyer }: Correspondence, formats: Formats): string[] {
  const abroad = countryOf(buyer.country) !== countryOf(seller.country)
  const country = formats.country(countryOf(buyer.country))
  // Some addresses end with their country already.
  const named = buyer.lines.at(-1)?.trim().toLowerCase() === country.toLowerCase()
  return [buyer.name, ...buyer.lines, ...(abroad && !named ? [country] : [])].map(breakable)
}

function facts(invoice: InvoiceDocument, formats: Formats, words: DocumentWords): InvoicePage['facts'] {
  const numberWords = { invoice: words.invoiceNumber, creditNote: words.creditNumber, proForma: words.proposal }
  const { corrects } = invoice
  const all: [string, string | null][] = [
    [numberWords[invoice.kind], invoice.number],
    [invoice.kind === 'invoice' ? words.issued : words.creditIssued, formats.longDay(invoice.issued)],
    [words.corrects, corrects ? fill(words.correctsOf, { number: corrects.number, date: formats.longDay(corrects.issued) }) : null],
    [words.reason, invoice.reason ?? null],
    [words.servicePeriod, commonPeriod(invoice.lines, formats)],
    [words.customerCode, invoice.customerCode],
    [countryOf(invoice.buyer.country) === 'IN' ? words.buyerGstin : words.buyerTaxId, invoice.buyer.taxId],
    [words.poNumber, invoice.poNumber],
  ]
  return all.flatMap(([label, value]) => (value ? [{ label, value: breakable(value) }] : []))
}

/** One service period for the whole document is stated at the top; where the lines differ, each line states its own. */
function commonPeriod(lines: InvoiceDocumentLine[], formats: Formats): string | null {
  const [first] = lines
  if (!first || lines.some((line) => line.from !== first.from || line.to !== first.to)) return null
  return formats.period(first.from, first.to)
}

function headline(invoice: InvoiceDocument, title: string, formats: Formats, words: DocumentWords): InvoicePage['headline'] {
  const gross = BigInt(invoice.gross)
  return {
    title,
    number: breakable(invoice.number),
    label: gross < 0n ? words.amountInYourFavour : words.amountDue,
    amount: formats.money((gross < 0n ? -gross : gross).toString()),
    due: gross > 0n && invoice.kind !== 'proForma' ? fill(words.due, { date: formats.longDay(invoice.due) }) : '',
  }
}

function rows(invoice: InvoiceDocument, formats: Formats, words: DocumentWords): InvoicePageRow[] {
  let running = 0n
  return invoice.lines.map((line) => {
    running += BigInt(line.net)
    return {
      position: String(line.position),
      product: breakable(line.product),
      description: line.description && line.description !== line.product ? breakable(line.description) : null,
      about: [formats.period(line.from, line.to), fill(words.contract, { number: breakable(line.contract) })],
      detail: [...line.detail, ...(line.charged ? [fill(words.charged, { amount: formats.plainMoney(line.charged) })] : [])].map(breakable),
      quantity: formats.quantity(line.quantity),
      unit: breakable(line.unit),
      unitPrice: line.unitPrice === null ? words.byBand : formats.unitPrice(line.unitPrice),
      byBand: line.unitPrice === null,
      taxes: taxesOfLine(line, invoice, formats),
      amount: formats.plainMoney(line.net),
      running: formats.plainMoney(running.toString()),
    }
  })
}

/** The line's rates, found by its codes; where two codes of the document share a rate, the code says which one is meant. */
function taxesOfLine(line: InvoiceDocumentLine, invoice: InvoiceDocument, formats: Formats): string[] {
  const codes = line.taxCode.split('+').map((code) => code.trim())
  const found = codes.map((code) => invoice.taxes.find((tax) => tax.code === code))
  if (found.some((tax) => tax === undefined)) return [line.taxCode]
  return found.map((tax) => {
    const percent = formats.percent(tax!.rate)
    if (countryOf(invoice.seller.country) === 'IN') return `${indianTax(tax!.code)} ${percent}`
    const alike = invoice.taxes.some((other) => other.code !== tax!.code && other.rate === tax!.rate && !codes.includes(other.code))
    return alike ? `${percent} ${tax!.code}` : percent
  })
}

export function nameOfTax(country: string, words: DocumentWords): string {
  if (GST_COUNTRIES.has(country)) return words.gst
  if (VAT_COUNTRIES.has(country)) return words.vat
  return country === 'US' ? words.salesTax : words.tax
}

/** India names the half of the state, the half of the union, or the whole between states; the codes carry CG, SG, UT and IG. */
function indianTax(code: string): string {
  const part = /(?:^|-)(CG|SG|UT|IG)(?:ST)?\d/.exec(code)?.[1]
  return part === undefined ? 'GST' : { CG: 'CGST', SG: 'SGST', UT: 'UTGST', IG: 'IGST' }[part]!
}

function payment(invoice: InvoiceDocument, formats: Formats, words: DocumentWords): InvoicePage['payment'] {
  const gross = BigInt(invoice.gross)
  const values = {
    amount: formats.money((gross < 0n ? -gross : gross).toString()),
    date: formats.longDay(invoice.due),
    number: invoice.number,
    mandate: invoice.mandate ?? '',
  }
  const sentence = sentenceFor(invoice, gross, words)
  // Whoever is debited needs no account to pay to.
  const bank = invoice.mandate ? [] : [...invoice.seller.bank, { label: words.reference, value: invoice.number }]
  const terms = invoice.terms ? [{ label: words.terms, value: invoice.terms }] : []
  const all = gross > 0n && invoice.kind !== 'proForma' ? [...bank, ...terms] : terms
  return {
    heading: words.payment,
    sentence: breakable(fill(sentence, values)),
    facts: all.map(({ label, value }) => ({ label: breakable(label), value: breakable(value) })),
  }
}

function sentenceFor({ kind, mandate }: InvoiceDocument, gross: bigint, words: DocumentWords): string {
  if (kind === 'proForma') return words.notPayable
  if (kind === 'creditNote') return words.settled
  if (gross > 0n && mandate) return words.weDebit
  return gross > 0n ? words.pleasePay : gross === 0n ? words.nothingToPay : words.creditBalance
}

/** File names inside the PDF: no folders, no two alike. */
export function files(invoice: Pick<InvoiceDocument, 'attachments'>): InvoicePage['files'] {
  const taken = new Set<string>()
  return invoice.attachments.map((attachment, index) => {
    const bare = (attachment.name.split(/[/\\:]/).at(-1) ?? '').replace(/^\.+/, '') || 'attachment'
    let name = bare
    for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = bare.replace(/(\.[^.]*)?$/, ` (${copy})$1`)
    taken.add(name.toLowerCase())
    const { mime, relationship, description } = attachment
    return { path: `attachment-${index}`, name, mime, relationship, description }
  })
}

/** Three columns: who and where, tax and register, the entity's own legal lines. */
export function footer({ seller }: Correspondence): string[][] {
  const register = seller.registration ? [seller.registration] : []
  return [[seller.name, ...seller.lines], [`${seller.taxIdLabel} ${seller.taxId}`, ...register], seller.legal].map((column) =>
    column.map(breakable),
  )
}
