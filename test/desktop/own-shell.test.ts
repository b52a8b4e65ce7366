// The desktop on a machine of one's own: the real main process and the real core's process on a fake Electron; its data is encrypted.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startShell, type Shell } from './real-core.ts'

const folder = mkdtempSync(join(tmpdir(), 'harmony-own-shell-'))
const password = 'my data is nobody else’s'
let shell: Shell

beforeAll(async () => {
  shell = await startShell(['--data', folder])
}, 60_000)
afterAll(async () => {
  await shell?.close()
  rmSync(folder, { recursive: true, force: true })
})

it('asks where data are to live, then for a password before there are any, and opens by the system’s store from then on', async () => {
  expect(await (await shell.ask('GET', '/')).text()).toContain('Where should your company’s data live?')
  expect(await shell.state()).toMatchObject({ asks: 'choose', trouble: null, ways: ['solo', 'office', 'field', 'demo'] })
  // Somebody who looks at another way first comes back, and nothing has been made.
  await shell.ask('POST', '/door/choose', { way: 'field' })
  expect(await shell.state()).toMatchObject({ asks: 'enrol', mayGoBack: true })
  await shell.ask('POST', '/door/back')
  await shell.ask('POST', '/door/choose', { way: 'solo' })
  expect(await (await shell.ask('GET', '/')).text()).toContain('Protect your data')
  expect(await shell.state()).toMatchObject({ asks: 'protect', trouble: null, store: shell.record.backend })
  await shell.ask('POST', '/door/protect', { password: 'short' })
  await shell.until(async () => (await shell.state())?.trouble?.includes('too short'))
  await shell.ask('POST', '/door/protect', { password })
  await shell.opened()
  expect(await shell.call('people.setUp', { name: 'Ada', login: 'ada', password: 'a long sentence to remember' })).toMatchObject({
    ok: true,
  })
  expect(readFileSync(join(folder, 'harmony.sqlite')).includes('SQLite format 3')).toBe(false)
  await shell.restart()
  await shell.opened()
  expect(await shell.call('people.signIn', { login: 'ada', password: 'a long sentence to remember' })).toMatchObject({ ok: true })
})

const onLinux = process.platform === 'linux' ? it : it.skip
onLinux('shows what is wrong when the store is another one, and opens by the password; the log knows neither', async () => {
  shell.record.backend = 'kwallet6'
  await shell.restart()
  await shell.until(async () => (await shell.state())?.trouble?.includes('gnome_libsecret, now kwallet6'))
  await shell.ask('POST', '/door/unlock', { password })
  await shell.opened()
  expect(await shell.call('people.signIn', { login: 'ada', password: 'a long sentence to remember' })).toMatchObject({ ok: true })
  expect(readFileSync(join(folder, 'desktop', 'logs', 'desktop.log'), 'utf8')).not.toContain(password)
})
