import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { dice, seedOf } from '../world/dice.ts'
import { between, command, fieldHub, fieldLaptop, type Between, type FieldHub, type FieldLaptop } from '../world/processes.ts'

// A hub on PostgreSQL and a laptop on its encrypted file, as processes of their own that speak HTTP.

/** Kills at random moments; `npm run test:long` asks for more. */
const kills = Number(process.env['FIELD_KILLS'] ?? process.env['KILLS'] ?? 10)
const patience = 600_000 + kills * 60_000

let hub: FieldHub
let line: Between
let laptop: FieldLaptop
let zenith = ''
const contact = (name: string) => ({
  customer: zenith, name, title: null, email: `${name.toLowerCase().replaceAll(' ', '.')}@zenith.example`, getsInvoices: false, technical: false, decides: false, active: true,
}) // prettier-ignore

/** Saves a contact, again and again under the same id, until the laptop has said so. */
async function captured(name: string, id: string): Promise<void> {
  for (;;) {
    try {
      const { status, body } = await laptop.person.post('customers.saveContact', contact(name), id)
      if (status === 200) return
      throw new Error(`refused: ${status} ${JSON.stringify(body)}`)
    } catch (error) {
      // Nobody answers, or the connection broke: the laptop is being started again. (The error is of another realm than the test, so it goes by its name.)
      if ((error as Error).name !== 'TypeError') throw error
      await wait(50)
    }
  }
}
const atTheHub = async (prefix: string): Promise<string[]> =>
  (await hub.call('customers.contacts', { search: prefix, limit: 1000 })).rows.map((row: { name: string }) => row.name).sort()

beforeAll(async () => {
  hub = await fieldHub('postgres', 'field_processes')
  line = await between(() => hub.address)
  laptop = await fieldLaptop(hub, line.address, 'amelia.ford')
  await laptop.start()
  await laptop.person.signIn('amelia.ford')
  const { body } = await laptop.person.get('customers.list', '?search=ZEN&limit=10')
  zenith = body.rows[0].id
}, 180_000)
afterAll(async () => {
  await laptop?.end()
  await line?.end()
  await hub?.end()
})

