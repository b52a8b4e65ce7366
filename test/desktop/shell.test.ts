// The real preload in a worker, the real main process and the real core's process, on a fake Electron that only carries messages.
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Manifest, Reply } from '../../core/kernel/manifest.ts'
import { openHarmony } from '../../main/compose.ts'
import { fakeElectron, type FakeChild } from './fake-electron.ts'
import { bridgeMembers, openPage, type Page } from './page.ts'

const folder = mkdtempSync(join(tmpdir(), 'harmony-desktop-'))
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
const { record, app } = fake
let page: Page
const until = async (holds: () => unknown): Promise<void> => {
  for (const end = Date.now() + 10_000; !holds();) {
    if (Date.now() > end) throw new Error(`not in time: ${holds.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
const call = (operation: string, input: unknown = {}): Promise<Reply<Record<string, unknown>>> =>
  page.ask('call', { id: crypto.randomUUID(), operation, input }) as Promise<Reply<Record<string, unknown>>>

beforeAll(async () => {
  // The core's process ends itself when it is told to close; here that is the end of the fake child.
  jest.spyOn(process, 'exit').mockImplementation(((code: number) => {
    exits.push(code)
    core.emit('exit', code)
  }) as never)
  // Data that was begun in the clear stays so and opens at once (own-shell.test has the other kind).
  await (await openHarmony({ dataDir: folder })).close()
  process.argv = ['electron', '.', '--data', folder]
  jest.doMock('electron', () => fake.electron)
  jest.isolateModules(() => require('../../main/electron.ts'))
  await until(() => record.windows.length === 1 && record.children.length === 1)
  page = await openPage(record.handlers, record.contents[0]!)
}, 60_000)
afterAll(async () => {
  await page.close()
  // The cores that "fell over" live on in this process; they close what they opened.
  const before = exits.length
  const fallen = record.children.slice(0, -1)
  for (const child of fallen) child.parent.emit('message', { data: { order: 'close' }, ports: [] })
  await until(() => exits.length >= before + fallen.length)
  process.argv = realArguments
  jest.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

describe('the bridge', () => {
  it('is one frozen object of functions, in one file that loads nothing but electron', () => {
    expect(page.ready).toEqual({
      globals: ['harmony'],
      members: bridgeMembers.map((name) => `${name}: function`),
      frozen: true,
      files: 1,
      requires: ['electron'],
    })
  })

  it('lets a person sign in without ever holding the session', async () => {
    const before = (await page.ask('manifest', 'de')) as Manifest
    expect(before).toMatchObject({ language: 'de', caller: null, installation: { shape: 'solo', setUpNeeded: true } })
    expect(await call('people.me')).toMatchObject({ ok: false, refusal: { code: 'people.notSignedIn' } })
    const set = await call('people.setUp', { name: 'Ada', login: 'ada', password: 'a long sentence to remember' })
    expect(set).toMatchObject({ ok: true, result: { session: null, name: 'Ada' } })
    expect(await call('people.me')).toMatchObject({ ok: true, result: { login: 'ada' } })
    const after = (await page.ask('manifest', null)) as Manifest
    expect(after.caller).toMatchObject({ login: 'ada' })
    expect(after.operations.length).toBeGreaterThan(before.operations.length)
  })

  it('sends files in pieces and gives back their reference', async () => {
    const bytes = new Uint8Array(1_300_000).map((_, i) => i % 251)
    const kept = await page.ask('upload', 'big.csv', 'text/csv', bytes.buffer)
    expect(kept).toEqual({ hash: createHash('sha256').update(bytes).digest('hex'), name: 'big.csv', mime: 'text/csv', size: 1_300_000 })
    expect(await page.ask('upload', 'empty.csv', 'text/csv', new ArrayBuffer(0))).toMatchObject({ size: 0 })
    await expect(page.ask('upload', 'huge.csv', 'text/csv', new ArrayBuffer(52_428_801))).rejects.toThrow('tooLarge')
    await expect(page.ask('upload', '../up.csv', 'text/csv', new ArrayBuffer(1))).rejects.toThrow(/^malformed \(e-/)
  })

  it('hears what is committed until it stops listening', async () => {
    const first = await page.listen()
    await call('people.savePreferences', { language: 'de', culture: 'de-DE', theme: 'dark' })
    await until(() => first.heard.length > 0)
    expect(first.heard[0]).toMatchObject({ operation: 'people.savePreferences', records: ['users'] })
    await first.stop()
    await call('people.savePreferences', { language: null, culture: null, theme: null })
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(first.heard).toHaveLength(1)
  })

  it('tells whoever works elsewhere through the system, and a click brings the window', async () => {
    const tell = (): Promise<unknown> => page.ask('notify', 'Something waits', 'Approvals: 2')
    expect([await tell(), record.notices]).toEqual([false, []])
    record.attended = false
    expect(await tell()).toBe(true)
    expect(record.notices.map(({ title, body, silent }) => ({ title, body, silent }))).toEqual([{ title: 'Something waits', body: 'Approvals: 2', silent: true }]) // prettier-ignore
    // A page gone mad is a nuisance once.
    expect([await tell(), record.notices.length]).toEqual([false, 1])
    await expect(page.ask('notify', 'two\nlines', 'x')).rejects.toThrow(/^malformed \(e-/)
    const came: number[] = []
    record.windows.forEach((window, n) => (window as unknown as NodeJS.EventEmitter).on('focused', () => came.push(n)))
    record.notices[0]!.emit('click')
    expect(came).toEqual([0])
    record.attended = true
  })

  it('forgets the session at sign-out', async () => {
    expect(await call('people.signOut')).toMatchObject({ ok: true, result: { session: null } })
    expect(await call('people.me')).toMatchObject({ ok: false, refusal: { code: 'people.notSignedIn' } })
    await expect(page.ask('upload', 'a.csv', 'text/csv', new ArrayBuffer(1))).rejects.toThrow(/^sender \(e-/)
    expect(await call('people.signIn', { login: 'ada', password: 'a long sentence to remember' })).toMatchObject({ ok: true })
  })

  it('used one channel, and there is one', () => {
    expect([...page.channels]).toEqual(['harmony'])
    expect([...record.handlers.keys()]).toEqual(['harmony'])
  })
})

describe('who may ask', () => {
  const frame = { url: 'app://harmony/', parent: null }
  it.each([
    ['no frame', 1, null],
    ['a foreign page', 1, { ...frame, url: 'https://evil.example/' }],
    ['a page with our name in front', 1, { ...frame, url: 'app://harmony.evil/' }],
    ['our name as a user', 1, { ...frame, url: 'app://harmony@evil.example/' }],
    ['an empty page', 1, { ...frame, url: 'about:blank' }],
    ['a file', 1, { ...frame, url: 'file:///etc/passwd' }],
    ['a frame in the page', 1, { ...frame, parent: frame }],
    ['a window that is not ours', 99, frame],
  ])('%s is refused', async (_who, id, senderFrame) => {
    const answer = await record.handlers.get('harmony')!({ sender: { id }, senderFrame }, { kind: 'manifest', language: null })
    expect(answer).toEqual({ ok: false, code: 'sender', ref: expect.stringMatching(/^e-[0-9a-f]{8}$/) })
  })
  it('our own window is answered', async () => {
    const answer = await record.handlers.get('harmony')!({ sender: { id: 1 }, senderFrame: frame }, { kind: 'manifest', language: null })
    expect(answer).toMatchObject({ ok: true })
  })
})

describe('the window', () => {
  it('is cut off from the machine', () => {
    expect(record.sandboxed).toBe(true)
    expect(record.windows[0]!.options.webPreferences).toEqual({
      preload: expect.stringMatching(/preload\.cjs$/),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    })
    expect(record.privileged).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ])
    expect(record.windows[0]!.loaded).toBe('app://harmony/')
    expect(record.paths).toEqual({ userData: join(folder, 'desktop'), sessionData: join(folder, 'desktop', 'page') })
  })

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s leads nowhere but to itself', (event) => {
    const prevented = (url: string): boolean => {
      let stopped = false
      record.contents[0]!.emit(event, { url, preventDefault: () => (stopped = true) })
      return stopped
    }
    expect(prevented('app://harmony/contracts')).toBe(false)
    for (const url of [
      'https://evil.example/',
      'app://harmony.evil/',
      'app://other/',
      'file:///etc/passwd',
      'data:text/html,x',
      'javascript:0',
      '',
    ])
      expect([url, prevented(url)]).toEqual([url, true])
  })

  it('embeds no other page and opens none; only addresses of ours reach the browser of the system', async () => {
    let stopped = false
    record.contents[0]!.emit('will-attach-webview', { preventDefault: () => (stopped = true) })
    expect(stopped).toBe(true)
    const ours = 'https://www.apache.org/licenses/LICENSE-2.0'
    const foreign = ['https://evil.example/', ours.replace('https', 'http'), 'https://www.apache.org@evil.example/', 'https://a@www.apache.org/', 'https://:b@www.apache.org/', 'file:///etc/passwd', 'smb://x/y', 'https://www.apache.org:8443/'] // prettier-ignore
    for (const url of [ours, ...foreign]) expect(record.contents[0]!.openHandler!({ url })).toEqual({ action: 'deny' })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(record.opened).toEqual([ours])
  })

  it('may copy text and nothing else', () => {
    const asked = ['clipboard-read', 'clipboard-sanitized-write', 'display-capture', 'fileSystem', 'fullscreen', 'geolocation', 'hid', 'idle-detection', 'keyboardLock', 'media', 'mediaKeySystem', 'midi', 'midiSysex', 'notifications', 'openExternal', 'pointerLock', 'serial', 'speaker-selection', 'storage-access', 'top-level-storage-access', 'unknown', 'usb', 'window-management', 'deprecated-sync-clipboard-read', 'local-network-access', 'something of a later Electron'] // prettier-ignore
    const granted = asked.filter((permission) => {
      let answer: boolean | undefined
      record.permissionRequest!(null, permission, (decided) => (answer = decided))
      expect(record.permissionCheck!(null, permission)).toBe(answer)
      return answer
    })
    expect(granted).toEqual(['clipboard-sanitized-write'])
    expect(record.devicePermission!()).toBe(false)
    let stopped = false
    fake.session.emit('will-download', { preventDefault: () => (stopped = true) })
    expect(stopped).toBe(true)
  })

  it('answers its own scheme from the built page with the policy on every answer', async () => {
    const answer = await record.schemes.get('app')!({ method: 'GET', url: 'app://harmony/no-such-file.js' })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/)
  })

  it('has no reload and no developer tools in its menu', () => {
    const roles = JSON.stringify(record.menu).match(/"role":"\w+"/g)
    expect(roles).toContain('"role":"copy"')
    for (const role of ['reload', 'forceReload', 'toggleDevTools']) expect(roles).not.toContain(`"role":"${role}"`)
  })
})

describe('a second window', () => {
  const menu = (label: string): (() => void) => {
    const items = (record.menu as { submenu: { label?: string; click?: () => void }[] }[]).flatMap(({ submenu }) => submenu)
    return items.find((item) => item.label === label)!.click!
  }
  it('is opened from the menu for the person of the first, beside it, and prints and searches by itself', async () => {
    menu('&New window')()
    expect(record.windows).toHaveLength(2)
    const second = await openPage(record.handlers, record.contents[1]!)
    try {
      const me = { id: crypto.randomUUID(), operation: 'people.me', input: {} }
      expect(await second.ask('call', me)).toMatchObject({ ok: true, result: { login: 'ada' } })
      menu('&Print …')()
      menu('&Find …')()
      expect(record.contents.map(({ prints, keys }) => [prints, keys.length])).toEqual([[0, 0], [1, 2]]) // prettier-ignore
      expect(await second.ask('call', { ...me, id: crypto.randomUUID(), operation: 'people.signOut' })).toMatchObject({ ok: true })
      expect(await call('people.me')).toMatchObject({ ok: false, refusal: { code: 'people.notSignedIn' } })
      expect(await call('people.signIn', { login: 'ada', password: 'a long sentence to remember' })).toMatchObject({ ok: true })
    } finally {
      await second.close()
    }
  })

  it('is opened where a link leads, and nowhere else', () => {
    const link = (handed: unknown): string[] => {
      const before = record.windows.length
      app.emit('second-instance', {}, ['harmony', 'harmony://open/not/from/here'], '/', handed)
      return record.windows.slice(before).map(({ loaded }) => loaded)
    }
    expect(record.handed).toEqual({ v: 1, link: null })
    expect(record.claimed).toEqual(['harmony'])
    expect(link({ v: 1, link: 'harmony://open/contracts/C-1001' })).toEqual(['app://harmony/contracts/C-1001'])
    for (const handed of [
      undefined,
      null,
      'harmony://open/x',
      { v: 2, link: 'harmony://open/x' },
      { v: 1, link: 'harmony://open/x', more: 1 },
      { v: 1, link: 'https://evil.example/' },
      { v: 1, link: ['harmony://open/x'] },
    ])
      // prettier-ignore
      expect([handed, link(handed)]).toEqual([handed, []])
    let stopped = false
    app.emit('open-url', { preventDefault: () => (stopped = true) }, 'harmony://open/customers')
    expect([stopped, record.windows.at(-1)!.loaded]).toEqual([true, 'app://harmony/customers'])
    for (const window of record.windows.splice(1)) window.emit('closed')
  })

  it('gives no certificate and believes none that the system does not', () => {
    const said: unknown[] = []
    const event = { preventDefault: () => said.push('stopped') }
    app.emit('certificate-error', event, null, 'https://hub.example/', 'net::ERR_CERT_AUTHORITY_INVALID', {}, (trusted: boolean) =>
      said.push(trusted),
    )
    app.emit('select-client-certificate', event, null, 'https://hub.example/', [{}], (...chosen: unknown[]) => said.push(chosen))
    expect(said).toEqual(['stopped', false, 'stopped', []])
  })
})

describe('the core', () => {
  it('is started again when it falls over, and the page begins afresh', async () => {
    const open = page.ask('call', { id: 'slow', operation: 'people.me', input: {} })
    core.emit('exit', 139)
    // Whatever waited is told so, or was answered just before.
    await open.catch((error: Error) => expect(error.message).toMatch(/^stopped/))
    await until(() => record.children.length === 2)
    expect(record.contents[0]!.reloads).toBe(1)
    expect(await call('people.me')).toMatchObject({ ok: false, refusal: { code: 'people.notSignedIn' } })
    expect(await call('people.signIn', { login: 'ada', password: 'a long sentence to remember' })).toMatchObject({ ok: true })
  })

  it('is given up when it falls over again and again: the person is told what is safe and decides, here for the safe mode', async () => {
    record.nextButton = 'Start in safe mode'
    // As after the fourth fall (core.test): what it reports is the last word at once.
    core.emit('message', { report: 'failed', code: 'core.stopped', message: 'exit code 139' })
    core.emit('exit', 139)
    await until(() => record.boxes.length === 1)
    expect(record.boxes[0]).toMatchObject({
      message: 'Harmony has stopped working',
      buttons: ['Start again', 'Start in safe mode', 'Show the log', 'Quit'],
    })
    expect(record.boxes[0]!.detail).toContain(join(folder, 'desktop', 'logs', 'desktop.log'))
    await until(() => record.children.length === 3)
    expect(record.environments.map((one) => one?.['HARMONY_SAFE'])).toEqual(['', '', '1'])
    expect(record.contents[0]!.reloads).toBe(2)
    let stopped = false
    record.windows[0]!.emit('page-title-updated', { preventDefault: () => (stopped = true) })
    expect([stopped, record.windows[0]!.title]).toEqual([true, 'Harmony – safe mode: nothing runs by itself'])
    expect(await call('people.signIn', { login: 'ada', password: 'a long sentence to remember' })).toMatchObject({ ok: true })
  })

  it('keeps a log that names references, not what people typed', () => {
    const log = readFileSync(join(folder, 'desktop', 'logs', 'desktop.log'), 'utf8')
    expect(log).toMatch(/message refused code="sender" ref="e-/)
    expect(log).not.toContain('a long sentence to remember')
  })

  it('is let finish before the desktop quits', async () => {
    let waits = false
    app.emit('will-quit', { preventDefault: () => (waits = true) })
    expect(waits).toBe(true)
    const quits = record.quits
    await until(() => exits.length === 1)
    await until(() => record.quits === quits + 1)
    waits = false
    app.emit('will-quit', { preventDefault: () => (waits = true) })
    expect(waits).toBe(false)
    expect(record.children.every((child) => !child.killed)).toBe(true)
  })
})
