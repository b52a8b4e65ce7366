import { foundDemo, storyClock } from '../../main/found-demo.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

describe.each(stores)('sales of the demo company on %s', (dialect) => {
  let house: House
  beforeAll(async () => {
    const clock = storyClock()
    house = await freshHouse(dialect, 'demo-story', { at: clock.at })
    const founded = await foundDemo(house.harmony, clock, (await house.harmony.localAdministrator())!, { empty: false })
    expect(founded).toMatchObject({ ok: true, result: { entities: 3, customers: 12, contracts: 24, lines: 34 } })
  }, 60_000)
  afterAll(() => house?.close())

  it('has quotes in every state that one meets, with versions, options and a bundle', async () => {
    const { rows } = await house.do('quotes.list', { limit: 100, order: ['customerName'] })
    const told = rows.map((row: any) => [row.customerName, row.state, row.version, row.ownerName, row.issuedAt?.slice(0, 10) ?? null])
    expect(told).toEqual([
      ['Harbour & Vale LLP', 'accepted', 1, 'Amelia Ford', '2026-11-25'],
      ['Mill Lane Academy Trust', 'expired', 1, 'Amelia Ford', '2026-10-12'],
      ['Pennine Freight Ltd', 'issued', 1, 'Tom Okafor', '2026-11-19'],
      ['Quay Surgery', 'draft', 0, 'Amelia Ford', null],
      ['Rhein-Main Klinikverbund GmbH', 'draft', 0, 'Jonas Keller', null],
      ['Zenith Legal', 'issued', 2, 'Amelia Ford', '2026-11-26'],
    ])
  })

  it('has orders on their way, each with what it waits for', async () => {
    const { rows } = await house.do('orders.list', { limit: 100, order: ['customerName'] })
    expect(rows.map((row: any) => [row.customerName, row.state, row.signedOn])).toEqual([
      ['Alpen Handels GmbH', 'qualityCheck', '2026-11-27'],
      ['Fjord Analytics AS', 'draft', null],
      ['Harbour & Vale LLP', 'qualityCheck', '2026-11-30'],
      ['Orbis Retail Group', 'complete', '2026-11-24'],
    ])
    const open = await house.do('approvals.list', { limit: 100, filter: { field: 'state', is: 'equal', value: 'open' } })
    expect(open.rows.map((row: any) => [row.kind, row.customerName ?? row.subject]).sort()).toEqual([
      ['orders.discount', 'Alpen Handels GmbH'],
      ['quotes.discount', 'Rhein-Main Klinikverbund GmbH'],
    ])
  })

  it('is intact, and bills on 1 December 2026 what the demo bills without them', async () => {
    expect(await house.do('audit.run', {})).toMatchObject({ ok: true })
    expect(await house.do('billing.propose', { asOf: '2026-12-01' })).toMatchObject({ charges: 28, invoices: 20 })
  })
})
