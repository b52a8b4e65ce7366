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
    expect(await call('demo.seed')).toMatchObject({ entities: 3, people: 12, products: 24, customers: 12, contracts: 24 })
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
    expect(customers.rows).toMatchObject([{ code: 'RMK', contracts: 4, culture: 'de-DE' }])
  })

  it('shows contracts and their lines', async () => {
    const contracts = await list('contracts.list')
    expect(contracts.total).toBe(24)
    expect(contracts.rows.find((c) => c.number === 'C-1003')).toMatchObject({
      customerName: 'Pennine Freight Ltd', lineCount: 2, currencies: 'GBP', start: '2025-03-01', end: null,
    }) // prettier-ignore
    expect(contracts.rows.find((c) => c.number === 'C-3003')).toMatchObject({ currencies: 'EUR', end: '2026-12-15' })
    const lines = await list('contracts.lines', { filter: { field: 'product', is: 'equal', value: 'BKP-GB' } })
    expect(lines.rows.map((l) => [l.contractNumber, l.number, l.quantity, l.billedTo])).toEqual([
      ['C-1005', 1, '1730', '2026-10-31'], ['C-1005', 2, '2000.5', '2026-10-31'], ['C-1104', 2, '420.75', '2026-10-31'],
    ]) // prettier-ignore
    const one = await call('contracts.get', { contract: contracts.rows.find((c) => c.number === 'C-1004').id })
    expect(one.lines.map((l: any) => [l.quantity, l.billedTo, l.nextFrom])).toEqual([['90', '2026-11-30', '2026-12-01'], ['5', null, '2026-11-12']]) // prettier-ignore
    expect(one.customer.code).toBe('PEN')
  })

  it('knows when each term ends, as its products say', async () => {
    const coming = new Map((await list('contracts.renewals', { limit: 100 })).rows.map((r) => [`${r.contractNumber}/${r.number}`, r]))
    const dates = (line: string) => { const { termEnd, customerNoticeBy, boundUntil } = coming.get(line); return [termEnd, customerNoticeBy, boundUntil] } // prettier-ignore
    // Twelve months from 1 December 2024, renewed once; 90 days' notice. What was raised on 1 December holds for its year.
    expect(dates('C-1001/1')).toEqual(['2026-11-30', '2026-09-01', '2027-11-30'])
    // Agreed for the contract: 36 months from 1 March 2025.
    expect(dates('C-1003/2')).toEqual(['2028-02-29', '2027-12-01', null])
    // Seats that came later end with the others.
    expect(dates('C-1004/2')).toEqual(['2027-01-31', '2027-01-01', null])
    expect(dates('C-1104/2')).toEqual(['2026-11-30', '2026-11-30', null])
    // Workstations renew with the users of their contract.
    expect(dates('C-1103/2')).toEqual(['2026-12-31', '2026-10-02', null])
    expect(dates('C-2102/3')).toEqual(['2029-03-31', '2028-12-31', '2027-03-31'])
    expect(coming.has('C-1002/1')).toBe(false)
  })

  it('has used its funds in November: C-1002, C-2002, C-2003', async () => {
    const funds = (await list('funds.list')).rows
    expect(funds.map((f) => [f.contractNumber, f.unit, f.balance, f.currency, f.deferred])).toEqual(expect.arrayContaining([
      ['C-1002', 'hours', '24', 'GBP', '204000'], ['C-2002', 'token', '144', 'EUR', '172800'], ['C-2003', 'currency', '10404', 'EUR', '1040400'],
    ])) // prettier-ignore
    for (const [number, opening, released] of [['C-1002', '40', '136000'], ['C-2002', '200', '67200'], ['C-2003', '15000', '459600']]) {
      const fund = funds.find((f) => f.contractNumber === number).id
      expect(await call('funds.statement', { fund, from: '2026-11-01', to: '2026-11-30' })).toMatchObject({ opening, released })
    } // prettier-ignore
    expect((await list('coverage.list')).total).toBe(31)
  })

  it('knows whom to ask, how prices rose, and what the tills of C-2103 count up to', async () => {
    expect((await list('customers.contacts')).total).toBe(12)
    expect((await list('indexation.series')).rows).toMatchObject([{ code: 'UK-CPI', month: '2026-10', value: '129.25', valueCount: 17 }])
    const index = { base: '125.0', current: '129.25' }
    expect(await call('pricing.uplift', { price: '38.00', index, margin: '1', decimals: 2 })).toMatchObject({ price: '39.67' })
    expect((await list('usage.list', { search: 'monitoring', order: ['-at'] })).rows[0]).toMatchObject({ contractNumber: 'C-2103', quantity: '206', day: '2026-11-30' }) // prettier-ignore
  })

  it('shows a customer on one page', async () => {
    const [orbis] = (await list('customers.list', { search: 'ORB' })).rows
    const page = await call('customers.get', { customer: orbis.id })
    expect(page.contracts.map((c: any) => [c.entity, c.number, c.lineCount, c.start])).toEqual([
      ['NLDE', 'C-2103', 2, '2026-01-01'], ['NLIN', 'C-3102', 1, '2026-01-01'], ['NLUK', 'C-1103', 2, '2026-01-01'],
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

  const chargesByContract = async (run: string): Promise<Record<string, string>> => {
    const numbers = new Map((await list('contracts.list', { limit: 100 })).rows.map((c) => [c.id, c.number as string]))
    const amounts: Record<string, string> = {}
    for (let cursor: string | null = null; ;) {
      const page: any = await call('billing.charges', { run, cursor })
      for (const c of page.charges) {
        const number = numbers.get(c.contract)!
        amounts[number] = `${amounts[number] === undefined ? '' : `${amounts[number]} + `}${c.net}`
      }
      if (!page.cursor) return amounts
      cursor = page.cursor
    }
  }

  it('bills the consulting of 16 November in three currencies', async () => {
    const { run } = await call('billing.propose', { asOf: '2026-11-16', entity: 'NLIN' })
    expect(await chargesByContract(run)).toEqual({ 'C-3003': '100000' })
    expect((await call('billing.totals', { run })).entities).toMatchObject([
      { entity: 'NLIN', taxByCode: { EXP: '0.00' }, grossInEntityCurrency: '97752.81', grossInGroupCurrency: '870.00' },
    ])
    expect(await call('billing.post', { run })).toMatchObject({ posted: 1 })
    const line = (await list('contracts.lines', { search: 'C-3003' })).rows[0]
    expect(line.billedTo).toBe('2026-12-15')
  })

  it('bills its contracts on 1 December with the golden amounts', async () => {
    const { run } = await call('billing.propose', { asOf: '2026-12-01' })
    expect(await chargesByContract(run)).toEqual({
      'C-1001': '166614', 'C-1003': '203500 + 124000', 'C-1004': '158400 + 5573 + 8800', 'C-1005': '26220 + 30006', 'C-1009': '130500',
      'C-1101': '88704 + 98000', 'C-1102': '48480', 'C-1103': '233600 + 128750', 'C-1104': '159600 + 7574',
      'C-2001': '62310', 'C-2005': '79200', 'C-2101': '501600', 'C-2102': '154000 + 70700 + 19320', 'C-2103': '294000',
      'C-3001': '34520000', 'C-3002': '10450000', 'C-3101': '34650000', 'C-3102': '3844000',
    }) // prettier-ignore
    expect(await call('billing.post', { run })).toMatchObject({ posted: 19 })
    const gross = async (customer: string): Promise<string[]> => {
      const [found] = (await list('customers.list', { filter: { field: 'code', is: 'equal', value: customer } })).rows
      const page = await call('customers.get', { customer: found.id })
      return page.invoices.map((i: any) => `${i.number} ${i.gross} ${i.open}`).sort()
    }
    // C-1001 with 20 % VAT, C-1003 of two lines, C-2001 with 19 %, C-2005 and C-3003 without tax, C-3001 with CGST and SGST.
    expect((await gross('HAV')).map((i) => i.split(' ')[1])).toContain('199937')
    expect((await gross('PEN')).map((i) => i.split(' ')[1])).toContain('393000')
    expect((await gross('RMK')).map((i) => i.split(' ')[1])).toContain('74149')
    expect((await gross('ALP')).map((i) => i.split(' ')[1])).toEqual(['79200', '100000'])
    expect((await gross('ALP'))[1]).toBe('IN/26-27/000001 100000 100000')
    expect((await gross('KAV')).map((i) => i.split(' ')[1])).toContain('40733600')
    expect((await gross('BEN')).map((i) => i.split(' ')[1])).toEqual(['12331000'])
    // Zenith's draft waits until it is signed.
    expect(await gross('ZEN')).toEqual([])
  })

  it('has a word for everything that it shows', () => {
    for (const module of modules)
      for (const permit of module.permits) expect([permit, languages.de[permit]]).toEqual([permit, expect.any(String)])
  })
})
