import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isSheetFault, readSheet } from '../../main/integrations/spreadsheets/read.ts'
import { writeSheet } from '../../main/integrations/spreadsheets/write.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const headings = 'Customer,Contract,Line,Product,Qty,Unit price,Currency,Frequency,Billing,Anchor,Start,End,Billed to,Tax,PO number'
const csv = (...rows: readonly string[]): Buffer => Buffer.from([headings, ...rows].join('\r\n'))
const put = (house: House, bytes: Uint8Array, name = 'list.csv') => house.harmony.files.put(bytes, name, 'text/csv')
/** The rows of a real file, enough for several portions. */
const many = readFileSync(path.join(__dirname, '../world/import/uk-agreements.xlsx'))

interface Reported {
  readonly row: number
  readonly column: string | null
  readonly reason: string
  readonly value: string | null
}
const brief = (rejected: readonly Reported[]) => rejected.map(({ row, column, reason, value }) => [row, reason, column, value])

describe.each(stores)('imports on %s', (dialect) => {
  let house: House
  beforeEach(async () => {
    house = await freshHouse(dialect, 'import-stories')
    await house.do('demo.seed', { empty: true })
  })
  afterEach(() => house.close())
  const lines = async (): Promise<number> => (await house.do('contracts.lines', { limit: 1 })).total

  it('the same file twice changes nothing, and another one that contradicts it is told what stands', async () => {
    const first = csv(
      'Rowan Legal Ltd,AG-1,1,MS-USER,12,38.00,GBP,Monthly,Advance,Calendar,01/02/2026,,30/11/2026,S20,PO1',
      'Rowan Legal Limited,AG-1,2,WS-DEV,30,,GBP,Monthly,Arrears,Calendar,13/02/2026,,,S20,PO1',
      'Rowan Legal Ltd,AG-1,2,WS-DEV,30,,GBP,Monthly,Arrears,Calendar,13/02/2026,,,S20,PO1',
      'Total,,,,42',
    )
    const file = await put(house, first)
    const done = await house.do('imports.contracts', { file, entity: 'NLUK' })
    expect(done).toMatchObject({ rows: 4, customers: 1, contracts: 1, lines: 2, unchanged: 0, rejected: 1, ignored: 1 })
    const again = await house.do('imports.contracts', { file, entity: 'NLUK' })
    expect(again.import).not.toBe(done.import)
    expect(again).toMatchObject({ rows: 4, customers: 1, contracts: 1, lines: 2, unchanged: 2, rejected: 1, ignored: 1 })
    expect(brief((await house.do('imports.report', { import: again.import })).rejected)).toEqual([[4, 'duplicate_row', 'Line', 'AG-1 2']])
    expect(await lines()).toBe(2)
    const other = await put(
      house,
      csv(
        'Rowan Legal Ltd.,AG-1,1,MS-USER,15,39.50,GBP,Monthly,Advance,Calendar,01/02/2026,,30/11/2026,S20,PO1',
        'Iris Print Ltd,AG-1,3,MS-USER,1,,GBP,Monthly,Advance,Calendar,14/02/2026,,,S20,',
        'Iris Print Ltd,AG-2,1,MS-USER,1,,GBP,Monthly,Advance,Calendar,14/02/2026,,,S20,',
      ),
    )
    const contradicting = await house.do('imports.contracts', { file: other, entity: 'NLUK' })
    expect(contradicting).toMatchObject({ rows: 3, customers: 1, contracts: 1, lines: 1, conflicts: 2, rejected: 0 })
    expect(brief((await house.do('imports.report', { import: contradicting.import })).rejected)).toEqual([
      [2, 'conflict', 'Qty', 'Qty: 15 ≠ 12; Unit price: 39.50 ≠ 38'],
      [3, 'conflict', 'Customer', 'Iris Print Ltd ≠ Rowan Legal Ltd'],
    ])
    expect(await lines()).toBe(3)
  })

  it('rejected rows are downloaded, corrected and imported again', async () => {
    const file = await put(house, many, 'uk.xlsx')
    const done = await house.do('imports.contracts', { file, entity: 'NLUK' })
    const before = (await house.do('desk.tasks')).find((t: { task: string }) => t.task === 'imports.toReview')
    expect(before.count).toBe(1)
    const { file: sheet } = await house.do('imports.rejectedSheet', { import: done.import })
    expect(sheet.name).toBe('uk - Rejected rows.xlsx')
    const read = await readSheet((await house.harmony.files.get(sheet.hash))!, sheet.name, {})
    if (isSheetFault(read)) throw new Error(read.fault)
    const [top, ...rows] = read.rows
    expect(top!.cells.map((c) => c.text)).toEqual([
      ...'Customer,Agreement,Line'.split(','),
      ...headings.split(',').slice(3),
      'Reason',
      'What to do',
    ])
    expect(rows).toHaveLength(done.rejected)
    expect(rows[0]!.cells.at(-2)!.text).toBe('Not a date')
    expect(rows[0]!.cells.at(-1)!.text).toContain('“31/02/2026” in Start is not a day')
    // Dates and numbers are still what they were in the file.
    expect(rows.find((r) => r.cells[12]?.day)?.cells[12]).toMatchObject({ day: expect.stringMatching(/^20\d\d-/) })
    const product = new Map([['WS DEV', 'WS-DEV'], ['MSUSER', 'MS-USER'], ['???', 'MS-USER']]) // prettier-ignore
    const corrected = rows.map(({ cells }, i) =>
      cells.map((cell, at): string | { number: string } | { day: string } => {
        if (at === 1) return `FIXED-${i}`
        if (at === 3) return product.get(cell.text) ?? cell.text
        if (at === 4) return { number: cell.text === '' || cell.text === '-3' ? '3' : cell.number ?? cell.text } // prettier-ignore
        if (at === 6) return cell.text === 'GBR' ? 'GBP' : cell.text
        if (at === 10) return { day: cell.text === '31/02/2026' ? '2026-03-01' : (cell.day ?? cell.text.split('/').reverse().join('-')) }
        if (at === 11) return ''
        return cell.day ? { day: cell.day } : cell.text
      }),
    )
    const bytes = await writeSheet({ name: 'fixed', columns: top!.cells.map((c) => ({ heading: c.text, width: 12 })), rows: corrected })
    const fixed = await house.do('imports.contracts', { file: await put(house, bytes, 'fixed.xlsx'), entity: 'NLUK' })
    expect(fixed).toMatchObject({ rows: done.rejected, lines: done.rejected, contracts: done.rejected, rejected: 0, conflicts: 0 })
    await house.do('imports.review', { import: done.import })
    const after = (await house.do('desk.tasks')).find((t: { task: string }) => t.task === 'imports.toReview')
    expect(after.count).toBe(0)
    expect(await house.refused('imports.rejectedSheet', { import: fixed.import })).toBe('imports.nothingRejected')
  })

  it('in German: what is rejected again keeps its words, and lines that stand already are unchanged', async () => {
    const german = readFileSync(path.join(__dirname, '../world/import/de-vertraege.csv'))
    const inGerman = (await house.harmony.localAdministrator(undefined, 'de'))!
    const download = async (subject: string) => {
      const input = { import: subject }
      const done = await house.harmony.run({ id: randomUUID(), operation: 'imports.rejectedSheet', input, caller: inGerman })
      const { file } = (done as unknown as { result: { file: { hash: string; name: string } } }).result
      const read = await readSheet((await house.harmony.files.get(file.hash))!, file.name, {})
      if (isSheetFault(read)) throw new Error(read.fault)
      return { file, texts: read.rows.map((row) => row.cells.map((cell) => cell.text)) }
    }
    const done = await house.do('imports.contracts', { file: await put(house, german, 'de.csv'), entity: 'NLDE' })
    const first = await download(done.import)
    expect(first.file.name).toBe('de - Abgelehnte Zeilen.xlsx')
    expect(first.texts[0]).toEqual([...german.toString('latin1').split('\r\n')[0]!.split('\n')[0]!.split(';'), 'Grund', 'Was zu tun ist'])
    expect(first.texts[4]!.slice(-2)).toEqual([
      'Unbekanntes Produkt',
      'Ein Produkt „WS DEV“ gibt es nicht. Tragen Sie einen Produktcode aus dem Katalog ein, oder legen Sie das Produkt dort zuerst an.',
    ])
    const again = await house.do('imports.contracts', { file: first.file, entity: 'NLDE' })
    // Four of the rows are twice in the file; read alone they are the lines that stand.
    expect(again).toMatchObject({ rows: 22, unchanged: 4, lines: 4, conflicts: 0, rejected: 18 })
    expect((await download(again.import)).texts[0]).toEqual(first.texts[0])
  })

  it('stopped at any portion it leaves nothing, and goes on where it stood', async () => {
    const file = await put(house, many, 'uk.xlsx')
    const caller = (await house.harmony.localAdministrator())!
    const stopAfter = async (portions: number, operation: string, input: unknown): Promise<void> => {
      let done = 0
      // As a crash between two portions would: the worker is gone, nothing tidies up.
      const crash = (): never => {
        throw new Error('killed')
      }
      await expect(
        house.harmony.run({ id: randomUUID(), operation, input, caller }, { progress: () => (done++ < portions ? undefined : crash()) }),
      ).rejects.toThrow('killed')
    }
    const imported = async () => (await house.do('imports.list')).rows as { id: string; state: string; rows: number }[]
    await stopAfter(0, 'imports.contracts', { file, entity: 'NLUK' })
    expect(await imported()).toMatchObject([{ state: 'staging', rows: 0 }])
    await stopAfter(1, 'imports.contracts', { file, entity: 'NLUK' })
    const [left] = await imported()
    expect(left).toMatchObject({ state: 'staging', rows: 2000 })
    expect(await lines()).toBe(0)
    await stopAfter(1, 'imports.resume', { import: left!.id })
    expect(await imported()).toMatchObject([{ state: 'staged', rows: 3259 }])
    expect([await lines(), (await house.do('customers.list', { limit: 1 })).total]).toEqual([0, 0])
    expect((await house.do('desk.tasks')).find((t: { task: string }) => t.task === 'imports.unfinished').count).toBe(1)
    const done = await house.do('imports.resume', { import: left!.id })
    expect(done).toMatchObject({ state: 'published', rows: 3259, lines: 3174, contracts: 1100, customers: 391, rejected: 65 })
    expect(await house.do('imports.resume', { import: left!.id })).toEqual(done)
    expect(await lines()).toBe(3174)
    const published = await house.do('imports.rows', { filter: { all: [{ field: 'import', is: 'equal', value: left!.id }, { field: 'outcome', is: 'equal', value: 'imported' }] }, limit: 1 }) // prettier-ignore
    expect(published.total).toBe(3174)
  })

  it('two workers on one file import it once', async () => {
    const file = await put(house, many, 'uk.xlsx')
    const first = await Promise.all([1, 2, 3].map(() => house.do('imports.contracts', { file, entity: 'NLUK' })))
    for (const done of first) expect(done).toMatchObject({ state: 'published', rows: 3259, lines: 3174, rejected: 65 })
    expect(await lines()).toBe(3174)
  })

  it('an import that is cancelled leaves no row, and a published one cannot be', async () => {
    const file = await put(house, many, 'uk.xlsx')
    const caller = (await house.harmony.localAdministrator())!
    const stopped = await house.harmony.run(
      { id: randomUUID(), operation: 'imports.contracts', input: { file, entity: 'NLUK' }, caller },
      { stopped: () => true },
    )
    expect(stopped).toMatchObject({ ok: false, refusal: { refused: 'job.stopped' } })
    const [left] = (await house.do('imports.list')).rows
    await house.do('imports.cancel', { import: left.id })
    expect((await house.do('imports.rows')).total).toBe(0)
    expect(await house.refused('imports.resume', { import: left.id })).toBe('imports.cancelled')
    const done = await house.do('imports.contracts', { file, entity: 'NLUK' })
    expect(done.import).not.toBe(left.id)
    expect(await house.refused('imports.cancel', { import: done.import })).toBe('imports.alreadyPublished')
    expect(await house.refused('imports.review', { import: left.id })).toBe('imports.notPublished')
  })

  it('is for those who work for the entity', async () => {
    const file = await put(house, csv('Rowan Legal Ltd,AG-1,1,MS-USER,12,,GBP,Monthly,Advance,Calendar,01/02/2026,,,S20,'))
    const lena = await house.as('lena.brandt')
    expect(await lena.refused('imports.contracts', { file, entity: 'NLUK' })).toBe('imports.unknownEntity')
    expect(await lena.refused('imports.preview', { file, entity: 'NLUK' })).toBe('imports.unknownEntity')
    expect(await house.refused('imports.contracts', { file, entity: 'NOWHERE' })).toBe('imports.unknownEntity')
    const done = await house.do('imports.contracts', { file, entity: 'NLUK' })
    for (const operation of [
      'imports.report',
      'imports.get',
      'imports.rejectedSheet',
      'imports.resume',
      'imports.cancel',
      'imports.review',
    ])
      expect(await lena.refused(operation, { import: done.import })).toBe('imports.unknown')
    expect([(await lena.do('imports.list')).total, (await lena.do('imports.rows')).total]).toEqual([0, 0])
  })

  it('what a file cannot be is said by name', async () => {
    const refusal = async (bytes: Uint8Array, options: object | null = null) =>
      house.refused('imports.preview', { file: await put(house, bytes), entity: 'NLUK', options })
    expect(await refusal(Buffer.from('Hello\r\nWorld'))).toBe('imports.headingsMissing')
    expect(await refusal(Buffer.from('%PDF-1.7'))).toBe('imports.notASpreadsheet')
    expect(await refusal(Buffer.from(' '))).toBe('imports.empty')
    expect(await refusal(many, { sheet: 'Nowhere' })).toBe('imports.unknownSheet')
    expect(await refusal(many.subarray(0, 100_000))).toBe('imports.brokenArchive')
    const gone = { hash: '0'.repeat(64), name: 'gone.csv', mime: 'text/csv', size: 1 }
    expect(await house.refused('imports.contracts', { file: gone, entity: 'NLUK' })).toBe('imports.missing')
  })

  it('what is detected can be overridden', async () => {
    const file = await put(house, csv('Rowan Legal Ltd,AG-1,1,MS-USER,"1,500",,GBP,Monthly,Advance,Calendar,03/02/2026,,,S20,'))
    expect(await house.do('imports.preview', { file, entity: 'NLUK' })).toMatchObject({
      format: 'csv', encoding: 'utf-8', delimiter: 'comma', dateOrder: 'dayFirst', decimalMark: 'point', headingRow: 1, lines: 1, rejected: 0,
    }) // prettier-ignore
    const options = { dateOrder: 'monthFirst', decimalMark: 'comma', delimiter: 'comma', encoding: 'windows-1252' }
    expect(await house.do('imports.preview', { file, entity: 'NLUK', options })).toMatchObject({ ...options, lines: 1 })
    await house.do('imports.contracts', { file, entity: 'NLUK', options })
    const [line] = (await house.do('contracts.lines', {})).rows
    expect(line).toMatchObject({ quantity: '1.5', start: '2026-03-02' })
  })
})
