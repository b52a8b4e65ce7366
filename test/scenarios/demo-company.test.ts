import { languages } from '../../core/language.ts'
import { modules, operations } from '../../core/harmony.ts'
import { run } from '../../core/kernel/run.ts'
import { newId } from '../../main/storage/ids.ts'
import { anyone, freshStore, stores, type Store } from '../world/stores.ts'

describe.each(stores)('the demo company on %s', (dialect) => {
  let store: Store
  beforeAll(async () => {
    store = await freshStore(dialect, 'demo company', { product: modules })
  }, 60_000)
  afterAll(() => store?.close())

  const call = async (operation: string, input: object = {}): Promise<any> => {
    const outcome = await run(operations, { id: newId(), operation, input, caller: anyone }, () => store.host)
    return outcome.ok ? outcome.result : outcome.refusal
  }
  const list = (operation: string, input: object = {}): Promise<{ rows: any[]; total: number }> => call(operation, input)

  it('is founded once', async () => {
    expect(await call('demo.seed')).toMatchObject({ entities: 3, people: 12, products: 24, customers: 12, contracts: 21 })
    expect(await call('demo.seed')).toMatchObject({ refused: 'demo.notEmpty', about: { entity: expect.stringContaining('Northlight') } })
  })

  it('lists what it has', async () => {
    expect((await list('entities.list')).rows.map((e) => [e.code, e.currency, e.groupCurrency])).toEqual([
      ['NLDE', 'EUR', 'GBP'],
      ['NLIN', 'INR', 'GBP'],
      ['NLUK', 'GBP', 'GBP'],
    ])
    const products = await list('catalog.list')
    expect(products.total).toBe(24)
    expect(products.rows.find((p) => p.code === 'MS-USER')).toMatchObject({
      model: 'flat',
      lineCount: 9,
      names: { de: 'Betreuter Arbeitsplatz' },
    })
    expect((await list('catalog.list', { search: 'arbeitsplatz' })).rows.map((p) => p.code)).toEqual(['MS-USER'])
    expect((await list('tax.list')).total).toBe(16)
    const rates = await list('rates.list', { filter: { all: [{ field: 'day', is: 'equal', value: '2026-11-30' }, { field: 'base', is: 'equal', value: 'EUR' }] } }) // prettier-ignore
    expect(rates.rows.map((r) => [r.type, r.value, r.current])).toEqual([['average', '0.8698', true], ['closing', '0.874', true], ['spot', '0.874', true]]) // prettier-ignore
    const customers = await list('customers.list', { search: 'klinik' })
    expect(customers.rows).toMatchObject([{ code: 'RMK', contracts: 2, culture: 'de-DE' }])
  })

  it('shows contracts and their lines', async () => {
    const contracts = await list('contracts.list')
    expect(contracts.total).toBe(21)
    expect(contracts.rows.find((c) => c.number === 'C-1003')).toMatchObject({
      customerName: 'Pennine Freight Ltd', lineCount: 2, currencies: 'GBP', start: '2025-03-01', end: null, billedTo: '2026-10-31',
    }) // prettier-ignore
    expect(contracts.rows.find((c) => c.number === 'C-3003')).toMatchObject({ currencies: 'EUR', end: '2026-12-15', billedTo: null })
    const lines = await list('contracts.lines', { filter: { field: 'product', is: 'equal', value: 'BKP-GB' } })
    expect(lines.rows.map((l) => [l.contractNumber, l.number, l.quantity, l.billedTo])).toEqual([
      ['C-1005', 1, '1730', '2026-10-31'], ['C-1005', 2, '2000.5', '2026-10-31'], ['C-1104', 2, '420.75', '2026-10-31'],
    ]) // prettier-ignore
    const one = await call('contracts.get', { contract: contracts.rows.find((c) => c.number === 'C-1004').id })
    expect(one.lines.map((l: any) => [l.quantity, l.billedTo, l.nextFrom])).toEqual([['90', '2026-11-30', '2026-12-01'], ['5', null, '2026-11-12']]) // prettier-ignore
    expect(one.customer.code).toBe('PEN')
  })

  it('shows a customer on one page', async () => {
    const [orbis] = (await list('customers.list', { search: 'ORB' })).rows
    const page = await call('customers.get', { customer: orbis.id })
    expect(page.contracts.map((c: any) => [c.entity, c.number, c.lineCount, c.start])).toEqual([
      ['NLDE', 'C-2103', 1, '2026-01-01'], ['NLIN', 'C-3102', 1, '2026-01-01'], ['NLUK', 'C-1103', 2, '2026-01-01'],
    ]) // prettier-ignore
    expect(page).toMatchObject({ invoices: [], balances: [] })
  })

  it('knows the rate of a day and how it comes about', async () => {
    expect(await call('rates.find', { from: 'EUR', to: 'INR', day: '2026-11-16' })).toMatchObject({
      value: '97.752808988764',
      legs: [{ base: 'EUR', value: '0.87', inverse: false }, { base: 'INR', value: '0.0089', inverse: true }], // prettier-ignore
    })
    expect(await call('rates.find', { from: 'USD', to: 'GBP', day: '2027-04-04' })).toMatchObject({ legs: [{ day: '2027-03-31' }] })
    expect(await call('rates.find', { from: 'USD', to: 'GBP', day: '2027-04-05' })).toMatchObject({
      refused: 'rates.stale',
      about: { age: '5' },
    })
    expect(await call('rates.find', { from: 'USD', to: 'JPY', day: '2026-12-01' })).toMatchObject({ refused: 'rates.missing' })
  })

  it('has a word for everything that it shows', () => {
    for (const module of modules)
      for (const permit of module.permits) expect([permit, languages.de[permit]]).toEqual([permit, expect.any(String)])
  })
})
