import { decimalText, withoutExponent } from '../../main/integrations/spreadsheets/numbers.ts'
import { readSheet } from '../../main/integrations/spreadsheets/read.ts'
import { shownMoment, shownNumber } from '../../main/integrations/spreadsheets/shown.ts'
import { cellsOf, faultOf, sheetOf, textsOf, xlsx, xlsxParts, zip } from './spreadsheets-files.ts'

describe('cells of a workbook', () => {
  const strings =
    '<si><t>plain</t></si><si><r><rPr><b/></rPr><t>Tom </t></r><r><t xml:space="preserve">&amp; Jane</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si>\n  <t> outer </t>\n</si><si><t>a_x000D_b_x005F_x0041_</t></si>'
  it.each([
    ['a shared string', '<c r="A1" t="s"><v>0</v></c>', { text: 'plain' }],
    ['rich text', '<c r="A1" t="s"><v>1</v></c>', { text: 'Tom & Jane' }],
    ['reading aids are no text', '<c r="A1" t="s"><v>2</v></c>', { text: '東京' }],
    ['outer white space, indented XML', '<c r="A1" t="s">\n<v>3</v>\n</c>', { text: ' outer ' }],
    ['escaped characters', '<c r="A1" t="s"><v>4</v></c>', { text: 'a\rb_x0041_' }],
    ['inline text', '<c r="A1" t="inlineStr"><is><t>é &amp;lt; &lt;b&gt; 𝄞</t></is></c>', { text: 'é &lt; <b> 𝄞' }],
    ['inline rich text', '<c r="A1" t="inlineStr"><is><r><t>one </t></r><r><rPr><b/></rPr><t>two</t></r></is></c>', { text: 'one two' }],
    ['data sections', '<c r="A1" t="inlineStr"><is><t><![CDATA[a < b & c]]></t></is></c>', { text: 'a < b & c' }],
    ['a number', '<c r="A1"><v>1057.5</v></c>', { text: '1057.5', number: '1057.5' }],
    ['a number as Excel stores it', '<c r="A1"><v>40.700000000000003</v></c>', { text: '40.7', number: '40.7' }],
    ['a tiny number', '<c r="A1"><v>1.5E-7</v></c>', { text: '0.00000015', number: '0.00000015' }],
    ['a huge number', '<c r="A1"><v>1E+21</v></c>', { text: '1000000000000000000000', number: '1000000000000000000000' }],
    ['minus zero', '<c r="A1"><v>-0</v></c>', { text: '0', number: '0' }],
    ['true', '<c r="A1" t="b"><v>1</v></c>', { text: 'TRUE' }],
    ['an error', '<c r="A1" t="e"><v>#DIV/0!</v></c>', { text: '#DIV/0!' }],
    ['a formula', '<c r="A1"><f>1+1</f><v>2</v></c>', { text: '2', number: '2' }],
    ['a formula of text', '<c r="A1" t="str"><f>A2&amp;"x"</f><v>a &amp; b</v></c>', { text: 'a & b' }],
    ['a formula that is false', '<c r="A1" t="b"><f>1=2</f><v>0</v></c>', { text: 'FALSE' }],
    ['a formula in error', '<c r="A1" t="e"><f>B9</f><v>#REF!</v></c>', { text: '#REF!' }],
    ['a shared formula', '<c r="A1"><f t="shared" si="0"/><v>7</v></c>', { text: '7', number: '7' }],
    ['a formula of a date', '<c r="A1" s="1"><f>TODAY()</f><v>46357</v></c>', { text: '01.12.2026', day: '2026-12-01' }],
    ['a formula without a result shows itself', '<c r="A1"><f>B1*"2"&amp;C1</f></c>', { text: '=B1*"2"&C1' }],
    ['a date', '<c r="A1" s="1"><v>46357</v></c>', { text: '01.12.2026', day: '2026-12-01' }],
    ['a date with a time', '<c r="A1" s="2"><v>46357.75</v></c>', { text: '2026-12-01 18:00', day: '2026-12-01' }],
    ['a time alone', '<c r="A1" s="3"><v>0.75</v></c>', { text: '18:00' }],
    ['an ISO date', '<c r="A1" t="d"><v>2026-12-01T00:00:00</v></c>', { text: '2026-12-01', day: '2026-12-01' }],
    ['a number with leading zeros', '<c r="A1" s="4"><v>42</v></c>', { text: '00042', number: '42' }],
    ['a price', '<c r="A1" s="5"><v>-1234.5</v></c>', { text: '-£1,234.50', number: '-1234.5' }],
    ['a percentage', '<c r="A1" s="6"><v>0.2</v></c>', { text: '20%', number: '0.2' }],
    ['letters that only look like a date', '<c r="A1" s="7"><v>12.5</v></c>', { text: '12.5 d', number: '12.5' }],
    ['a date in a sheet of hidden letters', '<c r="A1" s="8"><v>46357</v></c>', { text: '46,357.00', number: '46357' }],
  ])('%s', async (_, cell, expected) => {
    const formats = ['dd.mm.yyyy', 'yyyy-mm-dd hh:mm', 'h:mm', '00000', '[$£-809]#,##0.00', '0%', '0.0\\ \\d', '#,##0.00_d_-']
    expect(await cellsOf(cell, { strings, formats })).toEqual([expected])
  })

  it('stand in their columns', async () => {
    expect(await cellsOf('<c r="B1"><v>1</v></c><c r="C1" s="0"/><c r="AA1"><v>2</v></c><c r="AB1" t="s"><v>9</v></c>')).toMatchObject({
      length: 27,
      1: { text: '1' },
      26: { text: '2' },
    })
  })

  it('keep their days in the later date system, and in 1900', async () => {
    const formats = ['dd/mm/yyyy']
    const cell = (serial: number) => `<c r="A1" s="1"><v>${serial}</v></c>`
    expect(await cellsOf(cell(44895), { formats, date1904: true })).toEqual([{ text: '01/12/2026', day: '2026-12-01' }])
    expect(await cellsOf(cell(1), { formats })).toEqual([{ text: '01/01/1900', day: '1900-01-01' }])
    expect(await cellsOf(cell(59), { formats })).toEqual([{ text: '28/02/1900', day: '1900-02-28' }])
    expect(await cellsOf(cell(60), { formats })).toEqual([{ text: '60', number: '60' }])
    expect(await cellsOf(cell(61), { formats })).toEqual([{ text: '01/03/1900', day: '1900-03-01' }])
    expect(await cellsOf(cell(-5), { formats })).toEqual([{ text: '-5', number: '-5' }])
  })

  it('show the same day in every time zone', async () => {
    const before = process.env['TZ']
    try {
      for (const zone of ['Pacific/Auckland', 'America/Los_Angeles', 'Asia/Kolkata']) {
        process.env['TZ'] = zone
        expect(await cellsOf('<c r="A1" s="1"><v>46357</v></c>', { formats: ['dd/mm/yyyy'] })).toEqual([
          { text: '01/12/2026', day: '2026-12-01' },
        ])
      }
    } finally {
      process.env['TZ'] = before
    }
  })
})

