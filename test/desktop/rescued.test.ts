// A laptop whose file is damaged: everything captured that can be read is brought out of it, the hub takes it in once, and the file itself is left as it is.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Harmony } from '../../main/compose.ts'
import { openDeviceDoor } from '../../main/doors/device-door.ts'
import { openHttp } from '../../main/doors/http.ts'
import { databaseFileIn } from '../../main/data-folder.ts'
import { openGate } from '../../main/keys/device-gate.ts'
import { databaseKey } from '../../main/keys/key-file.ts'
import { openHandle } from '../../main/storage/sqlite-dialect.ts'
import { importEscrow } from '../../main/sync/escrow.ts'
import { enrolFolder, isDevice } from '../../main/sync/field-device.ts'
import { destroyDevice } from '../../main/sync/lost-device.ts'
import { rescue, type Rescued } from '../../main/sync/rescue.ts'
import { openLanguages } from '../../main/words.ts'
import { harmony } from '../doors/terminal.ts'
import { dice as diceOf } from '../world/dice.ts'
import { freshHouse, type House } from '../world/house.ts'
import { drafted, signatureOf } from '../world/selling.ts'

const root = mkdtempSync(join(tmpdir(), 'harmony-rescued-'))
const fresh = (): string => mkdtempSync(join(root, 'f'))
const password = 'a laptop that fell into the water'
const page = 4096
const at = '2026-11-24T09:00:00.000Z'
const mark = at.replace(/[:.]/g, '-')
const captured = 60
let hub: House
let door: Awaited<ReturnType<typeof openHttp>>
/** A device with what it captured, as it lies on the disk after a loss of power: half of it in the log beside the file. */
let laptop: string
let key: Buffer
/** What was captured, in its order. */
let queue: { lseq: number; id: string; body: string }[]
/** A file that one of them names. */
let paper: { hash: string; bytes: Buffer }
const invited = async (): Promise<string> => {
  const user = (await hub.do('people.users', { search: 'amelia', limit: 1 })).rows[0]
  return (await hub.do('sync.invite', { user: user.id, name: 'Laptop' })).code
}
const actingAs = async (device: Harmony) => {
  const caller = (await device.localAdministrator('amelia.ford'))!
  return {
    do: async (operation: string, input: unknown = {}): Promise<any> => {
      const outcome = await device.run({ id: randomUUID(), operation, input: input as never, caller })
      if (!outcome.ok) throw new Error(`${operation}: ${outcome.refusal.refused}`)
      return outcome.result
    },
  }
}

