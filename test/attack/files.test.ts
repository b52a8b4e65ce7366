import { createHash } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import exceljs from 'exceljs'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'
import { sheetOf } from './sheets.ts'

/** A zip archive of these entries, as small as it can be. */
function zipOf(entries: Readonly<Record<string, Buffer>>): Buffer {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [name, bytes] of Object.entries(entries)) {
    const packed = deflateRawSync(bytes, { level: 9 })
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(Buffer.byteLength(name), 22)
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), facts, Buffer.from(name), packed)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    list.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), facts, rest, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(entries).length, 4)
  end.writeUInt16LE(Object.keys(entries).length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, directory, Buffer.from('PK\u0005\u0006', 'latin1'), end])
}
const book = (sheet: Buffer | string, more: Readonly<Record<string, Buffer>> = {}): Buffer =>
  zipOf({
    '[Content_Types].xml': Buffer.from('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'),
    '_rels/.rels': Buffer.from('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
    'xl/workbook.xml': Buffer.from('<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': Buffer.from('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'),
    'xl/worksheets/sheet1.xml': typeof sheet === 'string' ? Buffer.from(sheet) : sheet,
    ...more,
  }) // prettier-ignore
const sheetXml = (cells: string): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`
const lol = `<!DOCTYPE x [${Array.from({ length: 12 }, (_, i) => `<!ENTITY a${i} "${i === 0 ? 'lol' : `&a${i - 1};`.repeat(10)}">`).join('')}]>`
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

describe('files of an attacker', () => {
  let house: House
  beforeAll(async () => {
    house = await freshHouse('sqlite', 'attack-files')
    await house.do('demo.seed', {})
  }, 30_000)
  afterAll(() => house.close())
  const imported = async (bytes: Buffer, name: string, mime: string, operation = 'imports.contracts') => {
    const file = await house.harmony.files.put(bytes, name, mime)
    const caller = (await house.harmony.localAdministrator())!
    return house.harmony.run({
      id: createHash('sha256').update(bytes).update(operation).digest('hex'),
      operation,
      input: { file, entity: 'NLUK' },
      caller,
    })
  }

  it.each([
    ['a sheet of half a gigabyte in half a megabyte', () => book(Buffer.concat([Buffer.from(sheetXml('').replace('</sheetData></worksheet>', '<row r="1"><c r="A1" t="inlineStr"><is><t>')), Buffer.alloc(600_000_000, 97)]))],
    ['entities that multiply', () => book(`${lol}${sheetXml('<row r="1"><c r="A1" t="inlineStr"><is><t>&a11;</t></is></c></row>')}`)],
    ['an entity from outside', () => book(`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${sheetXml('<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>')}`)],
    ['a path out of the archive', () => book(sheetXml(''), { '../../../../tmp/harmony-was-here': Buffer.from('x') })],
    ['a row far below and a column far out', () => book(sheetXml('<row r="1048577"><c r="XFE1048577" t="n"><v>1</v></c></row><row r="4294967296"><c r="ZZZZZZ1"><v>1</v></c></row>'))],
    ['elements in elements', () => book(sheetXml('<row>'.repeat(200_000)))],
    ['no workbook', () => zipOf({ 'a.txt': Buffer.from('x') })],
    ['half an archive', () => book(sheetXml('')).subarray(0, 300)],
    ['the head of an archive and noise', () => Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(5000, 170)])],
    ['nothing', () => Buffer.alloc(0)],
  ])('of a workbook with %s are refused in a sentence', async (_what, make) => {
    const bytes = make()
    const before = process.memoryUsage().rss
    for (const operation of ['imports.preview', 'imports.contracts']) {
      const outcome = await imported(bytes, 'bomb.xlsx', xlsx, operation)
      expect(outcome.ok).toBe(false)
      const reply = house.harmony.reply(outcome, 'de')
      expect(!reply.ok && reply.refusal.message).toMatch(/nicht|kein/)
      expect(JSON.stringify(reply)).not.toMatch(/root:x:|lollol/)
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000)
  }, 60_000) // prettier-ignore

  it.each([
    ['a cell of ten megabytes', () => sheetOf([{ Customer: 'x'.repeat(10_000_000) }, { Customer: 'Fits Ltd', Contract: 'FIT-1' }])],
    ['a quote that never ends', () => Buffer.concat([sheetOf([{}]), Buffer.from(`"${'y'.repeat(3_000_000)}`)])],
    ['a hundred thousand columns', () => Buffer.concat([sheetOf([{}]), Buffer.from(`${'z,'.repeat(100_000)}\n`)])],
    ['NUL and controls', () => sheetOf([{ Customer: 'a\u0000b\u0007' }, { Contract: '\u001b[2J' }])],
  ])(
    'of text with %s are read to the end',
    async (_what, make) => {
      const outcome = await imported(make(), 'odd.csv', 'text/csv')
      const reply = house.harmony.reply(outcome, 'en')
      expect(reply.ok || reply.refusal.message.length > 20).toBe(true)
      if (outcome.ok) expect((outcome.result as { rows: number }).rows).toBeGreaterThan(0)
    },
    60_000,
  )

  it('come back as text: no cell of the rejected rows is a formula', async () => {
    const evil = ["=cmd|' /C calc'!A0", '+1+cmd', '-2+3+cmd', '@SUM(A1)', '\t=1+1', '=HYPERLINK("http://evil.example","x")']
    const outcome = await imported(sheetOf(evil.map((Customer, i) => ({ Customer, Contract: evil[i]!, Product: evil[i]!, Line: `${i}`, Note: evil[i]! })), ['Note']), '=1+1.csv', 'text/csv')
    expect(outcome.ok).toBe(true)
    const run = (outcome as unknown as { result: { import: string; rejected: number } }).result
    expect(run.rejected).toBe(evil.length)
    const { file } = await house.do('imports.rejectedSheet', { import: run.import })
    const bytes = (await house.harmony.files.get(file.hash))!
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.load(bytes as never)
    const texts: string[] = []
    workbook.eachSheet((sheet) =>
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          expect([cell.address, cell.formula, cell.hyperlink]).toEqual([cell.address, undefined, undefined])
          texts.push(cell.text)
        }),
      ),
    )
    expect(texts.filter((text) => text.includes('cmd')).length).toBeGreaterThan(3)
  }) // prettier-ignore
})

