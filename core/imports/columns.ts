import type { SheetRow } from './sheet.ts'

/** The columns that an import of contracts understands. */
export const columnNames = [
  'customer', 'contract', 'line', 'product', 'quantity', 'unitPrice', 'currency', 'frequency', 'billing', 'anchor', 'start', 'end', 'billedTo', 'tax', 'poNumber',
] as const // prettier-ignore
export type ColumnName = (typeof columnNames)[number]

/** Columns that a file may leave out. */
const optional: ReadonlySet<ColumnName> = new Set<ColumnName>(['unitPrice', 'end', 'billedTo', 'poNumber'])

// Headings as people write them, in English and German, without case, spaces and punctuation. The first of each is the one that is named when it is missing.
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
const reduced = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
const known: ReadonlyMap<string, ColumnName> = new Map(
  columnNames.flatMap((name) => headings[name].map((heading) => [reduced(heading), name] as const)),
)

/** Where each column stands in the sheet; -1 where it has none. In the order of `columnNames`. */
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

/** The row among the first ones that has the most headings. The first of several heading rows wins, and in it the first of several columns of one meaning. */
export function findHeadings(rows: readonly SheetRow[]): Found {
  let best: Found | undefined
  let bestCount = 0
  for (const { row, cells } of rows.slice(0, searched)) {
    const layout: number[] = columnNames.map(() => -1)
    let matches = 0
    cells.forEach((cell, at) => {
      const name = known.get(reduced(cell.text))
      const column = name === undefined ? -1 : columnNames.indexOf(name)
      if (column < 0 || layout[column] !== -1) return
      layout[column] = at
      matches++
    })
    if (matches <= bestCount) continue
    bestCount = matches
    best = { row, headings: cells.map((cell) => cell.text.trim()), layout, missing: missingFrom(layout) }
  }
  return best ?? { row: 0, headings: [], layout: columnNames.map(() => -1), missing: missingFrom(columnNames.map(() => -1)) }
}

const missingFrom = (layout: Layout): string[] =>
  columnNames.filter((name, i) => layout[i] === -1 && !optional.has(name)).map((name) => headings[name][0]!)

export const columnOf = (layout: Layout, name: ColumnName): number => layout[columnNames.indexOf(name)]!

/** The file's own heading of a column, or ours where the file has none. */
export function headingOf(found: { readonly headings: readonly string[]; readonly layout: Layout }, name: ColumnName): string {
  return found.headings[columnOf(found.layout, name)] ?? headings[name][0]!
}