beforeAll(async () => {
  hub = await freshHouse('sqlite', 'rescuing hub', { shape: 'hub' })
  await hub.do('demo.seed', {})
  door = await openHttp(hub.harmony, { host: '127.0.0.1', port: 0 })
  const folder = fresh()
  const { device, key: made } = await enrolFolder(folder, { hub: door.address, code: await invited(), password, language: 'en' })
  key = made
  const amelia = await actingAs(device.harmony)
  const { rows } = await amelia.do('customers.list', { search: 'ZEN', limit: 1 })
  const contact = (n: number) => ({ customer: rows[0].id, name: `Only Here ${n}`, title: null, email: null, getsInvoices: false, technical: false, decides: false, active: true, note: 'x'.repeat(n % 7 === 0 ? 390 : 10) }) // prettier-ignore
  const order = await drafted(amelia as House, 'ZEN', [{ product: 'FW-HA', quantity: '1' }])
  const { payload } = await amelia.do('orders.paper', { order: order.id })
  const bytes = randomBytes(30_000)
  const document = await device.harmony.files.put(bytes, 'order.pdf', 'application/pdf')
  paper = { hash: document.hash, bytes }
  await amelia.do('orders.capture', { order: order.id, signing: signatureOf(payload, { document, viewed: document.hash }) })
  for (let n = 0; n < captured - 4; n++) await amelia.do('customers.saveContact', contact(n))
  const apart = device.harmony.database.apart()
  apart.pragma('wal_checkpoint(passive)')
  apart.close()
  for (let n = captured - 4; n < captured - 2; n++) await amelia.do('customers.saveContact', contact(n))
  const found = await device.harmony.database.read((session) => session.rows('select lseq, id, body from queue order by lseq'))
  queue = found.map(([lseq, id, body]) => ({ lseq: Number(lseq), id: String(id), body: String(body) }))
  laptop = copyOf(folder)
  await device.close()
}, 120_000)
afterAll(async () => {
  await door?.close()
  await hub?.close()
  rmSync(root, { recursive: true, force: true })
})
const copyOf = (folder: string): string => {
  const copy = fresh()
  cpSync(folder, copy, { recursive: true, filter: (path) => !/-shm$|\.reserve$|backups/.test(path) })
  return copy
}
/** The same with everything in the file and nothing beside it. */
function settledIn(folder: string): string {
  const handle = openHandle(databaseFileIn(folder), databaseKey(key))
  handle.pragma('wal_checkpoint(truncate)')
  handle.close()
  return folder
}
type Kind = 'leaf' | 'internal' | 'overflow'
function pagesOf(folder: string, table: string, kind: Kind): number[] {
  const handle = openHandle(databaseFileIn(settledIn(copyOf(folder))), databaseKey(key))
  const rows = handle.prepare('select pageno from dbstat where name = ? and pagetype = ?').raw(true).all(table, kind) as [number][]
  handle.close()
  return rows.map(([number]) => number)
}
function spoil(folder: string, pages: readonly number[], bytes: () => Buffer = () => randomBytes(page)): void {
  const file = openSync(databaseFileIn(folder), 'r+')
  for (const number of pages) writeSync(file, bytes(), 0, page, (number - 1) * page)
  closeSync(file)
}
/** What SQLite itself can still read, row by row. */
function readBySqlite(folder: string): number[] {
  const copy = copyOf(folder)
  try {
    const handle = openHandle(databaseFileIn(copy), databaseKey(key))
    const readable = queue.filter(({ lseq, body }) => {
      try {
        return (handle.prepare('select body from queue where lseq = ?').raw(true).get(lseq) as [string] | undefined)?.[0] === body
      } catch {
        return false
      }
    })
    handle.close()
    return readable.map(({ lseq }) => lseq)
  } catch {
    return []
  }
}
const sumOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')
/** Rescues, and looks that nothing in what was damaged has changed. */
function rescued(folder: string): Rescued {
  const files = ['', '-wal'].filter((end) => existsSync(`${databaseFileIn(folder)}${end}`))
  const before = files.map((end) => sumOf(`${databaseFileIn(folder)}${end}`))
  const found = rescue(folder, key, at)
  expect(files.map((end) => sumOf(`${found.aside}${end}`))).toEqual(before)
  expect([existsSync(databaseFileIn(folder)), isDevice(folder)]).toEqual([false, false])
  return found
}

/** Of the entries that were captured, those that lie in a sealed copy; nothing in it can be read without the hub. */
async function sealedIn(file: string): Promise<number[]> {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  expect(lines.join('')).not.toMatch(/Only Here|customers|orders/)
  const inside = await Promise.all(lines.map(async (line) => {
    const { sealed, device } = JSON.parse(line) as { sealed: string; device: string }
    return JSON.parse((await hub.harmony.recovery.open(sealed, device))!.toString('utf8')) as { body?: string }
  })) // prettier-ignore
  return inside.flatMap(({ body }) => (body === undefined ? [] : [queue.find((one) => one.body === body)!.lseq]))
}
const idOfDevice = (): string => (JSON.parse(queue[0]!.body) as { device: string }).device
const all = (): number[] => queue.map(({ lseq }) => lseq)

