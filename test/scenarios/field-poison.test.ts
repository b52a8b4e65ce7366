import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { customerOf } from '../world/selling.ts'
import { stores } from '../world/stores.ts'

/** `sync.md` 2.19, case 13: what brings the hub down each time it is decided is begun three times, and then kept for a person without being read. */
describe.each(stores)('an intent at which the hub fell three times, on %s', (dialect) => {
  let hub: House
  let laptop: Laptop
  beforeAll(async () => {
    hub = await freshHouse(dialect, 'poison', { shape: 'hub' })
    await hub.do('demo.seed', {})
    laptop = await freshLaptop(hub, 'amelia.ford')
    await laptop.sync()
  }, 120_000)
  afterAll(async () => {
    await laptop?.close()
    await hub?.close()
  })

  it('waits for a person, holds up nothing behind it, and is applied when they say so', async () => {
    const customer = (await customerOf(laptop, 'ZEN')).id as string
    const contact = (name: string) => ({ customer, name, title: null, email: null, getsInvoices: false, technical: false, decides: false, active: true }) // prettier-ignore
    laptop.online = false
    await laptop.do('customers.saveContact', contact('Ada Falls'))
    await laptop.do('customers.saveContact', contact('Ben Stands'))
    const [[intent]] = (await laptop.harmony.database.read((session) => session.rows('select id from queued order by lseq'))) as [[string]]
    // What the hub had written, each in a transaction of its own, before it fell.
    await hub.harmony.database.transact((session) => session.run(`insert into sync_attempts (id, tries, at) values ('${intent}', 3, '2026-11-30T09:00:00.000Z')`)) // prettier-ignore
    laptop.online = true
    await laptop.sync()
    expect((await laptop.outbox()).map(({ state, outcome }) => [state, outcome.code])).toEqual([
      ['attention', 'sync.poison'],
      ['settled', null],
    ])
    const named = async (house: Pick<House, 'do'>) =>
      (await house.do('customers.contacts', { filter: { field: 'customer', is: 'equal', value: customer }, limit: 100 })).rows
        .map(({ name }: { name: string }) => name)
        .filter((name: string) => /^(Ada|Ben) /.test(name))
        .sort()
    expect(await named(hub)).toEqual(['Ben Stands'])
    // Her own work stays to be seen on the laptop.
    expect(await named(laptop)).toEqual(['Ada Falls', 'Ben Stands'])
    const { rows } = await hub.do('sync.attentions', { limit: 10 })
    expect(rows).toMatchObject([{ kind: 'decide', code: 'sync.poison' }])
    await hub.do('sync.resolve', { attention: rows[0].id, how: 'apply' })
    await laptop.sync()
    for (const house of [hub, laptop]) expect(await named(house)).toEqual(['Ada Falls', 'Ben Stands'])
    expect(await laptop.sync(true)).toMatchObject({ left: 0, inStep: true })
  })
})
