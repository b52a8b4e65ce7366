import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { extract } from 'tar-stream'
import { customerRows } from '../../core/demo/customers.ts'
import { modules } from '../../core/harmony.ts'
import { openHarmony } from '../../main/compose.ts'
import { databaseFileIn } from '../../main/data-folder.ts'
import { encrypted, identitiesIn, newKeyFile } from '../../main/moving/age.ts'
import { packCompany } from '../../main/moving/packing.ts'
import { restoreCompany } from '../../main/moving/restoring.ts'
import { tablesIn } from '../../main/moving/tables.ts'
import { sealTo } from '../../main/keys/wraps.ts'
import { newKeys } from '../../main/keys/key-file.ts'
import { protectFolder } from '../../main/keys/own-data.ts'
import { connect } from '../../main/storage/connect.ts'
import type { Dialect } from '../../main/storage/session.ts'
import { verifyLog } from '../../main/storage/verify.ts'
import { harmony } from '../doors/terminal.ts'
import { bundled } from '../world/bundle.ts'
import { freshHouse, type House } from '../world/house.ts'
import { emptyPlace } from '../world/stores.ts'
import { Readable } from 'node:stream'

const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-backups-'))
const key = path.join(folder, 'key.txt')
let recipient = ''
let house: House
let moved = ''
let laptop = ''
/** The key of secrets, where the hub has it: apart from its data. */
const keyOfSecrets = path.join(folder, 'secrets-of-the-hub.key')
const drops: (() => Promise<void>)[] = []

/** An empty place of a database, as options of a command and of `openHarmony`. */
async function place(dialect: Dialect): Promise<{ words: string[]; open: { dataDir: string; databaseUrl?: string }; url?: string }> {
  const { place: found, drop } = await emptyPlace(dialect, 'moved')
  drops.push(drop)
  const dataDir = 'file' in found ? path.dirname(found.file) : path.join(folder, randomUUID())
  if ('file' in found) return { words: ['--data', dataDir], open: { dataDir } }
  return { words: ['--data', dataDir, '--database', found.url], open: { dataDir, databaseUrl: found.url }, url: found.url }
}
const wordsOf = ({ place: { dataDir, databaseUrl } }: House): string[] =>
  databaseUrl === undefined ? ['--data', dataDir!] : ['--database', databaseUrl, '--data', folder]

