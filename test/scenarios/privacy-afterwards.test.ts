import { appendFileSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { modules } from '../../core/harmony.ts'
import { openHarmony } from '../../main/compose.ts'
import { tablesIn } from '../../main/moving/tables.ts'
import { erasureListIn } from '../../main/privacy/erasure-list.ts'
import type { Database } from '../../main/storage/connect.ts'
import { verifyLog } from '../../main/storage/verify.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { customerOf } from '../world/selling.ts'

const words = ['Wilhelmina Canary', 'w.canary@zenith.example', '+44 20 7946 0777', 'plays the oboe']
/** Tables of a file in which one of the words stands, the device's own among them. */
async function places(database: Database): Promise<string[]> {
  const travelling = (await database.read(tablesIn, 'all')).map(({ name }) => name)
  const names = travelling.concat('queue', 'beneath', 'touched', 'outgoing_blobs', 'device_state')
  const found: string[] = []
  for (const name of names) {
    const rows = await database.read((session) => session.rows(`select * from "${name}"`), 'all')
    const text = rows.map((row) => row.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value))).join('\t')).join('\n').toLowerCase() // prettier-ignore
    if (words.some((word) => text.includes(word.toLowerCase()))) found.push(name)
  }
  return found
}
const erase = async (house: House, contact: string): Promise<string> => {
  const { id } = await house.do('privacy.propose', { person: 'contact', subject: contact, cause: 'request' })
  const second = await house.as('it.admin')
  return (await second.do('privacy.decide', { erasure: id, approve: true })).pseudonym
}
const [name, email, phone, note] = words
const canary = { name, email, phone, note, getsInvoices: false, technical: true, decides: false, active: true }

