import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

describe.each(stores)('accrued income on %s', (dialect) => {
  let house: House
  let accrual: string
  beforeAll(async () => {
    house = await freshHouse(dialect, 'accruals')
    await house.do('demo.seed')
    const customer = (await house.do('customers.list', { search: 'Harbour' })).rows[0].id
    const { id: contract } = await house.do('contracts.open', { entity: 'NLUK', customer, number: 'Q-1', state: 'active' })
    // 300.00 a month, told by the quarter and in arrears: 900.00 for October to December, due on 1 January.
    await house.do('contracts.addLine', {
      contract, product: 'NIGHT', quantity: '1', unitPrice: '300.00', currency: 'GBP', taxCodes: ['UK-S20'], start: '2026-10-01', months: 3, timing: 'arrears', poNumber: 'Q-PO',
    }) // prettier-ignore
    const line = (await house.do('contracts.lines', { search: 'Q-1' })).rows[0]
    if (line.state === 'awaiting') await house.do('contracts.activateLine', { line: line.id, on: '2026-10-01' })
  }, 60_000)
  afterAll(() => house?.close())

  const linesOf = async (id: string) =>
    (await house.do('recognition.accrualLines', { filter: { field: 'accrual', is: 'equal', value: id }, limit: 500 })).rows
  const amounts = async (id: string, entity: string) =>
    Object.fromEntries(
      (await linesOf(id))
        .filter((line: any) => line.entity === entity)
        .map((line: any) => [`${line.contractNumber}/${line.lineNumber} ${line.from}`, line.amount]),
    )
  const booksHold = async () => expect((await house.do('audit.check', {})).checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
  const rolled = async (entity: string, month: string, currency: string) =>
    (await house.do('recognition.rollForward', { entity, from: month, to: month })).rows.find(
      (row: any) => row.account === '1400' && row.currency === currency,
    )
  /** What November has that nobody is invoiced for until December, in pennies. */
  const november = {
    'C-1003/1 2026-11-01': '203500', 'C-1003/2 2026-11-01': '124000', 'C-1005/1 2026-11-01': '26220', 'C-1005/2 2026-11-01': '30006', 'C-1103/2 2026-11-01': '128750',
    'C-1104/2 2026-11-01': '7574',
    // Five seats from 12 November, in advance and late: 19 of 30 days.
    'C-1004/2 2026-11-12': '5573',
    // 900.00 × 61 / 92 days.
    'Q-1/1 2026-10-01': '59674',
  } // prettier-ignore
  const uk = Object.values(november).reduce((sum, minor) => sum + BigInt(minor), 0n)

  it('is what a month earned and nobody was invoiced for', async () => {
    const proposed = await house.do('recognition.accrue', { period: '2026-11' })
    expect(proposed).toMatchObject({ number: 'RA-2026-11', blocked: 0 })
    expect(await amounts(proposed.accrual, 'NLUK')).toEqual(november)
    expect(await amounts(proposed.accrual, 'NLDE')).toMatchObject({ 'C-2001/1 2026-11-01': '62310', 'C-2102/3 2026-11-01': '19320' })
    // And 1,000.00 euros of 16 November to 15 December, that nobody has billed: 15 of 30 days.
    expect(await amounts(proposed.accrual, 'NLIN')).toEqual({ 'C-3001/1 2026-11-01': '34520000', 'C-3102/1 2026-11-01': '3844000', 'C-3003/1 2026-11-16': '50000' }) // prettier-ignore
    expect(uk).toBe(525623n + 59674n)
  })
  it('explains each amount, and holds when it is worked out again', async () => {
    const [{ id }] = (await house.do('recognition.accruals', { limit: 1 })).rows
    const quarter = (await linesOf(id)).find((line: any) => line.contractNumber === 'Q-1')
    expect(quarter).toMatchObject({ net: '90000', earnedDays: 61, charge: null, lastDay: '2026-12-31', revenueAccount: '4100' })
    const why = await house.do('recognition.whyAccrual', { line: quarter.id })
    expect(why).toMatchObject({ amount: '59674', holds: true })
    expect(why.steps.map((step: any) => step.say).slice(-3)).toEqual([
      'recognition.why.notCharged',
      'recognition.why.accrued',
      'recognition.why.reversed',
    ])
  })
  it('is the same when the invoices of December are posted already, and a newer proposal supersedes', async () => {
    const { run } = await house.do('billing.propose', { asOf: '2026-12-01' })
    await house.do('billing.post', { run })
    accrual = (await house.do('recognition.accrue', { period: '2026-11' })).accrual
    expect(await amounts(accrual, 'NLUK')).toEqual(november)
    const charged = (await linesOf(accrual)).filter((line: any) => line.charge !== null)
    expect(charged.map((line: any) => line.contractNumber)).toContain('C-1003')
    const all = (await house.do('recognition.accruals', { order: ['number'] })).rows
    expect(all.map((a: any) => [a.number, a.state])).toEqual([['RA-2026-11', 'superseded'], ['RA-2026-11-2', 'proposed']]) // prettier-ignore
    expect(await house.refused('recognition.postAccrual', { accrual: all[0].id })).toBe('recognition.notProposed')
  })
  it('is booked on the last day and taken back on the next one, to the penny in three currencies', async () => {
    expect(await house.do('recognition.postAccrual', { accrual })).toMatchObject({ journals: 4, entities: ['NLDE', 'NLIN', 'NLUK'] })
    // The block of hours that was paid before Harmony stands there already.
    const before = 340000n
    expect(await rolled('NLUK', '2026-11', 'GBP')).toMatchObject({ opening: `${before}`, additions: `${uk}`, releases: '0', other: '0', closing: `${before + uk}` }) // prettier-ignore
    expect(await rolled('NLUK', '2026-12', 'GBP')).toMatchObject({ opening: `${before + uk}`, additions: '0', releases: `${-uk}`, closing: `${before}` }) // prettier-ignore
    // 383,640.00 rupees at the spot of 30 November.
    const india = await rolled('NLIN', '2026-11', 'INR')
    expect(india).toMatchObject({ additions: '38364000', entityAdditions: '38364000' })
    expect(await rolled('NLIN', '2026-12', 'INR')).toMatchObject({ groupReleases: `-${india.groupAdditions}`, groupClosing: '0' })
    const journals = (await house.do('ledger.journals', { filter: { all: [{ field: 'entity', is: 'equal', value: 'NLUK' }, { field: 'document', is: 'in', value: ['recognition', 'reversal'] }] }, order: ['postedOn'] })).rows // prettier-ignore
    expect(journals.map((j: any) => [j.document, j.postedOn])).toEqual([['recognition', '2026-11-30'], ['reversal', '2026-12-01']]) // prettier-ignore
    await booksHold()
  })
  it('happens once for each month and legal entity', async () => {
    expect(await house.refused('recognition.postAccrual', { accrual })).toBe('recognition.notProposed')
    expect(await house.refused('recognition.accrue', { period: '2026-11', entity: 'NLUK' })).toBe('recognition.accruedBefore')
    expect(await house.refused('recognition.accrue', { period: 'November' })).toBe('recognition.invalidPeriod')
    expect(await house.refused('recognition.accrue', { period: '2026-10', entity: 'NONE' })).toBe('recognition.unknownEntity')
    expect(await house.refused('recognition.postAccrual', { accrual: '00000000-0000-7000-8000-000000000001' })).toBe('recognition.unknownAccrual') // prettier-ignore
  })
  it('the audit finds an amount that is not on its account', async () => {
    const sqlite = house.harmony.database.dialect === 'sqlite'
    await house.harmony.database.transact(async (session) => {
      if (sqlite) await session.run(`drop trigger accrual_lines_no_update`)
      else await session.run(`drop trigger accrual_lines_frozen on accrual_lines`)
      await session.run(`update accrual_lines set amount = amount + 1 where currency = 'INR'`)
    })
    const wrong = (await house.do('audit.check', { checks: ['audit.accruedAgrees'] })).checks[0]
    expect(wrong).toMatchObject({ ok: false, fault: { record: 'accruals' } })
  })
})
