import exceljs from 'exceljs'
import fc from 'fast-check'
import { writeSheet, type WrittenCell } from '../../main/integrations/spreadsheets/write.ts'
import { sheetOf, textsOf } from './spreadsheets-files.ts'

async function opened(bytes: Uint8Array): Promise<exceljs.Worksheet> {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
  const sheet = workbook.worksheets[0]
  if (sheet === undefined) throw new Error('no sheet')
  return sheet
}

const columns = (count: number) => Array.from({ length: count }, (_, index) => ({ heading: `Column ${index + 1}`, width: 12 + index }))

describe('a spreadsheet that is written', () => {
  it('has bold headings that stay, a filter, widths, and cells of their kinds', async () => {
    const rows: WrittenCell[][] = [
      ['£38.00', { number: '40.70' }, { day: '2026-12-01' }, null],
      [null, { number: '-3' }, { day: '1850-01-01' }, ''],
    ]
    const bytes = await writeSheet({ name: 'Rejected: 1/2', columns: columns(4), rows })
    const sheet = await opened(bytes)
    expect(sheet.name).toBe('Rejected  1 2')
    expect(sheet.getCell('A1').font.bold).toBe(true)
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(sheet.autoFilter).toBe('A1:D3')
    expect(sheet.getColumn(3).width).toBe(14)
    const read = await sheetOf(bytes)
    expect(read.rows.map((row) => row.cells)).toEqual([
      columns(4).map((column) => ({ text: column.heading })),
      [{ text: '£38.00' }, { text: '40.7', number: '40.7' }, { text: '2026-12-01', day: '2026-12-01' }],
      [{ text: '' }, { text: '-3', number: '-3' }, { text: '1850-01-01' }],
    ])
  })

  it.each(['=1+1', '+1', '-5', '@SUM(A1)', '=HYPERLINK("http://x")', '\t=1'])(
    'keeps %j a text, also when somebody edits the cell',
    async (text) => {
      const bytes = await writeSheet({ name: 'x', columns: columns(1), rows: [[text]] })
      const cell = (await opened(bytes)).getCell('A2')
      expect(cell.type).toBe(exceljs.ValueType.String)
      expect(cell.formula).toBeUndefined()
      expect(cell.numFmt).toBe('@')
      expect((await sheetOf(bytes)).rows[1]?.cells).toEqual([{ text }])
    },
  )

  it('comes back as it was, whatever is in it', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('_x', '_x0041', '0041', '_', '&', '<', 'amp;', '\r', '\n', '\t', ' ', '\u0001', '\uffff', 'ü', '𝄞'),
      }),
    )
    const cents = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }).map(
      (value) =>
        `${value < 0n ? '-' : ''}${String(value < 0n ? -value : value)
          .padStart(5, '0')
          .replace(/(\d{4})$/, '.$1')}`,
    )
    const day = fc
      .date({ min: new Date('1900-03-01T00:00:00Z'), max: new Date('2999-12-31T00:00:00Z'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    const cell = fc.oneof(
      text,
      cents.map((number) => ({ number })),
      day.map((each) => ({ day: each })),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 5 }), async (rows) => {
        const sheet = await sheetOf(await writeSheet({ name: 'Rows', columns: columns(6), rows }))
        rows.forEach((row, index) => {
          row.forEach((written, column) => {
            const read = sheet.rows[index + 1]?.cells[column] ?? { text: '' }
            if (typeof written === 'string') expect(read).toEqual({ text: written.toWellFormed() })
            else if ('day' in written) expect(read).toEqual({ text: written.day, day: written.day })
            else expect(Number(read.number)).toBe(Number(written.number))
          })
        })
      }),
      { numRuns: 150 },
    )
  })

  it('cuts what no cell can hold, keeps numbers exact, and copes with odd names and nothing at all', async () => {
    const exact = '12345678901234567890.123'
    const sheet = await sheetOf(
      await writeSheet({ name: "'History", columns: columns(2), rows: [['x'.repeat(40_000), { number: exact }]] }),
    )
    expect(sheet.sheetName).toBe('History 1')
    expect(sheet.rows[1]?.cells[0]?.text).toHaveLength(32_767)
    expect(sheet.rows[1]?.cells[1]).toEqual({ text: exact })
    expect((await opened(await writeSheet({ name: '///', columns: [], rows: [] }))).name).toBe('Sheet1')
    expect(textsOf(await sheetOf(await writeSheet({ name: 'a'.repeat(99), columns: columns(1), rows: [] })))).toEqual([['Column 1']])
  })
})
