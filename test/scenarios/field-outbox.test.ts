import { freshHouse, type House } from '../world/house.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { stores } from '../world/stores.ts'

describe.each(stores)('the outbox of a laptop, with a hub on %s', (dialect) => {
  let hub: House
  let laptop: Laptop
  let contact: Record<string, unknown> & { id: string }
  const outbox = async (): Promise<any[]> => (await laptop.do('sync.outbox', { order: ['capturedAt'], limit: 100 })).rows
  const saved = (who: Pick<House, 'do'>, about: object): Promise<any> => who.do('customers.saveContact', { ...contact, ...about })
  beforeAll(async () => {
    hub = await freshHouse(dialect, 'outbox hub', { shape: 'hub' })
    await hub.do('demo.seed', {})
    laptop = await freshLaptop(hub, 'amelia.ford')
    await laptop.sync()
    const { rows } = await laptop.do('customers.list', { search: 'ZEN', limit: 1 })
    const made = await laptop.do('customers.saveContact', {
      customer: rows[0].id, name: 'Iris Novak', title: 'Partner', email: 'iris@zenith.example', getsInvoices: false, technical: false, decides: true, active: true,
    }) // prettier-ignore
    contact = made
  })
  afterAll(async () => {
    await laptop?.close()
    await hub?.close()
  })

  it('says in words what was captured, and how far it is', async () => {
    expect(await outbox()).toMatchObject([
      { operation: 'customers.saveContact', matter: expect.stringContaining('Zenith'), state: 'pending', code: null, attention: null },
    ])
    expect(await laptop.do('sync.status')).toMatchObject({ shape: 'field', unsent: 1, needsYou: 0, oldest: expect.any(String) })
    await laptop.sync()
    expect(await outbox()).toMatchObject([{ state: 'settled' }])
    expect(await laptop.do('sync.status')).toMatchObject({
      unsent: 0,
      oldest: null,
      leaseUntil: expect.any(String),
      captureUntil: expect.any(String),
    })
  })
  it('is empty at the hub, which is no device', async () => {
    expect(await hub.do('sync.outbox', { limit: 10 })).toEqual({ rows: [], total: 0 })
    expect(await hub.do('sync.status')).toMatchObject({ shape: 'hub', device: null, connection: null, unsent: 0 })
    expect(await hub.refused('sync.now')).toBe('sync.onlyInField')
  })
  it('lets its author withdraw what waits for a decision, once, with the reason on both sides', async () => {
    await saved(hub, { name: 'Iris Hub' })
    await saved(laptop, { name: 'Iris Laptop' })
    const [, intent] = await outbox()
    expect(await laptop.refused('sync.withdraw', { intent: intent.id, reason: 'Never mind' })).toBe('sync.onItsWay')
    await laptop.sync()
    const [, waiting] = await outbox()
    expect(waiting).toMatchObject({ state: 'needsYou', code: 'sync.conflict', attention: expect.any(String) })
    expect(await laptop.do('sync.status')).toMatchObject({ needsYou: 1 })
    const tom = await hub.as('tom.okafor')
    expect(await tom.refused('sync.withdraw', { intent: intent.id, reason: 'Mine' })).toBe('sync.notYours')
    await laptop.do('sync.withdraw', { intent: intent.id, reason: 'Head office knows better' })
    // Seen at once, without a network.
    expect((await outbox())[1]).toMatchObject({
      state: 'settled',
      resolution: 'drop',
      note: 'Head office knows better',
      resolvedBy: 'Amelia Ford',
    })
    expect(await laptop.refused('sync.withdraw', { intent: intent.id, reason: 'Again' })).toBe('sync.resolvedAlready')
    expect(await laptop.sync(true)).toMatchObject({ sent: 1, left: 0, inStep: true })
    expect((await outbox()).map((row) => row.state)).toEqual(['settled', 'settled', 'settled'])
    const { attention } = await hub.do('sync.attention', { attention: waiting.attention })
    expect(attention).toMatchObject({ state: 'resolved', resolution: 'drop', note: 'Head office knows better', resolvedBy: 'Amelia Ford' })
    const { rows } = await laptop.do('customers.contacts', { search: 'Iris', limit: 10 })
    expect(rows.map((row: { name: string }) => row.name)).toEqual(['Iris Hub'])
  })
  it('refuses what was applied, what is not there, and keeps a withdrawal that came too late for a person', async () => {
    const [first] = await outbox()
    expect(await laptop.refused('sync.withdraw', { intent: first.id, reason: 'Too late' })).toBe('sync.appliedAlready')
    expect(await laptop.refused('sync.withdraw', { intent: laptop.id, reason: 'What' })).toBe('sync.unknownIntent')
    contact = (await laptop.do('customers.contacts', { search: 'Iris', limit: 1 })).rows[0]
    const { customer, id, email, phone, title } = contact as any
    const whole = { id, customer, email, phone, title, getsInvoices: false, technical: false, decides: true, active: true }
    await hub.do('customers.saveContact', { ...whole, name: 'Hub again' })
    await laptop.do('customers.saveContact', { ...whole, name: 'Laptop again' })
    await laptop.sync()
    const waiting = (await outbox()).at(-1)
    expect(waiting).toMatchObject({ state: 'needsYou' })
    // Head office decides while the laptop is away and withdraws.
    await laptop.do('sync.withdraw', { intent: waiting.id, reason: 'Never mind' })
    await hub.do('sync.resolve', { attention: waiting.attention, how: 'merge', choices: [{ field: 'name', side: 'mine' }] })
    await laptop.sync()
    const { rows } = await hub.do('sync.attentions', { limit: 10 })
    const late = rows.filter((row: { operation: string }) => row.operation === 'sync.withdraw')
    expect(late).toMatchObject([{ code: 'sync.resolvedAlready', state: 'open' }])
    expect((await hub.do('customers.contacts', { search: 'Laptop again', limit: 5 })).total).toBe(1)
  })
  it('signs of something new what was said alone, of an edit every field', async () => {
    const inputs = async (): Promise<any[]> => {
      const rows = await laptop.harmony.database.read((session) => session.rows('select body from queue order by lseq'))
      return rows.map(([body]) => (JSON.parse(body as string) as { input: unknown }).input)
    }
    const [made, edited] = await inputs()
    expect(made).toMatchObject({ name: 'Iris Novak', active: true, technical: false })
    expect(Object.keys(made)).not.toContain('phone')
    expect(Object.values(made)).not.toContain(null)
    expect(edited).toMatchObject({ id: contact.id, name: 'Iris Laptop', phone: null })
  })
})
