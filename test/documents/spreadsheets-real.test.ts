import exceljs from 'exceljs'
import { realFile, sheetOf } from './spreadsheets-files.ts'
import type { Sheet } from '../../main/integrations/spreadsheets/sheet.ts'

const row = (sheet: Sheet, number: number) => sheet.rows[number - 1]?.cells ?? []
const texts = (sheet: Sheet, number: number) => row(sheet, number).map((cell) => cell.text)

describe('the lists of a newly bought company', () => {
  it.each([
    {
      file: 'uk-agreements.xlsx',
      headings: 3,
      rows: 3259,
      first: 'Customer',
      columns: 15,
      read: { format: 'xlsx', encoding: null, delimiter: null, sheetName: 'Agreements' },
    },
    {
      file: 'de-vertraege.csv',
      headings: 1,
      rows: 958,
      first: 'Kunde',
      columns: 15,
      read: { format: 'csv', encoding: 'windows-1252', delimiter: ';', sheetName: null },
    },
    {
      file: 'in-contracts.csv',
      headings: 1,
      rows: 532,
      first: 'Customer',
      columns: 15,
      read: { format: 'csv', encoding: 'utf-8', delimiter: ',', sheetName: null },
    },
  ])('$file', async ({ file, headings, rows, first, columns, read }) => {
    const sheet = await sheetOf(realFile(file))
    expect(sheet).toMatchObject(read)
    expect(sheet.rows.filter((each) => each.row > headings)).toHaveLength(rows)
    expect(sheet.rows.map((each) => each.row)).toEqual(sheet.rows.map((_, index) => index + 1))
    expect(texts(sheet, headings)[0]).toBe(first)
    expect(texts(sheet, headings)).toHaveLength(columns)
  })

  it('keeps dates, numbers and texts of the workbook apart', async () => {
    const sheet = await sheetOf(realFile('uk-agreements.xlsx'))
    expect(texts(sheet, 1)).toEqual(['Managed service agreements, extracted November 2026'])
    expect(row(sheet, 2)).toEqual([])
    // Serial 46230 is 27 July 2026.
    expect(row(sheet, 4)).toEqual([
      { text: 'Amber Care Services Ltd' },
      { text: 'AG-0001' },
      { text: '1', number: '1' },
      { text: 'BKP-GB' },
      { text: '1057.5', number: '1057.5' },
      { text: '' },
      { text: 'GBP' },
      { text: 'Monthly' },
      { text: 'Arrears' },
      { text: 'Calendar' },
      { text: '27/07/2026', day: '2026-07-27' },
      { text: '' },
      { text: '31/10/2026', day: '2026-10-31' },
      { text: 'S20' },
    ])
    expect(row(sheet, 5)[10]).toEqual({ text: '31/02/2026' })
    expect(row(sheet, 7)[5]).toEqual({ text: '£38.00' })
    expect(row(sheet, 7)[11]).toEqual({ text: '05/01/2027', day: '2027-01-05' })
    expect(row(sheet, 1000)[4]).toEqual({ text: '1996.5', number: '1996.5' })
    expect(texts(sheet, 2500)[0]).toBe('Thistle  Print One Ltd')
    expect(texts(sheet, 211)).toEqual(['Total', '', '', '', '1234'])
  })

  it('agrees cell by cell with the reader of whole workbooks', async () => {
    const bytes = realFile('uk-agreements.xlsx')
    const sheet = await sheetOf(bytes)
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
    const different: unknown[] = []
    let compared = 0
    workbook.worksheets[0]?.eachRow((line, number) => {
      line.eachCell(({ value }, column) => {
        const read = row(sheet, number)[column - 1] ?? { text: '' }
        const whole = value === null ? '' : value instanceof Date ? value.toISOString().slice(0, 10) : String(value)
        compared += 1
        if ((read.day ?? read.number ?? read.text) !== whole) different.push({ number, column, whole, read })
      })
    })
    expect(different).toEqual([])
    expect(compared).toBe(43_678)
  })

  it('takes exactly the rows without cells for blank', async () => {
    const blank = (sheet: Sheet) => sheet.rows.filter((each) => each.cells.every((cell) => cell.text === '')).map((each) => each.row)
    expect(blank(await sheetOf(realFile('uk-agreements.xlsx')))).toEqual([
      2, 60, 209, 1470, 1570, 1815, 2374, 2507, 2622, 2642, 2828, 2844, 2868, 2911,
    ])
    expect(blank(await sheetOf(realFile('de-vertraege.csv')))).toEqual([70, 591, 604, 649, 699, 880])
  })

  it('reads German and Indian cells as they stand', async () => {
    const german = await sheetOf(realFile('de-vertraege.csv'))
    expect(texts(german, 3).slice(0, 4)).toEqual(['Northgate Prüftechnik GmbH ', 'V-0001', '3', 'MS-USER'])
    expect(texts(german, 940).slice(5, 9)).toEqual(['18,6850', 'EUR', 'jährlich', 'nachträglich'])
    expect(texts(german, 779)).toEqual(['Summe', '', '', '', '1234'])
    const indian = await sheetOf(realFile('in-contracts.csv'))
    expect(texts(indian, 100)[5]).toBe('1,900.00')
    expect(texts(indian, 1)[0]).toBe('Customer')
  })
})
