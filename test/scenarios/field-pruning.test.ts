import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { modules } from '../../core/harmony.ts'
import type { Instant } from '../../core/kernel/day.ts'
import type { Transport } from '../../main/sync/device.ts'
import { durableSetting } from '../../main/sync/hub.ts'
import { verifyLog } from '../../main/storage/verify.ts'
import { SyncRefusal } from '../../main/sync/messages.ts'
import { directly, freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { drafted, signatureOf } from '../world/selling.ts'
import { stores } from '../world/stores.ts'

const day = 86_400_000

describe.each(stores)('what a device and its hub forget, on %s', (dialect) => {
  let hub: House
  let laptop: Laptop
  let now = Date.parse('2026-11-18T09:00:00.000Z')
  const at = () => new Date(now).toISOString() as Instant
  const days = (count: number) => (now += count * day)
  const sql = (house: House, text: string) => house.harmony.database.read((session) => session.rows(text))
  const write = (house: House, text: string) => house.harmony.database.transact((session) => session.script(text))
  const queued = async () => (await sql(laptop, 'select state from queued order by lseq')).map(([state]) => state)
  const told = async () => (await sql(laptop, 'select operation, state from queued order by lseq')).map((row) => row.join(' '))
  /** A line that turns bits of files over. */
  let bent = false
  /** A backup was verified: everything that is in the feed now is in it. Something came to the feed since the last files did, as each backup does itself. */
  const proved = async () => {
    await hub.do('customers.saveTerritory', { code: 'WEST', name: `West ${(nth += 1)}` })
    await write(hub, `insert into settings (key, value) select '${durableSetting}', cast(next_change - 1 as text) from log_head where true on conflict (key) do update set value = excluded.value`) // prettier-ignore
  }
  let nth = 0
  /** An order is written, put on paper and signed: two intents and a file. */
  const sell = async () => {
    const order = await drafted(laptop, 'ZEN', [{ product: 'FW-HA', quantity: '1' }])
    const { payload } = await laptop.do('orders.paper', { order: order.id, day: '2026-11-18' })
    const document = await laptop.harmony.files.put(randomBytes(900), 'order.pdf', 'application/pdf')
    await laptop.do('orders.capture', { order: order.id, signing: signatureOf(payload, { document, viewed: document.hash }) })
    return document.hash
  }

  beforeAll(async () => {
    hub = await freshHouse(dialect, 'pruning hub', { shape: 'hub', at })
    await hub.do('demo.seed', {})
    const way = directly(() => hub.harmony.hub!)
    const put: NonNullable<Transport['blobs']>['put'] = (...part) =>
      bent ? Promise.reject(new SyncRefusal(422, 'sync.badPart')) : way.blobs!.put(...part)
    laptop = await freshLaptop(hub, 'amelia.ford', 'Amelia', { at, transport: { ...way, blobs: { have: way.blobs!.have, put } } })
    await laptop.sync(true)
  }, 60_000)
  afterAll(async () => {
    await laptop?.close()
    await hub?.close()
  })

  it('keeps what is settled until a verified backup holds it and a month has passed, and the end of its chain for ever', async () => {
    const first = await sell()
    const second = await sell()
    expect(await laptop.sync(true)).toMatchObject({ sent: 4, left: 0, filesLeft: 0, inStep: true })
    const all = ['settled', 'settled', 'settled', 'settled']
    days(40)
    await laptop.sync()
    expect(await queued()).toEqual(all)
    await proved()
    days(-35)
    await laptop.sync()
    expect(await queued()).toEqual(all)
    days(35)
    await laptop.sync()
    expect(await queued()).toEqual(['settled'])
    // The file of the last goes with the last; the hub has both.
    expect(await laptop.harmony.files.has(first)).toBe(false)
    expect(await laptop.harmony.files.has(second)).toBe(true)
    expect([await hub.harmony.files.has(first), await hub.harmony.files.has(second)]).toEqual([true, true])
    expect((await sql(laptop, 'select hash from outgoing_blobs')).map(([hash]) => hash)).toEqual([second])
    expect(await laptop.sync(true)).toMatchObject({ inStep: true })
  })

  it('keeps what waits for a person, what came after the backup, and what a file of is not whole', async () => {
    const [{ id }] = (await laptop.do('customers.contacts', { limit: 1 })).rows
    const contact = (await laptop.do('customers.contacts', { filter: { field: 'id', is: 'equal', value: id } })).rows[0]
    const { customer, name, title, email, phone, note, language, getsInvoices, technical, decides, active } = contact
    const edit = (more: object) => ({ id, customer, name, title, email, phone, note, language, getsInvoices, technical, decides, active, ...more }) // prettier-ignore
    await hub.do('customers.saveContact', edit({ note: 'from the office' }))
    await laptop.do('customers.saveContact', edit({ note: 'from the field' }))
    bent = true
    const unfinished = await sell()
    expect(await laptop.sync(true)).toMatchObject({ left: 0, filesLeft: 1 })
    await proved()
    const late = await sell()
    days(40)
    await laptop.sync()
    const waits = 'customers.saveContact attention'
    expect(await told()).toEqual([waits, 'orders.capture settled', 'orders.save settled', 'orders.capture settled'])
    bent = false
    days(1)
    expect(await laptop.sync()).toMatchObject({ filesLeft: 0 })
    // The hub has the file now, its backup does not.
    expect(await told()).toEqual([waits, 'orders.capture settled', 'orders.save settled', 'orders.capture settled'])
    await proved()
    days(1)
    await laptop.sync()
    expect(await told()).toEqual([waits, 'orders.capture settled'])
    expect([await laptop.harmony.files.has(unfinished), await laptop.harmony.files.has(late)]).toEqual([false, true])
    expect([await hub.harmony.files.has(unfinished), await hub.harmony.files.has(late)]).toEqual([true, true])
  })

  it('offers what it still has to a hub that went back, in a chain whose beginning is only there', async () => {
    const epoch = await hub.harmony.hub!.newEpoch()
    expect(await laptop.sync(true)).toMatchObject({ left: 0, held: null, filesLeft: 0 })
    expect((await sql(laptop, 'select distinct ack_epoch from queued')).map(([acked]) => Number(acked))).toEqual([epoch])
    await write(laptop, `update device_state set value = '2030-01-01T00:00:00.000Z' where key = 'lease'`)
    await sell()
    expect(await laptop.sync(true)).toMatchObject({ sent: 2, left: 0, held: null, filesLeft: 0 })
    // Of the new timeline no backup is known yet, and what was settled in the old one is not what the new one's backups hold.
    days(40)
    const before = await queued()
    await laptop.sync()
    expect(await queued()).toEqual(before)
  })

  it('forgets the beginning of its own log, which stays a chain that nobody can change', async () => {
    // A company of its own: what waits for a person above holds the log as well.
    const own = await freshLaptop(hub, 'tom.okafor', 'Tom', { at })
    try {
      await own.sync(true)
      for (let n = 0; n < 210; n++)
        await own.do('opportunities.saveLead', { entity: 'NLUK', name: `Lead ${n}`, company: null, email: null, source: 'event', territory: 'NORTH', note: null }) // prettier-ignore
      await own.sync(true)
      await proved()
      days(40)
      const calls = async () => Number((await sql(own, 'select count(*) from calls'))[0]![0])
      const before = await calls()
      await own.sync()
      expect([before > 210, await calls()]).toEqual([true, 1])
      expect(await verifyLog(own.harmony.database, modules)).toBeNull()
      await write(own, `update device_state set value = '2030-01-01T00:00:00.000Z' where key = 'lease'`)
      await own.do('opportunities.saveLead', { entity: 'NLUK', name: 'Another', company: null, email: null, source: 'event', territory: 'NORTH', note: null }) // prettier-ignore
      expect(await own.sync(true)).toMatchObject({ left: 0, inStep: true })
      expect(await verifyLog(own.harmony.database, modules)).toBeNull()
      await expect(write(own, 'delete from calls')).rejects.toThrow('the log never changes')
      // Nobody shortens a log by saying so.
      await write(
        own,
        `update device_state set value = json_set(value, '$.call', json_extract(value, '$.call') - 1) where key = 'logFloor'`,
      )
      expect(await verifyLog(own.harmony.database, modules)).toMatchObject({ where: 'calls', trouble: 'missing' })
    } finally {
      await own.close()
    }
  })

  it('takes the whole copy anew where it was away longer than the feed is told', async () => {
    await laptop.sync(true)
    for (let n = 0; n < 3; n++) await hub.do('customers.saveTerritory', { code: `N${n}`, name: `North ${n}` }).catch(() => undefined)
    const token = await laptop.harmony.device!.sync.token()
    const asked = { epoch: 0, since: 1, scope: '', schema: '', limit: 1, unsent: 0, oldest: null, version: '1', skew: null, digest: null }
    const state = await laptop.harmony.device!.state()
    const pull = { ...asked, epoch: Number(state.get('epoch')), scope: state.get('scope') ?? '' }
    const told = await hub.harmony.hub!.pull(token, pull)
    days(500)
    const later = await hub.harmony.hub!.pull(await laptop.harmony.device!.sync.token(), pull)
    expect(['reset' in told, 'reset' in later && later.reset]).toEqual([false, 'seal'])
  })

  it('sweeps what was only under way, and nothing that still is', async () => {
    const [intent] = (await sql(hub, 'select id from intents limit 1'))[0] as string[]
    const [[whole]] = (await sql(hub, 'select hash from files limit 1')) as [[string]]
    const [stale, going] = [1, 2].map((n) => createHash('sha256').update(String(n)).digest('hex')) as [string, string]
    const [old, fresh] = [new Date(now - 91 * day).toISOString(), at()]
    const bytes = dialect === 'postgres' ? `'\\x00'` : `x'00'`
    for (const [hash, begun] of [
      [whole, fresh],
      [stale, old],
      [going, fresh],
    ] as const) {
      // prettier-ignore
      await write(hub, `insert into sync_blobs (hash, name, mime, size, parts, begun_at) values ('${hash}', 'f', 'm', 1, 1, '${begun}')`)
      await write(hub, `insert into sync_blob_parts (hash, part, body) values ('${hash}', 0, ${bytes})`)
    }
    const [lost, waiting] = [randomUUID(), randomUUID()]
    for (const [id, begun] of [
      [intent, fresh],
      [lost, old],
      [waiting, fresh],
    ] as const)
      // prettier-ignore
      await write(hub, `insert into sync_attempts (id, tries, at) values ('${id}', 1, '${begun}')`)
    const log = await sql(hub, 'select count(*) from changes')
    expect(await hub.harmony.hub!.sweep()).toBe(6)
    expect(await sql(hub, 'select hash from sync_blobs')).toEqual([[going]])
    expect(await sql(hub, 'select hash from sync_blob_parts')).toEqual([[going]])
    expect((await sql(hub, 'select id from sync_attempts')).map(([id]) => id)).toEqual([waiting])
    expect(await sql(hub, 'select count(*) from changes')).toEqual(log)
    expect(await hub.harmony.hub!.sweep()).toBe(0)
  })
})
