// From a letter about prices as data to what stands on the page: every price, day and sentence as finished text. The template only places it.
import { divide, exactly, ratioOf, ratioText } from '../../../core/kernel/decimal.ts'
import { firstDay } from '../../../core/indexation/months.ts'
import type { ProposalTrace } from '../../../core/indexation/proposal-trace.ts'
import type { Formats } from './formats.ts'
import { address, files, footer, formatsFor, letterhead, type InvoicePage } from './invoice-page.ts'
import { letterWords, type LetterWords } from './letter-words.ts'
import { breakable, printableDeep, type Covers } from './printable.ts'
import type { InvoiceDocument } from './render.ts'
import { documentFonts, printPdf } from './typst.ts'
import { documentWords, fill } from './words.ts'

export interface LetterDocument {
  kind: 'upliftLetter'
  /** The customer's language and culture. */
  language: string
  culture: string
  number: string
  /** ISO day; also the date inside the file, so that its bytes are stable. */
  issued: string
  seller: InvoiceDocument['seller']
  buyer: InvoiceDocument['buyer']
  customerCode: string
  lines: LetterLine[]
  attachments: InvoiceDocument['attachments']
}
export interface LetterLine {
  position: number
  contract: string
  product: string
  description: string | null
  poNumber: string | null
  /** ISO day. */
  from: string
  quantity: string
  unit: string
  currency: string
  exponent: number
  oldPrice: string
  newPrice: string
  basisMonths: 1 | 12
  index: { name: string; source: string; base: string | null } | null
  trace: ProposalTrace
}

/** What templates/uplift-letter.typ reads. */
export interface LetterPage extends Pick<
  InvoicePage,
  'language' | 'region' | 'title' | 'author' | 'date' | 'watermark' | 'letterhead' | 'address' | 'facts' | 'files' | 'footer' | 'words'
> {
  subject: string
  salutation: string
  intro: string
  heads: { description: string; quantity: string; oldPrice: string; newPrice: string }
  rows: {
    position: string
    product: string
    description: string | null
    about: string[]
    quantity: string
    unit: string
    oldPrice: string
    newPrice: string
  }[]
  how: { heading: string; reasons: { positions: string; text: string }[]; rounded: string }
  after: string[]
  closing: string
  signature: string
  machine: string
}

export function letterPage(letter: LetterDocument, covers: Covers): LetterPage {
  const words = letterWords(letter.language)
  const { page, broughtForward, carriedForward } = documentWords(letter.language)
  const language = /^[a-z]{2,3}/.exec(letter.language)?.[0] ?? 'en'
  const formatsIn = (line: Pick<LetterLine, 'currency' | 'exponent'>): Formats =>
    formatsFor({ culture: letter.culture, currency: line.currency, exponent: line.exponent, seller: letter.seller }, language, covers)
  const [first] = letter.lines
  if (!first) throw new Error(`Letter ${letter.number} announces no price`)
  const formats = formatsIn(first)
  const [year, month, day] = letter.issued.split('-').map(Number) as [number, number, number]
  const days = [...new Set(letter.lines.map((line) => line.from))].sort() // prettier-ignore
  const oneCurrency = letter.lines.every((line) => line.currency === first.currency)
  const firstDate = formats.longDay(days[0]!)
  return {
    language,
    region: new Intl.Locale(letter.culture).region ?? null,
    title: `${words.title} ${letter.number}`,
    author: letter.seller.name,
    date: { year, month, day },
    watermark: null,
    letterhead: letterhead(letter, formats),
    address: address(letter, formats),
    facts: [
      { label: words.reference, value: breakable(letter.number) },
      { label: words.written, value: formats.longDay(letter.issued) },
      ...(letter.customerCode ? [{ label: words.customerCode, value: breakable(letter.customerCode) }] : []),
      { label: days.length === 1 ? words.effective : words.effectiveFirst, value: firstDate },
    ],
    subject: words.title,
    salutation: words.salutation,
    intro: days.length === 1 ? fill(words.intro, { date: firstDate }) : words.introSeveral,
    heads: {
      description: words.description,
      quantity: words.quantity,
      oldPrice: oneCurrency ? fill(words.oldPrice, { currency: formats.currencyMark }) : words.plainOldPrice,
      newPrice: oneCurrency ? fill(words.newPrice, { currency: formats.currencyMark }) : words.plainNewPrice,
    },
    rows: letter.lines.map((line) => rowOf(line, formatsIn(line), oneCurrency, days.length > 1, words)),
    how: { heading: words.how, reasons: reasonsOf(letter.lines, formats, words), rounded: words.rounded },
    after: [words.unchanged, fill(words.questions, { number: letter.number })],
    closing: words.closing,
    signature: breakable(letter.seller.name),
    machine: words.machine,
    files: files(letter),
    footer: footer(letter),
    words: { page, broughtForward, carriedForward },
  }
}

