import { freshHouse, type House } from '../world/house.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { stores } from '../world/stores.ts'

describe.each(stores)('a laptop in the field, with a hub on %s', (dialect) => {
  let hub: House
  let laptop: Laptop
  beforeAll(async () => {
    hub = await freshHouse(dialect, 'field hub', { shape: 'hub' })
    await hub.do('demo.seed', {})
    laptop = await freshLaptop(hub, 'amelia.ford')
  })
  afterAll(async () => {
    await laptop?.close()
    await hub?.close()
  })

  it('gets the territory and nothing else, and is in step', async () => {
    const round = await laptop.sync(true)
    expect(round).toMatchObject({ left: 0, inStep: true, stopped: null })
    const { rows } = await laptop.do('customers.list', { limit: 100 })
    expect(rows.map((row: { code: string }) => row.code).sort()).toEqual(['HAV', 'MIL', 'QUA', 'ZEN'])
  })
  it('captures without a network, and the hub decides the same', async () => {
    laptop.online = false
    await expect(laptop.sync()).rejects.toThrow('no network')
    const [zen] = (await laptop.do('customers.list', { limit: 100 })).rows.filter((row: { code: string }) => row.code === 'ZEN')
    const contact = await laptop.do('customers.saveContact', {
      customer: zen.id, name: 'Iris Novak', title: 'Partner', email: 'iris@zenith.example', getsInvoices: false, technical: false, decides: true, active: true,
    }) // prettier-ignore
    expect(await laptop.outbox()).toMatchObject([{ operation: 'customers.saveContact', state: 'saved' }])
    laptop.online = true
    expect(await laptop.sync(true)).toMatchObject({ sent: 1, left: 0, inStep: true })
    expect(await laptop.outbox()).toMatchObject([{ state: 'settled' }])
    const there = (await hub.do('customers.contacts', { limit: 100 })).rows.find((row: { id: string }) => row.id === contact.id)
    expect(there).toMatchObject({ name: 'Iris Novak' })
  })
})
