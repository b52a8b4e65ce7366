// The desktop without Electron: its real main process, its real preload and the real built page, with Chromium in Electron's place. A window is a page of the browser;
// the preload runs in a world of its own beside the page's, as in Electron, and the line to the main process is seen in that world alone; the page's scheme is answered
// by the real handler. Nothing else is reachable: the page has no network. What this cannot show (fuses, the sandboxed process, native dialogs) is tested elsewhere.
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { fakeElectron, type FakeContents, type FakeCore } from '../desktop/fake-electron.ts'
import { sourcesWith, type Mutation } from '../desktop/loading.ts'

/** Secure for Chromium, and no address outside this machine. */
const host = 'http://harmony.localhost'
const world = 'the preload'
/** As the main process knows an address. */
const told = (address: string): string =>
  address === host || address.startsWith(`${host}/`) ? `app://harmony${address.slice(host.length)}` : address
const served = (address: string): string => address.replace(/^app:\/\/harmony/, host)

export interface DesktopWindow {
  readonly page: Page
  readonly contents: FakeContents
  readonly cdp: CDPSession
  /** Addresses outside our own that the page managed to ask for. */
  readonly leaked: string[]
  /** Where the page, or a frame in it, set out to, as far as the shell was asked. */
  readonly led: string[]
  /** Windows that the page wanted to open: the address and what the shell said. */
  readonly wanted: { url: string; action: string | undefined }[]
  /** Sends what the preload would, from a frame, as somebody who has taken the page's process over. Answers the answer. */
  asFrame(frame: 'top' | 'inner', message: unknown): Promise<unknown>
}
export interface Desktop {
  readonly record: ReturnType<typeof fakeElectron>['record']
  readonly context: BrowserContext
  window(): Promise<DesktopWindow>
  close(): Promise<void>
}
export interface DesktopWish {
  readonly mutation?: Mutation
  readonly core?: FakeCore
  /** What the system speaks, best first. */
  readonly languages?: readonly string[]
  /** Another key store than none. */
  readonly store?: string
  /** Pages and scripts of a test under the headers that the real handler gives to its own, by their path. */
  readonly probes?: Readonly<Record<string, string>>
}

// In the world of the preload: Electron's two modules, over the binding. Bytes cross as base64.
const preloadWorld = (preload: string): string => `(() => {
const waiting = new Map(), listeners = []
let last = 0
const pack = (value) => JSON.stringify(value, (_, v) => (v instanceof Uint8Array ? { $bytes: btoa(Array.from(v, (c) => String.fromCharCode(c)).join('')) } : v))
globalThis.fromHost = (told) => {
  if ('live' in told) return listeners.forEach((listener) => listener({}, told.live))
  const { resolve, reject } = waiting.get(told.n)
  waiting.delete(told.n)
  told.failed ? reject(new Error(told.failed)) : resolve(told.value)
}
const invoke = (channel, ...args) => new Promise((resolve, reject) => { waiting.set(++last, { resolve, reject }); toHost(pack({ n: last, channel, args })) })
globalThis.asFrame = (channel, message) => invoke(channel, message)
if (window !== window.top) return
let port
const exposed = {}, stops = new Map()
const electron = {
  ipcRenderer: { invoke, on: (channel, listener) => void listeners.push(listener) },
  contextBridge: { exposeInMainWorld: (name, api) => void (exposed[name] = api) },
}
{ ${preload} }
document.addEventListener('what is exposed', (event) => document.dispatchEvent(new CustomEvent('is exposed', { detail: JSON.stringify(Object.entries(exposed).map(([name, api]) => [name, Object.isFrozen(api), Object.keys(api)])) })), { once: true })
addEventListener('message', (event) => {
  event.stopImmediatePropagation()
  port = event.ports[0]
  port.onmessage = async ({ data: { n, name, member, args, stop, hears } }) => {
    if (stop) return stops.get(stop)()
    if (hears) return void stops.set(n, exposed[name][member]((happening) => port.postMessage({ hears: n, happening })))
    try { port.postMessage({ n, value: await exposed[name][member](...args) }) } catch (error) { port.postMessage({ n, failed: error.message }) }
  }
}, { once: true })
})()`

