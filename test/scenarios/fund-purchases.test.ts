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

  it('draws become revenue at once; a second block goes into the same fund when its line names it', async () => {
    const [fund] = await fundOf()
    await house.do('funds.draw', { fund: fund.id, quantity: '11.5', day: '2026-11-20' })
    await house.do('funds.draw', { fund: fund.id, quantity: '3', bookingType: 'night', day: '2026-11-21' })
    expect(await books()).toEqual([])
    const statement = await house.do('funds.statement', { fund: fund.id, from: '2026-11-01', to: '2026-11-30' })
    expect([statement.closing, statement.closingDeferred, statement.released]).toEqual(['25.5', '216750', '123250'])
  })
})
