import { openMetrics } from '../../main/metrics.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const now = Date.parse('2026-11-24T18:00:00.000Z')

// Whoever looks after the hub sees the field without asking anybody in it.
describe.each(stores)('figures of the field, with a hub on %s', (dialect) => {
  let hub: House
  let laptop: Laptop
  beforeAll(async () => {
    hub = await freshHouse(dialect, 'figures hub', { shape: 'hub' })
    await hub.do('demo.seed', {})
    laptop = await freshLaptop(hub, 'amelia.ford')
  })
  afterAll(async () => {
    await laptop?.close()
    await hub?.close()
  })
  // What is looked up is kept for some seconds: each look is one of its own.
  const figures = async (): Promise<Readonly<Record<string, number>>> => {
    const text = await openMetrics(hub.harmony, () => now).text()
    return Object.fromEntries(
      [...text.matchAll(/^harmony_(devices_in_step|field_[a-z_]+) (\S+)$/gm)].map(([, name, value]) => [name!, Number(value)]),
    )
  }
  const phones = async (who: Pick<House, 'do'>, phone: string): Promise<void> => {
    const { rows } = await who.do('customers.list', { search: 'Harbour', limit: 1 })
    const { matchName: _, ...customer } = (await who.do('customers.get', { customer: rows[0].id })).customer
    await who.do('customers.save', { ...customer, phone })
  }

  it('move with a copy that is in step, an unsent backlog, a conflict and what is put aside', async () => {
    const calm = { field_unsent: 0, field_waiting: 0, field_put_aside: 0 }
    expect(await figures()).toEqual({ ...calm, devices_in_step: 0 })
    await laptop.sync(true)
    expect(await figures()).toEqual({ ...calm, devices_in_step: 1 })
    // Two people say different things, one of them on the road.
    await phones(laptop, '+44 1')
    await phones(hub, '+44 2')
    await laptop.sync(true)
    expect(await figures()).toMatchObject({ field_waiting: 1, field_unsent: 0 })
    const change = (sql: string) => hub.harmony.database.transact((session) => session.run(sql))
    await change(`update device_seen set unsent = 3, oldest = '${new Date(now - 7_200_000).toISOString()}'`)
    await change(`insert into sync_quarantine (device, at, why, body) values (null, '${new Date(now).toISOString()}', 'sync.lost', '{}')`)
    expect(await figures()).toMatchObject({ devices_in_step: 0, field_unsent: 3, field_unsent_age_seconds: 7200, field_put_aside: 1 })
    // What a laptop has that was reported lost nobody waits for.
    await change(`update devices set state = 'lost'`)
    expect(await figures()).toEqual({ ...calm, field_waiting: 1, field_put_aside: 1, devices_in_step: 0 })
  })
})