describe('after somebody was erased', () => {
  let hub: House
  let laptop: Laptop
  const folders: string[] = []
  beforeEach(async () => {
    hub = await freshHouse('sqlite', 'privacy-afterwards', { shape: 'hub' })
    await hub.do('demo.seed')
  }, 60_000)
  afterEach(async () => {
    await laptop?.close()
    await hub?.close()
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

  it('what the law keeps goes when its time is over: proposed by night, agreed to by a person', async () => {
    await hub.close()
    const clock: { at?: string } = {}
    hub = await freshHouse('sqlite', 'privacy-retention', { shape: 'hub', at: () => clock.at as never })
    await hub.do('demo.seed')
    const { id: customer } = await customerOf(hub, 'ZEN')
    const { id } = await hub.do('customers.saveContact', { ...canary, customer })
    const quote = await hub.do('quotes.save', { entity: 'NLUK', customer, title: `For ${name}`, note: `As agreed with ${name}`, lines: [{ product: 'FW-HA', quantity: '1' }] }) // prettier-ignore
    await erase(hub, id)
    expect(await places(hub.harmony.database)).toEqual(['quotes'])
    const kept = async () => (await hub.do('privacy.erasures', { filter: { field: 'state', is: 'equal', value: 'done' }, limit: 10 })).rows
    expect((await kept()).map((row: { heldUntil: string }) => row.heldUntil)).toEqual(['2032-12-31'])
    expect(await hub.do('privacy.due')).toEqual({ proposed: 0, removed: 0 })
    // Six years from the end of 2026: commercial letters in the United Kingdom.
    clock.at = '2033-01-01T02:00:00.000Z'
    // And a lead of the demo that came to nothing two years ago.
    expect(await hub.do('privacy.due')).toEqual({ proposed: 2, removed: 0 })
    expect(await hub.do('privacy.due')).toEqual({ proposed: 0, removed: 0 })
    const open = {
      all: [
        { field: 'state', is: 'equal', value: 'proposed' },
        { field: 'person', is: 'equal', value: 'contact' },
      ],
    }
    const [proposal] = (await hub.do('privacy.erasures', { filter: open, limit: 10 })).rows
    const second = await hub.as('it.admin')
    expect(await second.do('privacy.decide', { erasure: proposal.id, approve: true })).toMatchObject({ state: 'done', held: [] })
    expect(await places(hub.harmony.database)).toEqual([])
    expect(await hub.do('quotes.get', { quote: quote.id })).toMatchObject({ title: null, note: null })
    expect(await hub.do('privacy.due')).toEqual({ proposed: 0, removed: 0 })
    expect(await verifyLog(hub.harmony.database, modules)).toBeNull()
  })

  it('a device that hears of it drops what it has of them, and writes them down no more', async () => {
    laptop = await freshLaptop(hub, 'amelia.ford')
    await laptop.sync()
    const { id: customer } = await customerOf(laptop, 'ZEN')
    const { id } = await laptop.do('customers.saveContact', { ...canary, customer })
    await laptop.sync()
    await laptop.sync()
    expect(await places(laptop.harmony.database)).toEqual(expect.arrayContaining(['contacts', 'calls', 'queue']))
    const pseudonym = await erase(hub, id)
    expect(await places(hub.harmony.database)).toEqual([])
    // It has not heard of it yet, and what it captures now is not believed.
    await laptop.do('customers.saveContact', { ...canary, id, customer, title: 'Head of music' })
    await laptop.sync()
    expect((await laptop.outbox()).at(-1)).toMatchObject({ state: 'attention' })
    // Whoever looks at it finds who it was no more, and lets it go.
    await hub.do('privacy.sweep')
    expect(await places(hub.harmony.database)).toEqual([])
    const [waiting] = (await hub.do('sync.attentions', { limit: 10 })).rows
    await hub.do('sync.resolve', { attention: waiting.id, how: 'drop', note: 'Erased' })
    await laptop.sync()
    await laptop.sync()
    expect(await places(laptop.harmony.database)).toEqual([])
    const [[shown]] = (await laptop.harmony.database.read((session) => session.rows(`select c.name from erased_people e join contacts c on c.id = e.id`))) as [[string]] // prettier-ignore
    expect(shown).toBe(pseudonym)
    expect(await verifyLog(laptop.harmony.database, [])).toBeNull()
  })

  it('a backup from before brings nobody back, and a line that the installation did not sign erases nobody', async () => {
    const { id: customer } = await customerOf(hub, 'ZEN')
    const { id } = await hub.do('customers.saveContact', { ...canary, customer })
    const other = (await hub.do('customers.saveContact', { ...canary, name: 'Somebody Else', email: 'else@zenith.example', phone: '+44 20 7946 0778', note: 'stays', customer })).id // prettier-ignore
    const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-restored-'))
    folders.push(folder)
    // The key of the installation is made when it first signs.
    await hub.harmony.hub!.challenge()
    await erase(hub, other)
    await hub.harmony.database.read((session) => session.script(`vacuum into '${path.join(folder, 'harmony.sqlite')}'`), 'all')
    const pseudonym = await erase(hub, id)
    const list = erasureListIn(hub.place.dataDir!)
    const written = (): string[] => (existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n') : [])
    for (let tries = 0; written().length < 2 && tries < 200; tries++) await new Promise((resolve) => setTimeout(resolve, 20))
    const lines = written()
    expect(lines.map((line) => JSON.parse(line).id)).toEqual(expect.arrayContaining([id, other]))
    copyFileSync(list, erasureListIn(folder))
    // Somebody writes a line of their own: another person under a signature that is not for them.
    const [known] = lines as [string]
    appendFileSync(erasureListIn(folder), `${JSON.stringify({ ...JSON.parse(known), id: customer })}\n`)
    const restored = await openHarmony({ dataDir: folder, shape: 'hub' })
    try {
      expect(await places(restored.database)).toEqual([])
      const rows = await restored.database.read((session) => session.rows(`select name from contacts where id = '${id}'`), 'all')
      expect(rows).toEqual([[pseudonym]])
      expect(await restored.database.read((session) => session.rows(`select count(*) from erased_people`), 'all')).toEqual([[2n]])
      expect(await verifyLog(restored.database, modules)).toBeNull()
    } finally {
      await restored.close()
    }
  })
})
