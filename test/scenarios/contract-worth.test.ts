import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** The demo company's clock stands on 30 November 2026. */
describe.each(stores)('what a contract is worth on %s', (dialect) => {
  let house: House
  let customers: Record<string, string>
  beforeAll(async () => {
    house = await freshHouse(dialect, 'contract worth')
    await house.do('demo.seed')
    customers = Object.fromEntries((await house.do('customers.list', { limit: 100 })).rows.map((c: any) => [c.code, c.id]))
  }, 60_000)
  afterAll(() => house?.close())

  const opened = async (number: string, entity: string, customer: string, state = 'active') =>
    (await house.do('contracts.open', { entity, customer: customers[customer], number, state })).id as string
  const sold = (contract: string, more: object) =>
    house.do('contracts.addLine', { contract, product: 'NIGHT', quantity: '10', unitPrice: '30', currency: 'GBP', taxCodes: ['UK-S20'], start: '2026-01-01', billedTo: '2026-11-30', ...more }) // prettier-ignore
  const worth = (contract: string) => house.do('contracts.worth', { contract })

  it('counts what is charged today, and says what comes first of each line, with why', async () => {
    const contract = await opened('W-1', 'NLUK', 'QUA')
    const monthly = await sold(contract, {})
    const later = await sold(contract, { start: '2027-02-01', billedTo: null })
    const ended = await sold(contract, { end: '2026-11-15', billedTo: '2026-11-15' })
    const told = await worth(contract)
    expect(told).toMatchObject({
      values: [{ currency: 'GBP', valuePerMonth: '30000', valuePerYear: '360000' }],
      valuePerMonth: { currency: 'GBP', minor: '30000' },
      next: { on: '2026-12-01', totals: [{ currency: 'GBP', net: '30000' }] },
      blocked: [],
    })
    expect(told.charges.map((c: any) => [c.line, c.on, c.from, c.to, c.net])).toEqual([
      [monthly.id, '2026-12-01', '2026-12-01', '2027-01-01', '30000'],
      [later.id, '2027-02-01', '2027-02-01', '2027-03-01', '30000'],
    ])
    expect(told.charges[0].steps.map((s: any) => s.say)).toContain('billing.why.amount')
    expect(told.charges.some((c: any) => c.line === ended.id)).toBe(false)
  })

  it('tells the group its own currency, and the terms as they stand after a change', async () => {
    const contract = await opened('W-2', 'NLDE', 'RMK')
    const line = await sold(contract, { currency: 'EUR', taxCodes: ['DE-S19'] })
    const before = await worth(contract)
    expect(before.values).toEqual([{ currency: 'EUR', valuePerMonth: '30000', valuePerYear: '360000' }])
    // The demo company's rate of that day: EUR 1 is GBP 0.874.
    expect(before).toMatchObject({ valuePerMonth: { currency: 'GBP', minor: '26220' }, valuePerYear: { currency: 'GBP', minor: '314640' } })
    await house.do('contracts.suspend', { line: line.id, from: '2026-12-01', until: '2026-12-31' })
    expect((await worth(contract)).charges).toMatchObject([{ from: '2027-01-01', net: '30000' }])
    await house.do('contracts.changeQuantity', { line: line.id, quantity: '12', effective: '2027-01-01' })
    expect((await worth(contract)).values).toEqual(before.values)
    expect((await worth(contract)).charges).toMatchObject([{ from: '2027-01-01', quantity: '12', net: '36000' }])
  })

  it('what was billed wrong comes first: the next invoice corrects it', async () => {
    const contract = await opened('W-3', 'NLUK', 'QUA')
    const line = await sold(contract, { start: '2026-11-01', billedTo: null })
    const { run } = await house.do('billing.propose', { asOf: '2026-11-30', entity: 'NLUK' })
    await house.do('billing.post', { run })
    await house.do('contracts.changeQuantity', { line: line.id, quantity: '7', effective: '2026-11-16' })
    const told = await worth(contract)
    expect(told.next.on).toBe('2026-11-30')
    expect(told.charges.reduce((sum: bigint, c: any) => sum + BigInt(c.net), 0n)).toBe(-4500n)
    expect(told.values).toEqual([{ currency: 'GBP', valuePerMonth: '21000', valuePerYear: '252000' }])
  })

  it('a draft is worth nothing yet, and an unknown contract is refused', async () => {
    const contract = await opened('W-4', 'NLUK', 'QUA', 'draft')
    await sold(contract, {})
    expect(await worth(contract)).toMatchObject({ values: [], next: null, charges: [], blocked: [] })
    expect(await house.refused('contracts.worth', { contract: '00000000-0000-0000-0000-000000000000' })).toBe('contracts.unknown')
  })
})
