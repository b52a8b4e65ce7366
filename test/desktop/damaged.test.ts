// A damaged file: found at the start or in the background, opened by nobody, and gone on with by a proved repair or a proved copy. Nothing is ever deleted.
import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHarmony, type Harmony } from '../../main/compose.ts'
import { databaseFileIn } from '../../main/data-folder.ts'
import { databaseKey, keyByPassword } from '../../main/keys/key-file.ts'
import { protectFolder } from '../../main/keys/own-data.ts'
import { openFront, type Front } from '../../main/office/front-door.ts'
import { checkAtStart, FileDamaged, lastChecks, startFileChecks } from '../../main/storage/file-check.ts'
import { openHandle } from '../../main/storage/sqlite-dialect.ts'
import { holdFolder } from '../../main/sync/field-device.ts'
import { openLanguages } from '../../main/words.ts'

const root = mkdtempSync(join(tmpdir(), 'harmony-damaged-'))
const fresh = (): string => mkdtempSync(join(root, 'f'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const words = openLanguages(undefined).words('en')
const password = 'my data is nobody else’s'
const quiet = { info: () => undefined, error: () => undefined }

// Made once: most of the time goes into the tables.
const made: { clear?: string; closed?: string } = {}
async function clearFolder(): Promise<string> {
  made.clear ??= await begun(async (folder) => openHarmony({ dataDir: folder }))
  return copyOf(made.clear)
}
/** With the copy of the day, which is made at a start. */
async function closedFolder(): Promise<string> {
  made.closed ??= await begun(async (folder) => (await protectFolder(folder, password)).opened)
  const key = databaseKey(await keyByPassword(made.closed, password))
  await (await openHarmony({ dataDir: made.closed, key })).close()
  return copyOf(made.closed)
}
async function begun(open: (folder: string) => Promise<Harmony>): Promise<string> {
  const folder = fresh()
  const harmony = await open(folder)
  expect((await setUp(harmony)).ok).toBe(true)
  await harmony.close()
  return folder
}
const copyOf = (folder: string): string => {
  const copy = fresh()
  cpSync(folder, copy, { recursive: true, preserveTimestamps: true })
  return copy
}
const setUp = (harmony: Harmony) =>
  harmony.run({ id: 'set-up', operation: 'people.setUp', input: { name: 'Ada', login: 'ada', password }, caller: harmony.visitor({ address: 'here', language: 'en' }) }) // prettier-ignore
/** Pages of a table or an index, where the file says they begin. */
function pageOf(folder: string, name: string, key?: string): { readonly at: number; readonly size: number } {
  const handle = openHandle(databaseFileIn(folder), key)
  const [page] = handle.prepare('select rootpage from sqlite_master where name = ?').raw(true).get(name) as number[]
  const size = Number(handle.pragma('page_size', { simple: true }))
  handle.pragma('wal_checkpoint(truncate)')
  handle.close()
  return { at: (page! - 1) * size, size }
}
function overwrite(folder: string, { at, size }: { readonly at: number; readonly size: number }): void {
  const file = openSync(databaseFileIn(folder), 'r+')
  writeSync(file, Buffer.alloc(size, 7), 0, size, at)
  closeSync(file)
}
function indexOf(folder: string): string {
  const handle = openHandle(databaseFileIn(folder))
  const [name] = handle.prepare(`select name from sqlite_master where type = 'index' and tbl_name = 'users' and sql is not null`).raw(true).get() as string[] // prettier-ignore
  handle.close()
  return name!
}
const front = (folder: string): Front => openFront(folder, { hold: holdFolder, demo: () => Promise.reject(new Error('none')) })
const opened = async (one: Front): Promise<Harmony | undefined> => {
  const found = await Promise.race([one.opened, Promise.resolve(undefined)])
  return found && 'harmony' in found ? found.harmony : undefined
}
const people = async (harmony: Harmony): Promise<unknown> =>
  (await harmony.database.read((session) => session.rows('select login from users'))).flat()
const aside = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('harmony-damaged-') && name.endsWith('.sqlite')) // prettier-ignore

describe('a look at the file', () => {
  it('finds a damaged page at the start: nobody opens it, not a byte is changed, and the diagnosis knows', async () => {
    const folder = await clearFolder()
    await (await openHarmony({ dataDir: folder })).close()
    expect(lastChecks(folder).quick).toMatchObject({ how: 'quick', damage: null })
    overwrite(folder, pageOf(folder, 'settings'))
    const before = readFileSync(databaseFileIn(folder))
    await expect(openHarmony({ dataDir: folder })).rejects.toThrow(FileDamaged)
    expect(readFileSync(databaseFileIn(folder)).equals(before)).toBe(true)
    expect(lastChecks(folder).quick?.damage).toMatch(/\w/)
  })
  it('goes on at the next start where its time ended', async () => {
    const folder = await clearFolder()
    const harmony = await openHarmony({ dataDir: folder })
    checkAtStart(harmony.database, folder, '2026-11-23T10:00:00.000Z', -1)
    const record = (): { next?: string } => JSON.parse(readFileSync(join(folder, 'harmony-checks.json'), 'utf8')) as { next?: string }
    expect([lastChecks(folder).quick?.tables, record().next]).toEqual([0, expect.any(String)])
    checkAtStart(harmony.database, folder, '2026-11-23T10:00:01.000Z')
    const { tables, of } = lastChecks(folder).quick!
    expect([tables === of, of > 100, record().next]).toEqual([true, true, undefined])
    await harmony.close()
  })
  it('goes through the whole file once a day while people work', async () => {
    const folder = await clearFolder()
    const harmony = await openHarmony({ dataDir: folder })
    const clock = { now: Date.parse('2026-11-23T10:00:00.000Z') }
    const look = async () => {
      const checks = startFileChecks(harmony.database, folder, {
        log: quiet,
        clock: () => clock.now,
        first: 0,
        breath: 0,
        lookEvery: 86_400_000,
      })
      await new Promise((resolve) => setTimeout(resolve, 5))
      const found = await checks.last
      await checks.stop()
      return found
    }
    expect(await look()).toMatchObject({ how: 'full', damage: null, at: '2026-11-23T10:00:00.000Z' })
    clock.now += 3_600_000
    expect(await look()).toMatchObject({ at: '2026-11-23T10:00:00.000Z' })
    clock.now += 86_400_000
    expect(await look()).toMatchObject({ at: '2026-11-24T11:00:00.000Z' })
    await harmony.close()
  })
})

describe('the repair', () => {
  it('makes broken indexes anew, proves that nothing is missing, and keeps the damaged file', async () => {
    const folder = await clearFolder()
    overwrite(folder, pageOf(folder, indexOf(folder)))
    const one = front(folder)
    await one.begin()
    expect([(await opened(one)) === undefined, one.state(words)]).toMatchObject([true, { asks: 'repair', doing: 'nothing' }])
    await one.mend()
    expect(one.state(words)).toMatchObject({ doing: 'ready', trouble: null })
    const harmony = (await opened(one))!
    expect(await people(harmony)).toEqual(['ada'])
    await harmony.close()
    expect(aside(folder)).toHaveLength(1)
  })

  it('is not believed where the log proves that something is missing, however sound the new file looks', async () => {
    const folder = await clearFolder()
    const handle = openHandle(databaseFileIn(folder))
    handle.pragma('foreign_keys = off')
    const triggers = handle.prepare(`select name from sqlite_master where type = 'trigger' and tbl_name = 'events'`).raw(true).all() as string[][] // prettier-ignore
    for (const [name] of triggers) handle.exec(`drop trigger "${name}"`)
    expect(handle.prepare('delete from events where seq = (select max(seq) from events)').run().changes).toBe(1)
    handle.close()
    overwrite(folder, pageOf(folder, indexOf(folder)))
    const one = front(folder)
    await one.begin()
    await one.mend()
    expect(await opened(one)).toBeUndefined()
    expect(one.state(words)).toMatchObject({ asks: 'repair', trouble: expect.stringContaining('events') })
    expect(aside(folder)).toEqual([])
  })

  it('says so where it cannot prove anything, and goes on with a copy that it proves; encrypted data too', async () => {
    const folder = await closedFolder()
    const key = databaseKey(await keyByPassword(folder, password))
    overwrite(folder, pageOf(folder, 'users', key))
    const before = statSync(databaseFileIn(folder)).size
    const one = front(folder)
    await one.begin()
    one.gate()!.unlock(password)
    for (const end = Date.now() + 20_000; one.state(words).asks !== 'repair' && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 10)) // prettier-ignore
    const { repair } = one.state(words)
    expect(repair?.copies).toHaveLength(1)
    await one.mend()
    expect([await opened(one), one.state(words).trouble]).toEqual([undefined, expect.stringContaining('Everything stands as before')])
    expect([existsSync(databaseFileIn(folder)), aside(folder)]).toEqual([true, []])
    await one.restore('../../etc/passwd')
    expect(await opened(one)).toBeUndefined()
    await one.restore(repair!.copies[0]!.name)
    const harmony = (await opened(one))!
    expect(await people(harmony)).toEqual(['ada'])
    await harmony.close()
    expect(aside(folder).map((name) => statSync(join(folder, name)).size)).toEqual([before])
  })

  it('goes on with no copy that is damaged itself', async () => {
    const folder = await closedFolder()
    const key = databaseKey(await keyByPassword(folder, password))
    const [copy] = readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.sqlite'))
    const file = join(folder, 'backups', copy!)
    const bytes = readFileSync(file)
    writeFileSync(file, Buffer.concat([bytes.subarray(0, 8192), Buffer.alloc(4096, 3), bytes.subarray(12_288)]))
    overwrite(folder, pageOf(folder, 'users', key))
    const one = front(folder)
    await one.begin()
    one.gate()!.unlock(password)
    for (const end = Date.now() + 20_000; one.state(words).asks !== 'repair' && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 10)) // prettier-ignore
    await one.restore(copy!)
    expect([await opened(one), aside(folder), existsSync(databaseFileIn(folder))]).toEqual([undefined, [], true])
  })
})

it('whoever only wanted to look at another way goes on with their own data, which nothing has touched', async () => {
  const folder = await clearFolder()
  const one = openFront(folder, { hold: holdFolder, demo: () => Promise.reject(new Error('none')), anew: true })
  await one.begin()
  expect(one.state(words)).toMatchObject({ asks: 'choose', ways: ['solo', 'office', 'demo'] })
  one.choose('field')
  expect(one.state(words)).toMatchObject({ asks: 'choose', trouble: expect.stringContaining('Nothing was changed') })
  one.choose('office')
  one.back()
  one.choose('solo')
  const found = await one.opened
  const { harmony } = found as { readonly harmony: Harmony }
  expect(await people(harmony)).toEqual(['ada'])
  await harmony.close()
})