/** What the open tools would see: age, gzip and tar, without our reader. */
async function opened(file: string): Promise<Map<string, Buffer>> {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  for (const identity of identitiesIn(key)) decrypter.addIdentity(identity)
  const entries = new Map<string, Buffer>()
  const tar = extract()
  tar.end(gunzipSync(await decrypter.decrypt(readFileSync(file))))
  for await (const entry of tar) {
    const chunks: Buffer[] = []
    for await (const chunk of entry) chunks.push(chunk as Buffer)
    entries.set(entry.header.name, Buffer.concat(chunks))
  }
  return entries
}
const canonical = (entries: Map<string, Buffer>) => new Map([...entries].filter(([name]) => /^(tables|files|keys|languages)\//.test(name)))

beforeAll(async () => {
  recipient = await newKeyFile(key, '2026-11-23T10:00:00.000Z')
  house = await freshHouse('sqlite', 'backups', { secretsKey: keyOfSecrets })
  await house.do('demo.seed')
  // What a company has besides: a kept file, a pack of words, the key of its secrets.
  await house.harmony.files.put(Buffer.from('%PDF- a paper'), 'paper.pdf', 'application/pdf')
  mkdirSync(path.join(house.place.dataDir!, 'languages'), { recursive: true })
  writeFileSync(path.join(house.place.dataDir!, 'languages/cy.json'), '{"language":"cy"}')
  writeFileSync(path.join(house.place.dataDir!, 'secrets.key'), `${'ab'.repeat(32)}\n`, { mode: 0o600 })
  moved = path.join(folder, 'company.tar.gz.age')
  laptop = sealTo(await house.harmony.recovery.key(), Buffer.from('of a laptop'), 'file')
  const { code, json } = await harmony([
    'export',
    '--to',
    moved,
    '--recipient',
    recipient,
    '--secrets-key',
    keyOfSecrets,
    ...wordsOf(house),
  ])
  expect([code, json.result.companyKey]).toEqual([0, 'opens'])
}, 120_000)
afterAll(async () => {
  await house?.close()
  for (const drop of drops) await drop()
  rmSync(folder, { recursive: true, force: true })
})

test('a company moves from SQLite to PostgreSQL and back: every table and file is the same bytes, and the proof says so', async () => {
  const server = await place('postgres')
  const there = await harmony(['import', 'company', moved, '--identity', key, ...server.words])
  expect(there).toMatchObject({
    code: 0,
    json: { ok: true, result: { equal: true, log: 'intact', migrated: [], epoch: '1', from: 'sqlite' } },
  })
  expect(there.json.result.ledger.length).toBeGreaterThan(1)
  for (const { debit, credit } of there.json.result.ledger) expect(debit).toBe(credit)
  expect(there.errors).toContain('Equal: NLUK in GBP')

  // Whatever travels means the same on both: a column that SQLite alone takes for text would come back as other bytes, as soon as there is a row in it.
  const arrived = await connect({ url: server.url! })
  const columns = await arrived.read(tablesIn, 'all')
  await arrived.close()
  expect(columns).toEqual(await house.harmony.database.read(tablesIn, 'all'))

  const again = path.join(folder, 'again.tar.gz.age')
  expect((await harmony(['export', '--to', again, '--recipient', recipient, ...server.words])).code).toBe(0)
  const back = await place('sqlite')
  const home = await harmony(['import', 'company', again, '--identity', key, ...back.words, '--language', 'de'])
  expect(home.errors).toContain('Gleich: NLUK in GBP')
  expect(home.json.result.content).toBe(there.json.result.content)
  const third = path.join(folder, 'third.tar.gz.age')
  await harmony(['export', '--to', third, '--recipient', recipient, ...back.words])

  const [one, two, three] = (await Promise.all([moved, again, third].map(opened))).map(canonical)
  expect([...one!.keys()]).toEqual(expect.arrayContaining(['tables/journal_lines.ndjson', 'languages/cy.json', 'keys/secrets.key']))
  expect([...one!.keys()].some((name) => name.startsWith('files/'))).toBe(true)
  for (const other of [two!, three!]) {
    expect([...other.keys()]).toEqual([...one!.keys()])
    for (const [name, bytes] of one!) expect(other.get(name)!.equals(bytes) ? name : `${name} differs`).toBe(name)
  }
  // Nobody's signed-in browser comes along.
  expect(one!.has('tables/sessions.ndjson')).toBe(false)
  const secrets = path.join(back.open.dataDir, 'secrets.key')
  expect([readFileSync(secrets, 'utf8').length, statSync(secrets).mode & 0o777]).toEqual([65, 0o600])

  // It goes on working there: the triggers are back, numbers go on.
  const opens = await openHarmony(server.open)
  const caller = (await opens.localAdministrator())!
  const run = (operation: string, input: object = {}) => opens.run({ id: randomUUID(), operation, input, caller })
  expect(await run('audit.run')).toMatchObject({ ok: true, result: { ok: true } })
  await expect(opens.database.transact((s) => s.run('delete from journals'))).rejects.toThrow('rows never change')
  // What is closed in it came with its key: what a laptop closed to the old place opens here.
  expect(String(await opens.recovery.open(laptop, 'file'))).toBe('of a laptop')
  await opens.close()
}, 180_000)

test('a restored hub begins a new timeline and knows nothing of old sign-ins; the new one is told to devices once', async () => {
  const file = path.join(folder, 'backup.tar.gz.age')
  const written = await harmony(['backup', '--to', file, '--recipient', recipient, ...wordsOf(house)])
  expect([written.code, written.json.result.companyKey, written.errors]).toEqual([0, 'closed', expect.stringContaining('--secrets-key')])
  expect(await harmony(['verify', file, '--identity', key])).toMatchObject({ code: 0, json: { ok: true, result: { purpose: 'backup' } } })
  const to = await place('sqlite')
  const done = await harmony(['restore', file, '--identity', key, ...to.words])
  expect(Number(done.json.result.epoch)).toBeGreaterThan(1_700_000_000)
  const rows = async (sql: string) => {
    const database = await connect({ file: databaseFileIn(to.open.dataDir) })
    try {
      return await database.read((session) => session.rows(sql))
    } finally {
      await database.close()
    }
  }
  const epoch = async () => (await rows(`select value from settings where key = 'sync.epoch'`))[0]![0]
  const before = await epoch()
  expect(await rows(`select count(*) from settings where key = 'restore.pending'`)).toEqual([[0n]])
  expect((await harmony(['audit', ...to.words])).code).toBe(0)
  expect(await epoch()).toBe(before)
}, 120_000)

describe('what is refused by name, with nothing changed', () => {
  const broken = (name: string, change: (file: string) => void): string => {
    const file = path.join(folder, name)
    copyFileSync(moved, file)
    change(file)
    return file
  }
  const flipped = (share: number) => (file: string) => {
    const bytes = readFileSync(file)
    bytes[Math.floor(bytes.length * share)]! ^= 1
    writeFileSync(file, bytes)
  }
  const half = (share: number) => (file: string) => truncateSync(file, Math.floor(statSync(file).size * share))
  const cases: readonly [string, string, (file: string) => void][] = [
    ['one flipped byte near the beginning of what is closed', 'backups.damaged', flipped(0.01)],
    ['one flipped byte in the middle', 'backups.damaged', flipped(0.5)],
    ['one flipped byte at the end', 'backups.damaged', flipped(0.99999)],
    ['a file cut in the middle', 'backups.damaged', half(0.5)],
    ['a file cut just before its end', 'backups.damaged', half(0.9999)],
    ['a file of something else', 'backups.notOurs', (file) => writeFileSync(file, 'PK something else')],
    ['an empty file', 'backups.notOurs', (file) => writeFileSync(file, '')],
  ]
  const nothingIn = async (dialect: Dialect, at: Awaited<ReturnType<typeof place>>) => {
    if (dialect === 'sqlite') return expect(readdirSync(at.open.dataDir).filter((name) => name.includes('sqlite'))).toEqual([])
    const database = await connect({ url: at.url! })
    expect(await database.read((s) => s.rows(`select count(*) from pg_class where relnamespace = current_schema()::regnamespace`))).toEqual(
      [['0']],
    )
    await database.close()
  }

  test.each(cases)('%s', async (what, code, change) => {
    const file = broken(`${what}.age`, change)
    const dialect = what.includes('middle') ? 'postgres' : 'sqlite'
    const to = await place(dialect)
    const done = await harmony(['import', 'company', file, '--identity', key, ...to.words])
    expect(done).toMatchObject({ code: 1, json: { ok: false, refusal: { code } } })
    await nothingIn(dialect, to)
    if (statSync(file).size > 100 && code === 'backups.damaged')
      expect(await harmony(['verify', file, '--identity', key])).toMatchObject({ code: 1, json: { refusal: { code } } })
  })

  test('another key', async () => {
    const other = path.join(folder, 'other.txt')
    await newKeyFile(other, 'now')
    const to = await place('sqlite')
    const done = await harmony(['import', 'company', moved, '--identity', other, ...to.words])
    expect(done).toMatchObject({ code: 1, json: { refusal: { code: 'backups.wrongKey' } } })
    await nothingIn('sqlite', to)
    expect(await harmony(['backup-key', other])).toMatchObject({ code: 1, json: { refusal: { code: 'backups.keyThere' } } })
  })

  test('a file whose parts somebody has exchanged, although it is closed well', async () => {
    const entries = await opened(moved)
    const swapped = new Map(entries)
    swapped.set('tables/customers.ndjson', Buffer.from(entries.get('tables/customers.ndjson')!.toString().replace('Harbour', 'Harbous')))
    const newer = new Map(entries)
    const head = JSON.parse(entries.get('head.json')!.toString()) as { schema: string[] }
    newer.set('head.json', Buffer.from(JSON.stringify({ ...head, schema: [...head.schema, '9999-later'] })))
    const stranger = new Map(entries)
    const hostile = JSON.stringify('tax_id" from customers; drop table calls; --')
    stranger.set('head.json', Buffer.from(entries.get('head.json')!.toString().replaceAll('"name": "tax_id"', `"name": ${hostile}`)))
    expect(stranger.get('head.json')!.equals(entries.get('head.json')!)).toBe(false)
    for (const [name, content, code] of [
      ['swapped', swapped, 'backups.damaged'],
      ['newer', newer, 'backups.newer'],
      ['stranger', stranger, 'backups.damaged'],
    ] as const) {
      // prettier-ignore
      const file = path.join(folder, `${name}.age`)
      writeFileSync(file, await packed(content))
      const to = await place('sqlite')
      expect([name, (await harmony(['import', 'company', file, '--identity', key, ...to.words])).json?.refusal?.code]).toEqual([name, code])
      await nothingIn('sqlite', to)
    }
  })

  test.each(['sqlite', 'postgres'] as const)('a place on %s that is not empty', async (dialect) => {
    const full = await freshHouse(dialect, 'full')
    const before = await full.do('people.users', {})
    const done = await harmony(['import', 'company', moved, '--identity', key, ...wordsOf(full)])
    expect(done).toMatchObject({ code: 1, json: { refusal: { code: 'backups.notEmpty' } } })
    expect(await full.do('people.users', {})).toEqual(before)
    await full.close()
  })

  test('a backup as a move, a folder of a device, a place that holds another key of secrets', async () => {
    const file = path.join(folder, 'only-a-backup.age')
    await harmony(['backup', '--to', file, '--recipient', recipient, ...wordsOf(house)])
    const to = await place('sqlite')
    expect((await harmony(['import', 'company', file, '--identity', key, ...to.words])).json.refusal.code).toBe('backups.notAMove')
    writeFileSync(path.join(to.open.dataDir, 'secrets.key'), `${'cd'.repeat(32)}\n`, { mode: 0o600 })
    expect((await harmony(['restore', file, '--identity', key, ...to.words])).json.refusal).toMatchObject({ code: 'backups.notEmpty', about: { holds: 'secrets.key' } }) // prettier-ignore
    await nothingIn('sqlite', to)
    await newKeys(to.open.dataDir, 'correct horse battery', 'device')
    expect((await harmony(['backup', '--to', folder, '--recipient', recipient, ...to.words])).json.refusal.code).toBe('backups.aDevice')
    expect((await harmony(['backup', '--to', file, '--recipient', recipient, ...wordsOf(house)])).json.refusal.code).toBe(
      'backups.fileThere',
    )
    // Where nothing can be looked at, nobody says that nothing is there.
    const looked = async (data: string) =>
      (await harmony(['backup', '--to', folder, '--recipient', recipient, '--data', data])).json.refusal
    expect((await looked(path.join(folder, 'nowhere'))).code).toBe('backups.nothingThere')
    expect(await looked(file)).toMatchObject({ code: 'backups.folderUnread', about: { folder: file, why: 'ENOTDIR' } })
    expect((await harmony(['backup', '--to', folder, '--recipient', 'age1nonsense', ...wordsOf(house)])).json.refusal.code).toBe('backups.notARecipient') // prettier-ignore
  })

  async function packed(entries: Map<string, Buffer>): Promise<Buffer> {
    const { pack } = await import('tar-stream')
    const { gzipSync } = await import('node:zlib')
    const tar = pack()
    for (const [name, bytes] of entries) tar.entry({ name }, bytes)
    tar.finalize()
    const plain: Buffer[] = []
    for await (const chunk of tar) plain.push(chunk as Buffer)
    const closed: Buffer[] = []
    for await (const chunk of await encrypted(Readable.from([gzipSync(Buffer.concat(plain))]), [recipient])) closed.push(chunk as Buffer)
    return Buffer.concat(closed)
  }
})

test.each(['sqlite', 'postgres'] as const)(
  'kill -9 in the middle of a restore into %s: the place says so, and the next restore ends it',
  async (dialect) => {
    const worker = await bundled('test/scenarios/restore-worker.ts')
    const to = await place(dialect)
    mkdirSync(to.open.dataDir, { recursive: true })
    const died = await promisify(execFile)(process.execPath, [worker, moved, key, to.open.dataDir, to.url ?? '-', '60']).then(
      () => 'ended',
      (error: { signal: string }) => error.signal,
    )
    expect(died).toBe('SIGKILL')
    await expect(openHarmony(to.open)).rejects.toThrow('backups.unfinished')
    expect(existsSync(databaseFileIn(to.open.dataDir))).toBe(false)
    const done = await harmony(['import', 'company', moved, '--identity', key, ...to.words])
    expect(done).toMatchObject({ code: 0, json: { result: { equal: true, log: 'intact' } } })
  },
  120_000,
)

test('a laptop’s own encrypted data are backed up with their password, closed for the recipients alone, and restored', async () => {
  const own = mkdtempSync(path.join(folder, 'own-'))
  rmSync(own, { recursive: true })
  mkdirSync(own, { mode: 0o700 })
  const password = 'my data is nobody else’s'
  const { opened: ours } = await protectFolder(own, password)
  const visitor = ours.visitor({ address: 'here', language: 'en' })
  expect(await ours.run({ id: 'set-up', operation: 'people.setUp', input: { name: 'Zaphod Beeblebrox', login: 'zaphod', password }, caller: visitor })).toMatchObject({ ok: true }) // prettier-ignore
  await ours.close()
  const secret = path.join(folder, 'own-password')
  writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  const file = path.join(folder, 'own.tar.gz.age')
  const backingUp = (...words: string[]) => harmony(['backup', '--data', own, '--to', file, '--recipient', recipient, ...words])
  expect(await backingUp()).toMatchObject({ code: 2 })
  writeFileSync(`${secret}-wrong`, 'another one\n')
  expect(await backingUp('--data-password-file', `${secret}-wrong`)).toMatchObject({ code: 2 })
  expect(existsSync(file)).toBe(false)
  expect(await backingUp('--data-password-file', secret)).toMatchObject({ code: 0, json: { ok: true, result: { purpose: 'backup' } } })
  expect((await opened(file)).get('tables/users.ndjson')!.toString()).toContain('zaphod')
  const to = await place('sqlite')
  expect(await harmony(['restore', file, '--identity', key, ...to.words])).toMatchObject({ code: 0, json: { result: { equal: true, log: 'intact' } } })
}, 120_000) // prettier-ignore

/** `BACKUPS=100` in the long run. */
const times = Number(process.env['BACKUPS'] ?? '5')
test.each([
  ['sqlite', times - Math.floor(times / 2)],
  ['postgres', Math.floor(times / 2)],
] as const)(
  // prettier-ignore
  'backups of %s while people write, %i times: each is restored whole and its audit is green',
  async (dialect, count) => {
    const busy = await freshHouse(dialect, 'busy')
    await busy.do('demo.seed', { empty: true })
    let writing = true
    let written = 0
    const writer = async (who: number): Promise<void> => {
      for (let i = 0; writing; i++) {
        await busy.do('customers.save', { ...customerRows[0], code: `B${who}N${i}`, name: `Busy ${who} ${i}` })
        written++
        // Others get their turn as between two requests; and a hundred backups are not of a company that grows as fast as the machine writes.
        await new Promise((resume) => setTimeout(resume, 10))
      }
    }
    let broken: Error | undefined
    const writers = [1, 2].map((who) =>
      writer(who).catch((error: unknown) => void (broken = error instanceof Error ? error : new Error(String(error)))),
    )
    const calls: number[] = []
    try {
      for (let i = 0; i < count; i++) {
        const before = written
        while (written < before + 3 && !broken) await new Promise((resume) => setTimeout(resume, 5))
        if (broken) throw broken
        const file = path.join(folder, `busy-${dialect}-${i}.age`)
        const at = new Date().toISOString()
        const done = await packCompany(busy.harmony.database, { to: file, recipients: [recipient], purpose: 'backup', id: randomUUID(), at, version: '1' }) // prettier-ignore
        calls.push(done.manifest.chain.calls)
        const to = await place(i % 2 === 0 ? 'sqlite' : dialect)
        await restoreCompany({ file, identities: identitiesIn(key), purpose: 'backup', at, dataDir: to.open.dataDir, databaseUrl: to.url })
        const restored = await openHarmony(to.open)
        const caller = (await restored.localAdministrator())!
        expect(await restored.run({ id: randomUUID(), operation: 'audit.run', input: {}, caller })).toMatchObject({
          ok: true,
          result: { ok: true },
        })
        expect(await verifyLog(restored.database, modules)).toBeNull()
        await restored.close()
        rmSync(file)
      }
    } finally {
      writing = false
      await Promise.all(writers)
      await busy.close()
    }
    // People went on writing between and during them.
    expect(new Set(calls).size).toBe(count)
  },
  3_600_000,
)