// In the page's own world: what the bridge of Electron leaves there, functions that take and give copies.
const pageWorld = `(() => {
if (window !== window.top) return
let shape
document.addEventListener('is exposed', (event) => (shape = JSON.parse(event.detail)), { once: true })
document.dispatchEvent(new CustomEvent('what is exposed'))
const { port1, port2 } = new MessageChannel()
const waiting = new Map(), hearing = new Map()
let last = 0
port1.onmessage = ({ data }) => {
  if (data.hears) return hearing.get(data.hears)?.(data.happening)
  const { resolve, reject } = waiting.get(data.n)
  waiting.delete(data.n)
  data.failed ? reject(new Error(data.failed)) : resolve(data.value)
}
const member = (name, member) => (...args) => {
  const n = ++last
  if (typeof args[0] === 'function') {
    hearing.set(n, args[0])
    port1.postMessage({ n, name, member, hears: true })
    return () => (hearing.delete(n), port1.postMessage({ stop: n }))
  }
  return new Promise((resolve, reject) => { waiting.set(n, { resolve, reject }); port1.postMessage({ n, name, member, args }) })
}
for (const [name, frozen, members] of shape) {
  const api = Object.fromEntries(members.map((key) => [key, member(name, key)]))
  Object.defineProperty(window, name, { value: frozen ? Object.freeze(api) : api, enumerable: true })
}
window.postMessage('port', '*', [port2])
})()`

const unpack = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) =>
    typeof value === 'object' && value !== null && '$bytes' in value ? new Uint8Array(Buffer.from(String(value.$bytes), 'base64')) : value,
  )

/** Starts the desktop in a browser. Its main process reads `process.argv`, as the real one does. */
export async function startDesktop(browser: Browser, wish: DesktopWish = {}): Promise<Desktop> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  const { electron, record, app } = fakeElectron(wish.core ?? (() => undefined))
  if (wish.languages) record.languages = [...wish.languages]
  if (wish.store !== undefined) record.backend = wish.store
  const sources = sourcesWith(wish.mutation, electron)
  const preload = preloadWorld(sources.script('main/desktop/preload.ts'))
  const windows: Promise<DesktopWindow>[] = []
  app.on('web-contents-created', (_event: unknown, contents: FakeContents) => void windows.push(show(context, record, contents, preload, wish.probes ?? {}))) // prettier-ignore
  sources.load('main/electron.ts')
  for (let tries = 0; windows.length === 0; tries++) {
    if (tries > 2_000) throw new Error('the shell opened no window')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await context.grantPermissions(permissionsOf(record), { origin: host })
  return { record, context, window: () => windows[0]!, close: () => context.close() }
}
/** What Chromium calls what the shell decides about, by Electron's name for it. */
const named: readonly (readonly [electron: string, chromium: string])[] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['local-fonts', 'local-fonts'],
]
const permissionsOf = (record: Desktop['record']): string[] =>
  named.filter(([asked]) => record.permissionCheck?.(null, asked) === true).map(([, name]) => name)

