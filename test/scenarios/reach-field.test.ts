import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { customerOf } from '../world/selling.ts'

/** A laptop holds what its person would see at the hub, and no more. */
describe('the copy of somebody whose rights do not reach everything', () => {
  let hub: House
  let laptop: Laptop
  let amelia: string
  beforeAll(async () => {
    hub = await freshHouse('sqlite', 'reach-field', { shape: 'hub' })
    await hub.do('demo.seed')
    amelia = (await hub.do('people.users', { search: 'amelia.ford', limit: 1 })).rows[0].id
    // Campaigns, stages and indices are the company's, and rights on them cannot be bounded by people.
    const field = (await hub.do('people.roles')).roles.find((role: { code: string }) => role.code === 'field-sales')
    const without = ['campaigns.*', 'opportunities.*', 'indexation.read', 'lab.read']
    const permits = [...field.permits.filter((entry: string) => !without.includes(entry)), 'opportunities.read', 'opportunities.write']
    await hub.do('people.saveRole', { code: 'field-sales', name: field.name, permits })
    await hub.do('people.saveRoleBounds', { role: 'field-sales', bounds: [{ permit: '*', extent: 'own', entities: null }], limits: [] })
    const { id } = await customerOf(hub, 'ZEN')
    await hub.do('customers.setCarers', { customer: id, carers: [amelia] })
    laptop = await freshLaptop(hub, 'amelia.ford')
    await laptop.sync()
  }, 60_000)
  afterAll(async () => {
    await laptop?.close()
    await hub?.close()
  })
  const held = async (table: string): Promise<number> =>
    Number((await laptop.harmony.database.read((session) => session.rows(`select count(*) from ${table}`)))[0]![0])

  it('holds the customers they look after, with what hangs on them, and the same by its digest', async () => {
    const own = await hub.as('amelia.ford')
    expect(await held('contracts')).toBe((await own.do('contracts.list', { limit: 1 })).total)
    expect(await held('contracts')).toBeGreaterThan(0)
    // At the hub they also see whom they merely sell to.
    expect(await held('customers')).toBe(1)
    expect((await own.do('customers.list', { limit: 1 })).total).toBeLessThan((await hub.do('customers.list', { limit: 1 })).total)
    expect((await laptop.do('customers.list', { limit: 100 })).total).toBe(await held('customers'))
    expect(await laptop.sync(true)).toMatchObject({ left: 0, inStep: true })
  })

  it('gets what hangs on a customer that comes to them, and gives it up when somebody else looks after it', async () => {
    const own = await hub.as('amelia.ford')
    const contracts = async (): Promise<readonly number[]> => [
      await held('contracts'),
      (await own.do('contracts.list', { limit: 1 })).total,
    ]
    const [before] = await contracts()
    const territory = (await hub.do('people.user', { user: amelia })).territories as string[]
    const rows = await hub.harmony.database.read((session) =>
      session.rows(`select c.id from customers c where c.territory in ('${territory.join("','")}') and exists (select 1 from contracts x where x.customer = c.id)
        and not exists (select 1 from customer_carers y where y.customer = c.id)`),
    )
    const came = rows[0]![0] as string
    await hub.do('customers.setCarers', { customer: came, carers: [amelia] })
    await laptop.sync()
    const [more, seen] = await contracts()
    expect([more! > before!, more]).toEqual([true, seen])
    await hub.do('customers.setCarers', { customer: came, carers: [] })
    await laptop.sync()
    expect(await contracts()).toEqual([before, before])
    expect(await laptop.sync(true)).toMatchObject({ left: 0, inStep: true })
  })

  it('is taken anew when the rights reach otherwise', async () => {
    await hub.do('people.saveRoleBounds', { role: 'field-sales', bounds: [], limits: [] })
    await laptop.sync()
    const { territories } = await hub.do('people.user', { user: amelia })
    const [row] = await hub.harmony.database.read((session) => session.rows(`select count(*) from customers where territory is null or territory in ('${territories.join("','")}')`)) // prettier-ignore
    expect(await held('customers')).toBe(Number(row![0]))
    expect(await laptop.sync(true)).toMatchObject({ left: 0, inStep: true })
  })
})
