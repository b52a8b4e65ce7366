import { randomUUID } from 'node:crypto'
import { copyFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { databaseFileIn } from '../../main/data-folder.ts'
import { openHarmony, type Harmony } from '../../main/compose.ts'
import { directly, freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { captured, drafted } from '../world/selling.ts'

/** What the simulator found, each as the story of one laptop. */
describe('a laptop in the field, when things go wrong in between', () => {
  let hub: House
  let laptop: Laptop
  /** The hub after its restore. */
  let again: Harmony | undefined
  const office = () => ({
    do: async (operation: string, input: unknown): Promise<any> => {
      const outcome = await again!.run({ id: randomUUID(), operation, input, caller: (await again!.localAdministrator())! })
      if (!outcome.ok) throw new Error(outcome.refusal.refused)
      return outcome.result
    },
  })
  /** Called before each message; whatever it throws is the network's. */
  let onTheWay: (kind: string) => void = () => undefined
  /** Rows of a portion, at most. */
  let rows = Infinity
  beforeEach(async () => {
    hub = await freshHouse('sqlite', 'restored hub', { shape: 'hub' })
    await hub.do('demo.seed', {})
    const way = directly(() => (again ?? hub.harmony).hub!)
    const going =
      <T extends unknown[], R>(kind: string, work: (...said: T) => Promise<R>) =>
      async (...said: T): Promise<R> => {
        onTheWay(kind)
        return work(...said)
      }
    laptop = await freshLaptop(hub, 'amelia.ford', 'Amelia', {
      transport: {
        challenge: way.challenge,
        hello: way.hello,
        push: going('push', way.push),
        pull: going('pull', way.pull),
        load: going('load', (token, request) => way.load(token, { ...request, limit: Math.min(request.limit, rows) })),
      },
    })
    onTheWay = () => undefined
    rows = Infinity
    await laptop.sync(true)
  }, 60_000)
  afterEach(async () => {
    await laptop?.close()
    await again?.close()
    again = undefined
    await hub?.close()
  })
  const lostOnce = (lost: string): void => {
    onTheWay = (kind) => {
      if (kind !== lost) return
      onTheWay = () => undefined
      throw new Error('no network')
    }
  }
  const userOf = async (login: string) => (await hub.do('people.users', { search: login, limit: 10 })).rows[0]
  const wholeCustomer = async (code: string) => {
    const [{ id }] = (await hub.do('customers.list', { filter: { field: 'code', is: 'equal', value: code } })).rows
    const { matchName: _, ...input } = (await hub.do('customers.get', { customer: id })).customer
    return input
  }

  it('gets what hangs on a customer that came into the territory, although the network failed between the two', async () => {
    const pennine = await wholeCustomer('PEN')
    await hub.do('customers.save', { ...pennine, territory: 'SOUTH' })
    lostOnce('load')
    await expect(laptop.sync()).rejects.toThrow('no network')
    await laptop.sync()
    const { rows } = await laptop.do('customers.contacts', { limit: 100 })
    expect(rows.map((row: { customer: string }) => row.customer)).toContain(pennine.id)
    expect(await laptop.sync(true)).toMatchObject({ inStep: true })
  })
  it('shows what somebody signed while a restored hub sends its copy in portions, and the network fails after each', async () => {
    const order = await drafted(laptop, 'ZEN', [{ product: 'FW-HA', quantity: '1' }])
    await captured(laptop, order.id)
    lostOnce('pull')
    await expect(laptop.sync()).rejects.toThrow('no network')
    await hub.harmony.hub!.newEpoch()
    const there = async (table: string, column: string) =>
      Number(
        (
          await laptop.harmony.database.read((session) => session.rows(`select count(*) from ${table} where ${column} = ?`, [order.id]))
        )[0]![0],
      )
    rows = 25
    let attempts = 0
    for (let whole = false; !whole && attempts < 1_000; attempts++) {
      let loads = 0
      onTheWay = (kind) => {
        if (kind === 'load' && ++loads > 1) throw new Error('no network')
      }
      whole = await laptop.sync().then(() => true, () => false) // prettier-ignore
      expect([attempts, await there('orders', 'id'), await there('order_documents', '"order"')]).toEqual([attempts, 1, 1])
    }
    expect(attempts).toBeGreaterThan(3)
    onTheWay = () => undefined
    expect(await laptop.sync(true)).toMatchObject({ left: 0, inStep: true })
  })
  it('gets its copy back when its person, who had been deactivated, is back', async () => {
    const { id } = await userOf('amelia.ford')
    await hub.do('people.deactivateUser', { user: id })
    await laptop.sync()
    await hub.do('people.reactivateUser', { user: id })
    await laptop.sync()
    expect(await laptop.sync(true)).toMatchObject({ inStep: true })
    expect((await laptop.do('customers.list', { limit: 100 })).rows.length).toBeGreaterThan(0)
  })
  it('takes a whole copy that already holds what it captured, and does not stumble over it', async () => {
    const order = await drafted(laptop, 'ZEN', [{ product: 'FW-HA', quantity: '1' }], { pricedOn: '2026-11-16' })
    await captured(laptop, order.id)
    // The hub has it, but the answer to the pull is lost; then the territory changes, so all comes down anew.
    lostOnce('pull')
    await expect(laptop.sync()).rejects.toThrow('no network')
    const { id, login, name, email, title, roles, entities } = await hub.do('people.user', { user: (await userOf('amelia.ford')).id })
    await hub.do('people.editUser', { user: id, login, name, email, title, roles, entities, territories: ['SOUTH', 'NORTH'] })
    await laptop.sync()
    expect(await laptop.sync(true)).toMatchObject({ left: 0, inStep: true })
    expect((await laptop.outbox()).map(({ state }) => state)).toEqual(['settled', 'settled'])
  })
  it('offers everything again to a hub that was restored, and numbers that were shown stay', async () => {
    const file = databaseFileIn(hub.place.dataDir!)
    const backup = path.join(hub.place.dataDir!, 'backup.db')
    await hub.harmony.database.read((session) => session.script(`vacuum into '${backup}'`))
    const order = await drafted(laptop, 'ZEN', [{ product: 'FW-HA', quantity: '1' }], { pricedOn: '2026-11-16' })
    await captured(laptop, order.id)
    await laptop.sync()
    const numberOf = async () => (await laptop.do('orders.get', { order: order.id })).number
    expect(await numberOf()).toBe('NLUK-ORD-26-000001')
    await hub.harmony.close()
    copyFileSync(backup, file)
    for (const log of ['-wal', '-shm']) rmSync(`${file}${log}`, { force: true })
    again = await openHarmony({ ...hub.place, shape: 'hub' })
    const epoch = await again.hub!.newEpoch()
    expect(epoch).toBeGreaterThan(1)
    // Somebody else's order comes first: it does not get the number that was shown.
    const other = await captured(
      office(),
      (await drafted(office(), 'PEN', [{ product: 'FW-HA', quantity: '1' }], { pricedOn: '2026-11-16' })).id,
    )
    expect(Number(other.number.slice(-6))).toBeGreaterThan(1_000)
    expect(await laptop.sync()).toMatchObject({ left: 0 })
    expect(await numberOf()).toBe('NLUK-ORD-26-000001')
    expect(await laptop.sync(true)).toMatchObject({ inStep: true })
    const [row] = await again.database.read((session) => session.rows(`select value from settings where key = 'sync.epoch'`))
    expect(row).toEqual([String(epoch)])
  })
})
