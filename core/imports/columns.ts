import type { SheetRow } from './sheet.ts'

/** The columns that an import of contracts understands. */
export const columnNames = [
  'customer', 'contract', 'line', 'product', 'quantity', 'unitPrice', 'currency', 'frequency', 'billing', 'anchor', 'start', 'end', 'billedTo', 'tax', 'poNumber',
] as const // prettier-ignore
export type ColumnName = (typeof columnNames)[number]

/** Columns that a file may leave out. */
const optional: ReadonlySet<ColumnName> = new Set<ColumnName>(['unitPrice', 'end', 'billedTo', 'poNumber'])

const headings: { readonly [K in ColumnName]: readonly string[] } = {
  customer: ['Customer', 'Customer name', 'Client', 'Account', 'Company', 'Kunde', 'Kundenname', 'Firma', 'Auftraggeber', 'Mandant'],
  contract: ['Contract', 'Contract number', 'Contract no', 'Contract ID', 'Agreement', 'Agreement number', 'Agreement no', 'Vertrag', 'Vertragsnummer', 'Vertragsnr', 'Vertrags-Nr', 'Vereinbarung'], // prettier-ignore
  line: ['Line', 'Line number', 'Line no', 'Pos', 'Item', 'Position', 'Positionsnummer', 'Zeile'],
  product: ['Product', 'Product code', 'SKU', 'Article', 'Service', 'Artikel', 'Artikelnummer', 'Artikelnr', 'Produkt', 'Leistung'],
  quantity: ['Qty', 'Quantity', 'Count', 'Units', 'Menge', 'Anzahl', 'Stückzahl', 'Stueckzahl'],
  unitPrice: ['Unit price', 'Price', 'Price per unit', 'Rate', 'Einzelpreis', 'Preis', 'Stückpreis', 'Stueckpreis', 'E-Preis'],
  currency: ['Currency', 'Ccy', 'Curr', 'Währung', 'Waehrung'],
  frequency: ['Frequency', 'Billing frequency', 'Billing cycle', 'Interval', 'Cycle', 'Turnus', 'Intervall', 'Rhythmus', 'Zahlweise', 'Abrechnungsturnus', 'Abrechnungsintervall'], // prettier-ignore
  billing: ['Billing', 'Timing', 'Billing timing', 'In advance or arrears', 'Abrechnung', 'Abrechnungsart', 'Fälligkeit', 'Faelligkeit'],
  anchor: ['Anchor', 'Billing anchor', 'Period anchor', 'Stichtag', 'Periodenbeginn', 'Anker'],
  start: ['Start', 'Start date', 'From', 'Begin', 'Valid from', 'Beginn', 'Startdatum', 'Vertragsbeginn', 'Von', 'Ab', 'Gültig ab'],
  end: ['End', 'End date', 'To', 'Until', 'Expiry', 'Valid to', 'Ende', 'Enddatum', 'Vertragsende', 'Bis', 'Gültig bis'],
  billedTo: ['Billed to', 'Billed until', 'Billed through', 'Invoiced to', 'Invoiced until', 'Last billed', 'Abgerechnet bis', 'Berechnet bis', 'Fakturiert bis'], // prettier-ignore
  tax: ['Tax', 'Tax code', 'VAT', 'VAT code', 'GST', 'Steuer', 'Steuercode', 'Steuerschlüssel', 'MwSt', 'USt'],
  poNumber: ['PO number', 'PO', 'PO no', 'Purchase order', 'Order number', 'Order reference', 'Your reference', 'Bestellnummer', 'Bestellnr', 'Bestell-Nr', 'Bestellung'], // prettier-ignore
}
/** Headings that are named where they are missing, as Germans write them. */
const inGerman = new Map([
  ['Customer', 'Kunde'], ['Contract', 'Vertrag'], ['Line', 'Position'], ['Product', 'Artikel'], ['Qty', 'Menge'], ['Currency', 'Währung'], ['Frequency', 'Turnus'],
  ['Billing', 'Abrechnung'], ['Anchor', 'Stichtag'], ['Start', 'Beginn'], ['Tax', 'Steuer'], ['Date', 'Datum'], ['Priority', 'Priorität'], ['Type', 'Art'],
  ['Closed', 'Geschlossen'], ['Person', 'Mitarbeiter'], ['Hours', 'Stunden'], ['Amount', 'Betrag'],
]) // prettier-ignore
export const headingIn = (language: string, heading: string): string => (language === 'de' ? (inGerman.get(heading) ?? heading) : heading)

