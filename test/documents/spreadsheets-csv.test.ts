import fc from 'fast-check'
import iconv from 'iconv-lite'
import { detectDelimiter } from '../../main/integrations/spreadsheets/delimiter.ts'
import { detectEncoding } from '../../main/integrations/spreadsheets/encoding.ts'
import { csvRecord, guardedText, writeCsv } from '../../main/integrations/spreadsheets/export.ts'
import { readSheet } from '../../main/integrations/spreadsheets/read.ts'
import { LIMITS } from '../../main/integrations/spreadsheets/sheet.ts'
import { faultOf, sheetOf, textsOf } from './spreadsheets-files.ts'

const bytes = (text: string, encoding = 'utf-8') => iconv.encode(text, encoding)

describe('delimiter', () => {
  it.each([
    ['semicolons with decimal commas', 'Kunde;Menge;Preis\nA;1;40,70\nB;2;1,5\n', ';'],
    ['as many commas as semicolons', 'a;b;c;d\n1,5;2,5;3,5;4\n1,5;2,5;3,5;4\n', ';'],
    ['commas with quoted grouping', 'Customer,Qty,Price\nA,1,"1,23,456.00"\nB,2,"1,650.00"\n', ','],
    ['tabs', 'a\tb\n1,0\t2\n', '\t'],
    ['bars', 'a|b|c\nx, y|1|2\n', '|'],
    ['delimiters and line breaks in quotes', 'a;b\n"x,y,z,\n,,,\n""q"",";2\n', ';'],
    ['a title and a blank line before', 'Verträge, Stand November, 2026\n\na;b;c\n1;2;3\n4;5;6\n', ';'],
    ['quotes within fields', 'disk;size\n3,5" disk;1\n5,25" disk;2\n', ';'],
    ['one column', 'name\nA\nB\n', ','],
    ['nothing', '', ','],
  ])('%s', (_, text, delimiter) => {
    expect(detectDelimiter(text)).toBe(delimiter)
  })

  it('can be overridden, and declared by the file in a first line that is no row', async () => {
    expect(textsOf(await sheetOf(bytes('a;b,c\n'), { delimiter: ',' }))).toEqual([['a;b', 'c']])
    const declared = await sheetOf(bytes('sep=|\r\na;b|c\r\n'))
    expect(declared).toMatchObject({ delimiter: '|', rows: [{ row: 1, cells: [{ text: 'a;b' }, { text: 'c' }] }] })
    expect(await faultOf(bytes('a'), { delimiter: '"' })).toMatchObject({ fault: 'notASpreadsheet', about: { unusableDelimiter: '"' } })
  })
})

