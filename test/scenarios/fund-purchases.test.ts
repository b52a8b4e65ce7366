import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

// C-1002 HAV: a block of 40 hours is sold on a contract, invoiced, and is a fund from the posting on.
describe.each(stores)('funds that invoices fill, on %s', (dialect) => {
  let house: House
  let contract: string
  beforeAll(async () => {
    house = await freshHouse(dialect, 'fund_purchases')
    await house.do('demo.seed')
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'HAV' } })).rows
    contract = (await house.do('contracts.open', { entity: 'NLUK', customer: customer.id, number: 'C-1002-T', state: 'active' })).id
  }, 60_000)
  afterAll(() => house?.close())

  const sold = { product: 'BLK-40', quantity: '1', currency: 'GBP', taxCodes: ['UK-S20'], poNumber: 'HV-1' }
  const fundOf = async () => (await house.do('funds.list', { search: 'C-1002-T' })).rows
  const billed = async (asOf: string) => {
    const { run } = await house.do('billing.propose', { asOf, entity: 'NLUK' })
    await house.do('billing.post', { run })
    const { charges } = await house.do('billing.charges', { run })
    return charges.filter((c: { contract: string }) => c.contract === contract)
  }
  const books = async () => {
    const { checks } = await house.do('audit.check')
    return checks.filter((c: { ok: boolean }) => !c.ok)
  }

  it('a sold block is no revenue but a fund of 40 hours', async () => {
    await house.do('contracts.addLine', { contract, ...sold, start: '2026-11-02' })
    expect(await fundOf()).toEqual([])
    expect((await billed('2026-11-16')).map((c: { net: string }) => c.net)).toEqual(['340000'])
    expect(await fundOf()).toMatchObject([
      { name: 'Block of 40 hours', unit: 'hours', balance: '40', deferred: '340000', lastPurchase: '40' },
    ])
    expect(await books()).toEqual([])
    // Billed once: nothing is left of it for the next run.
    expect(await billed('2026-11-30')).toEqual([])
  })

  it('nights count one and a half times, as the product says: 16 of 40 hours release 1,360.00 and leave 2,040.00', async () => {
    const [fund] = await fundOf()
    await house.do('funds.draw', { fund: fund.id, quantity: '11.5', day: '2026-11-20' })
    await house.do('funds.draw', { fund: fund.id, quantity: '3', bookingType: 'night', day: '2026-11-21' })
    expect(await books()).toEqual([])
    const statement = await house.do('funds.statement', { fund: fund.id, from: '2026-11-01', to: '2026-11-30' })
    expect([statement.closing, statement.closingDeferred, statement.released]).toEqual(['24', '204000', '136000'])
  })

  it('a used block is not credited; an untouched one goes back with its lot, and the next run bills it again', async () => {
    const [fund] = await fundOf()
    const invoice = async () => {
      const { rows } = await house.do('billing.invoices', { filter: { field: 'customerName', is: 'equal', value: fund.customerName } })
      return rows.find((row: { net: string; kind: string }) => row.net === '340000' && row.kind === 'invoice')
    }
    const { id } = await invoice()
    expect(await house.refused('billing.credit', { invoice: id, reason: 'Sold twice' })).toBe('billing.fundUsed')
    expect(await house.refused('billing.creditAndRebill', { invoice: id, reason: 'Sold twice' })).toBe('billing.fundUsed')
    const { rows } = await house.do('funds.movements', { filter: { field: 'act', is: 'equal', value: 'draw' } })
    for (const row of rows) await house.do('funds.reverse', { movement: row.id, reason: 'Other customer' })
    expect(await house.refused('billing.creditAndRebill', { invoice: id, reason: 'Sold twice' })).toBe('billing.rebillPrepaid')
    const { charges } = await house.do('billing.invoice', { invoice: id })
    expect(
      await house.refused('billing.credit', { invoice: id, reason: 'A part', charges: [{ charge: charges[0].id, net: '100000' }] }),
    ).toBe('billing.fundInPart')
    await house.do('billing.credit', { invoice: id, reason: 'Sold twice' })
    expect(await fundOf()).toMatchObject([{ balance: '0', deferred: '0', topUpDue: null }])
    expect(await books()).toEqual([])
    expect((await billed('2026-12-01')).map((c: { net: string }) => c.net)).toEqual(['340000'])
    expect(await fundOf()).toMatchObject([{ balance: '40', deferred: '340000' }])
    expect(await books()).toEqual([])
  })

  it('below its threshold a fund is topped up once, at the price of its last purchase, and again only when that was billed', async () => {
    const [fund] = await fundOf()
    expect(await house.refused('funds.topUp', { fund: fund.id })).toBe('funds.nothingDue')
    await house.do('funds.draw', { fund: fund.id, quantity: '33', day: '2026-12-02' })
    const day = { asOf: '2026-12-03' }
    const rounds = await Promise.all([house.do('funds.topUpDue', day), house.do('funds.topUpDue', day)])
    expect(rounds.reduce((sum: number, { toppedUp }: { toppedUp: number }) => sum + toppedUp, 0)).toBe(1)
    expect(await house.do('funds.topUpDue', day)).toMatchObject({ toppedUp: 0 })
    expect(await house.refused('funds.topUp', { fund: fund.id, quantity: '10' })).toBe('funds.toppedUpBefore')
    expect((await billed('2026-12-03')).map((c: { net: string }) => c.net)).toEqual(['340000'])
    expect(await fundOf()).toMatchObject([{ balance: '47', topUpDue: null }])
    const line = await house.do('funds.topUp', { fund: fund.id, quantity: '10', day: '2026-12-04' })
    expect(line).toMatchObject({ quantity: '0.25', kind: 'prepay' })
    expect((await billed('2026-12-04')).map((c: { net: string }) => c.net)).toEqual(['85000'])
    expect(await fundOf()).toMatchObject([{ balance: '57' }])
    // The demo company's own block is over by then, too.
    expect(await house.do('funds.expireDue', { day: '2027-06-01' })).toEqual({ day: '2027-06-01', lapsed: 2 })
    expect(await books()).toEqual([])
  })

  it('what filled a fund is never changed by a difference of a run', async () => {
    const { rows } = await house.do('contracts.lines', { search: 'C-1002-T' })
    await house.do('contracts.changeQuantity', { line: rows[0].id, quantity: '2', effective: '2026-11-02' })
    const { run } = await house.do('billing.propose', { asOf: '2026-12-02', entity: 'NLUK' })
    const { rows: waiting } = await house.do('billing.exceptions', { filter: { field: 'run', is: 'equal', value: run } })
    expect(waiting).toMatchObject(expect.arrayContaining([expect.objectContaining({ reason: 'fundFilled', remedy: 'checkCredit' })]))
    expect(await books()).toEqual([])
  })
})
