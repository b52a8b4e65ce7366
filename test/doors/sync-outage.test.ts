import { setTimeout as sleep } from 'node:timers/promises'
import { openHttp, type HttpDoor } from '../../main/doors/http.ts'
import { syncLimits } from '../../main/doors/sync.ts'
import type { Database } from '../../main/storage/connect.ts'
import type { Session } from '../../main/storage/session.ts'
import { httpTransport, type HttpTransport } from '../../main/sync/http-transport.ts'
import { startLoop } from '../../main/sync/loop.ts'
import { SyncRefusal } from '../../main/sync/messages.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const patience = 300
const quiet = { info: () => undefined, warn: () => undefined }

describe.each(stores)('a hub that can write nothing just now, on %s', (dialect) => {
  let hub: House
  let door: HttpDoor
  let line: HttpTransport
  let laptop: Laptop
  let customer: string

  const capture = async (name: string): Promise<string> =>
    (await laptop.do('customers.saveContact', { customer, name, title: 'x'.repeat(190), email: null, getsInvoices: false, technical: false, decides: false, active: true })).id // prettier-ignore
  const arrived = async (prefix: string): Promise<string[]> =>
    (await hub.do('customers.contacts', { search: prefix, limit: 100 })).rows.map(({ name }: { name: string }) => name).sort()
  const states = async (): Promise<string[]> => (await laptop.outbox()).filter(({ state }) => state !== 'settled').map(({ state }) => state)
  const count = (table: string): Promise<number> =>
    hub.harmony.database.read(async (session) => Number((await session.rows(`select count(*) from ${table}`))[0]![0]))
  const script = (sql: string): Promise<void> => hub.harmony.database.transact((session) => session.script(sql))
  /** What a round of the laptop is told. */
  const told = (): Promise<SyncRefusal> => laptop.sync().then(
    () => { throw new Error('a round went through') },
    (error: unknown) => { if (error instanceof SyncRefusal) return error; throw error },
  ) // prettier-ignore

  beforeAll(async () => {
    // Sequelize tells of each connection that it gives up.
    jest.spyOn(console, 'warn').mockImplementation(() => undefined)
    hub = await freshHouse(dialect, 'sync outage', { shape: 'hub' })
    await hub.do('demo.seed', {})
    door = await openHttp(hub.harmony, { host: '127.0.0.1', port: 0, perMinute: 100_000, sync: { ...syncLimits, patience } })
    line = httpTransport({ hub: door.address })
    laptop = await freshLaptop(hub, 'amelia.ford', 'laptop', { transport: line })
    await laptop.sync()
    customer = (await laptop.do('customers.list', { limit: 1 })).rows[0].id
  })
  afterAll(async () => {
    line?.close()
    await door?.close()
    await laptop?.close()
    await hub?.close()
    jest.restoreAllMocks()
  })

  /** PostgreSQL has no room for what an intent writes; SQLite none for a further page, whichever connection asks. */
  const fill = async (): Promise<() => Promise<void>> => {
    if (dialect === 'postgres') {
      await script(
        `create function no_room() returns trigger language plpgsql as $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
         create trigger no_room before insert on intents execute function no_room()`,
      )
      return () => script('drop trigger no_room on intents; drop function no_room()')
    }
    const database = hub.harmony.database as { transact: Database['transact'] }
    const { transact } = database
    // What is free within the file would be used first.
    await transact(async (session) => {
      const [free] = await session.rows('pragma freelist_count')
      await session.script('create table ballast (body)')
      for (let n = 0; n < Number(free![0]); n++) await session.run('insert into ballast values (zeroblob(4000))')
    })
    const room = (pages: number) => (session: Session) => session.script(`pragma max_page_count = ${pages}`)
    database.transact = (body) => transact(async (session) => room(1)(session).then(() => body(session)))
    return async () => {
      database.transact = transact
      await transact(room(1_073_741_823))
    }
  }
  it('because its disk is full says so and when to come again, takes nothing, and holds nothing against what was sent', async () => {
    const before = await count('intents')
    const contacts = await Promise.all(['Full 1', 'Full 2', 'Full 3'].map(capture))
    const makeRoom = await fill()
    try {
      // More often than what brings a hub down is tried.
      for (let n = 0; n < 5; n++) {
        const refusal = await told()
        expect([refusal.status, refusal.code]).toEqual([503, 'sync.hubFull'])
        expect(Number(refusal.about['seconds'])).toBeGreaterThanOrEqual(5)
      }
      expect(await states()).toEqual(['saved', 'saved', 'saved'])
      expect(await count('intents')).toBe(before)

      const loop = startLoop(laptop.harmony, { log: quiet, chance: () => 0 })
      try {
        const began = Date.now()
        await loop.settled()
        const standing = await laptop.do('sync.status')
        expect(standing).toMatchObject({ connection: 'online', held: 'sync.hubFull', unsent: 3 })
        // Not before the hub said.
        expect(Date.parse(standing.nextTry) - began).toBeGreaterThanOrEqual(5_000)
      } finally {
        await loop.stop()
      }
      for (const [language, word] of [['en', 'disk of the hub'], ['de', 'Datenträger der Zentrale']] as const) {
        const reply = laptop.harmony.reply({ ok: false, refusal: { refused: 'sync.hubFull', about: {} } }, language)
        expect(reply.ok ? '' : reply.refusal.message).toContain(word)
      } // prettier-ignore
    } finally {
      await makeRoom()
    }
    expect(await laptop.sync(true)).toMatchObject({ sent: 3, left: 0, held: null, inStep: true })
    expect(await arrived('Full')).toEqual(['Full 1', 'Full 2', 'Full 3'])
    expect(new Set(contacts).size).toBe(3)
    expect([await count('intents'), await count('sync_attempts')]).toEqual([before + 3, 0])
  })

  /** Another program on the same database holds what a push needs, as a long import does. Answers how it ends. */
  const imports = async (): Promise<() => Promise<void>> => {
    if (dialect === 'sqlite') {
      const handle = hub.harmony.database.apart()
      handle.exec('begin immediate')
      return async () => {
        handle.exec('rollback')
        handle.close()
      }
    }
    const client = hub.harmony.database.listener()
    await client.connect()
    await client.query('begin; lock table contacts in share mode')
    return () => client.end()
  }
  it('because an import holds what it needs waits a little, says when to come again, and decides nothing twice', async () => {
    const before = await count('intents')
    await capture('Held 1')
    await capture('Held 2')
    const end = await imports()
    try {
      for (let n = 0; n < 5; n++) {
        const began = Date.now()
        const refusal = await told()
        expect([refusal.status, refusal.code]).toEqual([503, 'sync.busy'])
        expect(Number(refusal.about['seconds'])).toBeGreaterThanOrEqual(5)
        // One wait, or a few; thirty tries of two intents would be more than ten seconds.
        expect(Date.now() - began).toBeLessThan(10 * patience)
      }
      expect(await states()).toEqual(['saved', 'saved'])
    } finally {
      await end()
    }
    expect(await laptop.sync()).toMatchObject({ sent: 2, left: 0, held: null })
    expect(await arrived('Held')).toEqual(['Held 1', 'Held 2'])
    expect([await count('intents'), await count('sync_attempts')]).toEqual([before + 2, 0])
  })
  it('goes on where the import ends in time', async () => {
    await capture('Soon')
    const end = await imports()
    const round = laptop.sync()
    await sleep(patience / 3)
    await end()
    expect(await round).toMatchObject({ sent: 1, left: 0 })
    expect(await arrived('Soon')).toEqual(['Soon'])
  })
  it('because of a long piece of work of its own does not keep a device waiting for it', async () => {
    await capture('Queued')
    let end: () => void = () => undefined
    let began: () => void = () => undefined
    const [ended, begun] = [new Promise<void>((done) => (end = done)), new Promise<void>((done) => (began = done))]
    const work = hub.harmony.database.transact(async (session) => {
      // On PostgreSQL nobody waits for a transaction that holds nothing of theirs.
      if (dialect === 'postgres') await session.script('lock table contacts in share mode')
      began()
      await ended
    })
    await begun
    expect((await told()).code).toBe('sync.busy')
    end()
    await work
    expect(await laptop.sync()).toMatchObject({ sent: 1, left: 0 })
    expect(await arrived('Queued')).toEqual(['Queued'])
  })
})
