// Electron's check list of twenty points and the classes of known flaws, as checks of what the shell does without a browser: each is run on the product as it is, and on
// products in which one protection is missing. What only a browser engine proves (points 7, 13, 14, 18, 20 once more) is in test/e2e/desktop-weaknesses.ts.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { updates } from './checklist-updates.ts'
import { fakeElectron } from './fake-electron.ts'
import { sourcesWith, type Mutation, type Sources } from './loading.ts'
import { breaches } from './policy.ts'

const root = join(__dirname, '..', '..')

/** A shell that has opened its window, and whose core says nothing. */
export interface Shell {
  readonly record: ReturnType<typeof fakeElectron>['record']
  readonly app: ReturnType<typeof fakeElectron>['app']
  readonly session: ReturnType<typeof fakeElectron>['session']
}
export interface Product {
  readonly sources: Sources
  shell(): Promise<Shell>
}
export function product(folder: string, mutation?: Mutation): Product {
  const sources = sourcesWith(mutation)
  let started: Promise<Shell> | undefined
  const start = async (): Promise<Shell> => {
    const { electron, record, app, session } = fakeElectron(() => undefined)
    const before = process.argv
    process.argv = ['electron', '.', '--data', folder, '--demo']
    sources.with(electron).load('main/electron.ts')
    process.argv = before
    for (let tries = 0; record.windows.length === 0; tries++) {
      assert(tries < 2_000, 'the shell opens no window')
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    return { record, app, session }
  }
  return { sources, shell: () => (started ??= start()) }
}

const scripts = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name).split(sep).join('/'))
const known = new Map<string, ReturnType<typeof breaches>>()
/** No source breaks a point of the static policy. */
function clean(row: number, { sources }: Product): void {
  const found = [...scripts('main'), ...scripts('renderer')].flatMap((file) => {
    const code = sources.text(file)
    const there = known.get(code) ?? breaches(file, code)
    known.set(code, there)
    return there.filter((breach) => breach.row === row).map(({ what }) => `${file}: ${what}`)
  })
  assert.deepEqual(found, [])
}
const stopped = (emit: (event: { preventDefault(): void }) => void): boolean => {
  let prevented = false
  emit({ preventDefault: () => (prevented = true) })
  return prevented
}
const permissions = ['clipboard-read', 'clipboard-sanitized-write', 'display-capture', 'fileSystem', 'fullscreen', 'geolocation', 'hid', 'idle-detection', 'keyboardLock', 'media', 'mediaKeySystem', 'midi', 'midiSysex', 'notifications', 'openExternal', 'pointerLock', 'serial', 'speaker-selection', 'storage-access', 'top-level-storage-access', 'unknown', 'usb', 'window-management', 'something of a later Electron'] // prettier-ignore

