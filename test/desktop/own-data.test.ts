// A company's own data on one machine: encrypted, opened by the system's key store or a password, and never deleted whatever goes wrong.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHarmony } from '../../main/compose.ts'
import { databaseFileIn } from '../../main/data-folder.ts'
import type { Terminal } from '../../main/doors/cli.ts'
import { devicePage } from '../../main/doors/device-page.ts'
import { fieldFolderOf } from '../../main/field.ts'
import { openGate, openOwnGate } from '../../main/keys/device-gate.ts'
import { databaseKey, keyByPassword, newKeys, readKeys, type OsStore } from '../../main/keys/key-file.ts'
import { deviceFolderIn, isOwn, willBeOwn } from '../../main/keys/own-place.ts'
import { enrolFolder } from '../../main/sync/field-device.ts'
import { openLanguages } from '../../main/words.ts'

const root = mkdtempSync(join(tmpdir(), 'harmony-own-'))
let made = 0
const fresh = (): string => {
  const folder = join(root, `f${++made}`)
  mkdirSync(folder, { mode: 0o700 })
  return folder
}
afterAll(() => rmSync(root, { recursive: true, force: true }))
const password = 'my data is nobody else’s'
const words = openLanguages(undefined).words('en')

/** A key store of the system that can be exchanged under the application. */
const systemStore = (): OsStore & { name: string | null } => ({
  name: 'gnome_libsecret',
  backend() {
    return Promise.resolve(this.name)
  },
  close(text) {
    return Promise.resolve(`${this.name}/${text}`)
  },
  async open(closed) {
    if (!closed.startsWith(`${this.name}/`)) throw new Error('another store')
    return { text: closed.slice(closed.indexOf('/') + 1), again: false }
  },
})
type Gate = ReturnType<typeof openOwnGate>
const settled = async (gate: Gate): Promise<ReturnType<Gate['state']>> => {
  while (!['nothing', 'ready'].includes(gate.state(words).doing)) await new Promise((resolve) => setTimeout(resolve, 5))
  return gate.state(words)
}
/** Every file of a folder by its content: what must not change. */
const digest = (folder: string): string => {
  const hash = createHash('sha256')
  // Copies of the day lie in a folder of their own; what a check found is written beside.
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name)
  for (const name of files.toSorted()) if (!/-(wal|shm)$|\.lock$|^harmony-checks/.test(name)) hash.update(name).update(readFileSync(join(folder, name)))
  return hash.digest('hex')
} // prettier-ignore
const protectedFolder = async (store: OsStore): Promise<string> => {
  const folder = fresh()
  const gate = openOwnGate(folder, store)
  gate.protect(password)
  expect(await settled(gate)).toMatchObject({ doing: 'ready', trouble: null })
  const harmony = await gate.opened
  const done = await harmony.run({ id: 'set-up', operation: 'people.setUp', input: { name: 'Zaphod Beeblebrox', login: 'zaphod', password }, caller: harmony.visitor({ address: 'here', language: 'en' }) }) // prettier-ignore
  expect(done.ok).toBe(true)
  await harmony.close()
  return folder
}

it('asks for a password once, encrypts from the first byte on, and opens by the system’s store from then on', async () => {
  const store = systemStore()
  const empty = fresh()
  expect([willBeOwn(empty), openOwnGate(empty).state(words).asks]).toEqual([true, 'protect'])
  const weak = openOwnGate(empty, store)
  weak.protect('short')
  expect((await settled(weak)).trouble).toMatch(/too short/)
  expect(readdirSync(empty)).toEqual([])

  const folder = await protectedFolder(store)
  expect([isOwn(folder), willBeOwn(folder), readKeys(folder).of]).toEqual([true, true, 'own'])
  const bytes = readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile()).map((name) => readFileSync(join(folder, name), 'latin1')).join('') // prettier-ignore
  for (const text of ['Zaphod Beeblebrox', 'SQLite format 3', password]) expect([text, bytes.includes(text)]).toEqual([text, false])

  const gate = openOwnGate(folder, store)
  await gate.byStore()
  expect(gate.state(words)).toMatchObject({ asks: 'unlock', doing: 'ready', trouble: null })
  await (await gate.opened).close()
}, 60_000)

it.each([
  ['another store', (store: ReturnType<typeof systemStore>) => (store.name = 'kwallet6'), /gnome_libsecret, now kwallet6/],
  ['no store', (store: ReturnType<typeof systemStore>) => (store.name = null), /gnome_libsecret, now –/],
  ['a store that hides nothing', (store: ReturnType<typeof systemStore>) => (store.name = 'basic_text'), /gnome_libsecret, now –/],
])(
  'with %s it says so, changes nothing, and opens by the password',
  async (_what, change, said) => {
    const store = systemStore()
    const folder = await protectedFolder(store)
    const before = digest(folder)
    change(store)
    const gate = openOwnGate(folder, store)
    await gate.byStore()
    expect(gate.state(words)).toMatchObject({ asks: 'unlock', doing: 'nothing', trouble: expect.stringMatching(said) })
    expect(digest(folder)).toBe(before)
    gate.unlock('not this one at all')
    expect((await settled(gate)).trouble).toMatch(/does not open/)
    expect(digest(folder)).toBe(before)
    gate.unlock(password)
    expect(await settled(gate)).toMatchObject({ doing: 'ready' })
    await (await gate.opened).close()
  },
  60_000,
)

