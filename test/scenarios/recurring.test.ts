import { companyWith } from '../world/customers.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** The demo company's clock stands on 30 November 2026; what is recorded is recorded then. */
describe.each(stores)('the bridge of recurring revenue on %s', (dialect) => {
  let house: House
  let customers: Record<string, string>
  const lines: Record<string, { id: string; contract: string }> = {}
  const about = { from: '2026-09', to: '2026-11', view: 'effective', rates: 'constant' }
  const bridge = (more: object = {}) => house.do('recurring.bridge', { ...about, ...more })
  const moves = (step: string, more: object = {}) => house.do('recurring.moves', { ...about, step, ...more })

  const sold = async (name: string, number: string, entity: string, customer: string, more: object) => {
    const contract = await house.do('contracts.open', { entity, customer: customers[customer], number, state: 'active' })
    const taxCodes = entity === 'NLDE' ? ['DE-S19'] : ['UK-S20']
    const { id } = await house.do('contracts.addLine', { contract: contract.id, product: 'NIGHT', quantity: '10', unitPrice: '30', currency: 'GBP', taxCodes, start: '2026-01-01', billedTo: null, ...more }) // prettier-ignore
    lines[name] = { id, contract: contract.id }
  }
  beforeAll(async () => {
    house = await freshHouse(dialect, 'recurring')
    await companyWith(house, 'QUA', 'HAV', 'RMK', 'MIL')
    customers = Object.fromEntries((await house.do('customers.list', { limit: 100 })).rows.map((c: any) => [c.code, c.id]))
    await sold('grows', 'B-1', 'NLUK', 'QUA', {})
    await sold('goes', 'B-2', 'NLUK', 'HAV', { end: '2026-10-15' })
    await sold('german', 'B-3', 'NLDE', 'RMK', { currency: 'EUR', start: '2026-10-01' })
    await sold('yearly', 'B-4', 'NLUK', 'QUA', { product: 'LIC-YR', quantity: '12', unitPrice: null, months: 12 })
    await sold('counted', 'B-5', 'NLUK', 'MIL', { product: 'WS-DEV', quantity: '10', unitPrice: '9', timing: 'arrears' })
    await house.do('contracts.changeQuantity', { line: lines['grows']!.id, quantity: '12', effective: '2026-11-10' })
    await house.do('contracts.changePrice', { line: lines['grows']!.id, unitPrice: '31', effective: '2026-11-20' })
  }, 120_000)
  afterAll(() => house?.close())

  const steps = ['newBusiness', 'reactivation', 'expansion', 'priceRise', 'contraction', 'churn', 'moved', 'exchange']
  const adds = (row: Record<string, string>) => steps.reduce((sum, step) => sum + BigInt(row[step]!), BigInt(row['opening']!))

  it('tells opening, steps and closing of each month, and each month begins where the one before ended', async () => {
    const { currency, months, unpriced } = await bridge()
    expect([currency, unpriced]).toEqual(['GBP', 0])
    // EUR 300.00 at the closing rate of November, GBP 0.874; the licence is GBP 198.00 a year for each of 12 seats.
    expect(months).toMatchObject([
      { period: '2026-09', opening: '79800', closing: '79800', customers: 2 },
      { period: '2026-10', newBusiness: '26220', churn: '-30000', closing: '76020', customers: 2 },
      { period: '2026-11', expansion: '6000', priceRise: '1200', closing: '83220', customers: 2 },
    ])
    for (const [i, month] of months.entries()) {
      expect(adds(month)).toBe(BigInt(month.closing))
      if (i > 0) expect(month.opening).toBe(months[i - 1].closing)
    }
    // What the contracts themselves say they are worth today.
    const worth = await Promise.all(['grows', 'german', 'yearly'].map((name) => house.do('contracts.worth', { contract: lines[name]!.contract }))) // prettier-ignore
    expect(worth.reduce((sum, { valuePerMonth }) => sum + BigInt(valuePerMonth.minor), 0n)).toBe(83220n)
  })

  it('counts consumption where it is asked for, and tells parts that are the whole', async () => {
    expect((await bridge({ measured: true })).months.at(-1)).toMatchObject({ closing: `${83220 + 9000}`, customers: 3 })
    for (const groupedBy of ['entity', 'customerGroup', 'productFamily']) {
      const { months, parts } = await bridge({ groupedBy })
      for (const part of parts) expect(adds(part)).toBe(BigInt(part.closing))
      const sum = (of: string) => parts.reduce((all: bigint, part: any) => all + BigInt(part[of]), 0n)
      expect([`${sum('opening')}`, `${sum('closing')}`]).toEqual([months[0].opening, months.at(-1).closing])
    }
    expect((await bridge({ groupedBy: 'entity' })).parts.map((p: any) => [p.part, p.closing])).toEqual([['NLUK', '57000'], ['NLDE', '26220']]) // prettier-ignore
    expect((await bridge({ entity: 'NLDE' })).months.at(-1)).toMatchObject({ closing: '26220', customers: 1 })
  })

  it('leads from each figure to the lines behind it', async () => {
    const { months } = await bridge()
    for (const month of months)
      for (const step of ['opening', ...steps, 'closing']) {
        const found = await moves(step, { from: month.period, to: month.period, rateMonth: '2026-11' })
        expect([step, found.total]).toEqual([step, month[step]])
        expect(found.lines.reduce((sum: bigint, line: any) => sum + BigInt(line.groupAmount), 0n)).toBe(BigInt(month[step]))
      }
    const { lines: found } = await moves('churn')
    expect(found).toMatchObject([{ contractNumber: 'B-2', lineNumber: 1, entity: 'NLUK', on: '2026-10-16', groupAmount: '-30000', learnedLate: false }]) // prettier-ignore
  })

  it('tells what rates did where each month has its own', async () => {
    const { months, exchangeRates } = await bridge({ rates: 'actual', from: '2026-11' })
    // EUR 300.00 was GBP 259.50 at the end of October and is GBP 262.20 now.
    expect(months).toMatchObject([{ opening: `${49800 + 25950}`, exchange: '270', expansion: '6000', priceRise: '1200', closing: '83220' }])
    expect(exchangeRates.map((r: any) => [r.from, r.day, r.value])).toContainEqual(['EUR', '2026-10-31', '0.865'])
    expect((await bridge({ from: '2026-11' })).months).toMatchObject([{ exchange: '0' }])
    expect(await house.refused('recurring.bridge', { ...about, from: '2026-06', rates: 'actual' })).toBe('rates.missing')
  })

  it('as it was recorded, what is learned late stands in the month that learned of it', async () => {
    await house.do('contracts.changeQuantity', { line: lines['german']!.id, quantity: '20', effective: '2026-10-05' })
    expect((await bridge()).months).toMatchObject([{}, { newBusiness: `${26220 * 2}` }, { expansion: '6000' }])
    const { months } = await bridge({ view: 'recorded' })
    // All of it was recorded on 30 November: before that nobody knew of any of these lines.
    expect(months).toMatchObject([{ closing: '0' }, { closing: '0' }, { opening: '0', closing: `${83220 + 26220}` }])
    const { lines: late } = await moves('newBusiness', { view: 'recorded', from: '2026-11' })
    expect(late.filter((line: any) => line.learnedLate).map((line: any) => line.contractNumber)).toContain('B-3')
  })

  it('refuses what is no month, and who may not see it', async () => {
    for (const months of [{ from: '2026-13' }, { from: '2026-12', to: '2026-11' }, { from: '2020-01' }, { rateMonth: 'May' }])
      expect(await house.refused('recurring.bridge', { ...about, ...months })).toBe('recurring.badMonths')
    expect(await (await house.as('owen.price')).refused('recurring.bridge', about)).toBe('operation.forbidden')
  })
})