async function show(
  context: BrowserContext,
  record: Desktop['record'],
  contents: FakeContents,
  preload: string,
  probes: Readonly<Record<string, string>>,
): Promise<DesktopWindow> {
  const loads = new Promise<string>((resolve) => contents.once('loads', resolve))
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  const leaked: string[] = []
  const led: string[] = []
  const wanted: DesktopWindow['wanted'] = []
  const worlds = new Map<number, { readonly frame: string; readonly name: string }>()
  const parents = new Map<string, string>()
  /** What the main process itself loads asks nobody. */
  const ordered = new Set<string>()
  await cdp.send('Page.enable')
  cdp.on('Runtime.executionContextCreated', ({ context: made }) => void worlds.set(made.id, { frame: String((made.auxData as { frameId?: string } | undefined)?.frameId), name: made.name })) // prettier-ignore
  cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => void worlds.delete(executionContextId))
  cdp.on('Page.frameAttached', ({ frameId, parentFrameId }) => void parents.set(frameId, parentFrameId))
  await cdp.send('Runtime.enable')
  await cdp.send('Runtime.addBinding', { name: 'toHost', executionContextName: world })
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: preload, worldName: world })
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorld })
  await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })

  const inWorld = (contextId: number, expression: string): Promise<unknown> =>
    cdp.send('Runtime.evaluate', { contextId, expression, awaitPromise: true, returnByValue: true }).then((answer) => answer.result.value as unknown) // prettier-ignore
  const worldOf = (wantedParent: boolean): number | undefined =>
    [...worlds].findLast(([, { frame, name }]) => name === world && parents.has(frame) === wantedParent)?.[0]
  const say = (contextId: number, message: unknown): Promise<void> =>
    inWorld(contextId, `fromHost(${JSON.stringify(message)})`).then(
      () => undefined,
      // A page that went on does not hear.
      () => undefined,
    )

  cdp.on('Runtime.bindingCalled', ({ payload, executionContextId }) => void heard(payload, executionContextId))
  async function heard(payload: string, contextId: number): Promise<void> {
    const { n, channel, args } = unpack(payload) as { n: number; channel: string; args: unknown[] }
    const url = told(String(await inWorld(contextId, 'location.href').catch(() => '')))
    const parent = parents.has(worlds.get(contextId)?.frame ?? '') ? {} : null
    const handler = record.handlers.get(channel)
    try {
      if (!handler) throw new Error(`no handler for ${channel}`)
      await say(contextId, { n, value: await handler({ sender: { id: contents.id }, senderFrame: { url, parent } }, ...args) })
    } catch (error) {
      await say(contextId, { n, failed: String(error) })
    }
  }
  contents.on('told', (_channel: string, value: unknown) => {
    const top = worldOf(false)
    if (top !== undefined) void say(top, { live: value })
  })
  contents.on('reloaded', () => void (ordered.add(page.url()), page.reload().catch(() => undefined)))

  /** What Electron asks the shell before a frame goes somewhere; true: it may. */
  function mayGo(url: string, top: boolean, redirected: boolean): boolean {
    if (ordered.delete(url)) return true
    let stopped = false
    led.push(url)
    const event = { url: told(url), preventDefault: () => (stopped = true) }
    if (redirected) contents.emit('will-redirect', event)
    else {
      contents.emit('will-frame-navigate', event)
      if (top) contents.emit('will-navigate', event)
    }
    return !stopped
  }
  cdp.on('Fetch.requestPaused', ({ requestId, request, resourceType, frameId, redirectedRequestId }) => {
    const answer = async (): Promise<unknown> => {
      const document = resourceType === 'Document'
      if (document && !mayGo(request.url, !parents.has(frameId), redirectedRequestId !== undefined)) return fail('Aborted')
      if (told(request.url) === request.url) {
        leaked.push(request.url)
        return document ? fulfil(200, [], Buffer.from('<title>evil</title>')) : fail('BlockedByClient')
      }
      const { pathname, search } = new URL(request.url)
      if (pathname === '/goes-away') return fulfil(302, [{ name: 'location', value: decodeURIComponent(search.slice(1)) }], Buffer.alloc(0))
      const probe = probes[pathname]
      const url = probe === undefined ? told(request.url) : 'app://harmony/index.html'
      const given = await record.schemes.get('app')!({ method: request.method, url, text: async () => request.postData ?? '' })
      const headers = [...given.headers].map(([name, value]) => ({ name, value }))
      if (probe === undefined) return fulfil(given.status, headers, Buffer.from(await given.arrayBuffer()))
      const type = { name: 'content-type', value: pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8' }
      return fulfil(200, [...headers.filter(({ name }) => name !== 'content-type'), type], Buffer.from(probe))
    }
    const fail = (errorReason: 'Aborted' | 'BlockedByClient') => cdp.send('Fetch.failRequest', { requestId, errorReason })
    const fulfil = (responseCode: number, responseHeaders: { name: string; value: string }[], body: Buffer) =>
      cdp.send('Fetch.fulfillRequest', { requestId, responseCode, responseHeaders, body: body.toString('base64') })
    // A page that is closed meanwhile waits for no answer.
    void answer().catch(() => undefined)
  })
  cdp.on('Page.windowOpen', ({ url }) => void wanted.push({ url: told(url), action: contents.openHandler?.({ url: told(url) }).action }))
  context.on('page', (popup) => {
    void popup.opener().then((opener) => (opener === page && wanted.at(-1)?.action === 'deny' ? popup.close() : undefined))
  })

  const first = served(await loads)
  ordered.add(first)
  await page.goto(first)
  const window: DesktopWindow = {
    page,
    contents,
    cdp,
    leaked,
    led,
    wanted,
    asFrame: (frame, message) => inWorld(worldOf(frame === 'inner')!, `asFrame('harmony', ${JSON.stringify(message)})`),
  }
  return window
}