describe('a damaged device', () => {
  it('gives everything where the ways to the queue, or the first page of all, are nothing but noise', async () => {
    const [roots, sums] = [pagesOf(laptop, 'queue', 'internal'), pagesOf(laptop, 'sqlite_autoindex_queue_1', 'leaf')]
    expect([roots.length > 0, sums.length > 0]).toEqual([true, true])
    for (const pages of [roots, [1], [1, ...roots, ...sums]]) {
      const folder = settledIn(copyOf(laptop))
      spoil(folder, pages)
      expect([pages, readBySqlite(folder)]).toEqual([pages, []])
      const found = rescued(folder)
      expect(found).toMatchObject({ rescued: queue.length, files: 1, unreadable: 0, onlyHere: 0, unknown: 0 })
      expect(await sealedIn(found.escrow!)).toEqual(all())
    }
  })

  it.each([1, 2, 3, 4, 5, 6])('gives every row that can be read and counts the others, wherever the noise falls: %i', async (seed) => {
    const thrown = diceOf(seed)
    const dice = (sides: number): number => Math.floor(thrown() * sides)
    const folder = settledIn(copyOf(laptop))
    const leaves = pagesOf(folder, 'queue', 'leaf')
    const others = [
      ...pagesOf(folder, 'queue', 'internal'),
      ...pagesOf(folder, 'queue', 'overflow'),
      ...pagesOf(folder, 'customers', 'leaf'),
    ]
    const standings = new Set(pagesOf(folder, 'queue_standing', 'leaf'))
    const hit = [...Array(1 + (seed % 3)).keys()].map(() => leaves[dice(leaves.length)]!)
    const pages = [...new Set([...hit, others[dice(others.length)]!])].filter((number) => !standings.has(number))
    spoil(folder, pages, () => (seed % 2 === 0 ? Buffer.alloc(page, seed) : Buffer.from([...Array(page).keys()].map(() => dice(256)))))
    const readable = readBySqlite(folder)
    const found = rescued(folder)
    const there = await sealedIn(found.escrow!)
    expect([found.rescued, there.length > 0, there.length < queue.length]).toEqual([there.length, true, true])
    expect(readable.filter((lseq) => !there.includes(lseq))).toEqual([])
    expect([found.unreadable, found.onlyHere, found.unknown]).toEqual([queue.length - there.length, queue.length - there.length, 0])
  })

  it('gives what stands in the log beside the file, and what a copy of the day still has', async () => {
    const folder = copyOf(laptop)
    expect(existsSync(`${databaseFileIn(folder)}-wal`)).toBe(true)
    spoil(folder, [1])
    const found = rescued(folder)
    expect(await sealedIn(found.escrow!)).toEqual(all())
    const other = settledIn(copyOf(laptop))
    mkdirSync(join(other, 'backups'))
    cpSync(databaseFileIn(other), join(other, 'backups', 'harmony-daily-2026-11-23.sqlite'))
    spoil(other, pagesOf(other, 'queue', 'leaf'))
    expect(rescued(other)).toMatchObject({ rescued: queue.length, unreadable: 0 })
  })

  it('says so where what tells how entries stand is lost with them', () => {
    const folder = settledIn(copyOf(laptop))
    const [, second] = pagesOf(folder, 'queue', 'leaf')
    const standings = pagesOf(folder, 'queue_standing', 'leaf')
    spoil(folder, [second!, ...standings])
    const found = rescued(folder)
    expect([found.unreadable, found.unknown > 0, found.rescued + found.unknown]).toEqual([0, true, queue.length])
  })

  it('is left alone where the file is sound, where nothing of it can be read, and where it is none', () => {
    const code = (work: () => unknown): string => {
      try {
        work()
      } catch (error) {
        return (error as { code?: string }).code ?? String(error)
      }
      return 'done'
    }
    const sound = copyOf(laptop)
    const before = readdirSync(sound).map((name) => [name, sumOf(join(sound, name))])
    expect(code(() => rescue(sound, key, at))).toBe('sync.notDamaged')
    expect(code(() => rescue(sound, randomBytes(32), at))).toBe('sync.nothingReadable')
    expect(readdirSync(sound).map((name) => [name, sumOf(join(sound, name))])).toEqual(before)
    expect(code(() => rescue(fresh(), key, at))).toBe('sync.notEnrolled')
  })
})

