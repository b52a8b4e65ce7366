// What a diagnosis finds on machines of every kind, and that a bundle for support gives nothing away.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { checks, findingNames, type Finding } from '../../core/support/findings.ts'
import { languages } from '../../core/language.ts'
import { savedName } from '../../main/desktop/save-file.ts'
import { openPolicy, type Policy } from '../../main/policy/policy.ts'
import type { TrustedFile } from '../../main/policy/trusted-file.ts'
import type { StoreLook } from '../../main/storage/look.ts'
import { makeBundle, toldIn } from '../../main/support/bundle.ts'
import { callHub } from '../../main/support/calling.ts'
import { diagnose } from '../../main/support/diagnosing.ts'
import { newsIn, news } from '../../main/support/news.ts'
import { redacted, secretsIn } from '../../main/support/redact.ts'
import type { Surroundings } from '../../main/support/surroundings.ts'
import { read } from '../architecture/source.ts'
import { testCertificate } from './certificate.ts'
import { harmony } from './terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'harmony-diagnose-'))
chmodSync(folder, 0o700)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const now = Date.parse('2026-11-23T12:00:00Z')
const day = 86_400_000
const policyOf = (json: unknown, own: unknown = {}, file?: TrustedFile): Policy => {
  const settingsFile = join(folder, `settings-${Math.random()}.json`)
  writeFileSync(settingsFile, JSON.stringify(own))
  return openPolicy({
    platform: 'linux',
    environment: {},
    home: '/home/ada',
    user: 'ada',
    words: [],
    settingsFile,
    run: () => ({ code: 1, out: Buffer.alloc(0) }),
    trusted: () => file ?? { state: 'read', bytes: Buffer.from(typeof json === 'string' ? json : JSON.stringify(json)) },
  })
}
const healthy: StoreLook = {
  dialect: 'sqlite',
  version: '3.50.4',
  tls: null,
  missing: 0,
  last: '0034-x',
  stranger: null,
  audit: { at: new Date(now - day).toISOString(), broken: 0 },
  backup: null,
  scheduled: now - 60_000,
  clock: null,
  damage: null,
}
function machine(more: Partial<Surroundings> & { store?: Partial<StoreLook> } = {}): Surroundings {
  const { store = {}, ...rest } = more
  return {
    now,
    zone: 'Europe/Berlin',
    version: '0.1.0',
    runtime: { name: 'Node.js 24.21.0', node: '24.21.0' },
    platform: 'linux',
    folder,
    databaseUrl: undefined,
    inField: false,
    policy: policyOf({}),
    hub: null,
    checked: {},
    logs: undefined,
    look: () => Promise.resolve({ ...healthy, ...store }),
    free: () => Promise.resolve(50_000_000_000),
    call: () => Promise.resolve({ answers: true, clock: now, certificateUntil: now + 100 * day }),
    trusted: () => ({ state: 'absent' }),
    ...rest,
  }
}
const findingsOf = async (world: Surroundings): Promise<readonly Finding[]> => (await diagnose(world)).checks.map(({ finding }) => finding)
const server = 'postgres://harmony:pw@db.example.com/harmony'
const hub = 'https://hub.example.com'
const inside = (name: string): string => join(folder, name)

