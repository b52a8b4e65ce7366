// The installation over its operations, on both stores: what is set and managed, the diagnosis, the bundle that was looked at, what is new.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { checks } from '../../core/support/findings.ts'
import { settingKeys } from '../../core/support/settings.ts'
import { openPolicy } from '../../main/policy/policy.ts'
import { isThere, lookInto } from '../../main/storage/look.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

describe.each(stores)('the installation on %s', (dialect) => {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-support-'))
  const settingsFile = join(folder, 'settings.json')
  let house: House
  beforeAll(async () => {
    const policy = openPolicy({
      platform: 'linux',
      environment: {},
      home: '/home/ada',
      user: 'ada',
      words: [],
      settingsFile,
      run: () => ({ code: 1, out: Buffer.alloc(0) }),
      trusted: () => ({ state: 'read', bytes: Buffer.from('{"IdleLockMinutes":15,"AllowDevTools":"yes"}') }),
    })
    house = await freshHouse(dialect, 'support', { policy })
  }, 60_000)
  afterAll(async () => {
    await house?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const settingOf = async (key: string) =>
    (await house.do('support.installation')).settings.find((s: { setting: string }) => s.setting === key)

  it('says each setting with its value, where it comes from and whether it is managed', async () => {
    const { settings, faults, file } = await house.do('support.installation')
    expect(settings.map((s: { setting: string }) => s.setting)).toEqual(settingKeys)
    expect(await settingOf('IdleLockMinutes')).toMatchObject({ values: ['15'], source: 'machine', managed: true, least: 0, most: 1440 })
    expect(await settingOf('LogLevel')).toMatchObject({ values: ['info'], source: 'default', managed: false, personal: true })
    expect(faults).toMatchObject([{ source: 'machine', setting: 'AllowDevTools', fault: 'wrongType' }])
    expect(file).toBe(settingsFile)
    expect((await house.harmony.installation()).idleMinutes).toBe(15)
  })

  it('is changed where the organisation has no say, and the log knows by whom', async () => {
    await house.do('support.choose', { setting: 'LogLevel', chosen: ['debug'] })
    const until = Date.now() + 10_000
    while ((await settingOf('LogLevel')).source !== 'settings' && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await settingOf('LogLevel')).toMatchObject({ values: ['debug'], source: 'settings' })
    expect(JSON.parse(readFileSync(settingsFile, 'utf8'))).toEqual({ LogLevel: 'debug' })
    expect(await house.refused('support.choose', { setting: 'IdleLockMinutes', chosen: ['0'] })).toBe('support.managed')
    expect(await house.refused('support.choose', { setting: 'UpdateFeedUrl', chosen: ['https://x.example'] })).toBe('support.notPersonal')
    expect(await house.refused('support.choose', { setting: 'LogLevel', chosen: ['loud'] })).toBe('support.wrongValue')
    expect(await house.refused('support.choose', { setting: 'HubUrl', chosen: ['http://hub.example.com'] })).toBe('support.wrongValue')
    expect(JSON.parse(readFileSync(settingsFile, 'utf8'))).toEqual({ LogLevel: 'debug' })
  })

  it('a rehearsal changes nothing', async () => {
    const caller = (await house.harmony.localAdministrator())!
    const call = { id: 'rehearsed-choice', operation: 'support.choose', input: { setting: 'LogLevel', chosen: ['error'] }, caller }
    expect(await house.harmony.run(call, { rehearse: true })).toMatchObject({ ok: true })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(JSON.parse(readFileSync(settingsFile, 'utf8'))).toEqual({ LogLevel: 'debug' })
  })

  it('is diagnosed over the store that is open', async () => {
    const { checks: found } = await house.do('support.diagnose')
    expect(found.map((c: { check: string }) => c.check)).toEqual(checks)
    const by = Object.fromEntries(found.map((c: { check: string; finding: string }) => [c.check, c.finding]))
    expect(by).toMatchObject({ schema: 'schema.fine', books: 'books.never', policy: 'policy.faulty' })
    expect(by['database']).toBe(dialect === 'sqlite' ? 'database.file' : 'database.server')
    await house.do('audit.run')
    const after = (await house.do('support.diagnose')).checks.find((c: { check: string }) => c.check === 'books')
    expect(after).toMatchObject({ finding: 'books.fine', stands: 'fine' })
  })

  it('a store is looked into without being opened as a company', async () => {
    const place = house.place as { dataDir?: string; databaseUrl?: string }
    const where =
      place.databaseUrl === undefined ? { file: join(place.dataDir!, 'harmony.sqlite') } : { url: place.databaseUrl, connections: 1 }
    expect(isThere(where)).toBe(true)
    expect(await lookInto(where)).toMatchObject({ dialect, missing: 0, stranger: null, damage: null, audit: { broken: 0 } })
    expect(isThere({ file: join(folder, 'nowhere.sqlite') })).toBe(false)
  })

  it('the bundle that is saved is the one that was looked at', async () => {
    const first = await house.do('support.bundle')
    const same = await house.do('support.bundle', { hash: first.file.hash })
    expect(same.file).toEqual(first.file)
    const bytes = await house.harmony.files.get(first.file.hash)
    const packed = gunzipSync(bytes!).toString('utf8')
    for (const { text } of first.parts as { text: string }[]) expect(packed).toContain(text)
    expect(packed).not.toMatch(/postgres:\/\/[^[\s]*:[^[\s]*@/)
  })

  it('tells what is new', async () => {
    const { versions } = await house.do('support.whatsNew')
    expect(versions[0].notes.length).toBeGreaterThan(5)
  })
})