describe('a laptop and its hub as processes', () => {
  it('holds its territory, says how it stands, and is found to hold what the hub holds', async () => {
    await laptop.inStep()
    expect(await laptop.status()).toMatchObject({
      shape: 'field',
      connection: 'online',
      unsent: 0,
      needsYou: 0,
      held: null,
      device: { login: 'amelia.ford' },
    })
    const { body } = await laptop.person.get('customers.list', '?limit=100')
    expect(body.rows.map((row: { code: string }) => row.code).sort()).toEqual(['HAV', 'MIL', 'QUA', 'ZEN'])
    expect(await hub.call('sync.seal')).toMatchObject({ devices: 1, inStep: 1, allInStep: true })
  }, 60_000)

  it('goes on without its hub, and both hold the same afterwards', async () => {
    await hub.kill()
    await captured('Offline One', randomUUID())
    await captured('Offline Two', randomUUID())
    for (let tries = 0; tries < 100 && (await laptop.status()).connection !== 'offline'; tries++) await wait(100)
    expect(await laptop.status()).toMatchObject({ connection: 'offline', unsent: 2 })
    const shown = (await laptop.outbox()).slice(-2)
    expect(shown).toMatchObject([
      { operation: 'customers.saveContact', matter: expect.stringContaining('Zenith'), state: 'pending' },
      { state: 'pending' },
    ])
    // What was captured is there in the lists at once.
    expect((await laptop.person.get('customers.contacts', '?search=Offline&limit=10')).body.total).toBe(2)
    await hub.start()
    await laptop.inStep()
    expect((await laptop.outbox()).slice(-2)).toMatchObject([{ state: 'settled', code: null }, { state: 'settled' }])
    expect(await atTheHub('Offline')).toEqual(['Offline One', 'Offline Two'])
    expect(await hub.call('sync.seal')).toMatchObject({ allInStep: true, waiting: 0 })
  }, 120_000)

  it('sends again what the hub had done and could not say, and nothing is done twice', async () => {
    line.lose('/sync/v1/push')
    const before = line.lost()
    await captured('Unheard', randomUUID())
    for (let tries = 0; tries < 200 && line.lost() === before; tries++) await wait(50)
    expect(line.lost()).toBeGreaterThan(before)
    // The hub has it; the laptop does not know, and falls over on top.
    expect(await atTheHub('Unheard')).toEqual(['Unheard'])
    await laptop.kill()
    line.lose()
    await laptop.start()
    await laptop.inStep()
    expect(await atTheHub('Unheard')).toEqual(['Unheard'])
    expect((await laptop.outbox()).at(-1)).toMatchObject({ state: 'settled' })
  }, 120_000)

  it(
    `loses and doubles nothing, killed ${kills} times`,
    async () => {
      const seed = seedOf()
      process.stdout.write(`SEED=${seed} (kills of laptop and hub)\n`)
      const throwDice = dice(seed)
      const names: string[] = []
      for (let round = 0; round < kills; round++) {
        const many = 1 + Math.floor(throwDice() * 4)
        const going = Array.from({ length: many }, (_, i) => {
          const name = `Killed ${String(round).padStart(4, '0')} ${i}`
          names.push(name)
          return captured(name, randomUUID())
        })
        const victim = throwDice() < 0.5 ? laptop : hub
        // Rounds begin a quarter of a second after a capture: this falls before, within and after one.
        await wait(throwDice() * 700)
        await victim.kill()
        if (throwDice() < 0.3) await wait(throwDice() * 400)
        await victim.start()
        await Promise.all(going)
      }
      await laptop.inStep()
      expect(await laptop.status()).toMatchObject({ unsent: 0, needsYou: 0 })
      expect(await atTheHub('Killed')).toEqual([...names].sort())
      expect((await laptop.outbox()).every((row) => row.state === 'settled')).toBe(true)
      expect(await hub.call('sync.seal')).toMatchObject({ allInStep: true, waiting: 0 })
      const audited = await command(['audit', ...hub.where])
      expect(audited.answer?.result?.ok).toBe(true)
      expect(audited.status).toBe(0)
    },
    patience,
  )

  it('delivers what it has when it is suspended, and then has nothing any more', async () => {
    line.cut(true)
    await captured('Last Words', randomUUID())
    const { device } = await laptop.status()
    await hub.call('sync.setDevice', { device: device.id, state: 'suspended' })
    line.cut(false)
    for (let tries = 0; tries < 2400; tries++) {
      const { status } = await laptop.person.get('sync.status')
      // Its sessions went with its copy.
      if (status === 401) break
      await laptop.person.post('sync.now', {}).catch(() => undefined)
      await wait(100)
    }
    const waiting = await hub.call('sync.attentions', { limit: 10 })
    expect(waiting.rows).toMatchObject([{ operation: 'customers.saveContact', code: 'sync.actorRevoked', state: 'open' }])
    expect(await atTheHub('Last')).toEqual([])
    expect((await laptop.person.get('customers.list')).status).toBe(401)
  }, 120_000)

  it('destroys its keys and its copy when it was reported lost, and says so where its person works, in their language', async () => {
    const lost = await fieldLaptop(hub, line.address, 'tom.okafor')
    try {
      await lost.start()
      await lost.person.signIn('tom.okafor')
      const { device } = await lost.status()
      await hub.call('sync.setDevice', { device: device.id, state: 'lost' })
      await lost.person.post('sync.now', {}).catch(() => undefined)
      const page = async () => {
        const told = await fetch(`${lost.address}/door/state`, { headers: { 'accept-language': 'de' } })
        return told.headers.get('content-type')?.includes('json') ? ((await told.json()) as { asks: string; trouble: string }) : undefined
      }
      let told: Awaited<ReturnType<typeof page>>
      for (let tries = 0; !told && tries < 600; tries++) {
        await wait(50)
        told = await page().catch(() => undefined)
      }
      expect(told).toMatchObject({ asks: 'enrol', trouble: expect.stringContaining('als verloren gemeldet') })
      for (const gone of ['harmony-keys.json', 'harmony.sqlite', 'harmony.sqlite-wal'])
        expect([gone, existsSync(path.join(lost.folder, gone))]).toEqual([gone, false])
      expect(readdirSync(path.join(lost.folder, 'backups')).filter((name) => name.endsWith('.sqlite'))).toEqual([])
      const stale = await lost.person.get('customers.list')
      expect([stale.status, stale.body.code, lost.said().includes('keys and copy are deleted')]).toEqual([410, 'http.deviceLost', true])
      // Also after a restart, until it is enrolled anew.
      await lost.stop()
      await lost.start()
      expect((await page())?.trouble).toContain('als verloren gemeldet')
    } finally {
      await lost.end()
    }
  }, 120_000)
})