async function navigation(product: Product, events: readonly string[]): Promise<void> {
  const { record } = await product.shell()
  for (const event of events) {
    const goes = (url: string): boolean => !stopped((given) => record.contents[0]!.emit(event, { ...given, url }))
    assert(goes('app://harmony/contracts'), 'the page may go on within itself')
    for (const url of ['https://evil.example/', 'app://harmony.evil/', 'app://other/', 'app://user@harmony/', 'file:///etc/passwd', 'data:text/html,x', ''])
      assert(!goes(url), `${event} to ${url}`)
  } // prettier-ignore
}
async function preferences(product: Product, ...names: readonly (readonly [string, unknown])[]): Promise<void> {
  const { record } = await product.shell()
  for (const [name, value] of names) assert.equal(record.windows[0]!.options.webPreferences[name], value, name)
}
async function senders(product: Product): Promise<void> {
  const { record } = await product.shell()
  assert.deepEqual([...record.handlers.keys()], ['harmony'])
  const own = { url: 'app://harmony/', parent: null }
  const code = async (id: number, senderFrame: typeof own | null): Promise<unknown> => {
    const answer = await Promise.race([record.handlers.get('harmony')!({ sender: { id }, senderFrame }, { kind: 'nothing' }), new Promise((resolve) => setTimeout(() => resolve({ code: 'heard' }), 50))]) // prettier-ignore
    return (answer as { code?: string }).code
  }
  assert.equal(await code(1, own), 'malformed')
  for (const frame of [
    null,
    { ...own, url: 'https://evil.example/' },
    { ...own, url: 'about:blank' },
    { ...own, url: 'app://harmony.evil/' },
    { ...own, parent: own as never },
  ])
    // prettier-ignore
    assert.equal(await code(1, frame), 'sender', JSON.stringify(frame))
  assert.equal(await code(99, own), 'sender', 'a window that is not ours')
}
async function scheme({ sources }: Product): Promise<void> {
  const { answerPage, pageFile } = sources.load<{
    answerPage(method: string, address: string, folder: string): Promise<{ status: number; headers: Record<string, string> }>
    pageFile(method: string, address: string, folder: string): unknown
  }>('main/desktop/page-files.ts')
  const there = mkdtempSync(join(tmpdir(), 'harmony-scheme-'))
  try {
    const page = join(there, 'renderer')
    mkdirSync(page)
    mkdirSync(join(there, 'renderer-more'))
    for (const file of ['renderer/index.html', 'renderer/harmony.sqlite', 'secret.json', 'renderer-more/secret.json']) writeFileSync(join(there, file), '{}') // prettier-ignore
    symlinkSync(join(there, 'secret.json'), join(page, 'link.json'))
    const status = async (method: string, path: string): Promise<number> => (await answerPage(method, path, page)).status
    assert.equal(await status('GET', 'app://harmony/'), 200)
    assert.equal(await status('POST', 'app://harmony/'), 405)
    // What is decided before anything is read, for each is a lock of its own.
    for (const path of ['..%2fsecret.json', '%2e%2e%2frenderer-more%2fsecret.json', 'x%2f..%2f..%2fsecret.json']) assert.equal(pageFile('GET', `app://harmony/${path}`, page), 404, path) // prettier-ignore
    for (const path of ['..%5csecret.json', 'x%00.json', '%E0%A4%A'])
      assert.equal(pageFile('GET', `app://harmony/${path}`, page), 400, path)
    assert.equal(pageFile('GET', 'app://other/index.html', page), 400)
    assert.equal(await status('GET', 'app://harmony/harmony.sqlite'), 404)
    assert.equal(await status('GET', 'app://harmony/link.json'), 404)
    for (const path of ['index.html', 'none.js']) {
      const { headers } = await answerPage('GET', `app://harmony/${path}`, page)
      for (const [name, needed] of [['content-security-policy', /^default-src 'none'; script-src 'self'; style-src 'self';.*trusted-types 'none'$/], ['x-content-type-options', /^nosniff$/], ['referrer-policy', /^no-referrer$/], ['cross-origin-opener-policy', /^same-origin$/], ['cross-origin-resource-policy', /^same-origin$/], ['permissions-policy', /camera=\(\), microphone=\(\), geolocation=\(\), usb=\(\), serial=\(\), hid=\(\)/]] as const) assert.match(headers[name] ?? '', needed, name) // prettier-ignore
    }
  } finally {
    rmSync(there, { recursive: true, force: true })
  }
}
/** Nothing that could carry behaviour gets past the reading of a message. */
function messages({ sources }: Product): void {
  const { readMessage } = sources.load<{ readMessage(raw: unknown): unknown }>('main/desktop/messages.ts')
  const call = { kind: 'call', id: 'x', operation: 'people.me', input: {} }
  assert.deepEqual(readMessage(call), call)
  class Own {
    kind = 'call'
  }
  const hostile = [JSON.parse('{"kind":"call","id":"x","operation":"people.me","input":{"__proto__":{"admin":true}}}'), { ...call, more: 1 }, { ...call, input: new Date(0) }, { ...call, input: new Map() }, { ...call, operation: '__proto__' }, new Own(), Object.create(call), null, [call], { ...call, kind: 'constructor' }] // prettier-ignore
  for (const raw of hostile) assert.throws(() => readMessage(raw), { message: 'malformed' })
  let deep: unknown = null
  for (let i = 0; i < 30; i++) deep = [deep]
  assert.throws(() => readMessage({ ...call, input: deep }))
  assert.throws(() => readMessage({ ...call, input: 'x'.repeat(1_048_576) }), { message: 'tooLarge' })
}
function bridge({ sources }: Product): void {
  const exposed: [string, object][] = []
  sources
    .with({
      contextBridge: { exposeInMainWorld: (name: string, api: object) => exposed.push([name, api]) },
      ipcRenderer: Object.freeze({ invoke: () => new Promise(() => undefined), on: () => undefined }),
    })
    .load('main/desktop/preload.ts')
  assert.deepEqual(exposed.map(([name]) => name), ['harmony']) // prettier-ignore
  const [[, api]] = exposed as [[string, object]]
  assert(Object.isFrozen(api))
  for (const [name, value] of Object.entries(api)) assert.equal(typeof value, 'function', name)
}
const floor = ({ sources }: Product): string[] =>
  sources.load<{ tooOld(manifest: unknown, known: unknown): string[] }>('main/build/electron-floor.mjs').tooOld(JSON.parse(sources.text('package.json')), JSON.parse(sources.text('main/build/electron-floor.json'))) // prettier-ignore

