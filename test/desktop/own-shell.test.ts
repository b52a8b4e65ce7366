// The desktop on a machine of one's own: the real main process and the real core's process on a fake Electron; its data is encrypted.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Reply } from '../../core/kernel/manifest.ts'
import { fakeElectron, type FakeChild } from './fake-electron.ts'
import { openPage, type Page } from './page.ts'

const folder = mkdtempSync(join(tmpdir(), 'harmony-own-shell-'))
const password = 'my data is nobody else’s'
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
let page: Page

const ask = async (method: string, path: string, body?: unknown): Promise<Response> =>
  record.schemes.get('app')!({ method, url: `app://harmony${path}`, text: async () => JSON.stringify(body ?? null) })
/** What the first screen shows; `undefined` once the application answers in its place. */
const state = async (): Promise<{ asks: string; trouble: string | null } | undefined> => {
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
async function restart(): Promise<void> {
  const before = record.children.length
  core.parent.emit('message', { data: { order: 'close' }, ports: [] })
  await until(() => record.children.length > before)
}

beforeAll(async () => {
  jest.spyOn(process, 'exit').mockImplementation(((code: number) => {
    exits.push(code)
    core.emit('exit', code)
  }) as never)
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
  process.argv = ['electron', '.', '--data', folder]
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
  rmSync(folder, { recursive: true, force: true })
})

it('asks where data are to live, then for a password before there are any, and opens by the system’s store from then on', async () => {
  expect(await (await ask('GET', '/')).text()).toContain('Where should your company’s data live?')
  expect(await state()).toMatchObject({ asks: 'choose', trouble: null, ways: ['solo', 'office', 'field', 'demo'] })
  // Somebody who looks at another way first comes back, and nothing has been made.
  await ask('POST', '/door/choose', { way: 'field' })
  expect(await state()).toMatchObject({ asks: 'enrol', mayGoBack: true })
  await ask('POST', '/door/back')
  await ask('POST', '/door/choose', { way: 'solo' })
  expect(await (await ask('GET', '/')).text()).toContain('Protect your data')
  expect(await state()).toMatchObject({ asks: 'protect', trouble: null, store: record.backend })
  await ask('POST', '/door/protect', { password: 'short' })
  await until(async () => (await state())?.trouble?.includes('too short'))
  await ask('POST', '/door/protect', { password })
  await opened()
  expect(await call('people.setUp', { name: 'Ada', login: 'ada', password: 'a long sentence to remember' })).toMatchObject({ ok: true })
  expect(readFileSync(join(folder, 'harmony.sqlite')).includes('SQLite format 3')).toBe(false)
  await restart()
  await opened()
  expect(await call('people.signIn', { login: 'ada', password: 'a long sentence to remember' })).toMatchObject({ ok: true })
})

const onLinux = process.platform === 'linux' ? it : it.skip
onLinux('shows what is wrong when the store is another one, and opens by the password; the log knows neither', async () => {
  record.backend = 'kwallet6'
  await restart()
  await until(async () => (await state())?.trouble?.includes('gnome_libsecret, now kwallet6'))
  await ask('POST', '/door/unlock', { password })
  await opened()
  expect(await call('people.signIn', { login: 'ada', password: 'a long sentence to remember' })).toMatchObject({ ok: true })
  expect(readFileSync(join(folder, 'desktop', 'logs', 'desktop.log'), 'utf8')).not.toContain(password)
})