function rowOf(
  line: LetterLine,
  formats: Formats,
  oneCurrency: boolean,
  severalDays: boolean,
  words: LetterWords,
): LetterPage['rows'][number] {
  const price = (decimal: string): string => `${formats.unitPrice(decimal)}${oneCurrency ? '' : ` ${line.currency}`}`
  return {
    position: String(line.position),
    product: breakable(line.product),
    description: line.description && line.description !== line.product ? breakable(line.description) : null,
    about: [
      fill(words.contract, { number: breakable(line.contract) }),
      ...(line.poNumber ? [fill(words.poNumber, { number: breakable(line.poNumber) })] : []),
      ...(severalDays ? [fill(words.from, { date: formats.longDay(line.from) })] : []),
    ],
    quantity: formats.quantity(line.quantity),
    unit: [breakable(line.unit), line.basisMonths === 12 ? words.perYear : words.perMonth].filter((part) => part !== '').join(' '), // prettier-ignore
    oldPrice: price(line.oldPrice),
    newPrice: price(line.newPrice),
  }
}

/** Lines whose prices come about in the same way share the sentence. */
function reasonsOf(lines: readonly LetterLine[], formats: Formats, words: LetterWords): LetterPage['how']['reasons'] {
  const positions = new Map<string, number[]>()
  for (const line of lines) {
    const text = reasonOf(line, formats, words)
    positions.set(text, [...(positions.get(text) ?? []), line.position])
  }
  return [...positions].map(([text, list]) => ({
    positions: fill(list.length === 1 ? words.positions : words.positionsSeveral, { list: list.join(', ') }),
    text: breakable(text),
  }))
}

function reasonOf({ trace, index }: LetterLine, formats: Formats, words: LetterWords): string {
  const { base, current, margin } = trace
  const sentences: string[] = []
  if (index && base && current) {
    const source = index.base ? `${index.source}, ${index.base}` : index.source
    sentences.push(
      fill(words.indexMoved, {
        name: index.name, source, base: formats.quantity(base.value), baseMonth: formats.month(firstDay(base.month)), current: formats.quantity(current.value),
        currentMonth: formats.month(firstDay(current.month)), change: formats.percent(changeOf(base.value, current.value, '0')),
      }), // prettier-ignore
    )
    if (margin !== '0') {
      sentences.push(fill(words.marginAdded, { percent: formats.percent(margin) }))
      sentences.push(fill(words.together, { percent: formats.percent(changeOf(base.value, current.value, margin)) }))
    }
  } else sentences.push(fill(words.fixedRise, { percent: formats.percent(margin) }))
  if (trace.decided === 'cap' && trace.cap) sentences.push(fill(words.held, { percent: formats.percent(trace.cap) }))
  if (trace.decided === 'floor' && trace.floor) sentences.push(fill(words.least, { percent: formats.percent(trace.floor) }))
  return sentences.join(' ')
}

/** In per cent to two places, to read; with the margin on top. Prices are worked out from the unrounded change. */
const changeOf = (base: string, current: string, margin: string): string => {
  const [from, to] = [exactly(base), exactly(current)]
  const points = to.minus(from).times('100').plus(exactly(margin).times(from))
  return ratioText(divide(ratioOf(points), ratioOf(from)), 2)
}

/** A letter as PDF/A-3b; the same letter gives the same bytes. */
export async function renderLetter(letter: LetterDocument): Promise<Uint8Array> {
  // Gives way to whatever else waits, as invoices do.
  await new Promise<void>((resume) => setImmediate(resume))
  const fonts = documentFonts()
  const page = printableDeep(letterPage(letter, fonts.covers), fonts.covers)
  return printPdf('uplift-letter.typ', page, letter.attachments.map((attachment) => attachment.bytes)) // prettier-ignore
}