describe('rows of a workbook', () => {
  const one = (row: number) => `<row r="${row}"><c r="A${row}"><v>${row}</v></c></row>`
  it('keep their numbers across gaps, and end with the last cell that shows something', async () => {
    const sheet = await sheetOf(xlsx({ data: `${one(2)}${one(5)}<row r="6"><c r="A6" s="0"/></row><row r="9"/>` }))
    expect(sheet.rows).toEqual([
      { row: 1, cells: [] },
      { row: 2, cells: [{ text: '2', number: '2' }] },
      { row: 3, cells: [] },
      { row: 4, cells: [] },
      { row: 5, cells: [{ text: '5', number: '5' }] },
    ])
    expect(sheet).toMatchObject({ format: 'xlsx', encoding: null, delimiter: null, sheetName: 'Tom & Jane' })
  })

  it('are counted where the file gives no addresses', async () => {
    const sheet = await sheetOf(
      xlsx({
        data: '<row><c><v>1</v></c><c r="D1"><v>4</v></c><c><v>5</v></c></row><row r="3"><c/><c><v>2</v></c></row><row><c><v>9</v></c></row>',
      }),
    )
    expect(textsOf(sheet)).toEqual([['1', '', '', '4', '5'], [], ['', '2'], ['9']])
  })

  it('are read through name-space prefixes', async () => {
    const data =
      '<?xml version="1.0"?><x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    const parts = xlsxParts({ data }).map((part) =>
      part.path === 'xl/sharedStrings.xml' ? { ...part, content: '<x:sst xmlns:x="m"><x:si><x:t>ü</x:t></x:si></x:sst>' } : part,
    )
    expect(textsOf(await sheetOf(zip(parts)))).toEqual([['ü', '2']])
  })

  it('lose no character where portions of the file meet', async () => {
    const text = (row: number) => `${'äöü東京𝄞'.repeat(5)}${row}`
    const rows = Array.from({ length: 30_000 }, (_, index) => index + 1)
    const data = rows
      .map(
        (row) =>
          `<row r="${row}"><c r="A${row}" t="inlineStr"><is><t>${text(row)}</t></is></c><c r="B${row}" t="s"><v>${row - 1}</v></c></row>`,
      )
      .join('')
    const file = xlsx({ data, strings: rows.map((row) => `<si><t>é${text(row)}</t></si>`).join('') })
    let turns = 0
    const timer = setInterval(() => (turns += 1), 1)
    const sheet = await sheetOf(file)
    clearInterval(timer)
    // Others are served in between.
    expect(turns).toBeGreaterThan(20)
    expect(sheet.rows.every((row) => row.cells[0]?.text === text(row.row) && row.cells[1]?.text === `é${text(row.row)}`)).toBe(true)
    expect(sheet.rows).toHaveLength(30_000)
  })

  it('come from the first visible sheet, or the one asked for', async () => {
    const sheets =
      '<sheet name="Notes" sheetId="1" state="veryHidden" r:id="r1"/><sheet name="Chart" sheetId="4" r:id="r4"/><sheet name="One" sheetId="2" r:id="r2"/><sheet name="Zwölf" sheetId="3" r:id="r3"/>'
    const targets = ['worksheets/a.xml', 'worksheets/b.xml', '/xl/worksheets/c.xml', 'chartsheets/sheet1.xml']
    const sheet = (text: string) => `<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>${text}</v></c></row></sheetData></worksheet>`
    const file = zip([
      { path: 'xl/workbook.xml', content: `<workbook xmlns:r="x"><sheets>${sheets}</sheets></workbook>` },
      {
        path: 'xl/_rels/workbook.xml.rels',
        content: `<Relationships>${targets.map((target, index) => `<Relationship Target="${target}" Id="r${index + 1}"/>`).join('')}</Relationships>`,
      },
      { path: 'xl/worksheets/a.xml', content: sheet('hidden') },
      { path: 'xl/worksheets/b.xml', content: sheet('one') },
      { path: 'xl/worksheets/c.xml', content: sheet('twelve') },
      { path: 'xl/chartsheets/sheet1.xml', content: '<chartsheet/>' },
    ])
    expect(await sheetOf(file)).toMatchObject({ sheetName: 'One', rows: [{ cells: [{ text: 'one' }] }] })
    expect(await sheetOf(file, { sheet: 'zwölf' })).toMatchObject({ sheetName: 'Zwölf', rows: [{ cells: [{ text: 'twelve' }] }] })
    expect(await sheetOf(file, { sheet: 'Notes' })).toMatchObject({ sheetName: 'Notes' })
    expect(await faultOf(file, { sheet: 'Two' })).toEqual({
      fault: 'unknownSheet',
      about: { file: 'list', sheet: 'Two', sheets: 'Notes, One, Zwölf' },
    })
  })

  it('are read from archives with 64-bit fields, stored parts and odd paths', async () => {
    const kinds = [{ long: true }, { method: 0 }, { long: true, method: 0 }]
    for (const claims of kinds)
      expect(textsOf(await sheetOf(zip(xlsxParts({ data: one(1) }).map((part) => ({ ...part, claims })))))).toEqual([['1']])
    const odd = xlsxParts({ data: one(1) }).map((part) => ({ ...part, path: `/${part.path.replaceAll('/', '\\')}` }))
    expect(textsOf(await sheetOf(zip(odd)))).toEqual([['1']])
  })

  it('are recognised by content, whatever the name says', async () => {
    expect(await readSheet(xlsx({ data: one(1) }), 'list.csv', {})).toMatchObject({ format: 'xlsx' })
    expect(await readSheet(Buffer.from('a;b\n'), 'list.xlsx', {})).toMatchObject({ format: 'csv' })
  })
})

