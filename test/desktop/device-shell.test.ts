// The desktop on a laptop in the field: the real main process and the real core's process on a fake Electron, with a real hub over HTTP.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fieldHub, type FieldHub } from '../world/processes.ts'
import { startShell, type Shell } from './real-core.ts'

const folder = mkdtempSync(join(tmpdir(), 'harmony-device-'))
const password = 'a laptop is not a safe place'
let hub: FieldHub
let shell: Shell
const keys = (): { os: { backend: string } | null } => JSON.parse(readFileSync(join(folder, 'harmony-keys.json'), 'utf8')) as never

beforeAll(async () => {
  hub = await fieldHub('sqlite', 'device-shell')
  shell = await startShell(['--data', folder, '--field'])
}, 60_000)
afterAll(async () => {
  await shell?.close()
  await hub?.end()
  rmSync(folder, { recursive: true, force: true })
})

it('shows the first screen in its own window, under the same policy as every page', async () => {
  const answer = await shell.ask('GET', '/')
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/)
  expect(await answer.text()).toContain('Set up this device')
  expect((await shell.ask('GET', '/door.js')).headers.get('content-type')).toMatch(/javascript/)
  expect(await shell.state()).toMatchObject({ asks: 'enrol', doing: 'nothing', trouble: null })
})

it('says what is wrong, and sets the device up when all is right', async () => {
  const about = { hub: hub.address, password }
  await shell.ask('POST', '/door/enrol', { ...about, code: 'AAAA-BBBB-CC' })
  const wrong = await shell.until(async () => ((await shell.state())?.trouble ? shell.state() : undefined))
  expect(wrong).toMatchObject({ asks: 'enrol', trouble: expect.stringContaining('code is wrong') })
  expect(existsSync(join(folder, 'harmony.sqlite'))).toBe(false)
  const code = await hub.invite('amelia.ford')
  await shell.ask('POST', '/door/enrol', { ...about, code })
  await shell.opened()
  expect(await shell.call('people.signInAs', { login: 'amelia.ford' })).toMatchObject({ ok: true })
  const standing = await shell.call('sync.status')
  expect(standing).toMatchObject({ ok: true, result: { shape: 'field', device: { login: 'amelia.ford' }, hub: hub.address } })
}, 60_000)

it('opens by the key store of the system from then on', async () => {
  expect(keys().os).toMatchObject({ backend: process.platform === 'linux' ? 'gnome_libsecret' : expect.any(String) })
  await shell.restart()
  await shell.opened()
  expect(await shell.call('people.signInAs', { login: 'amelia.ford' })).toMatchObject({ ok: true })
}, 60_000)

const onLinux = process.platform === 'linux' ? it : it.skip
onLinux(
  'says so when the store is another one, deletes nothing, and opens by the password',
  async () => {
    const before = readFileSync(join(folder, 'harmony-keys.json'), 'utf8')
    shell.record.backend = 'kwallet6'
    await shell.restart()
    const shown = await shell.until(async () => ((await shell.state())?.trouble ? shell.state() : undefined))
    expect(shown).toMatchObject({ asks: 'unlock', trouble: expect.stringMatching(/gnome_libsecret, now kwallet6/) })
    expect(readFileSync(join(folder, 'harmony-keys.json'), 'utf8')).toBe(before)
    await shell.ask('POST', '/door/unlock', { password: 'not this one at all' })
    await shell.until(async () => (await shell.state())?.trouble?.includes('does not open the device'))
    await shell.ask('POST', '/door/unlock', { password })
    await shell.opened()
    expect(keys().os).toMatchObject({ backend: 'kwallet6' })
  },
  60_000,
)

it('keeps no secret in its log', () => {
  const log = readFileSync(join(folder, 'desktop', 'logs', 'desktop.log'), 'utf8')
  expect(log).not.toContain(password)
})
