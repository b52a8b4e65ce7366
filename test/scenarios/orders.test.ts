import { freshHouse, type House } from '../world/house.ts'
import { captured, drafted } from '../world/selling.ts'
import { stores } from '../world/stores.ts'

const shown = (figures: any[]) => figures.map((f) => [f.currencyOf, f.currency, f.sales, f.cost, f.margin, f.percent])
const inPounds = (cost: string, margin: string, percent: string) => ['transaction', 'entity', 'group'].map((side) => [side, 'GBP', '640000', cost, margin, percent]) // prettier-ignore

describe.each(stores)('orders on %s', (dialect) => {
  let house: House
  beforeAll(async () => {
    house = await freshHouse(dialect, 'orders')
    await house.do('demo.seed')
  }, 60_000)
  afterAll(() => house?.close())

  it('★ C-1010 ZEN: a firewall pair for 6,400.00 costs 4,645.40 and earns 1,754.60 = 27.42 %', async () => {
    const order = await drafted(house, 'ZEN', [{ product: 'FW-HA', quantity: '1' }])
    expect(shown(order.figures)).toEqual(inPounds('464540', '175460', '27.42'))
    expect(order).toMatchObject({ oneOff: '640000', monthly: '0', oneOffTax: '128000', state: 'draft', number: null })
    const signed = await captured(house, order.id)
    expect(signed).toMatchObject({ state: 'qualityCheck', number: 'NLUK-ORD-26-000001', signedOn: '2026-11-18' })
    expect((await house.do('orders.list')).rows).toHaveLength(1)
    expect(await house.do('orders.get', { order: order.id })).toMatchObject({ signed: { signer: 'Ruth Zentner' } })
  })
  it('a quote goes out', async () => {
    const { customer } = await drafted(house, 'ZEN', [{ product: 'FW-HA', quantity: '1' }])
    const quote = await house.do('quotes.save', { entity: 'NLUK', customer, lines: [{ product: 'MS-USER', quantity: '42', priceBy: 'discount', percent: '5' }] })
    const version = await house.do('quotes.issue', { quote: quote.id })
    expect(version).toMatchObject({ version: 1, monthly: '151620' })
    expect((await house.do('quotes.list')).rows).toHaveLength(1)
    expect(await house.do('quotes.get', { quote: quote.id })).toMatchObject({ state: 'issued', needs: [] })
  })
})
