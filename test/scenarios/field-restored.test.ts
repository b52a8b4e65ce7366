import { randomUUID } from 'node:crypto'
import { copyFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { databaseFileIn } from '../../main/data-folder.ts'
import { openHarmony, type Harmony } from '../../main/compose.ts'
import { directly, freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { captured, drafted } from '../world/selling.ts'

/** The same computer, before and after. */
const secretsKey = path.join(tmpdir(), `harmony-restored-${process.pid}.key`)
afterAll(() => rmSync(secretsKey, { force: true }))

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
  /** Called before each message, and before its answer; whatever it throws is the network's. */
  let onTheWay: (kind: string) => void = () => undefined
  let onTheWayBack: (kind: string) => void = () => undefined
  /** Rows of a portion, at most. */
  let rows = Infinity
  beforeEach(async () => {
    hub = await freshHouse('sqlite', 'restored hub', { shape: 'hub', secretsKey })
    await hub.do('demo.seed', {})
    const way = directly(() => (again ?? hub.harmony).hub!)
    const going =
      <T extends unknown[], R>(kind: string, work: (...said: T) => Promise<R>) =>
      async (...said: T): Promise<R> => {
        onTheWay(kind)
        const answer = await work(...said)
        onTheWayBack(kind)
        return answer
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
    onTheWay = onTheWayBack = () => undefined
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
  /** The backup that the hub will go on from. */
  const backedUp = () => hub.harmony.database.read((session) => session.script(`vacuum into '${path.join(hub.place.dataDir!, 'backup.db')}'`)) // prettier-ignore
  const restoredHub = async (): Promise<number> => {
    const file = databaseFileIn(hub.place.dataDir!)
    await hub.harmony.close()
    copyFileSync(path.join(hub.place.dataDir!, 'backup.db'), file)
    for (const log of ['-wal', '-shm']) rmSync(`${file}${log}`, { force: true })
    const opened = await openHarmony({ ...hub.place, shape: 'hub', secretsKey })
    again = opened
    return opened.hub!.newEpoch()
  }
  it('offers everything again to a hub that was restored, and numbers that were shown stay', async () => {
    await backedUp()
    const order = await drafted(laptop, 'ZEN', [{ product: 'FW-HA', quantity: '1' }], { pricedOn: '2026-11-16' })
    await captured(laptop, order.id)
    await laptop.sync()
    const numberOf = async () => (await laptop.do('orders.get', { order: order.id })).number
    expect(await numberOf()).toBe('NLUK-ORD-26-000001')
    const epoch = await restoredHub()
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
    const [row] = await again!.database.read((session) => session.rows(`select value from settings where key = 'sync.epoch'`))
    expect(row).toEqual([String(epoch)])
  })

  describe('numbers that only other laptops had read', () => {
    let other: Laptop
    beforeEach(async () => {
      other = await freshLaptop(hub, 'amelia.ford', 'Amelia’s other laptop', { transport: directly(() => (again ?? hub.harmony).hub!) })
      await other.sync(true)
      await backedUp()
    })
    afterEach(() => other?.close())
    /** Signed on the laptop, numbered by the hub; the laptop never hears of it, the other one reads it. */
    const signedUnheard = async (): Promise<{ readonly id: string; readonly number: string }> => {
      const { id } = await drafted(laptop, 'ZEN', [{ product: 'FW-HA', quantity: '1' }], { pricedOn: '2026-11-16' })
      await captured(laptop, id)
      onTheWayBack = (kind) => {
        if (kind === 'push') throw new Error('no network')
      }
      await expect(laptop.sync()).rejects.toThrow('no network')
      await other.sync()
      const { number } = await other.do('orders.get', { order: id })
      expect(number).toBe('NLUK-ORD-26-000001')
      expect((await laptop.do('orders.get', { order: id })).number).toBeNull()
      onTheWayBack = () => undefined
      await restoredHub()
      return { id, number }
    }
    const lostNumbers = async () =>
      (await office().do('entities.lostNumbers', { limit: 100 })).rows.map((row: any) => [row.number, row.became, row.customerName])

    it('are given to the same paper again, once one of them has said so', async () => {
      const { id, number } = await signedUnheard()
      await other.sync()
      expect(await lostNumbers()).toEqual([[number, 'missing', null]])
      await laptop.sync()
      expect((await laptop.do('orders.get', { order: id })).number).toBe(number)
      expect(await lostNumbers()).toEqual([[number, 'back', null]])
      // Said a second time, by a laptop that comes late, it is nothing new.
      await other.sync(true)
      expect(await other.sync(true)).toMatchObject({ left: 0, inStep: true })
      expect((await office().do('sync.attentions', { limit: 10 })).rows).toEqual([])
    })
    it('are said again by a laptop whose person could not act when it said so first', async () => {
      const { id: person } = await userOf('amelia.ford')
      const { id, number } = await signedUnheard()
      await office().do('people.deactivateUser', { user: person })
      await other.sync()
      expect(await lostNumbers()).toEqual([])
      await office().do('people.reactivateUser', { user: person })
      await other.sync()
      expect(await lostNumbers()).toEqual([[number, 'missing', null]])
      await laptop.sync()
      expect((await laptop.do('orders.get', { order: id })).number).toBe(number)
    })
    it('are told to whoever captured the paper, where the paper came first', async () => {
      const { id, number } = await signedUnheard()
      await laptop.sync()
      const { number: given } = await laptop.do('orders.get', { order: id })
      expect(Number(given.slice(-6))).toBeGreaterThan(1_000)
      await other.sync()
      expect(await lostNumbers()).toEqual([[number, 'renumbered', null]])
      await laptop.sync()
      const { rows } = await laptop.do('sync.attentions', { limit: 10 })
      expect(rows).toMatchObject([{ kind: 'note', code: 'sync.renumbered', matter: given }])
      // Nothing of it is in competition, and its page goes through the fields that are.
      expect((await laptop.do('sync.attention', { attention: rows[0].id })).attention.fields).toEqual([])
    })
  })
  it('never numbers an invoice as one that customers hold from before, and explains the gap', async () => {
    const invoiced = async (house: { do(operation: string, input: unknown): Promise<any> }, code: string): Promise<string> => {
      const { id } = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: code } })).rows[0]
      const lines = [{ product: 'FW-HA', quantity: '1', taxCodes: ['UK-S20'] }]
      return (await house.do('billing.invoiceByHand', { customer: id, entity: 'NLUK', issued: '2026-11-18', currency: 'GBP', poNumber: 'PO-1', lines, post: true })).number // prettier-ignore
    }
    // Grace may see invoices, and has the south on her laptop.
    const { id, login, name, email, title, roles, entities } = await hub.do('people.user', { user: (await userOf('grace.patel')).id })
    await hub.do('people.editUser', { user: id, login, name, email, title, roles, entities, territories: ['SOUTH'] })
    const grace = await freshLaptop(hub, 'grace.patel', 'Grace’s laptop', { transport: directly(() => (again ?? hub.harmony).hub!) })
    await invoiced(hub, 'ZEN')
    await backedUp()
    const [unseen, seen] = [await invoiced(hub, 'PEN'), await invoiced(hub, 'ZEN')]
    await grace.sync(true)
    const counted = Number(seen.slice(-6)) - 2
    await restoredHub()
    await grace.sync()
    await grace.close()
    const next = await invoiced(office(), 'HAV')
    expect([unseen, seen, next].map((number) => Number(number.slice(-6)) - counted)).toEqual([1, 2, 3])
    const { rows } = await office().do('entities.lostNumbers', { order: ['number'], limit: 100 })
    expect(rows).toMatchObject([
      { number: unseen, became: 'unseen', customerName: null },
      { number: seen, became: 'missing', customerName: 'Zenith Legal', currency: 'GBP', gross: '768000' },
    ])
    const tasks = await office().do('desk.tasks', {})
    expect(tasks).toContainEqual(expect.objectContaining({ task: 'entities.lostDocuments', count: 2 }))
    const gaps = async () => (await office().do('audit.check', { checks: ['audit.numbersWithoutGaps', 'audit.sealsIntact'] })).checks.map(({ ok }: { ok: boolean }) => ok) // prettier-ignore
    expect(await gaps()).toEqual([true, true])
    // What no laptop knows, somebody says who looks into the archive.
    const series = 'NLUK/invoice/26'
    const numberAt = (place: number) => `${next.slice(0, -6)}${String(place).padStart(6, '0')}`
    const say = (number: string) => office().do('entities.numbersGiven', { series, number, reason: 'Copies at the tax adviser' })
    await expect(say(next)).rejects.toThrow('entities.numberNotAhead')
    await expect(say(numberAt(900_000))).rejects.toThrow('entities.numberFarAhead')
    expect(await say(numberAt(counted + 5))).toEqual({ series, next: counted + 6, lost: 2 })
    expect(await invoiced(office(), 'ZEN')).toBe(numberAt(counted + 6))
    expect(await gaps()).toEqual([true, true])
    await again!.database.transact((session) => session.run('delete from lost_numbers', []))
    expect(await gaps()).toEqual([false, true])
  })
})
