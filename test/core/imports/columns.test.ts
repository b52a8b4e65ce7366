import { columnNames, findHeadings, headingIn, meaningOf } from '../../../core/imports/columns.ts'
import { subjects } from '../../../core/imports/subjects.ts'
import type { SheetRow } from '../../../core/imports/sheet.ts'
import { decideReading, surveySheet } from '../../../core/imports/survey.ts'

const rowsOf = (...rows: readonly (readonly string[])[]): SheetRow[] =>
  rows.map((cells, i) => ({ row: i + 1, cells: cells.map((text) => ({ text })) }))
const english = 'Customer|Contract|Line|Product|Qty|Unit price|Currency|Frequency|Billing|Anchor|Start|End|Billed to|Tax|PO number'.split(
  '|',
)
const german = 'Kunde|Vertrag|Position|Artikel|Menge|Einzelpreis|Währung|Turnus|Abrechnung|Stichtag|Beginn|Ende|Abgerechnet bis|Steuer|Bestellnummer'.split('|') // prettier-ignore

describe('headings', () => {
  it.each([
    ['English', english],
    ['German', german],
    ['in capitals, with spaces and signs', english.map((h) => `  ${h.toUpperCase().replace(' ', ' \u00a0 ')}:* `)],
    ['spelled out', 'Customer name|Agreement no.|Line no|SKU|Quantity|Price (net)|CCY|Billing frequency|Timing|Billing anchor|Start date|End date|Invoiced to|VAT code|Purchase order'.split('|')], // prettier-ignore
    ['without umlauts', 'Kundenname|Vertrags-Nr.|Pos.|Artikelnr.|Stueckzahl|Stueckpreis|Waehrung|Zahlweise|Abrechnungsart|Stichtag|Von|Bis|Berechnet bis|MwSt.|Bestell-Nr.'.split('|')], // prettier-ignore
  ])('%s', (_what, headings) => {
    const found = findHeadings(rowsOf(headings))
    expect(found.missing).toEqual([])
    expect(found.layout).toEqual(columnNames.map((_, i) => i))
  })

  it('stand below titles, and in any order, among columns of others', () => {
    const found = findHeadings(rowsOf(['Our contracts', '', ''], [], ['Customer', 'list of 3 May'], ['Region', ...english.toReversed()]))
    expect([found.row, found.missing]).toEqual([4, []])
    expect(found.layout[0]).toBe(15)
  })
  it('may lack what a line can do without', () => {
    const found = findHeadings(rowsOf(english.filter((h) => !['Unit price', 'End', 'Billed to', 'PO number'].includes(h))))
    expect(found.missing).toEqual([])
  })
  it('that are missing are named', () => {
    expect(findHeadings(rowsOf(english.filter((h) => h !== 'Qty' && h !== 'Start'))).missing).toEqual(['Qty', 'Start'])
    expect(findHeadings(rowsOf(['Hello', 'World'])).missing).toHaveLength(11)
    expect(findHeadings([]).missing).toHaveLength(11)
  })
  it('that are missing are named in German too, as they are understood', () => {
    for (const { columns } of Object.values(subjects))
      for (const name of columns.names.filter((one) => !columns.optional.has(one))) {
        const [named = ''] = columns.headings[name]!
        expect(headingIn('en', named)).toBe(named)
        expect([named, headingIn('de', named) !== named, meaningOf(headingIn('de', named), columns, {})]).toEqual([named, true, name])
      }
  })
  it('given twice: the first column counts', () => {
    expect(findHeadings(rowsOf([...english, 'Customer'])).layout[0]).toBe(0)
  })
})

describe('the survey of a file', () => {
  const line = (start: string, price: string): string[] => english.map((h) => (h === 'Start' ? start : h === 'Unit price' ? price : 'x'))
  const habits = { culture: 'en-GB', dateOrder: 'dayFirst' } as const
  const nothingChosen = { decimalMark: null, dateOrder: null }
  it('follows the majority, and the habits of the entity where the file says nothing', () => {
    const survey = surveySheet(
      rowsOf(english, line('12/31/2026', '1,5'), line('01/02/2026', '2,5'), line('13/01/2026', '1.5'), line('01/14/2026', '')),
    )
    expect(survey).toMatchObject({ point: 1, comma: 2, dayFirst: 1, monthFirst: 2 })
    expect(decideReading(survey, habits, nothingChosen)).toMatchObject({ mark: 'comma', order: 'monthFirst' })
    expect(decideReading(survey, habits, { decimalMark: 'point', dateOrder: 'dayFirst' })).toMatchObject({
      mark: 'point',
      order: 'dayFirst',
    })
    const silent = surveySheet(rowsOf(english, line('01/02/2026', '1,234')))
    expect(decideReading(silent, habits, nothingChosen)).toMatchObject({ mark: 'point', order: 'dayFirst' })
    expect(decideReading(silent, { culture: 'de-DE', dateOrder: 'dayFirst' }, nothingChosen)).toMatchObject({ mark: 'comma' })
  })
})