describe('encoding', () => {
  const german = 'Kunde;Währung\nMüller GmbH;EUR\nBöhm Großhandel;EUR\nPrüftechnik;jährlich\n'
  it.each([
    ['utf-8 by its mark', '\ufeffa;b\n', 'utf-8', 'utf-8'],
    ['utf-8 by strict validity', german, 'utf-8', 'utf-8'],
    ['ASCII', 'a;b\n1;2\n', 'ascii', 'utf-8'],
    ['German', german, 'windows-1252', 'windows-1252'],
    ['one pound sign', 'Customer,Price\nA,£5\n', 'windows-1252', 'windows-1252'],
    ['euro and pound signs', 'Customer,Price\nA,€5\nB,£7\n', 'windows-1252', 'windows-1252'],
    ['French', 'Société;Quantité\nÉlectricité;12\nCafé à côté;8\n', 'windows-1252', 'windows-1252'],
    ['Spanish', 'Cliente;Años\nPeña Muñoz;12\nLogística Martín;3\n', 'windows-1252', 'windows-1252'],
    ['Polish', 'Klient;Ilość\nŁódź Spółka;1\nGdańskie Zakłady Żywności;5\nKraków Święto;4\n', 'windows-1250', 'windows-1250'],
    ['Russian', 'Клиент;Договор;Количество\nООО Ромашка;Д-1;12\nЗАО Восток;Д-2;8\n', 'windows-1251', 'windows-1251'],
    ['Japanese', '顧客,契約,数量\n株式会社テスト,C-1,12\n東京電力,C-2,8\n', 'shift_jis', 'shift_jis'],
    ['Chinese', '客户,合同,数量\n北京科技有限公司,C-1,12\n上海,C-2,8\n', 'gb18030', 'gb18030'],
    ['wide with a mark', `\ufeff${german}`, 'utf-16le', 'utf-16le'],
    ['wide the other way with a mark', `\ufeff${german}`, 'utf-16be', 'utf-16be'],
    ['wide without a mark', german, 'utf-16le', 'utf-16le'],
  ])('%s', async (_, text, written, detected) => {
    expect(await detectEncoding(bytes(text, written))).toBe(detected)
    const sheet = await sheetOf(bytes(text, written))
    expect(sheet.encoding).toBe(detected)
    expect(sheet.rows[0]?.cells[0]?.text).toBe(text.replace('\ufeff', '').split(/[;,]/)[0])
  })

  it('can be overridden', async () => {
    expect(textsOf(await sheetOf(bytes('Łódź;1\n', 'windows-1250'), { encoding: 'Windows-1250' }))).toEqual([['Łódź', '1']])
    expect(textsOf(await sheetOf(bytes('Müller;1\n', 'windows-1252'), { encoding: 'utf-8' }))).toEqual([['M\ufffdller', '1']])
    expect(await faultOf(bytes('a;b'), { encoding: 'klingon' })).toEqual({
      fault: 'notASpreadsheet',
      about: { file: 'list', unknownEncoding: 'klingon' },
    })
  })

  it.each(['utf-16le', 'utf-16be', 'gb18030', 'utf-8'])('loses no character where portions of %s meet', async (encoding) => {
    for (const shift of ['', 'a', 'ab']) {
      const text = `x;${shift}${'𝄞ü'.repeat(180_000)}`
      const sheet = await sheetOf(bytes(text, encoding), { encoding, delimiter: ';' })
      expect(sheet.rows[0]?.cells[1]?.text === text.slice(2)).toBe(true)
    }
  })

  it('sees umlauts that come late in a long file', async () => {
    const text = `${'Customer;EUR;1\n'.repeat(20_000)}Müller;EUR;1\n`
    const sheet = await sheetOf(bytes(text, 'windows-1252'))
    expect(sheet.rows.at(-1)).toEqual({ row: 20_001, cells: [{ text: 'Müller' }, { text: 'EUR' }, { text: '1' }] })
  })
})

describe('records', () => {
  it.each([
    ['blank lines count, also quoted ones', 'a;b\n\n1;2\n', [['a', 'b'], [], ['1', '2']]],
    [
      'records of delimiters keep their fields',
      'a;b\n;\n1;2',
      [
        ['a', 'b'],
        ['', ''],
        ['1', '2'],
      ],
    ],
    [
      'line breaks in quotes are one record',
      'a;"x\r\ny"\r\n1;2\r\n',
      [
        ['a', 'x\r\ny'],
        ['1', '2'],
      ],
    ],
    [
      'all line ends, mixed',
      'a;b\r\nc;d\ne;f\rg;h',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
        ['g', 'h'],
      ],
    ],
    [
      'uneven records',
      'a;b;c\n1;2\n1;2;3;4\n',
      [
        ['a', 'b', 'c'],
        ['1', '2'],
        ['1', '2', '3', '4'],
      ],
    ],
    ['white space stays', ' a ;\u00a0b\n', [[' a ', '\u00a0b']]],
    ['quotes inside a field', 'a;5" disk\n', [['a', '5" disk']]],
    ['doubled quotes', 'a;"say ""hi"""\n', [['a', 'say "hi"']]],
    [
      'old end of file',
      'a;b\r\n1;2\r\n\u001a',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
  ])('%s', async (_, text, expected) => {
    const sheet = await sheetOf(bytes(text), { delimiter: ';' })
    expect(textsOf(sheet)).toEqual(expected)
    expect(sheet.rows.map((row) => row.row)).toEqual(expected.map((__, index) => index + 1))
  })

  it.each([
    ['an open quote', 'a;b\n"1;2\n', 'notASpreadsheet', { code: 'CSV_QUOTE_NOT_CLOSED' }],
    ['nothing', '', 'empty', {}],
    ['only blank cells', ';;\n \n;\n', 'empty', {}],
    ['a web page called xls', '<html><table><tr><td>1</td></tr></table></html>', 'notASpreadsheet', { looksLike: 'html' }],
    ['old Excel XML', '\ufeff<?xml version="1.0"?><Workbook/>', 'notASpreadsheet', { looksLike: 'xml' }],
    ['a PDF', '%PDF-1.7\n', 'notASpreadsheet', { looksLike: 'pdf' }],
    ['binary', 'PNG\u0000\u0001\u0002\u0003', 'notASpreadsheet', { looksLike: 'binary' }],
  ])('%s is refused', async (_, text, fault, about) => {
    expect(await readSheet(bytes(text), 'x.csv', {})).toMatchObject({ fault, about: { file: 'x.csv', ...about } })
  })

  it('bounds the file and its cells', async () => {
    expect(await faultOf(Buffer.alloc(LIMITS.fileBytes + 1, 'a'))).toMatchObject({ fault: 'tooLarge', about: { limit: '50000000' } })
    expect(await faultOf(Buffer.from(`a;b\n"${'1;2\n'.repeat(1_500_000)}`))).toMatchObject({
      fault: 'notASpreadsheet',
      about: { row: '2', code: 'CSV_MAX_RECORD_SIZE' },
    })
    expect(await faultOf(Buffer.from(`${';'.repeat(999_999)}\n`.repeat(13)))).toMatchObject({
      fault: 'tooLarge',
      about: { limit: '12000000' },
    })
  })

  it('reads 100,000 rows of 15 columns without holding up the process', async () => {
    const line = 'Northgate Prüftechnik GmbH;V-0001;1;M365-A;142;40,70;EUR;jährlich;im Voraus;Kalender;24.05.2023;;31.12.2025;S19;PO1\r\n'
    const data = bytes(line.repeat(100_000), 'windows-1252')
    let turns = 0
    const timer = setInterval(() => (turns += 1), 1)
    const sheet = await sheetOf(data)
    clearInterval(timer)
    expect(sheet.rows).toHaveLength(100_000)
    expect(sheet.rows[99_999]?.cells[0]?.text).toBe('Northgate Prüftechnik GmbH')
    expect(turns).toBeGreaterThan(5)
  })
})

