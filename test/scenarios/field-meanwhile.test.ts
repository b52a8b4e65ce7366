import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { customerOf, drafted, signatureOf } from '../world/selling.ts'
import { stores } from '../world/stores.ts'

const today = '2026-11-30'
const clause = (text: string) => ({
  code: 'BACKUP', entity: 'NLUK', occasion: 'recurring', rank: 25, validFrom: today, titles: { en: 'Backups' }, texts: { en: text },
}) // prettier-ignore

/** What the office did while somebody was with the customer: cases 30, 31 and 33 of the failure cases. */
describe.each(stores)('meanwhile at the office, with a hub on %s', (dialect) => {
  let hub: House
  let amelia: Laptop
  beforeAll(async () => {
    hub = await freshHouse(dialect, 'field meanwhile', { shape: 'hub' })
    await hub.do('demo.seed', {})
    await hub.do('terms.publish', clause('Backups are kept for 30 days.'))
    amelia = await freshLaptop(hub, 'amelia.ford')
    await amelia.sync()
  }, 120_000)
  afterAll(async () => {
    for (const house of [amelia, hub]) await house?.close()
  })
  const signed = async (order: string): Promise<any> => {
    const { payload } = await amelia.do('orders.paper', { order, day: today })
    await amelia.do('orders.capture', { order, signing: signatureOf(payload) })
    return payload
  }
  const waiting = async (at: Pick<House, 'do'>): Promise<any[]> =>
    (await at.do('sync.attentions', { limit: 100, filter: { field: 'state', is: 'not', value: 'resolved' } })).rows.filter(({ kind }: { kind: string }) => kind === 'decide') // prettier-ignore
  const decided = async (): Promise<void> => {
    for (const { id, code } of await waiting(hub))
      if (code !== 'sync.waits') await hub.do('sync.resolve', { attention: id, how: 'drop', note: 'Told the customer' })
    for (const { id } of await waiting(hub)) await hub.do('sync.resolve', { attention: id, how: 'drop', note: 'Told the customer' })
    await amelia.sync()
  }

  it('30: a clause got a newer version after the customer had signed the one before: that one stands', async () => {
    amelia.online = false
    const { id } = await drafted(amelia, 'ZEN', [{ product: 'MS-USER', quantity: '10' }], { pricedOn: today })
    const paper = await signed(id)
    const mine = await amelia.do('orders.get', { order: id })
    await hub.do('terms.publish', clause('Backups are kept for 7 days.'))
    amelia.online = true
    expect(await amelia.sync()).toMatchObject({ left: 0, held: null })
    expect(await waiting(hub)).toEqual([])
    const there = await hub.do('orders.get', { order: id })
    expect(there).toMatchObject({ clauseHashes: mine.clauseHashes, documentHash: mine.documentHash, signature: mine.signature })
    expect(paper.clauses).toContainEqual(expect.objectContaining({ code: 'BACKUP', version: 1 }))
    // Whoever signs now, signs the new one.
    const next = await drafted(amelia, 'ZEN', [{ product: 'MS-USER', quantity: '1' }], { pricedOn: today })
    expect((await amelia.do('orders.paper', { order: next.id, day: today })).payload.clauses).toContainEqual(expect.objectContaining({ code: 'BACKUP', version: 2 })) // prettier-ignore
    await amelia.sync()
  })

  it('33: a quote that was accepted after the office had withdrawn it waits for a person, with what was signed', async () => {
    const { id: quote } = await amelia.do('quotes.save', { entity: 'NLUK', customer: (await customerOf(amelia, 'ZEN')).id, lines: [{ product: 'FW-HA', quantity: '1' }] }) // prettier-ignore
    await amelia.do('quotes.issue', { quote })
    await amelia.sync()
    amelia.online = false
    const { id: order } = await amelia.do('quotes.accept', { quote })
    await signed(order)
    await hub.do('quotes.withdraw', { quote, reason: 'No longer to be had' })
    amelia.online = true
    expect(await amelia.sync()).toMatchObject({ sent: 2, left: 0, held: null })
    for (const side of [hub, amelia])
      expect((await waiting(side)).map(({ operation, code, matter }) => [operation, code, matter]).sort()).toEqual([
        ['orders.capture', 'sync.waits', 'Zenith Legal'],
        ['quotes.accept', 'quotes.closed', 'Zenith Legal'],
      ])
    expect(await hub.do('quotes.get', { quote })).toMatchObject({ state: 'withdrawn' })
    // Theirs stays in sight, and what was signed is at the hub byte for byte.
    expect(await amelia.do('orders.get', { order })).toMatchObject({ id: order })
    const bodies = (at: House, table: string) =>
      at.harmony.database.read((session) => session.rows(`select body_hash from ${table} where operation = 'orders.capture' order by id`))
    expect(await bodies(hub, 'intents')).toEqual(await bodies(amelia, 'queue'))
    await decided()
    expect(await waiting(amelia)).toEqual([])
  })

  const linesAt = async (at: Pick<House, 'do'>, order: string) => (await at.do('orders.get', { order })).lines
  it.each([
    ['mine', '2'],
    ['theirs', '5'],
  ])('31: the lines of an order that the office changed too are shown in three versions, and a person takes %s', async (side, taken) => {
    const cost = { item: 'Racking', quantity: '1', currency: 'GBP', unitCost: '85.00' }
    const lines = (quantity: string) => [{ product: 'FW-HA', quantity, costs: [cost] }]
    const { id } = await drafted(amelia, 'ZEN', lines('1'), { pricedOn: today })
    await amelia.sync()
    const changed = (at: Pick<House, 'do'>, quantity: string) => drafted(at, 'ZEN', lines(quantity), { id, pricedOn: today })
    amelia.online = false
    await changed(amelia, '2')
    await changed(hub, '5')
    amelia.online = true
    await amelia.sync()
    const [parked] = await waiting(hub)
    expect(parked).toMatchObject({ operation: 'orders.save', code: 'sync.conflict' })
    const { attention } = await hub.do('sync.attention', { attention: parked.id })
    expect(attention.fields).toContain('lines')
    const quantity = (version: any): string => version.lines[0].quantity
    expect([attention.original, attention.theirs, attention.mine].map(quantity)).toEqual(['1', '5', '2'])
    for (const at of [hub, amelia]) expect(await linesAt(at, id)).toMatchObject([{ quantity: '5' }])
    expect(await waiting(amelia)).toMatchObject([{ id: parked.id }])
    await hub.do('sync.resolve', {
      attention: parked.id,
      how: 'merge',
      choices: attention.fields.map((field: string) => ({ field, side })),
    })
    await amelia.sync()
    // What is bought for it is part of its line.
    for (const at of [hub, amelia])
      expect(await at.do('orders.get', { order: id })).toMatchObject({
        lines: [{ quantity: taken }],
        costs: [{ item: 'Racking', unitCost: '85' }],
      })
    expect(await waiting(amelia)).toEqual([])
  })
  it('31: an order that was saved again and again without a network is no conflict with itself', async () => {
    amelia.online = false
    const { id } = await drafted(amelia, 'ZEN', [{ product: 'FW-HA', quantity: '1' }], { pricedOn: today })
    for (const quantity of ['2', '3'])
      await drafted(amelia, 'ZEN', [{ product: 'FW-HA', quantity }, { product: 'MS-USER', quantity: '10', percent: '5' }], { id, pricedOn: today }) // prettier-ignore
    amelia.online = true
    expect(await amelia.sync()).toMatchObject({ left: 0, held: null })
    expect(await waiting(hub)).toEqual([])
    for (const at of [hub, amelia]) expect(await linesAt(at, id)).toMatchObject([{ quantity: '3' }, { quantity: '10' }])
  })
})
