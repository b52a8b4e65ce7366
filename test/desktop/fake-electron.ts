// Stands in for Electron: records what the shell sets, and carries messages over real message ports with real structured clones.
import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { MessageEnd } from '../../main/desktop/core-line.ts'

/** A Node port with the face of Electron's. */
export function electronPort(port: MessagePort): MessageEnd {
  return {
    postMessage: (value) => port.postMessage(value),
    on: (event: string, listener: (event: { data: unknown }) => void) =>
      event === 'message' ? port.on('message', (data: unknown) => listener({ data })) : port.on('close', listener as () => void),
    start: () => {
      port.start()
      // A line that was given up must not keep the test running.
      port.unref()
    },
    close: () => port.close(),
  }
}
export function portPair(): { port1: MessageEnd; port2: MessageEnd } {
  const { port1, port2 } = new MessageChannel()
  return { port1: electronPort(port1), port2: electronPort(port2) }
}

export interface SentFrame {
  readonly sender: { readonly id: number }
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}
export type Handler = (sent: SentFrame, ...args: unknown[]) => Promise<unknown>

export class FakeContents extends EventEmitter {
  readonly id: number
  readonly sent: { channel: string; value: unknown }[] = []
  reloads = 0
  prints = 0
  zoom = 1
  readonly keys: { type: string; keyCode: string; modifiers: string[] }[] = []
  openHandler: ((details: { url: string }) => { action: string }) | undefined
  constructor(id: number) {
    super()
    this.id = id
  }
  send(channel: string, value: unknown): void {
    const cloned: unknown = structuredClone(value)
    this.sent.push({ channel, value: cloned })
    this.emit('told', channel, cloned)
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
  print(): void {
    this.prints += 1
  }
  getZoomFactor = (): number => this.zoom
  setZoomFactor(factor: number): void {
    this.zoom = factor
  }
  sendInputEvent(event: { type: string; keyCode: string; modifiers: string[] }): void {
    this.keys.push(event)
  }
  reload(): void {
    this.reloads += 1
    this.emit('reloaded')
  }
}

/** The part of the core's process that the test starts instead of a process. */
export interface FakeCore {
  (child: FakeChild, words: readonly string[]): void
}
export class FakeChild extends EventEmitter {
  readonly parent = new EventEmitter()
  readonly stdout = new EventEmitter()
  readonly stderr = new EventEmitter()
  killed = false
  postMessage(message: unknown, ports: MessageEnd[] = []): void {
    const data: unknown = structuredClone(message)
    setImmediate(() => this.parent.emit('message', { data, ports }))
  }
  kill(): boolean {
    this.killed = true
    this.emit('exit', 9)
    return true
  }
}

/** A fresh Electron. `core` runs what would be the utility process. */
export function fakeElectron(core: FakeCore) {
  const contents: FakeContents[] = []
  const windows: FakeWindow[] = []
  const handlers = new Map<string, Handler>()
  const schemes = new Map<string, (request: { method: string; url: string; text?: () => Promise<string> }) => Promise<Response>>()
  const children: FakeChild[] = []
  const record = {
    windows,
    contents,
    handlers,
    schemes,
    children,
    paths: {} as Record<string, string>,
    privileged: [] as unknown[],
    sandboxed: false,
    quits: 0,
    opened: [] as string[],
    shown: [] as string[],
    saves: [] as { defaultPath: string }[],
    boxes: [] as { message: string; detail: string; buttons: string[] }[],
    /** The button that the person presses. */
    nextButton: '',
    nextSave: { canceled: false, filePath: '' },
    menu: undefined as unknown,
    permissionRequest: undefined as ((contents: unknown, permission: string, decide: (granted: boolean) => void) => void) | undefined,
    permissionCheck: undefined as ((contents: unknown, permission: string) => boolean) | undefined,
    devicePermission: undefined as (() => boolean) | undefined,
    locked: true,
    /** What a second start hands to the first. */
    handed: undefined as unknown,
    claimed: [] as string[],
    proxies: [] as unknown[],
    wayOut: 'DIRECT',
    environments: [] as (Readonly<Record<string, string>> | undefined)[],
    languages: ['en-GB'],
    spelling: { languages: [] as string[], address: '' },
    popups: [] as unknown[],
    /** The person works with Harmony, and with nothing else. */
    attended: true,
    notices: [] as { title: string; body: string; silent: boolean; emit(event: string): boolean }[],
    /** The key store of the system; `null`: there is none. */
    backend: null as string | null,
  }
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    setPath: (name: string, path: string) => void (record.paths[name] = path),
    getPath: (name: string) => record.paths[name] ?? '/nowhere',
    setProxy: (config: unknown) => Promise.resolve(void record.proxies.push(config)),
    enableSandbox: () => void (record.sandboxed = true),
    requestSingleInstanceLock: (handed: unknown) => ((record.handed = handed), record.locked),
    setAsDefaultProtocolClient: (scheme: string) => record.claimed.push(scheme) > 0,
    isReady: () => true,
    whenReady: () => Promise.resolve(),
    getPreferredSystemLanguages: () => record.languages,
    getVersion: () => '0.0.0',
    quit: () => void (record.quits += 1),
  })
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (handler: NonNullable<typeof record.permissionRequest>) => void (record.permissionRequest = handler),
    setPermissionCheckHandler: (handler: NonNullable<typeof record.permissionCheck>) => void (record.permissionCheck = handler),
    setDevicePermissionHandler: (handler: () => boolean) => void (record.devicePermission = handler),
    setProxy: (config: unknown) => Promise.resolve(void record.proxies.push(config)),
    availableSpellCheckerLanguages: ['de', 'en-GB', 'en-US', 'fr'],
    setSpellCheckerLanguages: (languages: string[]) => void (record.spelling.languages = languages),
    setSpellCheckerDictionaryDownloadURL: (address: string) => void (record.spelling.address = address),
    resolveProxy: () => Promise.resolve(record.wayOut),
  })
  class FakeWindow extends EventEmitter {
    readonly options: { webPreferences: Record<string, unknown> }
    readonly webContents = new FakeContents(contents.length + 1)
    loaded = ''
    constructor(options: { webPreferences: Record<string, unknown> }) {
      super()
      this.options = options
      contents.push(this.webContents)
      windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
    loadURL(address: string): Promise<void> {
      this.loaded = address
      this.webContents.emit('loads', address)
      return Promise.resolve()
    }
    getNormalBounds = () => ({ x: 1, y: 2, width: 1000, height: 700 })
    isMaximized = () => false
    isMinimized = () => false
    isFocused = () => record.attended && windows.at(-1) === this
    title = ''
    setTitle(title: string): void {
      this.title = title
    }
    isDestroyed = () => false
    focus(): void {
      this.emit('focused')
    }
    show(): void {}
    maximize(): void {}
    restore(): void {}
  }
  class FakeNotification extends EventEmitter {
    static isSupported = (): boolean => true
    constructor(notice: { title: string; body: string; silent: boolean }) {
      super()
      Object.assign(this, notice)
    }
    show(): void {
      record.notices.push(this as never)
    }
  }
  const area = { workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
  const electron = {
    app,
    BrowserWindow: FakeWindow,
    dialog: {
      showSaveDialog: (_window: unknown, options: { defaultPath: string }) => (
        record.saves.push(options),
        Promise.resolve(record.nextSave)
      ),
      showMessageBox: (...given: readonly unknown[]) => {
        const box = given.at(-1) as (typeof record.boxes)[number]
        record.boxes.push(box)
        return Promise.resolve({ response: box.buttons.indexOf(record.nextButton) })
      },
    },
    ipcMain: {
      handle: (channel: string, handler: Handler) => {
        if (handlers.has(channel)) throw new Error(`second handler for ${channel}`)
        handlers.set(channel, handler)
      },
    },
    Menu: {
      setApplicationMenu: (menu: unknown) => void (record.menu = menu),
      buildFromTemplate: (plan: object) => Object.assign(plan, { popup: () => void record.popups.push(plan) }),
    },
    Notification: FakeNotification,
    MessageChannelMain: function () {
      return portPair()
    },
    protocol: {
      registerSchemesAsPrivileged: (list: unknown[]) => void record.privileged.push(...list),
      handle: (scheme: string, handler: (request: { method: string; url: string; text?: () => Promise<string> }) => Promise<Response>) =>
        void schemes.set(scheme, handler),
    },
    safeStorage: {
      isAsyncEncryptionAvailable: () => Promise.resolve(record.backend !== null),
      getSelectedStorageBackend: () => record.backend ?? 'unknown',
      // As secret as a mirror, but another store than the one that closed it says no.
      encryptStringAsync: (text: string) => Promise.resolve(Buffer.from([...`${record.backend}:${text}`].reverse().join(''))),
      decryptStringAsync: async (closed: Buffer) => {
        const [backend, text] = [...closed.toString()].reverse().join('').split(':', 2)
        if (backend !== record.backend) throw new Error('cannot decrypt')
        return { result: text!, shouldReEncrypt: false }
      },
    },
    screen: { getPrimaryDisplay: () => area, getAllDisplays: () => [area] },
    session: { defaultSession: session },
    shell: {
      openExternal: (address: string) => (record.opened.push(address), Promise.resolve()),
      showItemInFolder: (file: string) => void record.shown.push(file),
    },
    utilityProcess: {
      fork: (_file: string, words: string[], options?: { env?: Readonly<Record<string, string>> }) => {
        record.environments.push(options?.env)
        const child = new FakeChild()
        children.push(child)
        setImmediate(() => core(child, words))
        return child
      },
    },
  }
  return { electron, record, app, session }
}