describe('lists as csv', () => {
  const western = fc.string({ unit: fc.constantFrom(...'abzÄöüß€£ ,;|\t"\'\r\n=+-@1') })
  const any = fc.string({ unit: 'grapheme' }).filter((text) => !/[\p{Cc}\ufeff]/u.test(text))
  const forms = fc.constantFrom(
    ...[';', ',', '\t', '|'].flatMap((delimiter) => ['utf-8', 'utf-16le', 'windows-1252'].map((encoding) => ({ delimiter, encoding }))),
  )
  const trimmed = (rows: readonly (readonly string[])[]) => rows.map((row) => (row.length === 1 && row[0] === '' ? [] : [...row]))

  it('come back as they were, whatever is in them', async () => {
    const cases = forms.chain((form) => {
      const cell = form.encoding === 'windows-1252' ? western : fc.oneof(western, any)
      return fc.record({
        form: fc.constant(form),
        rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
      })
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ form, rows }) => {
        fc.pre(rows.some((row) => row.some((cell) => cell.trim() !== '')))
        const written = await writeCsv(rows, { ...form, guarded: false })
        const sheet = await sheetOf(written, form)
        expect(textsOf(sheet)).toEqual(trimmed(rows))
      }),
      { numRuns: 300 },
    )
  })

  it('are recognised without being told, with a mark or in plain columns', async () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcÄöüß01"'), minLength: 1, maxLength: 8 })
    const table = fc
      .integer({ min: 2, max: 6 })
      .chain((width) => fc.array(fc.array(word, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 20 }))
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(';', ',', '\t', '|'),
        fc.constantFrom('utf-8', 'utf-16le'),
        async (rows, delimiter, encoding) => {
          const sheet = await sheetOf(await writeCsv(rows, { delimiter, encoding }))
          expect(sheet).toMatchObject({ delimiter, encoding })
          expect(textsOf(sheet)).toEqual(rows)
        },
      ),
      { numRuns: 200 },
    )
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+cmd|calc', "'+cmd|calc"],
    ['-2+3', "'-2+3"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ['-5', '-5'],
    ['-1.234,50', '-1.234,50'],
    ['a=b', 'a=b'],
    ['', ''],
  ])('guards %j against being run as a formula', (text, guarded) => {
    expect(guardedText(text)).toBe(guarded)
  })

  it('writes numbers and days in the form asked for', () => {
    const row = [{ number: '-1234.5' }, { day: '2026-12-01' }, null, 'a;b', ' x', 'say "hi"']
    expect(csvRecord(row, { delimiter: ';', encoding: 'utf-8', decimalMark: ',' })).toBe('-1234,5;2026-12-01;;"a;b";" x";"say ""hi"""\r\n')
    expect(csvRecord([''], { delimiter: ';', encoding: 'utf-8' })).toBe('""\r\n')
  })
})