describe('a person before it', () => {
  it('is told that the file is damaged, brings out what was captured with one button, and may enrol again', async () => {
    const folder = settledIn(copyOf(laptop))
    spoil(folder, pagesOf(folder, 'queue', 'leaf').slice(0, 2))
    const gate = openGate(folder, undefined, () => Date.parse(at))
    const languages = openLanguages(undefined)
    const { port, close } = await openDeviceDoor(gate, languages, 0)
    const asked = async (path: string, body?: object): Promise<any> => {
      const post = body && {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}` },
        body: JSON.stringify(body),
      }
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { ...post, headers: { ...post?.headers, 'accept-language': 'de' } })
      return answer.json()
    }
    const still = async (): Promise<any> => {
      for (let tries = 0; tries < 400; tries++) {
        const state = await asked('/door/state')
        if (state.doing === 'nothing') return state
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
    }
    try {
      expect(await still()).toMatchObject({ asks: 'unlock', damaged: false, trouble: null })
      await asked('/door/rescue', {})
      expect(await still()).toMatchObject({ asks: 'unlock', damaged: false })
      await asked('/door/unlock', { password })
      expect(await still()).toMatchObject({ asks: 'unlock', damaged: true, trouble: expect.stringMatching(/beschädigt.*nichts geändert/) })
      await asked('/door/rescue', {})
      const after = await still()
      expect(after).toMatchObject({
        asks: 'enrol',
        damaged: false,
        trouble: expect.stringMatching(/^Herausgeholt: \d+\. Nicht lesbar: [1-9]/),
      })
      expect(after.trouble).toContain(join(folder, `harmony-rescued-${mark}.escrow`))
      expect(readdirSync(folder)).toEqual(expect.arrayContaining([`harmony-damaged-${mark}.sqlite`, `harmony-rescued-${mark}.escrow`]))
    } finally {
      await close()
    }
  })

  it('does the same by a command, onto a stick; a laptop that is reported lost afterwards keeps neither file nor keys', async () => {
    const [folder, stick, secret] = [copyOf(laptop), fresh(), join(fresh(), 'password')]
    writeFileSync(secret, `${password}\n`)
    const words = ['rescue', '--data', folder, '--to', stick, '--password-file', secret, '--language', 'de']
    expect(await harmony(words)).toMatchObject({ code: 1, json: { ok: false, refusal: { code: 'sync.notDamaged', message: expect.stringContaining('in Ordnung') } } }) // prettier-ignore
    spoil(folder, [1])
    const told = await harmony(words)
    expect(told).toMatchObject({
      code: 0,
      json: { ok: true, result: { rescued: queue.length, files: 1, unreadable: 0, onlyHere: 0, unknown: 0 } },
    })
    expect(told.json.result.escrow.startsWith(stick)).toBe(true)
    expect(await sealedIn(told.json.result.escrow)).toEqual(all())
    expect(await harmony(words)).toMatchObject({ code: 1, json: { refusal: { code: 'sync.notEnrolled' } } })
    expect(await harmony(['rescue', '--to', join(stick, 'nowhere')])).toMatchObject({ code: 2 })
    expect(destroyDevice(folder)).toEqual([])
    expect(readdirSync(folder).filter((name) => /sqlite|keys/.test(name))).toEqual([])
  })
})

describe('the hub', () => {
  it('takes in once what was brought out, past what is missing; the laptop is enrolled anew', async () => {
    const folder = settledIn(copyOf(laptop))
    const leaves = pagesOf(folder, 'queue', 'leaf')
    spoil(folder, [1, leaves[1]!, leaves.at(-2)!])
    const found = rescued(folder)
    const there = await sealedIn(found.escrow!)
    expect(there.length).toBeLessThan(queue.length)
    const names = async (): Promise<string[]> => (await hub.do('customers.contacts', { limit: 1000 })).rows.map((row: { name: string }) => row.name).filter((name: string) => name.startsWith('Only Here')) // prettier-ignore
    const held = async (): Promise<number> =>
      Number((await hub.harmony.database.read((session) => session.rows('select count(*) from intents')))[0]![0])
    const lines = found.rescued + found.files
    for (let times = 0; times < 2; times++) {
      expect(await importEscrow(hub.harmony, found.escrow!)).toEqual({ lines, taken: lines, unreadable: 0 })
      expect(await held()).toBe(there.length)
      const told = await names()
      expect([told.length > 0, new Set(told).size]).toEqual([true, told.length])
    }
    const { device } = await enrolFolder(folder, { hub: door.address, code: await invited(), password, language: 'en' })
    expect((await device.harmony.device!.state()).get('device')).not.toBe(idOfDevice())
    const amelia = await actingAs(device.harmony)
    expect((await amelia.do('customers.contacts', { limit: 1000 })).rows.filter((row: { name: string }) => row.name.startsWith('Only Here'))).toHaveLength((await names()).length) // prettier-ignore
    await device.close()
    expect(readdirSync(folder).filter((name) => name.startsWith('harmony-damaged-')).toSorted()).toEqual([`harmony-damaged-${mark}-keys.json`, `harmony-damaged-${mark}.sqlite`]) // prettier-ignore
    // The whole of it later, from a stick: what is there already stays once, the file of the order comes.
    const whole = settledIn(copyOf(laptop))
    spoil(whole, [1])
    const later = rescued(whole)
    expect(await importEscrow(hub.harmony, later.escrow!)).toEqual({ lines: queue.length + 1, taken: queue.length + 1, unreadable: 0 })
    expect([await held(), (await hub.harmony.files.get(paper.hash))?.equals(paper.bytes)]).toEqual([queue.length, true])
  }, 60_000)
})
