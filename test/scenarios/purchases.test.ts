import { randomUUID } from 'node:crypto'
import { firewallOrder } from '../../core/demo/purchases.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** The spot of this day is the last that was published when C-1010 was signed on the 18th (demo facts 4.2). */
const day = '2026-11-16'
const shown = (figures: any[]) => figures.map((f) => [f.currencyOf, f.currency, f.sales, f.cost, f.margin, f.percent])
const inPounds = (cost: string, margin: string, percent: string) => ['transaction', 'entity', 'group'].map((side) => [side, 'GBP', '640000', cost, margin, percent]) // prettier-ignore

describe.each(stores)('associated purchases on %s', (dialect) => {
  let house: House
  let contract: string
  let line: string
  let dealer: string
  let hardware: string
  beforeAll(async () => {
    house = await freshHouse(dialect, 'purchases')
    await house.do('demo.seed')
    const { number, entity, customer, product, ...terms } = firewallOrder.contract
    ;({ contract, line } = await sold(number, customer, product, terms, entity))
    for (const { supplier, ...cost } of firewallOrder.costs) {
      const added = await bought({ ...cost, supplier: supplier && (await supplierOf(supplier)) })
      hardware ??= added.id
    }
    dealer = await supplierOf(firewallOrder.change.supplier)
  }, 60_000)
  afterAll(() => house?.close())

  const supplierOf = async (code: string): Promise<string> =>
    (await house.do('purchases.suppliers', { filter: { field: 'code', is: 'equal', value: code } })).rows[0].id
  async function sold(number: string, code: string, product: string, more: object, entity = 'NLUK', taxCodes = ['UK-S20']) {
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: code } })).rows
    const opened = (await house.do('contracts.open', { entity, customer: customer.id, number })).id
    const added = await house.do('contracts.addLine', { contract: opened, product, quantity: '1', currency: 'GBP', taxCodes, ...more })
    await house.do('contracts.activate', { contract: opened })
    return { contract: opened as string, line: added.id as string }
  }
  const bought = (more: object) => house.do('purchases.addLine', { contract, line, agreedOn: day, ...more })
  const margin = (more: object = {}) => house.do('purchases.margin', { line, day, ...more })
  const order = (changes: object[], more: object = {}) => ({
    contract,
    line,
    reason: 'Cheaper in Germany',
    effective: day,
    changes,
    ...more,
  })
  const toGermany = () => ({
    does: 'change',
    costLine: hardware,
    supplier: dealer,
    currency: firewallOrder.change.currency,
    unitCost: firewallOrder.change.unitCost,
  })
  const rowsOf = async (table: string) => house.harmony.database.read((session) => session.rows(`select * from ${table} order by id`))

  it('★ C-1010 costs 4,645.40 and earns 1,754.60 = 27.42 %', async () => {
    const { planned, lines, ratesOn } = await margin()
    expect(shown(planned)).toEqual(inPounds('464540', '175460', '27.42'))
    expect(lines[0].costs.map((c: any) => [c.item, c.amounts[0].planned])).toEqual([['Firewall pair', '391400'], ['Firewall support, first year', '53940'], ['Installation, hours', '19200']]) // prettier-ignore
    expect(ratesOn).toBe(day)
    expect((await house.do('purchases.get', { contract })).costs.map((c: any) => [c.number, c.supplierName, c.currency, c.state])).toEqual([
      [1, 'Bastion Hardware Inc', 'USD', 'planned'], [2, 'Rhenus Distribution GmbH', 'EUR', 'planned'], [3, null, 'GBP', 'planned'],
    ]) // prettier-ignore
  })
  it('rehearsing the change order says what it would do, and does nothing', async () => {
    const before = [await rowsOf('cost_lines'), await rowsOf('change_orders'), await rowsOf('contract_lines')]
    const rehearsed = await house.do('purchases.rehearseChange', order([toGermany()]))
    expect([shown(rehearsed.marginBefore), shown(rehearsed.marginAfter)]).toEqual([inPounds('464540', '175460', '27.42'), inPounds('462900', '177100', '27.67')]) // prettier-ignore
    expect([await rowsOf('cost_lines'), await rowsOf('change_orders'), await rowsOf('contract_lines')]).toEqual(before)
  })
  it('★ the hardware from another supplier for EUR 4,480.00: 4,629.00, 1,771.00 = 27.67 %, and the signed price stays', async () => {
    const signed = await rowsOf('contract_lines')
    const rehearsed = await house.do('purchases.rehearseChange', order([toGermany()]))
    const ordered = await house.do('purchases.changeOrder', order([toGermany()]))
    expect(ordered).toMatchObject({ ...rehearsed, id: ordered.id, recordedAt: ordered.recordedAt })
    expect(ordered).toMatchObject({ number: 1, reason: 'Cheaper in Germany', recordedBy: expect.any(String) })
    expect([shown(ordered.marginBefore), shown(ordered.marginAfter)]).toEqual([inPounds('464540', '175460', '27.42'), inPounds('462900', '177100', '27.67')]) // prettier-ignore
    expect(shown((await margin()).planned)).toEqual(inPounds('462900', '177100', '27.67'))
    // To the byte: nobody touched what the customer signed.
    expect(await rowsOf('contract_lines')).toEqual(signed)
    expect((await house.do('purchases.get', { contract })).orders).toEqual([ordered])
    expect((await house.do('purchases.orders', { search: 'C-1010' })).rows).toMatchObject([{ number: 1, lineNumber: 1, customerName: expect.stringContaining('Zenith') }]) // prettier-ignore
  })
  it('what was ordered and what was paid never changes, whoever asks', async () => {
    await house.do('purchases.recordActual', { costLine: hardware, day, amount: { currency: 'EUR', minor: '451200' }, reference: 'RE-77' })
    for (const sql of [
      `update change_orders set reason = 'none'`,
      'delete from change_orders',
      'update cost_actuals set amount = 1',
      'delete from cost_actuals',
    ])
      // prettier-ignore
      await expect(house.harmony.database.transact((session) => session.run(sql))).rejects.toThrow('never change')
  })
  it('what was paid stands beside the plan, by the rate of its own day', async () => {
    const { actual, lines } = await margin()
    expect(shown(actual)).toEqual(inPounds('392544', '247456', '38.67'))
    expect(lines[0].costs.map((c: any) => c.amounts[2].actual)).toEqual(['392544', '0', '0'])
    const { costs, actuals } = await house.do('purchases.get', { contract })
    expect([costs[0].state, costs[0].orderedOn, actuals[0].entityAmount]).toEqual(['ordered', day, '392544'])
    expect((await house.do('purchases.actuals', { search: 'C-1010' })).rows).toMatchObject([{ contractNumber: 'C-1010', item: 'Firewall pair', supplierName: 'Rhenus Distribution GmbH', amount: '451200' }]) // prettier-ignore
  })
  it('the watch names the line, and how much of it came from suppliers and how much from the rates', async () => {
    const { rows } = await house.do('purchases.watch', { contract, points: '0.2', day: '2026-12-01' })
    expect(rows).toMatchObject([{ contractNumber: 'C-1010', lineNumber: 1, agreedOn: day, signedPercent: '27.42', bySuppliers: '0.25', currency: 'GBP' }]) // prettier-ignore
    const [{ points, bySuppliers, byRates, percent }] = rows
    // EUR 5,100.00 at 0.8735 in place of 0.87.
    expect([points, bySuppliers, byRates, percent]).toEqual(['-0.03', '0.25', '-0.28', '27.39'])
    expect((await house.do('purchases.watch', { contract, points: '1' })).rows).toEqual([])
  })
  it('exposure: what we owe the supplier after the customer can leave, in both currencies', async () => {
    const more = { unitPrice: '980.00', months: 12, anchor: 'anniversary', start: '2025-12-01', end: '2026-12-31' }
    const support = await sold('C-1011', 'ZEN', 'FW-SUP', more)
    const term = { months: 3, start: '2026-01-01', termEnd: '2027-03-31', noticeDays: 30 }
    await house.do('purchases.addLine', {
      ...support,
      supplier: dealer,
      item: 'Vendor support',
      quantity: '1',
      unitCost: '4120.00',
      ...term,
    })
    const { rows } = await house.do('purchases.exposure', { contract: support.contract })
    expect(rows).toMatchObject([
      {
        contractNumber: 'C-1011', lineNumber: 1, supplierName: 'Rhenus Distribution GmbH', customerTo: '2026-12-31', supplierTo: '2027-03-31', days: 90, currency: 'EUR', amount: '412000',
        entityCurrency: 'GBP', entityAmount: '360088',
      },
    ]) // prettier-ignore
    expect((await house.do('purchases.exposure', { contract })).rows).toEqual([])
  })
  it('the demo company watches its margins in dollars and owes a supplier longer than its customer stays', async () => {
    const { rows, silent } = await house.do('purchases.watch')
    expect([rows.length > 0, silent]).toEqual([true, 0])
    expect(rows[0]).toMatchObject({ contractNumber: 'C-1004', currency: 'GBP', bySuppliers: '0', byRates: rows[0].points })
    expect(rows.at(-1)).toMatchObject({
      contractNumber: 'C-1101',
      lineNumber: 2,
      bySuppliers: expect.stringMatching(/^1\./),
      byRates: expect.stringMatching(/^-0\./),
    })
    const exposed = (await house.do('purchases.exposure')).rows
    expect(exposed.find((row: any) => row.contractNumber === 'C-1101')).toMatchObject({
      supplierTo: '2028-11-15',
      currency: 'EUR',
      entityCurrency: 'GBP',
    })
  })
  it('the change order of the demo company says what it would say if it were issued now', async () => {
    const { id } = (await house.do('contracts.list', { search: 'C-1101' })).rows[0]
    const { costs, orders, actuals } = await house.do('purchases.get', { contract: id })
    const [seeded] = orders
    const change = { does: 'change', costLine: costs[0].id, unitCost: '640.00' }
    const back = await house.do('purchases.rehearseChange', {
      contract: id,
      line: seeded.line,
      reason: 'back',
      effective: seeded.effective,
      changes: [change],
    })
    expect([back.from, back.to, back.ratesOn]).toEqual([seeded.from, seeded.to, seeded.ratesOn])
    expect([back.marginBefore, back.marginAfter]).toEqual([seeded.marginAfter, seeded.marginBefore])
    expect(back.changes[0]).toMatchObject({ termsBefore: seeded.changes[0].termsAfter, termsAfter: seeded.changes[0].termsBefore })
    expect(actuals).toMatchObject([{ costLine: costs[0].id, amount: '62000', entityAmount: '53940' }])
    expect(costs[0]).toMatchObject({ changes: 1, unitCost: '620' })
  })
  it('what the product says is bought with it is planned for the line, once', async () => {
    const again = await sold('C-1012', 'ZEN', 'FW-HA', { unitPrice: '6400.00', start: '2026-11-18' })
    const { added } = await house.do('purchases.applyDefaults', { line: again.line })
    expect(added.map((c: any) => [c.number, c.item, c.supplier === null, c.currency, c.unitCost, c.quantity, c.quantityRule])).toEqual([
      [1, 'Firewall pair', false, 'USD', '5150', '1', 'perUnit'], [2, 'Firewall support, first year', false, 'EUR', '620', '1', 'perUnit'],
      [3, 'Installation, hours', true, 'GBP', '32', '6', 'perUnit'],
    ]) // prettier-ignore
    expect(shown((await house.do('purchases.margin', { line: again.line, day })).planned)).toEqual(inPounds('464540', '175460', '27.42'))
    expect(await house.refused('purchases.applyDefaults', { line: again.line })).toBe('purchases.nothingToBuy')
    const support = await sold('C-1013', 'ZEN', 'FW-SUP', { months: 12, anchor: 'anniversary', start: '2026-12-01' })
    const own = await house.do('purchases.applyDefaults', { line: support.line, start: '2026-11-16' })
    expect(own.added).toMatchObject([{ start: '2026-11-16', termEnd: '2029-11-15', months: 12 }])
  })
  it('suppliers are listed with what is bought from them, and changed', async () => {
    const rows = async () => (await house.do('purchases.suppliers', { search: 'rhenus' })).rows
    expect(await rows()).toMatchObject([{ code: 'RHENUS', costLines: 6, currency: 'EUR', active: true }])
    const given = {
      code: 'RHENUS',
      name: 'Rhenus Vertrieb AG',
      country: 'DE',
      currency: 'EUR',
      paymentDays: 14,
      taxId: 'DE999999995',
      note: 'Frame contract',
    }
    await house.do('purchases.saveSupplier', { id: dealer, ...given })
    expect(await rows()).toMatchObject([
      { name: 'Rhenus Vertrieb AG', paymentDays: 14, taxId: 'DE999999995', note: 'Frame contract', active: true },
    ])
    expect((await house.do('purchases.list', { search: 'Rhenus Vertrieb AG' })).total).toBe(6)
  })
  it('change orders at once are numbered one after the other, and each sees the one before', async () => {
    const caller = (await house.harmony.localAdministrator())!
    const outcomes = await Promise.all(
      ['4400', '4300', '4200', '4100'].map(
        (unitCost) =>
        house.harmony.run({ id: randomUUID(), operation: 'purchases.changeOrder', input: order([{ does: 'change', costLine: hardware, unitCost }]), caller }, {}), // prettier-ignore
      ),
    )
    expect(outcomes.map((o) => o.ok)).toEqual([true, true, true, true])
    const { orders } = await house.do('purchases.get', { contract })
    expect(orders.map((o: any) => o.number)).toEqual([1, 2, 3, 4, 5])
    for (const [i, one] of orders.entries()) if (i > 0) expect(one.marginBefore).toEqual(orders[i - 1].marginAfter)
  }, 60_000)

  it('is refused by name', async () => {
    const cost = { contract, line, item: 'Cable', quantity: '1', unitCost: '10' }
    const id = randomUUID()
    const paid = { costLine: hardware, day, amount: { currency: 'EUR', minor: '100' }, reference: 'RE-78' }
    const given = { code: 'NEW', name: 'New', country: 'DE', currency: 'EUR', paymentDays: 30 }
    const change = { does: 'change', costLine: hardware, unitCost: '1' }
    const cases: [code: string, operation: string, input: object][] = [
      ['purchases.unknownContract', 'purchases.addLine', { ...cost, contract: id }],
      ['purchases.unknownLine', 'purchases.addLine', { ...cost, line: id }],
      ['purchases.unknownSupplier', 'purchases.addLine', { ...cost, supplier: id }],
      ['purchases.negativeCost', 'purchases.addLine', { ...cost, unitCost: '-0.01' }],
      ['purchases.badQuantity', 'purchases.addLine', { ...cost, quantity: '0' }],
      ['rates.missing', 'purchases.addLine', { ...cost, currency: 'CHF' }],
      ['input.invalidNumber', 'purchases.addLine', { ...cost, quantity: 'six' }],
      ['purchases.perUnitOfNothing', 'purchases.addLine', { ...cost, line: null, quantityRule: 'perUnit' }],
      ['purchases.endBeforeStart', 'purchases.addLine', { ...cost, end: '2026-11-01' }],
      ['purchases.unknownCostLine', 'purchases.recordActual', { ...paid, costLine: id }],
      ['purchases.nothingPaid', 'purchases.recordActual', { ...paid, amount: { currency: 'EUR', minor: '0' } }],
      ['purchases.paidBefore', 'purchases.recordActual', { ...paid, reference: ' RE-77 ' }],
      ['purchases.badDays', 'purchases.recordActual', { ...paid, from: '2026-11-01' }],
      ['rates.missing', 'purchases.recordActual', { ...paid, amount: { currency: 'CHF', minor: '100' } }],
      ['rates.missing', 'purchases.recordActual', { ...paid, day: '2020-01-01' }],
      ['purchases.unknownCostLine', 'purchases.markOrdered', { costLine: id, orderedOn: day }],
      ['purchases.codeTaken', 'purchases.saveSupplier', { ...given, code: 'RHENUS' }],
      ['purchases.badCountry', 'purchases.saveSupplier', { ...given, country: 'Germany' }],
      ['purchases.badPaymentDays', 'purchases.saveSupplier', { ...given, paymentDays: -1 }],
      ['purchases.unknownSupplier', 'purchases.saveSupplier', { ...given, id }],
      ['purchases.effectiveBackwards', 'purchases.changeOrder', order([change], { effective: '2026-11-15' })],
      [
        'rates.missing',
        'purchases.changeOrder',
        order([{ does: 'add', item: 'Rack', quantity: '1', unitCost: '1', currency: 'EUR' }], { effective: '2020-01-01' }),
      ],
      ['input.malformed', 'purchases.changeOrder', order([{ ...change, unitPrice: '1' }])],
      ['purchases.unknownContract', 'purchases.margin', {}],
      ['purchases.unknownLine', 'purchases.margin', { line: id }],
      ['rates.missing', 'purchases.margin', { line, day: '2020-01-01' }],
      ['purchases.badPoints', 'purchases.watch', { points: '-1' }],
      ['purchases.unknownContract', 'purchases.get', { contract: id }],
    ]
    for (const [code, operation, input] of cases) expect([operation, await house.refused(operation, input)]).toEqual([operation, code])
  })
  it('of a German sale in three currencies, over the days that are asked for', async () => {
    const [{ id }] = (await house.do('contracts.list', { search: 'C-2102' })).rows
    const year = { contract: id, day, from: '2026-12-01', end: '2027-11-30' }
    const { lines, planned } = await house.do('purchases.margin', year)
    // 35 seats at 20.20 EUR, bought at 16.10 USD: 0.76 / 0.87 EUR each, and 0.76 GBP.
    expect(shown(lines[1].planned)).toEqual([
      ['transaction', 'EUR', '848400', '590703', '257697', '30.37'],
      ['entity', 'EUR', '848400', '590703', '257697', '30.37'],
      ['group', 'GBP', '738108', '513912', '224196', '30.37'],
    ])
    expect(planned.map((f: any) => [f.currency, f.sales, f.cost])).toEqual(
      [0, 1, 2].map((side) => [
        planned[side].currency,
        `${lines.reduce((sum: bigint, l: any) => sum + BigInt(l.planned[side].sales), 0n)}`,
        `${lines.reduce((sum: bigint, l: any) => sum + BigInt(l.planned[side].cost), 0n)}`,
      ]),
    )
    const months = await Promise.all([['2026-12-01', '2027-05-31'], ['2027-06-01', '2027-11-30']].map(([from, end]) => house.do('purchases.margin', { ...year, from, end }))) // prettier-ignore
    expect(months.reduce((sum, m) => sum + BigInt(m.lines[1].planned[0].sales), 0n)).toBe(848400n)
  })
  it('each sees the purchases of their own legal entities', async () => {
    const lena = await house.as('lena.brandt')
    expect(await lena.refused('purchases.get', { contract })).toBe('purchases.unknownContract')
    expect(await lena.refused('purchases.margin', { line })).toBe('purchases.unknownLine')
    expect(await lena.refused('purchases.changeOrder', order([toGermany()]))).toBe('purchases.unknownContract')
    const entities = async (operation: string) => [...new Set((await lena.do(operation)).rows.map((row: any) => row.entity))]
    for (const operation of ['purchases.list', 'purchases.exposure']) expect(await entities(operation)).toEqual(['NLDE'])
    for (const operation of ['purchases.orders', 'purchases.actuals']) expect(await entities(operation)).toEqual([])
  })
  it('costs and margins are not for engineers, who need them for nothing; whoever sells sees what a sale earns', async () => {
    const owen = await house.as('owen.price')
    for (const [operation, input] of [['purchases.margin', { line }], ['purchases.suppliers'], ['purchases.list']] as const)
      expect(await owen.refused(operation, input)).toBe('operation.forbidden')
    const amelia = await house.as('amelia.ford')
    expect(await amelia.do('purchases.margin', { line })).toMatchObject({ planned: expect.any(Array) })
    expect(await amelia.refused('purchases.saveSupplier', { code: 'NEW', name: 'New' })).toBe('operation.forbidden')
  })
})
