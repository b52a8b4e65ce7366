import { modules } from '../../core/harmony.ts'
import { heldBy } from '../../main/storage/scope.ts'
import { tableOf } from '../../main/storage/tables.ts'
import type { Page, Replica } from '../../main/sync/replica.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { customerOf } from '../world/selling.ts'

// What a device's copy promises, whatever the line, the hub and people do to it.
describe('the copy on a laptop', () => {
  let hub: House
  let laptop: Laptop
  beforeEach(async () => {
    hub = await freshHouse('sqlite', 'field-copy', { shape: 'hub' })
    await hub.do('demo.seed')
    laptop = await freshLaptop(hub, 'amelia.ford')
    await laptop.sync()
  }, 60_000)
  afterEach(async () => {
    await laptop?.close()
    await hub?.close()
  })
  const rows = (sql: string) => laptop.harmony.database.read((session) => session.rows(sql))
  const cursor = async (): Promise<string> => String((await rows(`select value from device_state where key = 'since'`))[0]![0])
  const renamed = (name: string) => hub.do('customers.saveTerritory', { code: 'SOUTH', name })
  const territory = async (): Promise<unknown> => (await rows(`select name from territories where code = 'SOUTH'`))[0]![0]

  it('takes no page that is late or comes twice: what is newer stays, and so does its place in the feed', async () => {
    const replica = laptop.harmony.device!.replica as { -readonly [K in keyof Replica]: Replica[K] }
    const { apply } = replica
    const pages: Page[] = []
    replica.apply = (page, scope) => {
      pages.push(page)
      return apply(page, scope)
    }
    await renamed('South, as it was')
    await laptop.sync()
    await renamed('South, as it is')
    await laptop.sync()
    expect(await territory()).toBe('South, as it is')
    const place = await cursor()
    const late = pages.find((page) => page.rows.some((row) => JSON.stringify(row).includes('South, as it was')))!
    expect(await apply(late, undefined)).toBe(false)
    expect(await apply({ ...late, epoch: late.epoch + 1, from: Number(place) }, undefined)).toBe(false)
    expect([await territory(), await cursor()]).toEqual(['South, as it is', place])
  })

  it('goes on showing what a person made and the hub cannot take yet, when something beside it is settled', async () => {
    const { id: customer } = await customerOf(laptop, 'ZEN')
    const offer = { entity: 'NLUK', customer, lines: [{ product: 'FW-HA', quantity: '1' }] }
    const quote = await laptop.do('quotes.save', { ...offer, title: 'First' })
    await laptop.do('quotes.save', { ...offer, id: quote.id, title: 'Second' })
    // Meanwhile nobody in the field may write quotes any more.
    const field = (await hub.do('people.roles')).roles.find((role: { code: string }) => role.code === 'field-sales')
    await hub.do('people.saveRole', {
      code: field.code,
      name: field.name,
      permits: field.permits.filter((one: string) => one !== 'quotes.write'),
    })
    await laptop.sync()
    expect((await laptop.outbox()).map(({ state }) => state)).toEqual(['attention', 'attention'])
    const shown = async () => (await rows(`select title from quotes where id = '${quote.id}'`)).map(([title]) => title)
    expect(await shown()).toEqual(['Second'])
    const { rows: waiting } = await hub.do('sync.attentions', { filter: { field: 'state', is: 'equal', value: 'open' }, order: ['openedAt', 'id'], limit: 10 }) // prettier-ignore
    const second = (await hub.do('sync.intents', { order: ['capturedAt', 'id'], limit: 10 })).rows.at(-1)
    const ofSecond = []
    for (const { id } of waiting) {
      const { attention } = await hub.do('sync.attention', { attention: id })
      if (attention.intent === second.id) ofSecond.push(id)
    }
    await hub.do('sync.resolve', { attention: ofSecond[0], how: 'drop', note: 'The first is the one' })
    await laptop.sync()
    expect((await laptop.outbox()).map(({ state }) => state)).toEqual(['attention', 'settled'])
    // What was dropped is gone; what waits for a person is as it was captured.
    expect(await shown()).toEqual(['First'])
    expect(await laptop.sync(true)).toMatchObject({ left: 0 })
  })

  it('leaves not a row behind when it has to go, and nothing of the queue that was not delivered is lost', async () => {
    await laptop.do('customers.saveContact', { customer: (await customerOf(laptop, 'ZEN')).id, name: 'Captured', title: null, email: null, getsInvoices: false, technical: false, decides: false, active: true }) // prettier-ignore
    laptop.online = false
    const held = heldBy(modules)
    const tables = held.kinds.flatMap((kind) => [kind, ...held.partsOf(kind)]).map((kind) => tableOf(kind, 'sqlite').name)
    const counted = async (names: readonly string[]): Promise<readonly string[]> => {
      const full: string[] = []
      for (const name of names) if (Number((await rows(`select count(*) from ${name}`))[0]![0]) > 0) full.push(name)
      return full
    }
    // The territory is not empty before.
    expect((await counted(tables)).length).toBeGreaterThan(20)
    await laptop.harmony.database.transact((session) => session.run(`insert into passwords ("user", verifier) values ('nobody', 'x')`))
    await laptop.harmony.device!.replica.wipe()
    expect(await counted([...tables, 'beneath', 'touched', 'loading', 'passwords', 'sessions'])).toEqual([])
    expect((await laptop.outbox()).map(({ operation, state }) => [operation, state])).toEqual([['customers.saveContact', 'saved']])
    expect(await cursor()).toBe('-1')
  })
})
