// The desktop on a laptop in the field: the real main process and the real core's process on a fake Electron, with a real hub over HTTP.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Reply } from '../../core/kernel/manifest.ts'
import { fieldHub, type FieldHub } from '../world/processes.ts'
import { fakeElectron, type FakeChild } from './fake-electron.ts'
import { openPage, type Page } from './page.ts'

const folder = mkdtempSync(join(tmpdir(), 'harmony-device-'))
const password = 'a laptop is not a safe place'
const realArguments = process.argv
const exits: number[] = []
let core: FakeChild
const fake = fakeElectron((child, words) => {
  core = child
  const parentPort = {
    on: child.parent.on.bind(child.parent),
    postMessage: (message: unknown) => child.emit('message', structuredClone(message)),
  }
  Object.assign(process, { parentPort })
  process.argv = ['electron', 'core-process.cjs', ...words]
  jest.isolateModules(() => require('../../main/core-process.ts'))
})
const { record } = fake
let hub: FieldHub
let page: Page

const ask = async (method: string, path: string, body?: unknown): Promise<Response> =>
  record.schemes.get('app')!({ method, url: `app://harmony${path}`, text: async () => JSON.stringify(body ?? null) })
/** What the first screen shows; `undefined` once the application answers in its place. */
const state = async (): Promise<{ asks: string; doing: string; trouble: string | null } | undefined> => {
  const answer = await ask('GET', '/door/state')
  return answer.headers.get('content-type') === 'application/json' ? ((await answer.json()) as never) : undefined
}
const until = async <T>(holds: () => Promise<T> | T): Promise<T> => {
  for (const end = Date.now() + 20_000; ;) {
    const found = await holds()
    if (found) return found
    if (Date.now() > end) throw new Error(`not in time: ${holds.toString()} ${JSON.stringify(await state())}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const opened = (): Promise<boolean> => until(async () => (await state()) === undefined)
const call = (operation: string, input: unknown = {}): Promise<Reply<Record<string, unknown>>> =>
  page.ask('call', { id: crypto.randomUUID(), operation, input }) as Promise<Reply<Record<string, unknown>>>
const keys = (): { os: { backend: string } | null } => JSON.parse(readFileSync(join(folder, 'harmony-keys.json'), 'utf8')) as never
/** As after a crash, but what was open in this one process of the test is closed first. */
async function restart(): Promise<void> {
  const before = record.children.length
  core.parent.emit('message', { data: { order: 'close' }, ports: [] })
  await until(() => record.children.length > before)
}

beforeAll(async () => {
  hub = await fieldHub('sqlite', 'device-shell')
  jest.spyOn(process, 'exit').mockImplementation(((code: number) => {
    exits.push(code)
    core.emit('exit', code)
  }) as never)
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
  process.argv = ['electron', '.', '--data', folder, '--field']
  record.backend = process.platform === 'linux' ? 'gnome_libsecret' : 'any'
  jest.doMock('electron', () => fake.electron)
  // The core opens its store long after it was loaded: parts that Sequelize loads then must be of the same Sequelize.
  const sequelize: unknown = jest.requireActual('sequelize')
  jest.doMock('sequelize', () => sequelize)
  jest.isolateModules(() => require('../../main/electron.ts'))
  await until(() => record.windows.length === 1 && record.children.length === 1)
  page = await openPage(record.handlers, record.contents[0]!)
}, 60_000)
afterAll(async () => {
  await page?.close()
  const before = exits.length
  fake.app.emit('will-quit', { preventDefault: () => undefined })
  await until(() => exits.length > before)
  process.argv = realArguments
  jest.restoreAllMocks()
  await hub?.end()
  rmSync(folder, { recursive: true, force: true })
})

it('shows the first screen in its own window, under the same policy as every page', async () => {
  const answer = await ask('GET', '/')
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/)
  expect(await answer.text()).toContain('Set up this device')
  expect((await ask('GET', '/door.js')).headers.get('content-type')).toMatch(/javascript/)
  expect(await state()).toMatchObject({ asks: 'enrol', doing: 'nothing', trouble: null })
})

it('says what is wrong, and sets the device up when all is right', async () => {
  const about = { hub: hub.address, password }
  await ask('POST', '/door/enrol', { ...about, code: 'AAAA-BBBB-CC' })
  const wrong = await until(async () => ((await state())?.trouble ? state() : undefined))
  expect(wrong).toMatchObject({ asks: 'enrol', trouble: expect.stringContaining('code is wrong') })
  expect(existsSync(join(folder, 'harmony.sqlite'))).toBe(false)
  const code = await hub.invite('amelia.ford')
  await ask('POST', '/door/enrol', { ...about, code })
  await opened()
  expect(await call('people.signInAs', { login: 'amelia.ford' })).toMatchObject({ ok: true })
  const standing = await call('sync.status')
  expect(standing).toMatchObject({ ok: true, result: { shape: 'field', device: { login: 'amelia.ford' }, hub: hub.address } })
}, 60_000)

it('opens by the key store of the system from then on', async () => {
  expect(keys().os).toMatchObject({ backend: process.platform === 'linux' ? 'gnome_libsecret' : expect.any(String) })
  await restart()
  await opened()
  expect(await call('people.signInAs', { login: 'amelia.ford' })).toMatchObject({ ok: true })
}, 60_000)

const onLinux = process.platform === 'linux' ? it : it.skip
onLinux(
  'says so when the store is another one, deletes nothing, and opens by the password',
  async () => {
    const before = readFileSync(join(folder, 'harmony-keys.json'), 'utf8')
    record.backend = 'kwallet6'
    await restart()
    const shown = await until(async () => ((await state())?.trouble ? state() : undefined))
    expect(shown).toMatchObject({ asks: 'unlock', trouble: expect.stringMatching(/gnome_libsecret, now kwallet6/) })
    expect(readFileSync(join(folder, 'harmony-keys.json'), 'utf8')).toBe(before)
    await ask('POST', '/door/unlock', { password: 'not this one at all' })
    await until(async () => (await state())?.trouble?.includes('does not open the device'))
    await ask('POST', '/door/unlock', { password })
    await opened()
    expect(keys().os).toMatchObject({ backend: 'kwallet6' })
  },
  60_000,
)

it('keeps no secret in its log', () => {
  const log = readFileSync(join(folder, 'desktop', 'logs', 'desktop.log'), 'utf8')
  expect(log).not.toContain(password)
})