it('leaves a key file that is damaged, a file that is damaged and a newer one untouched, and says which it is', async () => {
  const store = systemStore()
  const folder = await protectedFolder(store)
  const tried = async (): Promise<string> => {
    const before = digest(folder)
    const gate = openOwnGate(folder, store)
    await gate.byStore()
    if (gate.state(words).trouble === null) gate.unlock(password)
    const { trouble, doing } = await settled(gate)
    expect([doing, digest(folder)]).toEqual(['nothing', before])
    return trouble ?? ''
  }
  const harmony = await openHarmony({ dataDir: folder, key: databaseKey(await keyByPassword(folder, password)) })
  await harmony.database.transact((session) => session.run("insert into migrations (name, at) values ('9999-later', '2030-01-01T00:00:00Z')", [])) // prettier-ignore
  await harmony.close()
  expect(await tried()).toMatch(/newer Harmony.*untouched/)
  const file = databaseFileIn(folder)
  const whole = readFileSync(file)
  writeFileSync(file, Buffer.concat([Buffer.alloc(4096, 7), whole.subarray(4096)]))
  expect(await tried()).toMatch(/damaged or belongs to another key. Nothing was changed or deleted/)
  const keys = join(folder, 'harmony-keys.json')
  writeFileSync(keys, '{"v":1,"of":"own"')
  expect(willBeOwn(folder)).toBe(false)
  expect(await tried()).toMatch(/missing or damaged. Nothing was changed or deleted/)
}, 60_000)

it('is no place for a device, and a device’s folder none for it', async () => {
  const folder = await protectedFolder(systemStore())
  const before = digest(folder)
  const wish = { hub: 'https://hub.example', code: 'AAAA-BBBB-CC', password, language: 'en' }
  await expect(enrolFolder(folder, wish)).rejects.toMatchObject({ code: 'sync.folderTaken' })
  const gate = openOwnGate(folder)
  gate.protect('another password for it')
  expect((await settled(gate)).trouble).toMatch(/holds data that is no device/)
  gate.enrol(wish)
  expect((await settled(gate)).trouble).toMatch(/holds data that is no device/)
  expect(digest(folder)).toBe(before)
  const device = openGate(fresh())
  device.protect(password)
  while (device.state(words).doing !== 'nothing') await new Promise((resolve) => setTimeout(resolve, 5))
  expect(device.state(words).trouble).toMatch(/no device yet/)
}, 60_000)

it('a laptop’s file is found where the desktop’s first screen or the command line made it', async () => {
  const keysIn = async (folder: string, of: 'own' | 'device'): Promise<void> => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    await newKeys(folder, password, of)
  }
  const [first, beside, none, both] = [fresh(), fresh(), fresh(), fresh()]
  await keysIn(first, 'device')
  await keysIn(beside, 'own')
  await keysIn(both, 'device')
  await keysIn(join(both, 'field'), 'device')
  expect([first, beside, none, both].map(deviceFolderIn)).toEqual([first, join(beside, 'field'), join(none, 'field'), join(both, 'field')])
  const terminal = (environment: Record<string, string>) => ({ environment }) as unknown as Terminal
  const found = (environment: Record<string, string>, values = {}) => fieldFolderOf({ values, positionals: [] }, terminal(environment))
  expect(found({ XDG_DATA_HOME: join(root, 'nothing') })).toBe(join(root, 'nothing', 'harmony', 'field'))
  await keysIn(join(root, 'home', 'harmony'), 'device')
  expect(found({ XDG_DATA_HOME: join(root, 'home') })).toBe(join(root, 'home', 'harmony'))
  // What somebody names is that folder and no other.
  expect(found({ XDG_DATA_HOME: join(root, 'home'), HARMONY_DATA: none })).toBe(none)
  expect(found({ XDG_DATA_HOME: join(root, 'home') }, { data: beside })).toBe(beside)
}, 60_000)

it('what was begun in the clear stays so', async () => {
  const folder = fresh()
  await (await openHarmony({ dataDir: folder })).close()
  expect([isOwn(folder), willBeOwn(folder)]).toEqual([false, false])
})

it.each(['en', 'de'])('has its words in %s', (language) => {
  const page = devicePage(openLanguages(undefined).words(language), language, 'own')
  expect(page).not.toMatch(/sync\.\w/)
  expect(page).toContain(language === 'de' ? 'Schützen und weiter' : 'Protect and go on')
})