const cases: readonly [Finding, () => Surroundings][] = [
  ['runtime.fine', () => machine()],
  ['runtime.old', () => machine({ runtime: { name: 'Node.js 22.9.0', node: '22.9.0' } })],
  ['folder.fine', () => machine()],
  ['folder.absent', () => machine({ folder: inside('nowhere') })],
  ['folder.networked', () => (mkdirSync(inside('nfs'), { recursive: true }), machine({ folder: '/proc' }))],
  ['folder.synchronised', () => (mkdirSync(inside('synced/.stfolder'), { recursive: true }), machine({ folder: inside('synced') }))],
  ['folder.open', () => (mkdirSync(inside('open'), { recursive: true }), chmodSync(inside('open'), 0o755), machine({ folder: inside('open') }))],
  ['space.fine', () => machine()],
  ['space.low', () => machine({ free: () => Promise.resolve(1_000_000_000) })],
  ['space.none', () => machine({ free: () => Promise.resolve(1_000_000) })],
  ['space.unknown', () => machine({ free: () => Promise.reject(new Error('no')) })],
  ['database.file', () => machine()],
  ['database.server', () => machine({ databaseUrl: server, store: { dialect: 'postgres', version: '15.6', tls: 'TLSv1.3' } })],
  ['database.absent', () => machine({ look: () => Promise.resolve('absent') })],
  ['database.locked', () => machine({ inField: true, look: () => Promise.resolve('locked') })],
  ['database.plain', () => machine({ databaseUrl: server, store: { dialect: 'postgres', version: '15.6' } })],
  ['database.old', () => machine({ databaseUrl: server, store: { dialect: 'postgres', version: '12.1', tls: 'TLSv1.3' } })],
  ['database.unreachable', () => machine({ look: () => Promise.reject(new Error('ECONNREFUSED')) })],
  ['schema.fine', () => machine()],
  ['schema.behind', () => machine({ store: { missing: 3 } })],
  ['schema.newer', () => machine({ store: { stranger: '0099-later' } })],
  ['schema.unknown', () => machine({ look: () => Promise.resolve('absent') })],
  ['books.fine', () => machine()],
  ['books.broken', () => machine({ store: { audit: { at: new Date(now).toISOString(), broken: 2 } } })],
  ['books.damaged', () => machine({ store: { damage: 'Tree 5 page 7: btreeInitPage() returns error code 11' } })],
  ['books.damaged', () => machine({ checked: { quick: { at: '', how: 'quick', tables: 3, of: 9, damage: 'invoices: row 5 missing from index' } }, look: () => Promise.resolve('locked') })],
  ['database.checked', () => machine({ checked: { full: { at: new Date(now - day).toISOString(), how: 'full', tables: 9, of: 9, damage: null } } })],
  ['books.never', () => machine({ store: { audit: null } })],
  ['books.long', () => machine({ store: { audit: { at: new Date(now - 60 * day).toISOString(), broken: 0 } } })],
  ['books.unknown', () => machine({ look: () => Promise.resolve('absent') })],
  ['clock.alone', () => machine()],
  ['clock.fine', () => machine({ hub })],
  ['clock.apart', () => machine({ hub, call: () => Promise.resolve({ answers: true, clock: now + 60_000, certificateUntil: null }) })],
  ['clock.wrong', () => machine({ databaseUrl: server, store: { dialect: 'postgres', version: '15', clock: now - 3_600_000 } })],
  ['policy.none', () => machine()],
  ['policy.fine', () => machine({ policy: policyOf({ LogLevel: 'warn' }) })],
  ['policy.faulty', () => machine({ policy: policyOf({ LogLevl: 'warn' }) })],
  ['policy.unreadable', () => machine({ policy: policyOf('no object') })],
  ['policy.untrusted', () => machine({ policy: policyOf({ LogLevel: 'warn' }, {}, { state: 'untrusted', why: 'x', path: '/etc/harmony' }) })],
  ['keys.notNeeded', () => machine()],
  ['keys.none', () => (keyFile('k1', null), machine({ folder: inside('k1') }))],
  ['keys.fine', () => (keyFile('k2', { backend: 'kwallet6', closed: 'x' }), machine({ folder: inside('k2') }))],
  ['keys.required', () => (keyFile('k3', null), machine({ folder: inside('k3'), policy: policyOf({ RequireOsKeystore: true }) }))],
  ['keys.broken', () => (mkdirSync(inside('k4')), writeFileSync(inside('k4/harmony-keys.json'), '{'), machine({ folder: inside('k4') }))],
  ['network.none', () => machine()],
  ['network.fine', () => machine({ hub })],
  ['network.expiring', () => machine({ hub, call: () => Promise.resolve({ answers: true, clock: now, certificateUntil: now + 5 * day }) })],
  ['network.untrusted', () => machine({ hub, call: () => Promise.resolve({ answers: false, untrusted: true, why: 'CERT_HAS_EXPIRED' }) })],
  ['network.unreachable', () => machine({ hub, call: () => Promise.resolve({ answers: false, untrusted: false, why: 'ENOTFOUND' }) })],
  ['network.authority', () => machine({ hub, policy: policyOf({ ExtraCaFile: '/nowhere.pem' }) })],
  ['backups.nowhere', () => (mkdirSync(inside('plain'), { recursive: true }), machine({ folder: inside('plain') }))],
  ['backups.server', () => (mkdirSync(inside('plain'), { recursive: true }), machine({ folder: inside('plain'), databaseUrl: server }))],
  ['backups.none', () => (mkdirSync(inside('b0'), { recursive: true }), machine({ policy: policyOf({ BackupDirectory: inside('b0') }) }))],
  ['backups.fine', () => (backupOf('b1', now - day), machine({ policy: policyOf({ BackupDirectory: inside('b1') }) }))],
  ['backups.fine', () => machine({ store: { backup: { at: new Date(now - day).toISOString(), path: '/b/x.harmony' } } })],
  ['backups.long', () => machine({ store: { backup: { at: new Date(now - 4 * day).toISOString(), path: '/b/x.harmony' } } })],
  ['backups.long', () => (backupOf('b2', now - 9 * day), machine({ policy: policyOf({ BackupDirectory: inside('b2') }) }))],
  ['backups.unreadable', () => machine({ policy: policyOf({ BackupDirectory: inside('nowhere') }) })],
  ['schedule.fine', () => machine()],
  ['schedule.elsewhere', () => machine({ inField: true })],
  ['schedule.never', () => machine({ store: { scheduled: null } })],
  ['schedule.late', () => machine({ store: { scheduled: now - 5 * day } })],
  ['schedule.unknown', () => machine({ look: () => Promise.resolve('absent') })],
  ['log.none', () => machine()],
  ['log.fine', () => (mkdirSync(inside('logs'), { recursive: true }), machine({ logs: inside('logs') }))],
] // prettier-ignore
function keyFile(name: string, os: unknown): void {
  mkdirSync(inside(name), { recursive: true })
  writeFileSync(
    inside(`${name}/harmony-keys.json`),
    JSON.stringify({ v: 1, file: 'f', enrolled: true, password: 'P1.x.y', recovery: null, os }),
  )
}
function backupOf(name: string, at: number): void {
  mkdirSync(inside(name), { recursive: true })
  writeFileSync(inside(`${name}/x.harmony`), 'x')
  utimesSync(inside(`${name}/x.harmony`), at / 1000, at / 1000)
}
/** What a test cannot bring about everywhere: a folder that root may not write to, a network drive, a log of 200 MB. */
const elsewhere: readonly Finding[] = ['folder.notWritable', 'folder.networked', 'log.large']

