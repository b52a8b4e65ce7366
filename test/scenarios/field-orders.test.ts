import { dice, seedOf } from '../world/dice.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { captured, customerOf, drafted, signatureOf } from '../world/selling.ts'
import { stores } from '../world/stores.ts'

const pricedOn = '2026-11-16'
const shown = (figures: any[]) => figures.map((f) => [f.currencyOf, f.currency, f.sales, f.cost, f.margin, f.percent])
const golden = ['transaction', 'entity', 'group'].map((side) => [side, 'GBP', '640000', '464540', '175460', '27.42'])

/** Scenarios 1, 2, 7 and 14 of the demo facts 4.9: a laptop and a hub, every message between them as over a wire. */
describe.each(stores)('orders in the field, with a hub on %s', (dialect) => {
  let hub: House
  let amelia: Laptop, tom: Laptop
  beforeAll(async () => {
    hub = await freshHouse(dialect, 'field orders', { shape: 'hub' })
    await hub.do('demo.seed', {})
    amelia = await freshLaptop(hub, 'amelia.ford')
    tom = await freshLaptop(hub, 'tom.okafor')
    await amelia.sync()
    await tom.sync()
  }, 120_000)
  afterAll(async () => {
    for (const house of [amelia, tom, hub]) await house?.close()
  })

  const whole = async (at: Pick<House, 'do'>, order: string) => at.do('orders.get', { order })
  /** What device and hub must agree on. */
  const agreed = ({ id, reference, oneOff, monthly, termValue, priceBook, documentHash, signature, signedOn, clauseHashes, lines, costs }: any) => ({
    id, reference, oneOff, monthly, termValue, priceBook, documentHash, signature, signedOn, clauseHashes, lines, costs,
  }) // prettier-ignore

  it('★ 1: C-1010 ZEN is captured offline beside Tom’s: references of their devices, numbers of the hub, the same ids, prices and margin', async () => {
    amelia.online = tom.online = false
    const draft = await drafted(amelia, 'ZEN', [{ product: 'FW-HA', quantity: '1' }], { pricedOn })
    expect(shown(draft.figures)).toEqual(golden)
    const mine = await captured(amelia, draft.id)
    const his = await captured(tom, (await drafted(tom, 'PEN', [{ product: 'SSL', quantity: '3' }])).id)
    expect([mine.state, mine.number, his.state, his.number]).toEqual(['captured', null, 'captured', null])
    expect(mine.reference).toMatch(/^[A-Z]\d+-\d{6}$/)
    expect(his.reference).toMatch(/^[A-Z]\d+-\d{6}$/)
    expect(mine.reference).not.toBe(his.reference)
    amelia.online = tom.online = true
    await tom.sync()
    await amelia.sync()
    const [there, his2] = [await whole(hub, mine.id), await whole(hub, his.id)]
    expect([there.state, his2.state]).toEqual(['qualityCheck', 'qualityCheck'])
    expect(new Set([there.number, his2.number])).toEqual(new Set(['NLUK-ORD-26-000001', 'NLUK-ORD-26-000002']))
    expect(agreed(there)).toEqual(agreed(mine))
    expect(shown(there.figures)).toEqual(golden)
    expect(there.signed).toMatchObject({ reference: mine.reference, signer: 'Ruth Zentner' })
    // Back on the laptop: the number beside the reference, and both are found.
    expect(await whole(amelia, mine.id)).toMatchObject({ number: there.number, reference: mine.reference, state: 'qualityCheck' })
    for (const text of [there.number, mine.reference])
      expect((await hub.do('search.find', { text, kinds: ['order'] })).found).toMatchObject([{ id: mine.id }])
    expect((await amelia.outbox()).every(({ state }) => state === 'settled')).toBe(true)
    expect(await amelia.sync(true)).toMatchObject({ inStep: true })
  })

  it('2: a newer price list at the hub asks for an approval; the order that was signed by the old one keeps 6,400.00', async () => {
    amelia.online = false
    const draft = await drafted(amelia, 'ZEN', [{ product: 'FW-HA', quantity: '1' }], { pricedOn })
    const [product] = (await hub.do('catalog.list', { filter: { field: 'code', is: 'equal', value: 'FW-HA' } })).rows
    await hub.do('catalog.publishVersion', {
      product: 'FW-HA', names: product.names, kind: 'oneOff', unit: { en: 'pairs', de: 'Paare' }, validFrom: '2026-11-17', model: 'flat', basis: 'year', measure: 'agreed',
      revenue: 'hardware', prices: [{ currency: 'GBP', unitPrice: '6650.00', bands: [] }],
    }) // prettier-ignore
    const mine = await captured(amelia, draft.id)
    amelia.online = true
    await amelia.sync()
    const there = await whole(hub, mine.id)
    expect(there).toMatchObject({ oneOff: '640000', lines: [{ unitPrice: '6400', version: 1 }], state: 'qualityCheck' })
    expect(agreed(there)).toEqual(agreed(mine))
    expect(there.approvals).toMatchObject([{ kind: 'orders.priceSuperseded', state: 'open' }])
    // It stands in the inbox of both sides: why, in figures, and whom it waits for.
    for (const side of [hub, amelia])
      expect((await side.do('approvals.list', { filter: { field: 'row', is: 'equal', value: mine.id } })).rows).toMatchObject([
        { kind: 'orders.priceSuperseded', state: 'open', subject: there.number },
      ])
    expect(there.approvals[0].reasons).toMatchObject([{ say: 'approvals.why.priceSuperseded', values: [{ value: 'FW-HA' }, { value: '6400' }, { value: '6650' }, { value: '2026-11-17' }] }]) // prettier-ignore
    // The laptop hears of both: the approval, and the new list for the next order.
    expect((await whole(amelia, mine.id)).approvals).toMatchObject([{ kind: 'orders.priceSuperseded', state: 'open' }])
    expect(await drafted(amelia, 'ZEN', [{ product: 'FW-HA', quantity: '1' }], { pricedOn })).toMatchObject({ oneOff: '665000' })
    await amelia.sync()
  })

  it('14: a laptop without fresh rates quotes by the last it has, with its day and age, and the hub keeps what was quoted', async () => {
    amelia.online = false
    const customer = (await customerOf(amelia, 'ZEN')).id
    const quote = await amelia.do('quotes.save', { entity: 'NLUK', customer, pricedOn: '2027-05-01', validUntil: '2027-06-01', lines: [{ product: 'FW-HA', version: 1, quantity: '1', priceBy: 'margin', percent: '30' }] }) // prettier-ignore
    expect(quote.rates.find((r: any) => r.from === 'USD')).toMatchObject({ state: 'stale', ageDays: 31 })
    await hub.do('rates.record', {
      source: 'DEMO',
      type: 'spot',
      base: 'USD',
      quote: 'GBP',
      day: '2027-04-30',
      value: '0.9',
      confirmed: true,
    })
    amelia.online = true
    await amelia.sync()
    const there = await hub.do('quotes.get', { quote: quote.id })
    expect([there.oneOff, there.lines, there.rates]).toEqual([quote.oneOff, quote.lines, quote.rates])
    expect([quote.number, there.number]).toEqual([null, expect.stringMatching(/^NLUK-QUO-/)])
  })

  it('whatever is captured, device and hub decide the same ids, prices and documents, though the hub’s lists and rates have moved', async () => {
    const seed = seedOf()
    const throwing = dice(seed)
    const pick = <T>(of: readonly T[]): T => of[Math.floor(throwing() * of.length)]!
    const line = () => ({
      product: pick(['MS-USER', 'M365-A', 'WS-DEV', 'SSL', 'BLK-40', 'NIGHT', 'FW-SUP', 'FW-HA']),
      quantity: `${1 + Math.floor(throwing() * 200)}`,
      ...pick<object>([{}, {}, { unitPrice: '17.575' }, { bundle: 'all' }]),
    })
    amelia.online = false
    const mine: any[] = []
    for (let i = 0; i < 12; i++) {
      const lines = Array.from({ length: 1 + Math.floor(throwing() * 5) }, line).map((one) =>
        one.product === 'WS-DEV' ? { ...one, bundle: undefined } : one,
      )
      const rhythm = (product: string): string =>
        product === 'FW-SUP' ? 'year' : ['SSL', 'BLK-40', 'FW-HA'].includes(product) ? 'once' : 'month'
      const named = lines.map((one: any) => (one.bundle ? { ...one, bundle: rhythm(one.product), unitPrice: undefined } : one))
      const bundles = [...new Set(named.flatMap(({ bundle }: any) => bundle ?? []))].map((name) => ({
        name,
        price: `${Math.floor(throwing() * 100_000)}.37`,
      }))
      const draft = await drafted(amelia, pick(['ZEN', 'HAV', 'QUA', 'MIL']), named, { pricedOn, bundles })
      mine.push(await captured(amelia, draft.id))
    }
    const [product] = (await hub.do('catalog.list', { filter: { field: 'code', is: 'equal', value: 'SSL' } })).rows
    await hub.do('catalog.publishVersion', {
      product: 'SSL', names: product.names, kind: 'oneOff', unit: { en: 'certificates', de: 'Zertifikate' }, validFrom: '2026-11-17', model: 'flat', basis: 'month', measure: 'agreed',
      revenue: 'recurring', prices: [{ currency: 'GBP', unitPrice: '260.00', bands: [] }],
    }) // prettier-ignore
    await hub.do('rates.record', {
      source: 'DEMO',
      type: 'spot',
      base: 'EUR',
      quote: 'GBP',
      day: '2026-11-15',
      value: '0.5',
      confirmed: true,
    })
    amelia.online = true
    while ((await amelia.sync()).left > 0);
    for (const order of mine) {
      const there = await whole(hub, order.id)
      expect({ seed, order: agreed(there), state: there.state }).toEqual({ seed, order: agreed(order), state: 'qualityCheck' })
      expect(there.signed.payload.lines.map((l: any) => l.unitPrice ?? null)).toEqual(order.lines.map((l: any) => l.unitPrice))
    }
    const numbers = (await hub.do('orders.list', { limit: 100, filter: { field: 'number', is: 'filled' } })).rows.map(
      (row: any) => row.number,
    )
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  it('7: the same outbox three times is one order', async () => {
    const { id } = await drafted(amelia, 'QUA', [{ product: 'NIGHT', quantity: '1' }])
    await captured(amelia, id)
    for (let i = 0; i < 3; i++) await amelia.sync()
    expect((await hub.do('orders.list', { filter: { field: 'id', is: 'equal', value: id } })).total).toBe(1)
    expect(await whole(amelia, id)).toMatchObject({ state: 'qualityCheck', number: expect.any(String) })
  })

  it('a product that was taken off sale while a customer signed for it waits for a person, who honours it as captured', async () => {
    amelia.online = false
    const draft = await drafted(amelia, 'ZEN', [{ product: 'SSL', quantity: '2' }], { pricedOn })
    const mine = await captured(amelia, draft.id)
    const [{ code, names, unit, productFamily }] = (await hub.do('catalog.list', { filter: { field: 'code', is: 'equal', value: 'SSL' } })).rows // prettier-ignore
    const product = { code, names, unit, productFamily: productFamily ?? null }
    await hub.do('catalog.saveProduct', { ...product, active: false })
    amelia.online = true
    await amelia.sync()
    const open = async () =>
      (await hub.do('sync.attentions', { limit: 100, filter: { field: 'state', is: 'not', value: 'resolved' } })).rows.filter((row: any) => row.kind === 'decide') // prettier-ignore
    const parked = await open()
    // The order is not at the hub yet, and what rests on it is called by its customer all the same.
    expect(parked.map((row: any) => [row.operation, row.code, row.matter]).sort()).toEqual([
      ['orders.capture', 'sync.waits', 'Zenith Legal'],
      ['orders.save', 'quotes.unknownProduct', 'Zenith Legal'],
    ])
    // Nobody else can sell it any more.
    expect(await hub.refused('orders.save', { entity: 'NLUK', customer: (await customerOf(hub, 'ZEN')).id, lines: [{ product: 'SSL', quantity: '2' }] })).toBe('quotes.unknownProduct') // prettier-ignore
    const save = parked.find((row: any) => row.operation === 'orders.save')
    await hub.do('sync.resolve', { attention: save.id, how: 'apply', note: 'It was signed.' })
    for (let i = 0; i < 100 && (await open()).length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await open()).toEqual([])
    const there = await whole(hub, mine.id)
    expect(there).toMatchObject({ state: 'qualityCheck', oneOff: mine.oneOff, lines: mine.lines })
    expect(agreed(there)).toEqual(agreed(mine))
    await hub.do('catalog.saveProduct', { ...product, active: true })
    await amelia.sync()
    expect(await whole(amelia, mine.id)).toMatchObject({ number: there.number })
  })

  it('what is head office’s to decide is not decided on a laptop', async () => {
    const { id } = await drafted(amelia, 'QUA', [{ product: 'NIGHT', quantity: '1' }])
    const { payload } = await amelia.do('orders.paper', { order: id })
    const other = { ...payload, lines: payload.lines.map((line: any) => ({ ...line, unitPrice: '1' })) }
    expect(await amelia.refused('orders.capture', { order: id, signing: signatureOf(other) })).toBe('orders.otherDocument')
    for (const operation of ['orders.acceptQuality', 'orders.execute'])
      expect(await amelia.refused(operation, { order: id })).toMatch(/^(operation\.forbidden|sync\.onlyAtHub)$/)
  })
})
