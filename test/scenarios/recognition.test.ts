import { randomUUID } from 'node:crypto'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const months = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => {
    const at = Number(first.slice(0, 4)) * 12 + Number(first.slice(5)) - 1 + i
    return `${Math.floor(at / 12)}-${`${(at % 12) + 1}`.padStart(2, '0')}`
  })
type Three = readonly [bigint, bigint, bigint]

describe.each(stores)('revenue recognition on %s', (dialect) => {
  let house: House
  beforeAll(async () => {
    house = await freshHouse(dialect, 'recognition')
    await house.do('demo.seed')
  }, 60_000)
  afterAll(() => house?.close())

  const sold = async (entity: string, code: string, number: string, line: object) => {
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: code } })).rows
    const contract = (await house.do('contracts.open', { entity, customer: customer.id, number, state: 'active' })).id
    const added = await house.do('contracts.addLine', { contract, quantity: '1', ...line })
    if (added.state !== 'awaiting') return added
    await house.do('contracts.deliver', { line: added.id, on: added.start })
    await house.do('contracts.activateLine', { line: added.id, on: added.start })
    return added
  }
  const billed = async (asOf: string, entity: string) => {
    const { run } = await house.do('billing.propose', { asOf, entity })
    return house.do('billing.post', { run })
  }
  const recognised = (period: string, entity: string) => house.do('recognition.run', { period, entity })
  const chargesOf = async (line: string) =>
    (await house.do('recognition.charges', { filter: { field: 'line', is: 'equal', value: line }, order: ['postedOn'] })).rows
  /** What the months of a line released, as the ledger's journals have it, in three currencies. */
  const journalsOf = async (entity: string) =>
    (
      await house.do('ledger.journals', {
        filter: { all: [{ field: 'document', is: 'equal', value: 'recognition' }, { field: 'entity', is: 'equal', value: entity }] }, // prettier-ignore
        order: ['number'],
        limit: 1000,
      })
    ).rows
  const linesOf = async (journal: string) => (await house.do('ledger.journal', { journal })).lines
  const balance = async (entity: string, account: string, currency: string, upTo: string): Promise<Three> => {
    const { rows } = await house.do('ledger.balances', { search: account, limit: 1000 })
    const own = rows.filter((b: any) => b.entity === entity && b.account === account && b.currency === currency && b.period <= upTo)
    const sum = (of: string): bigint => own.reduce((all: bigint, b: any) => all + BigInt(b[of]), 0n)
    return [sum('amount'), sum('entityAmount'), sum('groupAmount')]
  }
  const rolled = async (entity: string, from: string, to: string, currency: string, account = '2200') =>
    (await house.do('recognition.rollForward', { entity, from, to })).rows.find(
      (r: any) => r.currency === currency && r.account === account,
    )
  const booksHold = async () => expect((await house.do('audit.check', { checks: null })).checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([]) // prettier-ignore

  it('C-1008 QUA: a year in advance that ends after five months earns 6,036.16, month by month, and its credit clears the rest', async () => {
    const line = await sold('NLUK', 'QUA', 'C-1008', {
      product: 'LIC-YR', unitPrice: '14400.00', currency: 'GBP', months: 12, timing: 'advance', anchor: 'anniversary', start: '2026-07-01', taxCodes: ['UK-S20'],
    }) // prettier-ignore
    await billed('2026-07-01', 'NLUK')
    expect(await chargesOf(line.id)).toMatchObject([{ total: '1440000', recognised: '0', deferred: '1440000', recognition: 'straightLine', from: '2026-07-01', to: '2027-07-01', state: 'open' }]) // prettier-ignore
    expect(await balance('NLUK', '2200', 'GBP', '2026-07')).toEqual([-1440000n, -1440000n, -1440000n])
    const released = []
    for (const period of months('2026-07', 5)) {
      const preview = await house.do('recognition.preview', { period, entity: 'NLUK' })
      expect(await recognised(period, 'NLUK')).toMatchObject({ number: `RR-${period}`, charges: 1, journals: 1 })
      const journal = (await journalsOf('NLUK')).at(-1)
      expect(journal).toMatchObject({ postedOn: preview.postedOn, lines: 2 })
      expect(preview.rows).toMatchObject([{ entity: 'NLUK', deferredAccount: '2200', revenueAccount: '4100', charges: 1, currency: 'GBP' }])
      const [debit, credit] = await linesOf(journal.id)
      expect([debit.account, credit.account, credit.amount]).toEqual(['2200', '4100', `-${preview.rows[0].amount}`])
      released.push(BigInt(debit.amount))
    }
    expect(released).toEqual([122301n, 122302n, 118356n, 122301n, 118356n])
    expect(released.reduce((a, b) => a + b)).toBe(603616n)
    await house.do('contracts.terminate', { line: line.id, end: '2026-11-30', method: 'credit', on: '2026-11-20' })
    await billed('2026-12-01', 'NLUK')
    const credit = (await chargesOf(line.id)).at(-1)
    expect(credit).toMatchObject({ total: '-836384', from: '2026-12-01', to: '2027-07-01' })
    await recognised('2026-12', 'NLUK')
    expect((await chargesOf(line.id)).map((c: any) => [c.recognised, c.deferred, c.state])).toEqual([['1440000', '0', 'done'], ['-836384', '0', 'done']]) // prettier-ignore
    await booksHold()
  })

  it('a month is posted once; run again it posts what came since, and nothing twice', async () => {
    const before = (await journalsOf('NLUK')).length
    expect(await recognised('2026-12', 'NLUK')).toMatchObject({ charges: 0, journals: 0 })
    expect((await journalsOf('NLUK')).length).toBe(before)
  })

  it('what ends with the month of its invoice is revenue at once and needs no row', async () => {
    const line = await sold('NLUK', 'QUA', 'C-1901', {
      product: 'LIC-YR', unitPrice: '1200.00', currency: 'GBP', months: 1, timing: 'advance', anchor: 'calendar', start: '2027-02-01', taxCodes: ['UK-S20'],
    }) // prettier-ignore
    await billed('2027-02-01', 'NLUK')
    expect(await chargesOf(line.id)).toEqual([])
    await booksHold()
  })

  it('three currencies: released at the rates of the day it was deferred, whatever the rates are since', async () => {
    const line = await sold('NLIN', 'BEN', 'C-3901', {
      product: 'LIC-YR', unitPrice: '1000.00', currency: 'EUR', months: 12, timing: 'advance', anchor: 'anniversary', start: '2026-12-01', taxCodes: ['IN-EXP-LUT'],
    }) // prettier-ignore
    await billed('2026-12-01', 'NLIN')
    const [row] = await chargesOf(line.id)
    const whole = (await balance('NLIN', '2200', 'EUR', '2026-12')).map((part) => -part)
    expect([row.deferred, row.entityDeferred, row.groupDeferred]).toEqual(whole.map(String))
    for (const [quote, value] of [['GBP', '0.91'], ['INR', '118']]) await house.do('rates.record', { source: 'DEMO', type: 'spot', base: 'EUR', quote, day: '2027-03-01', value, confirmed: true }) // prettier-ignore
    // Some months one by one, some together.
    for (const period of ['2026-12', '2027-01', '2027-04', '2027-11']) await recognised(period, 'NLIN')
    expect(await balance('NLIN', '2200', 'EUR', '2027-12')).toEqual([0n, 0n, 0n])
    const roll = await rolled('NLIN', '2027-01', '2027-04', 'EUR')
    const [opening, closing] = [await balance('NLIN', '2200', 'EUR', '2026-12'), await balance('NLIN', '2200', 'EUR', '2027-04')]
    expect([roll.opening, roll.entityOpening, roll.groupOpening]).toEqual(opening.map((x) => `${-x}`))
    expect([roll.closing, roll.entityClosing, roll.groupClosing]).toEqual(closing.map((x) => `${-x}`))
    expect(BigInt(roll.opening) + BigInt(roll.additions) + BigInt(roll.releases) + BigInt(roll.other)).toBe(BigInt(roll.closing))
    expect([roll.additions, roll.other]).toEqual(['0', '0'])
    await booksHold()
  })

  it('C-2004 BAY: a fixed price waits for its milestones 40 / 40 / 20', async () => {
    const line = await sold('NLDE', 'BAY', 'C-2004', {
      product: 'PRJ-MIG',
      currency: 'EUR',
      start: '2026-12-01',
      taxCodes: ['DE-S19'],
      project: 'MIG-1',
    })
    await billed('2026-12-01', 'NLDE')
    const [row] = await chargesOf(line.id)
    expect(row).toMatchObject({ total: '1850000', recognition: 'onMilestone', revenueAccount: '4300' })
    const revenue = []
    for (const [period, percent, day] of [
      ['2026-12', '40', '2026-12-18'],
      ['2027-01', '80', '2027-01-22'],
      ['2027-02', null, ''],
      ['2027-03', '100', '2027-03-05'],
    ] as const) {
      // prettier-ignore
      if (percent !== null) await house.do('recognition.progress', { charge: row.id, day, percent })
      const before = BigInt((await chargesOf(line.id))[0].recognised)
      await recognised(period, 'NLDE')
      revenue.push(BigInt((await chargesOf(line.id))[0].recognised) - before)
    }
    expect(revenue).toEqual([740000n, 740000n, 0n, 370000n])
    expect((await chargesOf(line.id))[0]).toMatchObject({ state: 'done', deferred: '0', progress: '1' })
    expect(await house.refused('recognition.progress', { charge: row.id, day: '2027-03-06', percent: '50' })).toBe('recognition.done')
    await booksHold()
  })

  it('a quantity that changes in the middle of its term: back to nothing at its end', async () => {
    const line = await sold('NLUK', 'MIL', 'C-1902', {
      product: 'LIC-YR', quantity: '10', currency: 'GBP', months: 12, timing: 'advance', anchor: 'anniversary', start: '2027-03-01', taxCodes: ['UK-S20'], poNumber: 'PO-1',
    }) // prettier-ignore
    await billed('2027-03-01', 'NLUK')
    for (const period of months('2027-03', 3)) await recognised(period, 'NLUK')
    await house.do('contracts.changeQuantity', { line: line.id, quantity: '12', effective: '2027-05-15' })
    await billed('2027-06-01', 'NLUK')
    const rows = await chargesOf(line.id)
    expect(rows.length).toBeGreaterThan(1)
    const charged = rows.reduce((sum: bigint, r: any) => sum + BigInt(r.total), 0n)
    await booksHold()
    for (const period of ['2027-06', '2027-09', '2028-02']) {
      await recognised(period, 'NLUK')
      await booksHold()
    }
    const done = (await chargesOf(line.id)).reduce((sum: bigint, r: any) => sum + BigInt(r.recognised), 0n)
    expect(done).toBe(charged)
    expect((await chargesOf(line.id)).every((r: any) => r.state === 'done')).toBe(true)
  })

  it('a credit note takes back what was deferred, at the amounts of its invoice, and re-billed periods are deferred again', async () => {
    const line = await sold('NLIN', 'BEN', 'C-3902', {
      product: 'LIC-YR', unitPrice: '730.00', currency: 'EUR', months: 12, timing: 'advance', anchor: 'anniversary', start: '2026-12-01', taxCodes: ['IN-EXP-LUT'],
    }) // prettier-ignore
    await billed('2026-12-01', 'NLIN')
    const [first] = await chargesOf(line.id)
    await house.do('billing.credit', { invoice: first.invoice, reason: 'Wrong customer', issued: '2027-01-10' })
    // The month before the credit note does not know of it.
    await recognised('2026-12', 'NLIN')
    expect((await chargesOf(line.id)).map((c: any) => c.recognised)).toEqual(['6200', '0'])
    await booksHold()
    await recognised('2027-01', 'NLIN')
    const both = await chargesOf(line.id)
    expect(both.map((c: any) => [c.deferred, c.entityDeferred, c.groupDeferred, c.state])).toEqual([['0', '0', '0', 'done'], ['0', '0', '0', 'done']]) // prettier-ignore
    expect(both.reduce((sum: bigint, c: any) => sum + BigInt(c.recognised), 0n)).toBe(0n)
    await booksHold()
  })

  it('a year in a foreign currency that ends early: credited at another rate, nothing of it stays behind', async () => {
    const line = await sold('NLIN', 'BEN', 'C-3903', {
      product: 'LIC-YR', unitPrice: '3650.00', currency: 'EUR', months: 12, timing: 'advance', anchor: 'anniversary', start: '2026-12-01', taxCodes: ['IN-EXP-LUT'],
    }) // prettier-ignore
    await billed('2026-12-01', 'NLIN')
    await house.do('contracts.terminate', { line: line.id, end: '2027-02-28', method: 'credit', on: '2027-02-01' })
    await billed('2027-03-01', 'NLIN')
    const [, credit] = await chargesOf(line.id)
    expect(credit).toMatchObject({ total: '-275000', from: '2027-03-01' })
    for (const period of ['2026-12', '2027-01', '2027-02']) await recognised(period, 'NLIN')
    expect((await chargesOf(line.id))[0]).toMatchObject({ recognised: '90000' })
    await booksHold()
    await recognised('2027-03', 'NLIN')
    expect((await chargesOf(line.id)).every((c: any) => c.deferred === '0' && c.entityDeferred === '0' && c.groupDeferred === '0')).toBe(
      true,
    )
    expect((await chargesOf(line.id)).reduce((sum: bigint, c: any) => sum + BigInt(c.recognised), 0n)).toBe(90000n)
    await booksHold()
  })

  it('stopped in the middle it goes on where it stood, under the same number', async () => {
    const terms = { months: 12, timing: 'advance', anchor: 'anniversary', start: '2028-06-01', product: 'LIC-YR' }
    const lines = [
      await sold('NLDE', 'RMK', 'C-2901', { ...terms, unitPrice: '1200.00', currency: 'EUR', taxCodes: ['DE-S19'] }),
      await sold('NLUK', 'QUA', 'C-1904', { ...terms, unitPrice: '1200.00', currency: 'GBP', taxCodes: ['UK-S20'] }),
    ]
    for (const [quote, value] of [['GBP', '0.87'], ['INR', '97']]) await house.do('rates.record', { source: 'DEMO', type: 'spot', base: 'EUR', quote, day: '2028-06-01', value, confirmed: true }) // prettier-ignore
    for (const entity of ['NLDE', 'NLUK']) await billed('2028-06-01', entity)
    const stops = [
      () => true,
      (calls = 0) =>
        () =>
          calls++ > 0,
    ]
    const caller = (await house.harmony.localAdministrator())!
    const begun = async (stopped: () => boolean) => house.harmony.run({ id: randomUUID(), operation: 'recognition.run', input: { period: '2028-06' }, caller }, { stopped }) // prettier-ignore
    for (const stop of [stops[0] as () => boolean, (stops[1] as () => () => boolean)()])
      expect(await begun(stop)).toMatchObject({ ok: false, refusal: { refused: 'job.stopped' } })
    expect(await house.refused('recognition.run', { period: '2028-07' })).toBe('recognition.runIsPosting')
    await booksHold()
    const before = (await journalsOf('NLUK')).length + (await journalsOf('NLDE')).length
    const done = await house.do('recognition.run', { period: '2028-06' })
    expect(done).toMatchObject({ number: 'RR-2028-06' })
    expect((await journalsOf('NLUK')).length + (await journalsOf('NLDE')).length).toBeGreaterThan(before)
    for (const { id } of lines) expect((await chargesOf(id))[0].recognised).toBe('9863')
    expect(await house.do('recognition.run', { period: '2028-06' })).toMatchObject({ number: 'RR-2028-06-2', charges: 0, journals: 0 })
    await booksHold()
  })

  it('an invoice by hand defers what its product earns over time: a certificate of 12 months', async () => {
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'QUA' } })).rows
    const lines = [{ product: 'SSL', quantity: '1', taxCodes: ['UK-S20'] }]
    const { contract } = await house.do('billing.invoiceByHand', { customer: customer.id, entity: 'NLUK', issued: '2026-11-16', lines })
    const [row] = (await house.do('recognition.charges', { filter: { field: 'contract', is: 'equal', value: contract } })).rows
    expect(row).toMatchObject({ total: '21000', from: '2026-11-16', to: '2027-11-16', recognition: 'straightLine' })
    await booksHold()
  })

  it('waits in the desk of finance while a month that ended is not recognised', async () => {
    const tasks = async () => (await house.do('desk.tasks')).find((t: { task: string }) => t.task === 'recognition.month')?.count ?? 0
    expect(await tasks()).toBe(0)
    await sold('NLUK', 'QUA', 'C-1903', {
      product: 'LIC-YR', unitPrice: '365.00', currency: 'GBP', months: 12, timing: 'advance', anchor: 'anniversary', start: '2026-01-01', billedTo: null, taxCodes: ['UK-S20'],
    }) // prettier-ignore
    await billed('2026-01-01', 'NLUK')
    expect(await tasks()).toBe(1)
    for (const period of months('2026-01', 14)) await recognised(period, 'NLUK')
    expect(await tasks()).toBe(0)
    await booksHold()
  })

  it('a caller of another legal entity sees and moves nothing of it', async () => {
    const caller = { ...(await house.harmony.localAdministrator())!, entities: ['NLDE'] }
    const outcome = async (operation: string, input: object) => {
      const said = await house.harmony.run({ id: randomUUID(), operation, input, caller }, {})
      return said.ok ? (said.result as any) : said.refusal.refused
    }
    const [foreign] = (await house.do('recognition.charges', { filter: { field: 'entity', is: 'equal', value: 'NLUK' } })).rows
    expect(new Set((await outcome('recognition.charges', { limit: 1000 })).rows.map((r: any) => r.entity))).toEqual(new Set(['NLDE']))
    expect(new Set((await outcome('recognition.rollForward', { from: '2026-01', to: '2028-12' })).rows.map((r: any) => r.entity))).toEqual(new Set(['NLDE'])) // prettier-ignore
    expect(await outcome('recognition.run', { period: '2028-12', entity: 'NLUK' })).toBe('recognition.unknownEntity')
    expect(await outcome('recognition.preview', { period: '2028-12', entity: 'NLUK' })).toBe('recognition.unknownEntity')
    expect(await outcome('recognition.progress', { charge: foreign.id, day: '2026-12-01', percent: '1' })).toBe('recognition.unknown')
  })
  it.each([
    ['recognition.invalidPeriod', 'recognition.run', { period: '2026-13' }],
    ['recognition.invalidPeriod', 'recognition.preview', { period: 'December' }],
    ['recognition.invalidPeriod', 'recognition.rollForward', { from: '2026-01', to: '26-02' }],
    ['recognition.periodsBackwards', 'recognition.rollForward', { from: '2026-02', to: '2026-01' }],
    ['recognition.unknownEntity', 'recognition.rollForward', { entity: 'NONE', from: '2026-01', to: '2026-01' }],
    ['recognition.unknownEntity', 'recognition.run', { period: '2026-12', entity: 'NONE' }],
    ['recognition.unknown', 'recognition.progress', { charge: randomUUID(), day: '2026-12-01', percent: '1' }],
  ])('%s is said by %s', async (code, operation, input) => {
    expect(await house.refused(operation, input)).toBe(code)
  })
})