describe('files that are no good', () => {
  const compound = (inside: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from(inside, 'utf16le'), Buffer.alloc(64)])
  const data = '<row r="1"><c r="A1"><v>1</v></c></row>'
  const changed = (claims: object) => zip(xlsxParts({ data }).map((part) => (part.path.includes('sheet7') ? { ...part, claims } : part)))
  it.each([
    ['a legacy xls', compound('Workbook'), 'notASpreadsheet', { looksLike: 'xls' }],
    ['an encrypted xlsx', compound('EncryptedPackage'), 'encrypted', { how: 'password' }],
    ['an encrypted zip', changed({ encrypted: true }), 'encrypted', { how: 'zip' }],
    ['a text document', zip([{ path: 'word/document.xml', content: '<w/>' }]), 'notASpreadsheet', { looksLike: 'docx' }],
    ['a binary workbook', zip([{ path: 'xl/workbook.bin', content: 'x' }]), 'notASpreadsheet', { looksLike: 'xlsb' }],
    ['any zip', zip([{ path: 'a.txt', content: 'x' }]), 'notASpreadsheet', { looksLike: 'zip' }],
    ['an empty zip', zip([]), 'empty', {}],
    ['an empty sheet', xlsx({ data: '' }), 'empty', {}],
    ['a file cut short', xlsx({ data }).subarray(0, 600), 'brokenArchive', { why: 'no central directory' }],
    ['damaged data', changed({ damaged: true }), 'brokenArchive', { why: 'damaged: xl/worksheets/sheet7.xml' }],
    ['unknown compression', changed({ method: 99 }), 'brokenArchive', { why: 'unknown compression 99: xl/worksheets/sheet7.xml' }],
    ['a size said too large', changed({ unpacked: 5_000 }), 'brokenArchive', { why: 'damaged: xl/worksheets/sheet7.xml' }],
    ['a size said too small', changed({ unpacked: 10 }), 'tooLarge', { declaredBytes: '10' }],
    ['broken XML', xlsx({ data: '<row r="1"><c r="A1"><v>1</c></row>' }), 'brokenArchive', {}],
    ['a row that cannot be', xlsx({ data: '<row r="9999999"><c r="A9999999"><v>1</v></c></row>' }), 'tooLarge', { limit: '1048576' }],
  ])('%s', async (_, bytes, fault, about) => {
    expect(await faultOf(bytes)).toMatchObject({ fault, about: { file: 'list', ...about } })
  })

  it('a zip bomb is refused by its directory, unopened', async () => {
    const extra = (size: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ path: `xl/media/${index}.bin`, content: Buffer.alloc(size) }))
    expect(await faultOf(xlsx({ data, extra: extra(1_000_000, 6) }))).toMatchObject({ fault: 'tooLarge', about: { ratioLimit: '200' } })
    const claimed = extra(10, 300).map((part) => ({ ...part, claims: { unpacked: 1_000_000 } }))
    expect(await faultOf(xlsx({ data, extra: claimed }))).toMatchObject({ fault: 'tooLarge', about: { limit: '200000000' } })
    const many = extra(0, 10_001)
    expect(await faultOf(xlsx({ data, extra: many }))).toMatchObject({ fault: 'tooLarge', about: { limit: '10000' } })
  })

  it('a bomb of cells is refused while it is read', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => `<row r="${index + 1}"><c r="XFD${index + 1}"><v>1</v></c></row>`).join('')
    expect(await faultOf(xlsx({ data: rows }))).toMatchObject({ fault: 'tooLarge', about: { limit: '12000000' } })
  })

  it('entities of XML do not explode', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>`
    expect(await faultOf(xlsx({ data: bomb }))).toMatchObject({ fault: 'brokenArchive' })
  })
})

describe('numbers as text', () => {
  it.each([
    [0.1 + 0.2, '0.3'],
    [19.99 * 3, '59.97'],
    [1e21, '1000000000000000000000'],
    [-1.5e-7, '-0.00000015'],
    [123456789012345.6, '123456789012346'],
    [9007199254740991, '9007199254740991'],
    [1 / 3, '0.333333333333333'],
    [Number.NaN, null],
  ])('%d is %s', (value, text) => {
    expect(decimalText(value)).toBe(text)
  })
  it.each([
    ['1.50', '1.5'],
    ['-0.0', '0'],
    ['007', '7'],
    ['12e3', '12000'],
    ['1.25E-1', '0.125'],
    ['+5', '5'],
  ])('%s without needless characters is %s', (text, plain) => {
    expect(withoutExponent(text)).toBe(plain)
  })
})

describe('how numbers look', () => {
  it.each([
    ['42', undefined, '42'],
    ['42', 'General', '42'],
    ['0.5', '0.00', '0.50'],
    ['2.5', '0', '3'],
    ['-2.5', '0', '-3'],
    ['-0.001', '0.00', '0.00'],
    ['1234567.891', '#,##0.00', '1,234,567.89'],
    ['1234567', '#,##0,', '1,235'],
    ['0.1234', '0.0%', '12.3%'],
    ['5', '0.##', '5'],
    ['5.1', '0.##', '5.1'],
    ['0', '#', ''],
    ['-3', '0;(0)', '(3)'],
    ['0', '0;-0;"none"', '0'],
    ['5', '"No. "000', 'No. 005'],
    ['123456789', '000-00-0000', '123-45-6789'],
    ['1234.5', '_-[$€-407]* #,##0.00_-', '€1,234.50'],
    ['7', '0 "a;b"', '7 a;b'],
    ['12345678', '[>=10000000]##\\,##\\,##\\,##0;##,##0', '12345678'],
    ['1.5', '# ?/?', '1.5'],
    ['1500', '0.00E+00', '1500'],
    ['9', '@', '9'],
  ])('%s under %s is %s', (number, format, text) => {
    expect(shownNumber(number, format)).toBe(text)
  })
  it.each([
    [46357, 'd mmm yyyy', '1 Dec 2026', '2026-12-01'],
    [46357, 'dddd, d. mmmm yy', 'Tuesday, 1. December 26', '2026-12-01'],
    [46357, 'DD/MM/YYYY', '01/12/2026', '2026-12-01'],
    [46357, 'mm-dd-yy', '2026-12-01', '2026-12-01'],
    [46357.25, 'm/d/yy h:mm', '2026-12-01 06:00', '2026-12-01'],
    [46357.75, 'd/m/yyyy h:mm AM/PM', '1/12/2026 6:00 PM', '2026-12-01'],
    [46357.999999, 'yyyy-mm-dd', '2026-12-02', '2026-12-02'],
    [1.5, '[h]:mm', '36:00', null],
    [0.5, 'mm:ss', '00:00', null],
    [46357, 'mmm-yy', 'Dec-26', '2026-12-01'],
  ])('serial %d under %s is %s', (serial, format, text, day) => {
    expect(shownMoment(serial, format, false)).toEqual({ text, day })
  })
})
