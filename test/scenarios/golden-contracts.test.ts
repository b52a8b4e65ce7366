import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** Contracts of the demo facts 4.6 that need a life of their own, each sold, changed and billed through the real operations. */
describe.each(stores)('golden contracts on %s', (dialect) => {
  let house: House
  let customers: Record<string, string>
  beforeAll(async () => {
    house = await freshHouse(dialect, 'golden contracts')
    await house.do('demo.seed')
    customers = Object.fromEntries((await house.do('customers.list', { limit: 100 })).rows.map((c: any) => [c.code, c.id]))
  }, 60_000)
  afterAll(() => house?.close())

  const open = async (number: string, customer: string, entity = 'NLUK') =>
    (await house.do('contracts.open', { entity, customer: customers[customer], number: `${number}-T`, state: 'active' })).id as string
  const uk = { currency: 'GBP', taxCodes: ['UK-S20'], poNumber: 'PO-1' }
  const de = { currency: 'EUR', taxCodes: ['DE-S19'] }
  const sell = (contract: string, more: object) => house.do('contracts.addLine', { contract, ...more })
  /** What a run of the day would charge for the contract; nothing is kept. */
  const due = async (contract: string, asOf: string): Promise<string[]> =>
    (await house.do('billing.asKnown', { contract, asOf })).charges.map((c: any) => `${c.from} ${c.net}`)
  const post = async (asOf: string, entity = 'NLUK') => {
    const { run } = await house.do('billing.propose', { asOf, entity })
    await house.do('billing.post', { run })
    return run as string
  }
  const charged = async (contract: string, run: string): Promise<string[]> => {
    const found: string[] = []
    for (let cursor: string | null = null; ;) {
      const page: any = await house.do('billing.charges', { run, cursor })
      for (const c of page.charges) if (c.contract === contract) found.push(`${c.from} ${c.net}`)
      if (page.cursor === null) return found
      cursor = page.cursor
    }
  }

  it('C-1006 MIL LIC-YR: six seats from 15 April to 31 December are 261 of 365 days, 849.50', async () => {
    const contract = await open('C-1006', 'MIL')
    await sell(contract, { product: 'LIC-YR', quantity: '30', start: '2026-01-01', months: 12, ...uk })
    await sell(contract, {
      product: 'LIC-YR',
      quantity: '6',
      start: '2026-04-15',
      end: '2026-12-31',
      months: 12,
      anchor: 'calendar',
      ...uk,
    })
    expect((await due(contract, '2026-11-30')).at(-1)).toBe('2026-04-15 84950')
  })

  it.each([['sum', '99750'], ['peak', '105600']])('C-1007 MIL: 50 devices committed at 6.00, overage 6.50; 52, 55 and 58 by %s', async (measure, amount) => {
    const product = `COMMIT-${measure.toUpperCase()}`
    await house.do('catalog.publishVersion', {
      product, names: { en: 'Committed devices', de: 'Zugesagte Geräte' }, kind: 'consumption', unit: { en: 'devices', de: 'Geräte' }, validFrom: '2026-01-01', model: 'flat', basis: 'month',
      measure: 'counted', revenue: 'consumption', prices: [{ currency: 'GBP', unitPrice: '6.00', bands: [], commit: { quantity: '50', overage: '6.50' } }],
    }) // prettier-ignore
    const contract = await open(`C-1007-${measure}`, 'MIL')
    const line = await sell(contract, { product, quantity: '50', measure, months: 3, start: '2026-10-01', ...uk })
    expect((await house.do('billing.asKnown', { contract, asOf: '2027-01-01' })).blocked).toMatchObject([{ reason: 'noReading' }])
    for (const [day, quantity] of [['2026-10-20', '52'], ['2026-11-20', '55'], ['2026-12-20', '58']])
      await house.do('usage.record', { source: 'rmm', sourceId: `${measure} ${day}`, line: line.id, day, kind: 'level', quantity })
    // 3 x 50 x 6.00 = 900.00, and 15 x 6.50 = 97.50 or 3 x 8 x 6.50 = 156.00.
    expect(await due(contract, '2027-01-01')).toEqual([`2026-10-01 ${amount}`])
  }) // prettier-ignore

  it('C-2004 BAY PRJ-MIG: milestones of 40, 40 and 20 per cent, each billed when it is reached', async () => {
    const contract = await open('C-2004', 'BAY', 'NLDE')
    const { lines } = await house.do('contracts.addMilestones', {
      contract,
      product: 'PRJ-MIG',
      project: 'P-7',
      start: '2026-12-01',
      taxCodes: ['DE-S19'],
    })
    expect(lines.map((l: any) => [l.description, l.unitPrice, l.state])).toEqual([
      ['Entwurf', '7400', 'awaiting'], ['Umzug', '7400', 'awaiting'], ['Abnahme', '3700', 'awaiting'],
    ]) // prettier-ignore
    expect(await due(contract, '2026-12-31')).toEqual([])
    await house.do('contracts.activateLine', { line: lines[0].id, on: '2026-11-20' })
    const run = await post('2026-11-30', 'NLDE')
    expect(await charged(contract, run)).toEqual(['2026-11-20 740000'])
    await house.do('contracts.activateLine', { line: lines[2].id, on: '2026-12-10' })
    expect(await due(contract, '2026-12-31')).toEqual(['2026-12-10 370000'])
    expect(await house.refused('contracts.addMilestones', { contract, product: 'PRJ-MIG', project: 'P-7', start: '2026-12-01', taxCodes: ['DE-S19'], milestones: [{ name: 'All', percent: '99' }] })).toBe('contracts.badMilestones') // prettier-ignore
  })

  it('C-4001 ORB: workstations of three sites are priced together and shared by their counts', async () => {
    const contract = await open('C-4001', 'ORB')
    for (const [site, quantity] of [
      ['UK', '180'],
      ['DE', '70'],
      ['IN', '62'],
    ])
      await sell(contract, { product: 'WS-DEV', quantity, description: site, pool: 'ORB-WS', start: '2026-11-01', ...uk })
    expect((await due(contract, '2026-12-01')).map((c) => c.split(' ')[1])).toEqual(['117404', '45657', '40439'])
    const run = await post('2026-12-01')
    expect((await charged(contract, run)).map((c) => c.split(' ')[1]).toSorted()).toEqual(['117404', '40439', '45657'])
    // One site more, a month late: each share moves, and what they share stays the whole to the penny.
    await sell(contract, { product: 'WS-DEV', quantity: '8', description: 'AT', pool: 'ORB-WS', start: '2026-12-01', ...uk })
    const december = await due(contract, '2027-01-01')
    expect(december.map((c) => BigInt(c.split(' ')[1]!)).reduce((a, b) => a + b)).toBe(207500n)
  })

  describe('edges', () => {
    it.each([
      ['a start on 29 February, yearly', { product: 'LIC-YR', quantity: '1', unitPrice: '365', months: 12, anchor: 'anniversary', start: '2024-02-29' }, '2026-03-01', ['2024-02-29 36500', '2025-02-28 36500', '2026-02-28 36500']],
      ['an anchor on the 31st', { product: 'NIGHT', quantity: '1', unitPrice: '100', anchor: 'anniversary', start: '2026-01-31' }, '2026-04-30', ['2026-01-31 10000', '2026-02-28 10000', '2026-03-31 10000', '2026-04-30 10000']],
      ['no quantity', { product: 'NIGHT', quantity: '0', unitPrice: '100', start: '2026-11-01' }, '2026-11-01', []],
      ['a price without a minor unit (JPY)', { product: 'NIGHT', quantity: '3', unitPrice: '333.5', currency: 'JPY', start: '2026-11-01' }, '2026-11-01', []],
    ] as const)('%s', async (name, line, asOf, expected) => {
      const contract = await open(`E-${name.length}-${name.slice(0, 9).trim()}`, 'QUA')
      await sell(contract, { ...uk, ...line })
      const known = await house.do('billing.asKnown', { contract, asOf })
      expect(known.charges.map((c: any) => `${c.from} ${c.net}`)).toEqual(expected)
      // A currency without a rate is said by name, and nothing is guessed.
      expect(known.blocked.map((b: any) => b.reason)).toEqual(name.includes('JPY') ? ['missingRate'] : [])
    }) // prettier-ignore

    it.each([['25', '22500'], ['26', '23250'], ['100', '78750'], ['101', '79375'], ['250', '172500'], ['251', '173000']])('%s workstations on the edge of a band', async (quantity, amount) => {
      const contract = await open(`B-${quantity}`, 'QUA')
      await sell(contract, { product: 'WS-DEV', quantity, start: '2026-11-01', ...uk })
      expect(await due(contract, '2026-12-01')).toEqual([`2026-11-01 ${amount}`])
    }) // prettier-ignore

    it('EUR of a German customer by look-up: 50, 51, 200 and 201 agents', async () => {
      for (const [quantity, amount] of [
        ['50', '21000'],
        ['51', '18360'],
        ['200', '72000'],
        ['201', '62310'],
      ]) {
        const contract = await open(`L-${quantity}`, 'RMK', 'NLDE')
        await sell(contract, { product: 'EDR', quantity, start: '2026-11-01', ...de })
        expect(await due(contract, '2026-12-01')).toEqual([`2026-11-01 ${amount}`])
      }
    })
  })

  it('proposes nothing for a day that was posted, and the books are right', async () => {
    for (const entity of ['NLUK', 'NLDE', 'NLIN']) await post('2026-12-01', entity)
    for (const entity of ['NLUK', 'NLDE', 'NLIN']) {
      const { run } = await house.do('billing.propose', { asOf: '2026-12-01', entity })
      expect(await house.do('billing.run', { run })).toMatchObject({ charges: 0, invoices: 0 })
    }
    expect((await house.do('audit.check')).checks.filter((c: any) => !c.ok)).toEqual([])
  })
})
