// Plain data in, PDF/A-3b bytes out. The same document gives the same bytes, whenever and wherever it is printed.
import { invoicePage } from './invoice-page.ts'
import { printableDeep, undrawable } from './printable.ts'
import { documentFonts, printPdf } from './typst.ts'
import { documentWords, type DocumentWordsOverlay } from './words.ts'

export interface InvoiceDocument {
  /** A credit note says which invoice it corrects; a pro forma is numbered by the run that proposed it. */
  kind: 'invoice' | 'creditNote' | 'proForma'
  corrects?: { number: string; issued: string } | null
  reason?: string | null
  /** The customer's language: 'en', 'de', or another one whose words come as an overlay. */
  language: 'en' | 'de' | (string & {})
  /** The customer's culture; amounts, quantities and days are formatted by it: 'en-GB', 'de-DE', 'en-IN', ... */
  culture: string
  number: string
  /** ISO day; also the date inside the file, so that its bytes are stable. */
  issued: string
  due: string
  currency: string
  /** Minor units: 2 for EUR, 0 for JPY, 3 for KWD. */
  exponent: number
  seller: {
    name: string
    lines: string[]
    country: string
    taxIdLabel: string
    taxId: string
    registration: string | null
    bank: { label: string; value: string }[]
    culture: string
    /** The entity's legal footer lines. */
    legal: string[]
  }
  buyer: { name: string; lines: string[]; country: string; taxId: string | null }
  customerCode: string
  poNumber: string | null
  terms: string
  /** Reference of the direct debit mandate, where the amount is collected. */
  mandate?: string | null
  lines: InvoiceDocumentLine[]
  taxes: {
    code: string
    /** Percent as decimal text. */
    rate: string
    /** Minor units. */
    base: string
    amount: string
    /** Legal text in the customer's language, e.g. of a reverse charge. */
    note: string | null
    /** Of a foreign-currency invoice: the tax in the seller's own currency, and the published rates that it rests on (none: the seller's own). */
    local?: {
      currency: string
      exponent: number
      amount: string
      rates: { base: string; quote: string; value: string; source: string; day: string }[]
    } | null
  }[]
  /** Minor units, as the three below. */
  net: string
  tax: string
  gross: string
  attachments: {
    name: string
    mime: string
    relationship: 'source' | 'data' | 'alternative' | 'supplement'
    description: string
    bytes: Uint8Array
  }[]
  /** E.g. "PRO FORMA". */
  watermark: string | null
}

export interface InvoiceDocumentLine {
  position: number
  contract: string
  product: string
  description: string
  /** Inclusive ISO days. */
  from: string
  to: string
  quantity: string
  /** Minor units that the period was charged before, where the line is the difference to them. */
  charged?: string | null
  unit: string
  /** Decimal text, null where bands price the line. */
  unitPrice: string | null
  /** E.g. "25 x 9.00; 75 x 7.50", already in the customer's language. */
  detail: string[]
  /** One code of the taxes, or several joined by "+". */
  taxCode: string
  /** Minor units. */
  net: string
}

/**
 * About 10 ms of this thread for an ordinary invoice. It first gives way to whatever else waits: a run of hundreds does not hold up the
 * other work of a hub, and the compiler's native memory is given back, which happens only between turns of the event loop (without it
 * each invoice keeps 0.4 MB).
 */
export async function renderInvoice(document: InvoiceDocument, overlay?: DocumentWordsOverlay): Promise<Uint8Array> {
  await new Promise<void>((resume) => setImmediate(resume))
  const fonts = documentFonts()
  const page = printableDeep(invoicePage(document, documentWords(document.language, overlay), fonts.covers), fonts.covers)
  return printPdf(
    'invoice.typ',
    page,
    document.attachments.map((attachment) => attachment.bytes),
  )
}

/**
 * Characters of the document's names and texts that no font of ours has (Chinese, Arabic, ...); printed they become boxes. For whoever
 * wants to warn before an invoice is posted.
 */
export async function undrawableCharacters(document: InvoiceDocument): Promise<string[]> {
  const fonts = documentFonts()
  const { attachments: _, ...texts } = document
  return undrawable(JSON.stringify(texts), fonts.covers)
}