/** What a spreadsheet of one subject may have for columns. */
export interface Columns {
  readonly names: readonly string[]
  /** Columns that a file may leave out. */
  readonly optional: ReadonlySet<string>
  /** Headings as people write them, English and German; the first of each is the one that is named when it is missing. */
  readonly headings: Readonly<Record<string, readonly string[]>>
  /** Columns whose cells show how the file writes numbers and dates. */
  readonly numbers: readonly string[]
  readonly days: readonly string[]
}
export const contractColumns: Columns = {
  names: columnNames,
  optional,
  headings,
  numbers: ['quantity', 'unitPrice'],
  days: ['start', 'end', 'billedTo'],
}

/** A heading as it is compared: without case, what stands in brackets, spaces and punctuation. */
export const reduced = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** What people said of headings, by the reduced heading: one of our columns, or `null` for none. */
export type Mappings = Readonly<Record<string, string | null>>
const noMappings: Mappings = {}

const knownOf = new WeakMap<Columns, ReadonlyMap<string, string>>()
function known(columns: Columns): ReadonlyMap<string, string> {
  let found = knownOf.get(columns)
  if (!found) {
    found = new Map(columns.names.flatMap((name) => columns.headings[name]!.map((heading) => [reduced(heading), name] as const)))
    knownOf.set(columns, found)
  }
  return found
}
/** The column that a heading means. What a person said of it counts before what we know. */
export function meaningOf(heading: string, columns: Columns, mappings: Mappings): string | undefined {
  const bare = reduced(heading)
  if (Object.hasOwn(mappings, bare)) return mappings[bare] ?? undefined
  return known(columns).get(bare)
}

/** Where each column stands in the sheet; -1 where it has none. In the order of the subject's columns. */
export type Layout = readonly number[]
export interface Found {
  /** Row of the headings. */
  readonly row: number
  /** As the file writes them. */
  readonly headings: readonly string[]
  readonly layout: Layout
  /** Headings that must be there and are not, by their English names. */
  readonly missing: readonly string[]
}

/** Rows above the headings that people put there: titles, dates of extraction, blank ones. */
const searched = 50

/**
 * The row among the first ones that has the most headings. The first of several heading rows wins, and in it the first of several columns of one meaning.
 * Where no heading is known at all it is the first row that has the most cells.
 */
export function findHeadings(rows: readonly SheetRow[], columns: Columns = contractColumns, mappings: Mappings = noMappings): Found {
  let best: Found | undefined
  let bestCount = 0
  for (const { row, cells } of rows.slice(0, searched)) {
    const layout: number[] = columns.names.map(() => -1)
    let matches = 0
    cells.forEach((cell, at) => {
      const name = meaningOf(cell.text, columns, mappings)
      const column = name === undefined ? -1 : columns.names.indexOf(name)
      if (column < 0 || layout[column] !== -1) return
      layout[column] = at
      matches++
    })
    if (matches <= bestCount) continue
    bestCount = matches
    best = { row, headings: cells.map((cell) => cell.text.trim()), layout, missing: missingFrom(layout, columns) }
  }
  return best ?? strange(rows.slice(0, searched), columns)
}

function strange(rows: readonly SheetRow[], columns: Columns): Found {
  const layout = columns.names.map(() => -1)
  let top: SheetRow | undefined
  let most = 0
  for (const row of rows) {
    const filled = row.cells.filter((cell) => cell.text.trim() !== '').length
    if (filled > most) [top, most] = [row, filled]
  }
  return { row: top?.row ?? 0, headings: (top?.cells ?? []).map((cell) => cell.text.trim()), layout, missing: missingFrom(layout, columns) }
}

const missingFrom = (layout: Layout, columns: Columns): string[] =>
  columns.names.filter((name, i) => layout[i] === -1 && !columns.optional.has(name)).map((name) => columns.headings[name]![0]!)

export const columnOf = (layout: Layout, name: string, columns: Columns): number => layout[columns.names.indexOf(name)]!

/** The file's own heading of a column, or ours where the file has none. */
export function headingOf(
  found: { readonly headings: readonly string[]; readonly layout: Layout },
  name: string,
  columns: Columns,
): string {
  return found.headings[columnOf(found.layout, name, columns)] ?? columns.headings[name]![0]!
}