describe('a diagnosis', () => {
  it.each(cases.filter(([finding]) => !elsewhere.includes(finding)))('%s', async (finding, world) => {
    const found = await diagnose(world())
    expect(found.checks.map(({ check }) => check)).toEqual(checks)
    expect(found.checks.map((one) => one.finding)).toContain(finding)
    // No sentence of it has a hole that nothing fills.
    for (const words of [languages.en, languages.de]) expect(toldIn(found, words)).not.toMatch(/\{\{|support\./)
  })
  it('knows every finding', () => {
    const tried = new Set(cases.map(([finding]) => finding))
    expect(findingNames.filter((name) => !tried.has(name) && !elsewhere.includes(name))).toEqual([])
  })
  it('says nothing of a database’s password', async () => {
    const world = machine({ databaseUrl: 'postgres://anna:Can%40ry@db.example.com/h', look: () => Promise.reject(new Error('no anna Can@ry postgres://anna:Can%40ry@db.example.com/h')) })
    expect(JSON.stringify(await diagnose(world))).not.toMatch(/Can(@|%40)ry|anna/)
  }) // prettier-ignore
  it('one look that fails keeps no other from being made', async () => {
    const found = await findingsOf(machine({ hub, look: () => Promise.reject(new Error('x')), call: () => Promise.reject(new Error('y')), free: () => Promise.reject(new Error('z')) })) // prettier-ignore
    expect(found).toEqual(expect.arrayContaining(['database.unreachable', 'network.unreachable', 'space.unknown', 'runtime.fine']))
  })
  it('is read by people at a terminal as sentences, and the bundle in parts before it is saved; a program gets the document', async () => {
    const words = ['diagnose', '--data', inside('nowhere'), '--language', 'de']
    const { code, output } = await harmony(words, '', {}, true)
    expect([code, output.split('\n').find((line) => line.startsWith('✗'))]).toEqual([1, expect.stringMatching(/^✗ Datenordner: /)])
    expect((await harmony([...words, '--preview'], '', {}, true)).output).toMatch(/^--- diagnosis\.txt\n[^]*\n--- settings\.json\n/)
    expect((await harmony(words)).json).toMatchObject({ ok: true, result: { stands: 'fault' } })
  })
  it('asks a hub as a laptop would: a certificate of nobody is not believed', async () => {
    const app = createServer({ ...testCertificate }, (_request, answer) => answer.end())
    await new Promise<void>((done) => app.listen(0, '127.0.0.1', done))
    const { port } = app.address() as AddressInfo
    expect(await callHub(`https://127.0.0.1:${port}`, policyOf({}))).toMatchObject({ answers: false, untrusted: true })
    app.close()
    expect(await callHub(`https://127.0.0.1:${port}`, policyOf({}))).toMatchObject({
      answers: false,
      untrusted: false,
      why: 'ECONNREFUSED',
    })
  })
})

describe('a bundle', () => {
  // Each is a secret of another kind in another place; none may be found in any form that it was given in.
  const canary = (n: number): string => `Canary${n}zq${'xv'.repeat(n % 3)}`
  const logs = inside('canary-logs')
  const lines = [
    `2026-11-23T10:00:00Z sign-in {"login":"grace","password":"${canary(1)}"}`,
    `password=${canary(2)} and more`,
    `error="connect postgres://harmony:${canary(3)}@db.example.com/harmony failed"`,
    `Authorization: Bearer ${canary(4)}`,
    `headers {"cookie":"harmony=${canary(5)}; other=${canary(6)}"}`,
    `set-cookie: harmony=${canary(7)}; Path=/`,
    `GET https://hub.example.com/sign/?token=${canary(8)}&x=1`,
    `fetch https://user:${canary(9)}@proxy.example.com/`,
    `said="{\\"secret\\":\\"${canary(10)}\\"}"`,
    `--password ${canary(11)}`,
    `-----BEGIN PRIVATE KEY-----\n${canary(12)}\n-----END PRIVATE KEY-----`,
    `AGE-SECRET-KEY-1${canary(13).toUpperCase()}`,
    `key x'${'4fd3'.repeat(16)}'`,
    `token: "hk_${canary(14)}${'a1B2'.repeat(10)}"`,
    `enrolment code=${canary(15)}`,
    `otp=${canary(16)}`,
    `for grace.${canary(17)}@example.com at /home/ada`,
    `iban DE89 3704 0044 0532 0130 00 of somebody`,
    `api_key='${canary(18)}'`,
    `"sessionToken" : "${canary(19)}"`,
    `the plain word ${canary(20)} of the environment`,
    // Each of these is known by one form alone.
    `amqp://svc:${canary(31)}@broker/x`,
    `GET https://hub.example.com/sign?t=${canary(32)}`,
    `seen ${'x9_'.repeat(12)}`,
    `blob ${'Qx/+'.repeat(12)}`,
    `id ${'4fd3'.repeat(6)}`,
  ]
  const environment = {
    PGPASSWORD: canary(20),
    HARMONY_DATABASE: `postgres://harmony:${canary(21)}@db.example.com/harmony`,
    HARMONY_PASSWORD: canary(22),
    HTTPS_PROXY: `http://ada:${canary(23)}@proxy.example.com:3128`,
    HARMONY_LOG_LEVEL: 'debug',
    AWS_SECRET_ACCESS_KEY: canary(24),
  }
  const world = (): Surroundings => {
    mkdirSync(logs, { recursive: true })
    writeFileSync(join(logs, 'desktop.log'), lines.join('\n'))
    writeFileSync(join(logs, 'notes.txt'), canary(25))
    const own = { ProxyServer: `ada:${canary(26)}@proxy.example.com:1`, [`Pass${canary(27)}`]: canary(28), HubUrl: `https://hub.example.com/?token=${canary(29)}` }
    return machine({ logs, hub, policy: policyOf({ RecoveryPublicKey: 'ab'.repeat(32) }, own), databaseUrl: `postgres://harmony:${canary(30)}@db.example.com/harmony`, look: () => Promise.reject(new Error(`password authentication failed ${canary(30)}`)) })
  } // prettier-ignore

  it('gives away no secret, wherever it was put', async () => {
    const here = world()
    const { parts, bytes } = await makeBundle(here, await diagnose(here), languages.en, environment)
    const all = parts.map(({ name, text }) => `${name}\n${text}`).join('\n')
    const packed = gunzipSync(bytes).toString('latin1')
    for (const text of [all, packed]) {
      expect(text.match(/canary\w*/gi) ?? []).toEqual([])
      expect(text).not.toMatch(/4fd3|a1B2|0532 0130|abababab|@example\.com|x9_|Qx\/\+/)
    }
    // And it is of use all the same.
    expect(parts.map(({ name }) => name)).toEqual(['diagnosis.txt', 'diagnosis.json', 'settings.json', 'system.json', 'log/desktop.log'])
    expect(all).toMatch(/✗ Database: The database cannot be opened/)
    expect(all).toMatch(/Node\.js 24\.21\.0/)
    expect(all).toMatch(/2026-11-23T10:00:00Z sign-in/)
    expect(all).toMatch(/"HARMONY_LOG_LEVEL": "debug"/)
    expect(all).toMatch(/db\.example\.com/)
    expect(all).toMatch(/"PGPASSWORD": /)
  })
  it('is a file that the desktop saves', async () => {
    const here = world()
    expect(savedName((await makeBundle(here, await diagnose(here), languages.en, environment)).name)).toBeDefined()
  })
  it('holds exactly what was shown', async () => {
    const here = world()
    const { parts, bytes } = await makeBundle(here, await diagnose(here), languages.en, environment)
    const packed = gunzipSync(bytes).toString('utf8')
    for (const { name, text } of parts) {
      expect(packed).toContain(name)
      expect(packed).toContain(text)
    }
  })
  it('what counts as a secret is found by what it is called and where it stands', () => {
    expect(secretsIn(environment)).toEqual(
      expect.arrayContaining([canary(20), canary(21), canary(23), canary(24), environment.HARMONY_DATABASE]),
    )
    expect(secretsIn({ LANG: 'de_DE.UTF-8', EDITOR: 'vi' })).toEqual([])
    expect(redacted('nothing of interest: 3 of 12 rows', [], '/home/ada')).toBe('nothing of interest: 3 of 12 rows')
    expect(redacted('at /home/ada/x', [], '/home/ada')).toBe('at ~/x')
  })
})

describe('harmony diagnose', () => {
  it('prints one document, changes nothing and writes a bundle once', async () => {
    const data = inside('cli')
    mkdirSync(data, { mode: 0o700 })
    const file = inside('support.tar.gz')
    const first = await harmony(['diagnose', '--data', data, '--language', 'de', '--bundle', file])
    const told = JSON.parse(first.output) as { result: { checks: { check: string; says: string; remedy?: string }[]; parts: string[] } }
    expect(told.result.checks).toHaveLength(checks.length)
    expect(told.result.checks.find(({ check }) => check === 'Datenbank')).toMatchObject({
      says: 'Es gibt noch keine Datenbank.',
      remedy: expect.any(String),
    })
    expect(told.result.parts).toContain('diagnosis.txt')
    expect(await harmony(['diagnose', '--data', data, '--bundle', file])).toMatchObject({ code: 70 })
    const preview = JSON.parse((await harmony(['diagnose', '--data', data, '--preview'])).output) as {
      result: { bundle: { name: string }[] }
    }
    expect(preview.result.bundle.map(({ name }) => name)).toContain('system.json')
  })
})

describe('what is new', () => {
  it('is read from the list of changes', () => {
    expect(
      newsIn('# Changes\n\n## 0.2.0 - 2027-01-05\n\n- **Lights.** They go on,\n  and `off` again.\n- plain\n\n## 0.1.0 - unreleased\n'),
    ).toEqual([
      {
        version: '0.2.0',
        released: '2027-01-05',
        notes: [
          { lead: 'Lights', text: 'They go on, and off again.' },
          { lead: '', text: 'Plain' },
        ],
      },
      { version: '0.1.0', released: 'unreleased', notes: [] },
    ])
  })
  it('has something to tell in both languages', () => {
    const english = newsIn(read('CHANGELOG.md'))
    expect(english[0]!.notes.length).toBeGreaterThan(5)
    expect(news('de-AT')[0]!.version).toBe(english[0]!.version)
    const [one, other] = ['## 1 - x\n- **A** a\n- **B** b', '## 1 - y\n- **Ä** ä\n- **Bé** b'].map(newsIn)
    expect(news('de', one, other)).toEqual(other)
    expect(news('en', one, other)).toEqual(one)
    // Not all of it is translated: then none of it is told as if it were.
    expect(news('de', one, newsIn('## 1 - y\n- **Ä** ä'))).toEqual(one)
  })
})
