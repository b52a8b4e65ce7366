// What an organisation has decided holds: each protection as it works, not only as it is read.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { SettingValues } from '../../core/support/settings.ts'
import type * as Policies from '../../main/policy/policy.ts'
import { idleAtMost, sessionTimes } from '../../main/callers.ts'
import type { MessageEnd } from '../../main/desktop/core-line.ts'
import { trustAuthorities } from '../../main/policy/authorities.ts'
import { testCertificate } from '../doors/certificate.ts'
import { fakeElectron } from './fake-electron.ts'

const folder = mkdtempSync(join(tmpdir(), 'harmony-managed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => {
  jest.resetModules()
  jest.restoreAllMocks()
})

/** From here on modules are loaded into a machine that is managed so. */
function managed(json: Partial<SettingValues>): void {
  jest.resetModules()
  const real = jest.requireActual<typeof Policies>('../../main/policy/policy.ts')
  const policy = real.openPolicy({
    platform: 'linux',
    environment: {},
    home: '/home/ada',
    user: 'ada',
    words: [],
    settingsFile: join(folder, 'none.json'),
    run: () => ({ code: 1, out: Buffer.alloc(0) }),
    trusted: () => ({ state: 'read', bytes: Buffer.from(JSON.stringify(json)) }),
  })
  expect(policy.effective().faults).toEqual([])
  jest.doMock('../../main/policy/policy.ts', () => ({ ...real, policyHere: () => policy }))
}
const until = async (holds: () => unknown): Promise<void> => {
  for (const end = Date.now() + 10_000; !holds();) {
    if (Date.now() > end) throw new Error(`not in time: ${holds.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

it('a desktop goes to the organisation’s server, whatever its first screen sends', async () => {
  managed({ DatabaseServer: 'db.example.com:6432', DatabaseName: 'harmony' })
  const { wishedAddress } = await import('../../main/office/opening.ts')
  const typed = { host: 'evil.example', port: 1, database: 'mine', user: 'amelia', tls: false }
  expect(wishedAddress(folder, typed)).toMatchObject({ host: 'db.example.com', port: 6432, database: 'harmony', user: 'amelia', tls: true })
})

describe('a laptop', () => {
  const enrolling = async (hub: string): Promise<unknown> => {
    const { enrolFolder } = await import('../../main/sync/field-device.ts')
    return enrolFolder(join(folder, 'laptop'), { hub, code: '7K3M-9QDX-W2', password: 'a long sentence to remember', language: 'en' })
  }
  it('is enrolled at the organisation’s hub and nowhere else', async () => {
    managed({ HubUrl: 'https://harmony.example.com' })
    await expect(enrolling('https://evil.example')).rejects.toMatchObject({ code: 'sync.otherHub', about: { hub: 'https://harmony.example.com' } })
    expect(existsSync(join(folder, 'laptop'))).toBe(false)
  })
  it('believes no hub that names another recovery key', async () => {
    managed({ RecoveryPublicKey: 'ab'.repeat(32) })
    mkdirSync(join(folder, 'laptop'), { mode: 0o700 })
    jest.doMock('../../main/sync/enrol-at-hub.ts', () => ({
      ...jest.requireActual<object>('../../main/sync/enrol-at-hub.ts'),
      enrolAtHub: () =>
        Promise.resolve({ device: { id: 'd', shortCode: 'K7', user: 'u' }, login: 'ada', hubKey: 'k', recoveryKey: 'cd'.repeat(32) }),
    }))
    await expect(enrolling('http://127.0.0.1:1')).rejects.toMatchObject({ code: 'sync.otherRecoveryKey' })
    expect(existsSync(join(folder, 'laptop', 'harmony-keys.json'))).toBe(false)
    jest.dontMock('../../main/sync/enrol-at-hub.ts')
  })
  it.each([
    ['no store', undefined, true],
    ['one that hides nothing', 'basic_text', true],
    ['a real one', 'kwallet6', false],
  ])('is only opened where the system keeps its key: %s', async (_what, backend, refused) => {
    managed({ RequireOsKeystore: true })
    const { mustBeKept } = await import('../../main/keys/key-file.ts')
    const store = backend === undefined ? undefined : { backend: async () => backend, close: async (t: string) => t, open: async (text: string) => ({ text, again: false }) }
    const trouble = await mustBeKept(store).catch((error: unknown) => error)
    expect(trouble).toEqual(refused ? expect.objectContaining({ code: 'sync.storeRequired' }) : undefined)
  })
}) // prettier-ignore

describe('the desktop', () => {
  /** Starts the shell; its core answers every download with a file. */
  async function shell(json: Partial<SettingValues>) {
    managed(json)
    const fake = fakeElectron((child) => {
      child.parent.on('message', ({ data, ports }: { data: { order: string }; ports: MessageEnd[] }) => {
        if (data.order !== 'window') return
        const port = ports[0]!
        port.on('message', ({ data: asked }: { data: unknown }) => {
          const { n } = asked as { n: number }
          const file = { name: 'list.csv', mime: 'text/csv', bytes: new Uint8Array([1]) }
          port.postMessage({ n, answer: { ok: true, value: { reply: { ok: true, result: null }, file } } })
        })
        port.start()
      })
    })
    fake.record.wayOut = 'PROXY proxy.example.com:3128; DIRECT'
    const before = process.argv
    process.argv = ['electron', '.', '--data', join(folder, 'desktop')]
    jest.doMock('electron', () => fake.electron)
    jest.isolateModules(() => require('../../main/electron.ts'))
    await until(() => fake.record.windows.length === 1)
    process.argv = before
    return fake.record
  }
  const frame = { url: 'app://harmony/', parent: null }
  const download = async (record: Awaited<ReturnType<typeof shell>>): Promise<unknown> =>
    record.handlers.get('harmony')!({ sender: { id: record.contents[0]!.id }, senderFrame: frame }, { kind: 'download', operation: 'billing.print', input: {} }) // prettier-ignore

  it('saves no file where the organisation does not allow it', async () => {
    const record = await shell({ AllowExport: false })
    await download(record)
    expect(record.saves).toEqual([])
    expect(record.boxes.map(({ message }) => message)).toEqual(['Your organisation does not allow files to be saved from this machine.'])
    const free = await shell({})
    await download(free)
    expect(free.saves).toHaveLength(1)
  })
  it('has developer tools where the organisation says so', async () => {
    const tools = (record: Awaited<ReturnType<typeof shell>>): unknown => record.windows[0]!.options.webPreferences['devTools']
    expect(tools(await shell({ AllowDevTools: true }))).toBe(true)
    expect(tools(await shell({}))).toBe(false)
  })
  it('goes through the company’s proxy, and so does its core', async () => {
    const record = await shell({ ProxyMode: 'fixed', ProxyServer: 'proxy.example.com:3128' })
    expect(record.proxies).toEqual([
      { mode: 'fixed_servers', proxyRules: 'proxy.example.com:3128' },
      { mode: 'fixed_servers', proxyRules: 'proxy.example.com:3128' },
    ])
    expect(record.environments[0]).toMatchObject({ HTTPS_PROXY: 'http://proxy.example.com:3128' })
  })
  it('opens the sites that the organisation names, and no others', async () => {
    managed({ AllowedExternalHosts: ['wiki.example.com'] })
    jest.doMock('electron', () => ({ shell: {} }))
    const { mayOpen } = await import('../../main/desktop/external-links.ts')
    const asked = ['https://wiki.example.com/a', 'http://wiki.example.com', 'https://wiki.example.com:8443', 'https://x@wiki.example.com', 'https://wiki.example.com.evil.example', 'https://evil.example'] // prettier-ignore
    expect(asked.filter((address) => mayOpen(address))).toEqual(['https://wiki.example.com/a'])
  })
})

describe('a hub', () => {
  it('keeps its data where its machine says, whatever an administrator over the network chooses', async () => {
    managed({})
    const { policyHere } = await import('../../main/policy/policy.ts')
    const { settingsOf } = await import('../../main/policy/answers.ts')
    const asked = (hub: boolean): Promise<unknown> =>
      settingsOf(policyHere(), hub).answerers['support.settingJudged']!({ setting: 'DataDir', chosen: ['/elsewhere'] }, {} as never)
    expect(await asked(true)).toMatchObject([{ verdict: 'notPersonal' }])
    expect(await asked(false)).toMatchObject([{ verdict: 'fine' }])
  })
})

describe('sessions', () => {
  it('end sooner where the organisation wants it, never later', () => {
    expect(idleAtMost(sessionTimes, 10).idle).toBe(600_000)
    expect(idleAtMost(sessionTimes, 1440).idle).toBe(sessionTimes.idle)
    expect(idleAtMost(sessionTimes, 0)).toBe(sessionTimes)
  })
})

describe('certificates', () => {
  const before = getCACertificates('default')
  afterAll(() => setDefaultCACertificates(before))
  const asked = (host: string, port: number): Promise<string> =>
    new Promise((resolve) =>
      get({ host: '127.0.0.1', port, servername: host, agent: false }, (answer) => (answer.resume(), resolve(String(answer.statusCode)))).on('error', (error) =>
        resolve((error as NodeJS.ErrnoException).code ?? 'error'),
      ),
    ) // prettier-ignore
  it('of the company’s authority are believed, of others not, and names still count', async () => {
    const app = createServer({ ...testCertificate }, (_request, answer) => answer.end())
    await new Promise<void>((done) => app.listen(0, '127.0.0.1', done))
    const { port } = app.address() as AddressInfo
    expect(await asked('localhost', port)).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/)
    trustAuthorities('/etc/harmony/ca.pem', () => ({ state: 'untrusted', why: 'others' }))
    expect(await asked('localhost', port)).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/)
    trustAuthorities('/etc/harmony/ca.pem', () => ({ state: 'read', bytes: Buffer.from(testCertificate.cert) }))
    expect(await asked('localhost', port)).toBe('200')
    expect(await asked('other.example', port)).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
    app.close()
  })
})