describe.each(stores)('invoices to customers of hostile names on %s', (dialect) => {
  it('are printed as they are written, and run nothing', async () => {
    const house = await freshHouse(dialect, 'attack-names')
    try {
      await house.do('demo.seed', { empty: true })
      const names = ['#sys.inputs', '#read("/etc/passwd")', '#import "x": *', '$ x^2 $', '*bold* _it_ `raw`', '\\u{41} \\ /* */ // <label> @ref', '😀 👩‍👩‍👧‍👦 Ltd', 'شركة الاختبار', '\u202egpj.exe', 'Ω≈ç√∫ 株式会社', ']]] #{', '"; panic("x")', '-- = + @', 'Z\u0300\u0301\u0302\u0303algo', '<script>alert(1)</script>'] // prettier-ignore
      const bytes = sheetOf(names.map((Customer, i) => ({ Customer, Contract: `H-${i}`, 'PO number': names[i]!.slice(0, 30) })))
      const file = await house.harmony.files.put(bytes, 'names.csv', 'text/csv')
      const done = await house.do('imports.contracts', { file, entity: 'NLUK' })
      expect([done.rejected, done.lines]).toEqual([0, names.length])
      const { run } = await house.do('billing.propose', { asOf: '2026-12-01' })
      const { posted } = await house.do('billing.post', { run })
      expect(posted).toBe(names.length)
      const { rows } = await house.do('billing.invoices', { limit: 100 })
      for (const invoice of rows) {
        const { file: printed } = await house.do('documents.print', { invoice: invoice.id })
        const pdf = (await house.harmony.files.get(printed.hash))!
        expect([invoice.customerName, pdf.subarray(0, 5).toString()]).toEqual([invoice.customerName, '%PDF-'])
        expect(pdf.includes('root:x:')).toBe(false)
        expect(printed.name).toMatch(/^[\w-]+\.pdf$/)
      }
      const audit = await house.do('audit.check', {})
      expect(audit.checks.filter((check: { ok: boolean }) => !check.ok)).toEqual([])
    } finally {
      await house.close()
    }
  }, 60_000)
})
