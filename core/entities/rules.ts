import { monthOf, yearOf, type Day } from '../kernel/day.ts'
import { assert } from '../kernel/refusal.ts'

const twoDigits = (year: number): string => `${year % 100}`.padStart(2, '0')

/** The fiscal year that a day belongs to, as documents name it: `26`, or `26-27` where it spans two calendar years. */
export function fiscalYear(fiscalYearStart: number, day: Day): string {
  if (fiscalYearStart === 1) return twoDigits(yearOf(day))
  const first = monthOf(day) >= fiscalYearStart ? yearOf(day) : yearOf(day) - 1
  return `${twoDigits(first)}-${twoDigits(first + 1)}`
}

/** Kinds of documents, each with numbers of its own. All but invoices and credit notes are journals that nobody outside is sent. */
export const seriesDocuments = [
  'invoice', 'creditNote', 'payment', 'manual', 'fund', 'recognition', 'purchase', 'reversal', 'receipt', 'refund', 'settlement', 'writeOff', 'revaluation', 'supplierInvoice',
  'supplierCredit', 'labour', 'intercompany', 'closing', 'intercompanyInvoice',
] as const // prettier-ignore
export type SeriesDocument = (typeof seriesDocuments)[number]
export type JournalDocument = Exclude<SeriesDocument, 'invoice' | 'creditNote'>

/** Papers of the sale. They are in no book, and their numbers may leave gaps. */
export const salePapers = ['quote', 'order'] as const
export type SalePaper = (typeof salePapers)[number]
export const isSalePaper = (document: SeriesDocument | SalePaper | BuyingPaper): document is SalePaper =>
  (salePapers as readonly string[]).includes(document)

/** Papers of buying. They are in no book either; their numbers leave no gap. */
export const buyingPapers = ['purchaseOrder'] as const
export type BuyingPaper = (typeof buyingPapers)[number]

/** `NLUK/invoice/26`: one series for each entity, kind of document and fiscal year. */
export const seriesKey = (entity: string, document: SeriesDocument | SalePaper | BuyingPaper, year: string): string =>
  `${entity}/${document}/${year}`

/** The longest number that India allows (CGST Rule 46(b)), kept everywhere. */
export const longestNumber = 16
const allowed = /^[A-Z0-9/-]+$/

export interface Numbering {
  readonly invoicePrefix: string
  readonly invoiceDigits: number
}

/** `UK-INV-26-000001`, `IN/26-27/000001`. */
export function invoiceNumber(entity: Numbering, year: string, sequence: number): string {
  const text = `${entity.invoicePrefix.replaceAll('{yy}', year)}${`${sequence}`.padStart(entity.invoiceDigits, '0')}`
  assert(sequence >= 1 && text.length <= longestNumber, `an invoice number of at most ${longestNumber} characters, not ${text}`)
  return text
}

/** How credit notes are numbered: by a prefix that was set, else by the invoices' own with another mark, `UK-CN-26-000001`, `DE-GS-26-000001`, `CN/26-27/000001`. */
export function creditNumbering({ invoicePrefix, invoiceDigits }: Numbering, set: string | null): Numbering {
  if (set !== null) return { invoicePrefix: set, invoiceDigits }
  const marked = invoicePrefix.replace(/(?<![A-Z])(?:INV|RE|R|IN)(?![A-Z])/, (mark) => (mark.startsWith('R') ? 'GS' : 'CN'))
  return { invoicePrefix: marked === invoicePrefix ? `C${invoicePrefix}` : marked, invoiceDigits }
}

const marks: Readonly<Record<JournalDocument, string>> = {
  payment: 'PAY',
  manual: 'JNL',
  fund: 'FND',
  recognition: 'REC',
  purchase: 'PUR',
  reversal: 'REV',
  receipt: 'RCT',
  refund: 'RFD',
  settlement: 'SET',
  writeOff: 'WOF',
  revaluation: 'RVL',
  supplierInvoice: 'SIN',
  supplierCredit: 'SCN',
  labour: 'LAB',
  intercompany: 'ICO',
  closing: 'CLO',
  intercompanyInvoice: 'ICI',
}
/** How invoices to other entities of the group are numbered: as its own with another mark, `DE-IC-26-000001`, `IC/26-27/000001`; a tax document like them. */
export function intercompanyNumbering({ invoicePrefix, invoiceDigits }: Numbering): Numbering {
  const marked = invoicePrefix.replace(/(?<![A-Z])(?:INV|RE|R|IN)(?![A-Z])/, 'IC')
  return { invoicePrefix: marked === invoicePrefix ? `IC${invoicePrefix}`.slice(0, invoicePrefix.length + 2) : marked, invoiceDigits }
}

/** `NLUK-REC-26-000001`: numbers of journals stay in the house, so that no tax law limits their length. */
export function journalNumber(entity: string, document: JournalDocument, year: string, sequence: number): string {
  assert(sequence >= 1, `a sequence from 1 on, not ${sequence}`)
  return `${entity}-${marks[document]}-${year}-${`${sequence}`.padStart(6, '0')}`
}

const paperMarks: Readonly<Record<SalePaper | BuyingPaper, string>> = { quote: 'QUO', order: 'ORD', purchaseOrder: 'PO' }
/** `NLUK-ORD-26-000001` */
export function paperNumber(entity: string, document: SalePaper | BuyingPaper, year: string, sequence: number): string {
  assert(sequence >= 1, `a sequence from 1 on, not ${sequence}`)
  return `${entity}-${paperMarks[document]}-${year}-${`${sequence}`.padStart(6, '0')}`
}

/** May these be the numbers of an entity? `undefined` when they may, else what is wrong. */
export function numberingFault(entity: Numbering & { readonly fiscalYearStart: number }): 'characters' | 'length' | 'year' | undefined {
  const { invoicePrefix, invoiceDigits, fiscalYearStart } = entity
  // Numbers start again each fiscal year, so without the year two documents would share a number.
  if (!invoicePrefix.includes('{yy}')) return 'year'
  const sample = invoicePrefix.replaceAll('{yy}', fiscalYearStart === 1 ? '26' : '26-27')
  if (!allowed.test(sample)) return 'characters'
  return invoiceDigits < 4 || sample.length + invoiceDigits > longestNumber ? 'length' : undefined
}