/** The point, what it says for this product, and the check. Points from 21 on are the classes of known flaws. */
export const checklist: readonly { readonly row: number; readonly says: string; check(product: Product): void | Promise<void> }[] = [
  {
    row: 1,
    says: 'nothing is fetched in the clear; a hub is https but on this machine',
    check: (it) => {
      clean(1, it)
      const { hubAddress } = it.sources.load<{ hubAddress(said: string): string }>('main/sync/enrol-at-hub.ts')
      assert.equal(hubAddress('hub.example'), 'https://hub.example')
      assert.equal(hubAddress('http://127.0.0.1:4400'), 'http://127.0.0.1:4400')
      assert.throws(() => hubAddress('http://hub.example'), { message: 'sync.needsTls' })
    },
  },
  { row: 2, says: 'no page has Node, no foreign page has a window', check: (it) => (clean(2, it), preferences(it, ['nodeIntegration', false], ['nodeIntegrationInWorker', false], ['nodeIntegrationInSubFrames', false])) }, // prettier-ignore
  { row: 3, says: 'worlds are apart', check: (it) => (clean(3, it), preferences(it, ['contextIsolation', true])) },
  {
    row: 4,
    says: 'every process of a page is in the sandbox, and no switch leaves it',
    check: async (it) => {
      clean(4, it)
      await preferences(it, ['sandbox', true])
      assert((await it.shell()).record.sandboxed)
      assert.doesNotMatch(it.sources.text('electron-builder.yml'), /no-sandbox/)
      const { electronWords } = it.sources.load<{ electronWords(root: string, folder: string, platform: string, user: number): string[] }>('main/start.ts') // prettier-ignore
      assert(!electronWords('/', '/d', 'linux', 1000).includes('--no-sandbox'))
    },
  },
  {
    row: 5,
    says: 'every permission but copying is denied, whoever asks and however',
    check: async (it) => {
      clean(5, it)
      const { record } = await it.shell()
      for (const name of permissions) {
        let answer: boolean | undefined
        assert(record.permissionRequest && record.permissionCheck && record.devicePermission)
        record.permissionRequest(null, name, (decided) => (answer = decided))
        assert.equal(answer, name === 'clipboard-sanitized-write', name)
        assert.equal(record.permissionCheck(null, name), answer, name)
      }
      assert.equal(record.devicePermission!(), false)
    },
  },
  { row: 6, says: 'the web’s own security is on', check: (it) => (clean(6, it), preferences(it, ['webSecurity', true])) },
  { row: 7, says: 'every answer of the page’s scheme carries the policy', check: (it) => (clean(7, it), scheme(it)) },
  { row: 8, says: 'no insecure content', check: (it) => clean(8, it) },
  { row: 9, says: 'no experiments', check: (it) => clean(9, it) },
  { row: 10, says: 'no features of Blink beside the usual', check: (it) => clean(10, it) },
  { row: 11, says: 'there is no webview', check: (it) => (clean(11, it), preferences(it, ['webviewTag', false])) },
  {
    row: 12,
    says: 'none is attached either',
    check: async (it) => {
      const { record } = await it.shell()
      assert(stopped((event) => record.contents[0]!.emit('will-attach-webview', event)))
    },
  },
  { row: 13, says: 'the page goes nowhere', check: (it) => (clean(13, it), navigation(it, ['will-navigate', 'will-frame-navigate', 'will-redirect'])) }, // prettier-ignore
  {
    row: 14,
    says: 'no contents opens a window',
    check: async (it) => {
      clean(14, it)
      const { record } = await it.shell()
      for (const url of ['https://evil.example/', 'about:blank', 'app://harmony/']) assert.deepEqual(record.contents[0]!.openHandler?.({ url }), { action: 'deny' }) // prettier-ignore
    },
  },
  {
    row: 15,
    says: 'the system’s browser gets our own addresses alone',
    check: async (it) => {
      clean(15, it)
      const { record } = await it.shell()
      const ours = 'https://www.apache.org/licenses/LICENSE-2.0'
      for (const url of [ours, 'https://evil.example/', 'http://www.apache.org/', 'https://www.apache.org@evil.example/', 'https://user@www.apache.org/', 'https://:word@www.apache.org/', 'https://www.apache.org.evil.example/', 'file:///etc/passwd', 'smb://x/y']) record.contents[0]!.openHandler?.({ url }) // prettier-ignore
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
      assert.deepEqual(record.opened, [ours])
      const { mayOpen } = it.sources
        .with({})
        .load<{ mayOpen(address: string, hosts: readonly string[]): boolean }>('main/desktop/external-links.ts')
      const allowed = ['https://help.example/', 'http://help.example/', 'ftp://help.example/', 'https://help.example:8443/', 'https://other.example/'].map((url) => mayOpen(url, ['help.example'])) // prettier-ignore
      assert.deepEqual(allowed, [true, false, false, false, false])
    },
  },
  { row: 16, says: 'Electron is exact and without a known hole', check: (it) => assert.deepEqual(floor(it), []) },
  { row: 17, says: 'one channel, one handler, one sender', check: (it) => (clean(17, it), senders(it)) },
  { row: 18, says: 'no file is reached but the page’s own', check: (it) => (clean(18, it), scheme(it)) },
  {
    row: 19,
    says: 'the fuses are set',
    check: ({ sources }) => {
      const { fuses } = sources.load<{ fuses: [string, boolean][] }>('main/build/after-pack.mjs')
      const on = ['enableCookieEncryption', 'enableEmbeddedAsarIntegrityValidation', 'onlyLoadAppFromAsar', 'wasmTrapHandlers']
      assert.equal(fuses.length, 9)
      for (const [name, set] of fuses) assert.equal(set, on.includes(name), name)
      const written = [...sources.text('electron-builder.yml').matchAll(/^ {2}(\w+): (true|false)$/gm)].filter(([, name]) => fuses.some(([fuse]) => fuse === name)) // prettier-ignore
      assert.equal(written.length, 8)
      for (const [, name, set] of written) assert.equal(set === 'true', on.includes(name!), name)
    },
  },
  { row: 20, says: 'the bridge is one frozen object of functions', check: (it) => (clean(20, it), bridge(it)) },
  { row: 21, says: 'messages are plain data (context bridge)', check: messages },
  { row: 22, says: 'nothing is handed down to a window (window and preferences)', check: (it) => clean(0, it) },
  { row: 23, says: 'a product on a desk has no developer tools', check: (it) => preferences(it, ['devTools', false]) },
  {
    row: 24,
    says: 'the scheme is registered with no more than it needs',
    check: async (it) => {
      const { record } = await it.shell()
      assert.deepEqual(record.privileged, [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]) // prettier-ignore
    },
  },
  {
    row: 25,
    says: 'what a second start hands over is read strictly',
    check: async (it) => {
      const { record, app } = await it.shell()
      const links = ['https://evil.example/', 'harmony://open/../x', 'harmony://open/a?do=delete', 'harmony://evil/x', 'harmonx://open/x', 'harmony://open//evil.example'] // prettier-ignore
      for (const link of links) app.emit('second-instance', {}, ['harmony', link], '/', { v: 1, link })
      app.emit('second-instance', {}, [], '/', { v: 1, link: 'harmony://open/x', more: true })
      assert.equal(record.windows.length, 1)
      app.emit('second-instance', {}, [], '/', { v: 1, link: 'harmony://open/customers' })
      assert.equal(record.windows[1]?.loaded, 'app://harmony/customers')
    },
  },
  {
    row: 26,
    says: 'certificates are believed by the system alone, downloads leave by the save dialog',
    check: async (it) => {
      const { app, session } = await it.shell()
      const trusted: unknown[] = []
      assert(stopped((event) => app.emit('certificate-error', event, null, 'https://x/', 'e', {}, (yes: unknown) => trusted.push(yes))))
      assert(
        stopped((event) => app.emit('select-client-certificate', event, null, 'https://x/', [{}], (one: unknown) => trusted.push(one))),
      )
      assert.deepEqual(trusted, [false, undefined])
      assert(stopped((event) => session.emit('will-download', event)))
      const { savedName } = it.sources.load<{ savedName(name: string): unknown }>('main/desktop/save-file.ts')
      for (const name of ['run.exe', 'page.html', '.pdf', 'x.constructor']) assert.equal(savedName(name), undefined, name)
    },
  },
  { row: 27, says: 'an update is what was signed, now, for here, and by the publisher (updater)', check: updates },
]
