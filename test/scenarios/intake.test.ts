import { readSheet, isSheetFault } from '../../main/integrations/spreadsheets/read.ts'
import { writeSheet } from '../../main/integrations/spreadsheets/write.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const csv = (...rows: readonly string[]): Buffer => Buffer.from(rows.join('\r\n'))
const brief = (rejected: readonly { row: number; column: string | null; reason: string; value: string | null }[]) =>
  rejected.map(({ row, column, reason, value }) => [row, reason, column, value])

describe.each(stores)('readings, incidents, time and expenses from spreadsheets, on %s', (dialect) => {
  let house: House
  beforeAll(async () => {
    house = await freshHouse(dialect, 'intake')
    await house.do('demo.seed')
    const customers = (await house.do('customers.list', { limit: 1000 })).rows as { code: string; id: string }[]
    const customer = customers.find(({ code }) => code === 'RMK')!.id
    const contract = (await house.do('contracts.open', { entity: 'NLDE', customer, number: 'U-1', state: 'active' })).id
    for (const product of ['EDR', 'EDR', 'MS-USER'])
      await house.do('contracts.addLine', {
        contract,
        product,
        quantity: '1',
        unitPrice: '4',
        currency: 'EUR',
        start: '2026-01-01',
        taxCodes: ['DE-S19'],
      })
  }, 60_000)
  afterAll(() => house?.close())
  const put = (bytes: Uint8Array, name = 'list.csv') => house.harmony.files.put(bytes, name, 'text/csv')
  const report = async (id: string) => brief((await house.do('imports.report', { import: id })).rejected)

  it('readings: days and times where the customer is, ids of their own or made of what the row says', async () => {
    const file = await put(
      csv(
        'Vertrag;Pos;Produkt;Zeitpunkt;Art;Menge;Quelle;Kennung',
        'U-1;1;;31.10.2026 23:30;Zählung;12;rmm;A1',
        'U-1;1;;25.10.2026 02:30;Zählung;11;rmm;A2',
        'U-1;;MS-USER;01.11.2026;Verbrauch;1.234,5;;',
        'U-1;;ms-user;01.11.2026;Verbrauch;1.234,5;;',
        'U-1;;EDR;01.11.2026;;5;;',
        'U-9;1;;01.11.2026;;5;;',
        'U-1;7;;01.11.2026;;5;;',
        'U-1;1;;31.02.2026;;5;;',
        'U-1;1;;01.11.2026;;;;',
        'U-1;1;;01.11.2026;;viele;;',
        'U-1;1;;01.11.2026;;-4;;',
        'U-1;1;;01.11.2026;Schätzung;4;;',
        'U-1;3;;05.05.2025;Verbrauch;4;;',
        'U-1;2;;01.11.2026;Zählerstand;100;rmm;Z1',
        'U-1;2;;02.11.2026;Zählerstand;90;rmm;Z2',
        'Summe;;;;;99;;',
      ),
    )
    const expected = [
      [5, 'duplicate_row', 'Kennung', 'NLDE · U-1 · MS-USER · 2026-11-01 · amount'],
      [6, 'ambiguous_line', 'Produkt', 'EDR'],
      [7, 'unknown_contract', 'Vertrag', 'U-9'],
      [8, 'unknown_line', 'Pos', '7'],
      [9, 'invalid_date', 'Zeitpunkt', '31.02.2026'],
      [10, 'missing_quantity', 'Menge', null],
      [11, 'invalid_number', 'Menge', 'viele'],
      [12, 'negative_quantity', 'Menge', '-4'],
      [13, 'unknown_value', 'Art', 'Schätzung'],
      [14, 'outside_term', 'Zeitpunkt', '2025-05-05'],
      [16, 'register_falls', 'Menge', '90'],
    ]
    const preview = await house.do('imports.preview', { file, entity: 'NLDE', subject: 'usage' })
    expect(preview).toMatchObject({
      rows: 16,
      lines: 4,
      rejected: 11,
      ignored: 1,
      conflicts: 0,
      decimalMark: 'comma',
      dateOrder: 'dayFirst',
    })
    expect(brief(preview.problems)).toEqual(expected)
    const done = await house.do('imports.usage', { file, entity: 'NLDE' })
    expect(done).toMatchObject({ subject: 'usage', state: 'published', rows: 16, lines: 4, contracts: 1, customers: 1, rejected: 11 })
    expect(await report(done.import)).toEqual(expected)
    const { rows } = await house.do('usage.list', { search: 'U-1', order: ['at', 'lineNumber'] })
    expect(rows.map((r: any) => [r.lineNumber, r.day, r.at, r.kind, r.quantity, r.source])).toEqual([
      [1, '2026-10-25', '2026-10-25T00:30:00.000Z', 'level', '11', 'rmm'],
      [1, '2026-10-31', '2026-10-31T22:30:00.000Z', 'level', '12', 'rmm'],
      [2, '2026-11-01', '2026-10-31T23:00:00.000Z', 'meter', '100', 'rmm'],
      [3, '2026-11-01', '2026-10-31T23:00:00.000Z', 'amount', '1234.5', 'hand'],
    ])
    expect(await house.do('imports.usage', { file, entity: 'NLDE' })).toMatchObject({ lines: 4, unchanged: 4, rejected: 11 })
    const other = await put(csv('Vertrag;Pos;Produkt;Zeitpunkt;Art;Menge;Quelle;Kennung', 'U-1;1;;31.10.2026 23:30;Zählung;13;rmm;A1'))
    const told = await house.do('imports.usage', { file: other, entity: 'NLDE' })
    expect(told).toMatchObject({ lines: 0, conflicts: 1, rejected: 0 })
    expect(await report(told.import)).toEqual([[2, 'told_before', 'Kennung', 'A1']])
  })

  it('rejected readings come back as a sheet, are corrected and imported', async () => {
    const file = await put(csv('Contract,Line,Date,Count,Id', 'U-1,9,2026-11-05,3,B1', 'U-1,1,2026-11-05,4,B2'))
    const done = await house.do('imports.usage', { file, entity: 'NLDE' })
    const { file: sheet } = await house.do('imports.rejectedSheet', { import: done.import })
    const read = await readSheet((await house.harmony.files.get(sheet.hash))!, sheet.name, {})
    if (isSheetFault(read)) throw new Error(read.fault)
    const texts = read.rows.map((row) => row.cells.map((cell) => cell.text))
    expect(texts).toEqual([
      ['Contract', 'Line', 'Date', 'Count', 'Id', 'Reason', 'What to do'],
      ['U-1', '9', '2026-11-05', '3', 'B1', 'Unknown contract line', expect.stringContaining('“9”')],
    ])
    const bytes = await writeSheet({
      name: 'fixed', columns: texts[0]!.map((heading) => ({ heading, width: 12 })), rows: [['U-1', '1', { day: '2026-11-05' }, { number: '3' }, 'B1']],
    }) // prettier-ignore
    expect(await house.do('imports.usage', { file: await put(bytes, 'fixed.xlsx'), entity: 'NLDE' })).toMatchObject({
      lines: 1,
      rejected: 0,
    })
  })

  it('headings that Harmony does not know are mapped once, and remembered for the subject', async () => {
    const file = await put(csv('Agmt ref,Seat,Snapshot taken,Heads', 'U-1,3,2026-11-06,17'))
    expect(await house.refused('imports.preview', { file, entity: 'NLDE', subject: 'usage' })).toBe('imports.headingsMissing')
    const asked = { file, entity: 'NLDE', subject: 'usage' }
    expect(await house.do('imports.headings', asked)).toMatchObject({
      headingRow: 1,
      headings: ['Agmt ref', 'Seat', 'Snapshot taken', 'Heads'].map((heading) => ({ heading, name: null, isMapped: false })),
    })
    const mappings = [
      { heading: 'Agmt ref', name: 'contract' }, { heading: 'SEAT', name: 'line' }, { heading: 'snapshot taken:', name: 'at' }, { heading: 'Heads', name: 'quantity' },
    ] // prettier-ignore
    const map = (...some: object[]) => ({ subject: 'usage', mappings: some })
    expect(await house.refused('imports.mapHeadings', map({ heading: 'Heads', name: 'priority' }))).toBe('imports.unknownColumn')
    expect(await house.refused('imports.mapHeadings', map({ heading: '##', name: 'quantity' }))).toBe('imports.blankHeading')
    expect(await house.refused('imports.mapHeadings', map({ heading: 'a', name: 'at' }, { heading: 'b', name: 'at' }))).toBe(
      'imports.columnTwice',
    )
    expect(await house.do('imports.mapHeadings', { subject: 'usage', mappings })).toEqual({ mapped: 4, forgotten: 0 })
    expect(await house.do('imports.mapHeadings', { subject: 'usage', mappings })).toEqual({ mapped: 4, forgotten: 0 })
    expect((await house.do('imports.headingMappings')).total).toBe(4)
    expect(await house.do('imports.preview', asked)).toMatchObject({ lines: 1, rejected: 0 })
    // The next file of the subject needs no words any more; another subject knows nothing of it.
    const next = await put(csv('Heads,Agmt ref,Snapshot taken,Seat,Qty', '18,U-1,2026-11-07,3,99'))
    expect(await house.do('imports.usage', { file: next, entity: 'NLDE' })).toMatchObject({ lines: 1, rejected: 0 })
    expect((await house.do('usage.list', { filter: { field: 'day', is: 'equal', value: '2026-11-07' } })).rows[0].quantity).toBe('18')
    expect(await house.refused('imports.preview', { file, entity: 'NLDE' })).toBe('imports.headingsMissing')
    // A heading that looks like ours may mean nothing.
    await house.do('imports.mapHeadings', map({ heading: 'Heads', forget: true }, { heading: 'Qty', name: null }))
    expect(await house.refused('imports.preview', { ...asked, file: next })).toBe('imports.headingsMissing')
    await house.do('imports.mapHeadings', map({ heading: 'Qty', forget: true }))
    expect(await house.do('imports.preview', { ...asked, file: next })).toMatchObject({ lines: 0, conflicts: 1 })
  })

  it('incidents: a duplicate and one that comes back cost nothing, and stand in the file in any known order', async () => {
    const file = await put(
      csv(
        'Ticket;Vertrag;Priorität;Kategorie;Titel;Eröffnet;Geschlossen;Außerhalb der Servicezeit;Duplikat von;Quelle',
        'T1;U-1;Hoch;Ausfall;Mail steht;02.11.2026 08:00;02.11.2026 09:30;Nein;;desk',
        'T2;U-1;P2;Ausfall;Auch Mail;02.11.2026 08:10;02.11.2026 09:30;;T1;desk',
        'T3;U-1;1;Ausfall;Nachts;03.11.2026 23:00;04.11.2026 00:30;ja;;desk',
        'T4;U-1;5;Ausfall;;;04.11.2026;;;desk',
        'T5;U-1;4;Ausfall;;05.11.2026;04.11.2026;;;desk',
        'T6;U-1;4;Ausfall;;;04.11.2026;;T99;desk',
        'T7;U-1;4;;;;04.11.2026;;;desk',
      ),
    )
    const done = await house.do('imports.incidents', { file, entity: 'NLDE' })
    expect(done).toMatchObject({ rows: 7, lines: 3, rejected: 4 })
    expect(await report(done.import)).toEqual([
      [5, 'unknown_value', 'Priorität', '5'],
      [6, 'end_before_start', 'Geschlossen', '2026-11-04'],
      [7, 'unknown_original', 'Duplikat von', 'T99'],
      [8, 'missing_value', 'Kategorie', null],
    ])
    const { rows } = await house.do('usage.incidents', { search: 'U-1', order: ['sourceId'] })
    expect(rows.map((r: any) => [r.sourceId, r.priority, r.day, r.closedAt, r.outOfHours, r.standing])).toEqual([
      ['T1', 'P2', '2026-11-02', '2026-11-02T08:30:00.000Z', false, 'charged'],
      ['T2', 'P2', '2026-11-02', '2026-11-02T08:30:00.000Z', false, 'duplicate'],
      ['T3', 'P1', '2026-11-04', '2026-11-03T23:30:00.000Z', true, 'charged'],
    ])
    expect(await house.do('imports.incidents', { file, entity: 'NLDE' })).toMatchObject({ lines: 3, unchanged: 3, rejected: 4 })
  })

  it('time and expenses: of contracts and of projects, in hours and minutes, in any currency', async () => {
    const time = await put(
      csv(
        'Date,Person,Contract,Project,Hours,Time type,Activity,Description,Id',
        '2026-11-03,Mehmet Aydin,U-1,,7.5,Normal,Support,on site,Z1',
        '2026-11-03,Mehmet Aydin,,Migration,1:20,Night,,cut-over,',
        '2026-11-03,Mehmet Aydin,,Migration,1:20,Night,,cut-over,',
        '2026-11-04,Mehmet Aydin,U-1,,25,,,,',
        '2026-11-04,Mehmet Aydin,,,5,,,,',
        '2026-11-04,Mehmet Aydin,U-404,,5,,,,',
        ',,,,,,,,',
      ),
    )
    const done = await house.do('imports.time', { file: time, entity: 'NLDE' })
    expect(done).toMatchObject({ rows: 7, lines: 2, rejected: 4, ignored: 1 })
    expect((await report(done.import)).map(([row, reason, column]) => [row, reason, column])).toEqual([
      [4, 'duplicate_row', 'Id'], [5, 'invalid_number', 'Hours'], [6, 'missing_value', 'Contract'], [7, 'unknown_contract', 'Contract'],
    ]) // prettier-ignore
    expect((await house.do('work.time', { order: ['hours'], search: 'Mehmet', filter: { field: 'day', is: 'equal', value: '2026-11-03' } })).rows.map((r: any) => [r.hours, r.bookingType, r.project, r.contractNumber])).toEqual([
      ['1.3333', 'night', 'Migration', null], ['7.5', 'day', null, 'U-1'],
    ]) // prettier-ignore
    const spent = await put(
      csv(
        'Date,Person,Contract,Category,Amount,Currency,Receipt no',
        '2026-11-03,Priya Raman,U-1,Train,"1,200.00",INR,B-1',
        '2026-11-03,Priya Raman,U-1,Hotel,89.90,,B-2',
        '2026-11-03,Priya Raman,U-1,Hotel,10.5,JPY,B-3',
        '2026-11-03,Priya Raman,U-1,Hotel,10,ABC,B-4',
        '2026-11-03,Priya Raman,U-1,Hotel,-10,EUR,B-5',
        '2026-11-03,Priya Raman,U-1,Hotel,91,EUR,B-2',
      ),
    )
    const options = { decimalMark: 'point' }
    const booked = await house.do('imports.expenses', { file: spent, entity: 'NLDE', options })
    expect(booked).toMatchObject({ rows: 6, lines: 2, rejected: 4 })
    expect((await report(booked.import)).map(([row, reason, column]) => [row, reason, column])).toEqual([
      [4, 'invalid_number', 'Amount'], [5, 'unknown_currency', 'Currency'], [6, 'invalid_number', 'Amount'], [7, 'duplicate_row', 'Receipt no'],
    ]) // prettier-ignore
    expect((await house.do('work.expenses', { order: ['sourceId'], search: 'Priya' })).rows.map((r: any) => [r.amount, r.currency, r.expenseKind])).toEqual([
      ['120000', 'INR', 'travel'], ['8990', 'EUR', 'accommodation'],
    ]) // prettier-ignore
  })

  it('an import that is looked at writes nothing, and a cancelled one leaves nothing', async () => {
    const before = (await house.do('usage.list', { limit: 1 })).total
    const file = await put(csv('Contract,Line,Date,Count,Id', 'U-1,1,2026-11-20,3,X1'))
    await house.do('imports.preview', { file, entity: 'NLDE', subject: 'usage' })
    expect((await house.do('usage.list', { limit: 1 })).total).toBe(before)
    expect((await house.do('imports.list', { filter: { field: 'subject', is: 'equal', value: 'usage' } })).total).toBeGreaterThan(0)
    expect(await house.refused('imports.usage', { file, entity: 'NOPE' })).toBe('imports.unknownEntity')
  })
})
