import type { CoreKeeper } from './core-keeper.ts'
import { coreLine, type CoreLine } from './core-line.ts'
import { channel } from './messages.ts'
import { origin } from './origin.ts'
import { keepPlace, placeWindow, readPlace, zoomOf, type Rectangle } from './window-place.ts'

type Log = (event: string, facts: Readonly<Record<string, unknown>>) => void

/** What of Electron's windows is taken hold of here. */
export interface ShownWindow {
  readonly webContents: {
    readonly id: number
    send(channel: string, value: unknown): void
    reload(): void
    print(): void
    getZoomFactor(): number
    setZoomFactor(factor: number): void
    sendInputEvent(event: { type: 'keyDown' | 'keyUp'; keyCode: string; modifiers: ('control' | 'meta')[] }): void
    on(event: 'render-process-gone', listener: (event: unknown, details: { readonly reason: string }) => void): unknown
    on(event: 'did-finish-load', listener: () => void): unknown
  }
  on(event: 'close' | 'closed' | 'unresponsive' | 'responsive', listener: () => void): unknown
  loadURL(address: string): Promise<void>
  getNormalBounds(): Rectangle
  isMaximized(): boolean
  isMinimized(): boolean
  isFocused(): boolean
  isDestroyed(): boolean
  restore(): void
  focus(): void
}
export interface Windows<W extends ShownWindow> {
  /** A window of its own at a screen; a person signed in at the focused window is signed in here too. */
  open(route?: string): void
  /** The first window comes to the front; where there is none, one is opened. */
  show(): void
  of(contents: number): { readonly window: W; readonly line: CoreLine } | undefined
  readonly count: number
  /** One of them has the person's attention. */
  readonly inFront: boolean
  reloadAll(): void
  /** What a menu asks of the window in front. */
  print(): void
  find(): void
}
export interface Showing<W extends ShownWindow> {
  readonly keeper: Pick<CoreKeeper, 'attach' | 'detach'>
  readonly placeFile: string
  readonly platform: NodeJS.Platform
  screens(): readonly Rectangle[]
  create(place: ReturnType<typeof placeWindow>): W
  now(): number
  /** The page stopped again, or does not answer; true: begin afresh, false: leave it. */
  ask(window: W, what: 'page' | 'hangs'): Promise<boolean>
  log: Log
}

/** Pixels by which each further window stands beside the one before. */
const step = 28
/** A page that stops twice within this time (milliseconds) stops a third time: the person decides. */
const quietTime = 60_000

/** The windows of the desktop. Each has a line to the core of its own; where the last one stood and how large it was drawn is kept. */
export function keepWindows<W extends ShownWindow>(host: Showing<W>): Windows<W> {
  const open = new Map<number, { readonly window: W; readonly line: CoreLine }>()
  const front = (): { readonly window: W; readonly line: CoreLine } | undefined => {
    const all = [...open.values()]
    return all.find(({ window }) => window.isFocused()) ?? all.at(-1)
  }

  function opened(route = '/'): void {
    const from = front()?.line
    const saved = readPlace(host.placeFile)
    const place = placeWindow(saved, host.screens())
    const window = host.create('x' in place && open.size > 0 ? { ...place, x: place.x + step * open.size, y: place.y + step * open.size, maximized: false } : place) // prettier-ignore
    const { webContents } = window
    const line = coreLine((live) => webContents.send(channel, { live }))
    open.set(webContents.id, { window, line })
    host.keeper.attach(line, from)
    // Chromium keeps one size of drawing for all windows of a page; each of ours has its own.
    const zoom = { factor: zoomOf(saved) }
    webContents.on('did-finish-load', () => webContents.setZoomFactor(zoom.factor))
    window.on('close', () => {
      const drawn = webContents.getZoomFactor()
      keepPlace(host.placeFile, { ...window.getNormalBounds(), maximized: window.isMaximized(), zoom: drawn })
    })
    window.on('closed', () => {
      open.delete(webContents.id)
      host.keeper.detach(line)
    })
    look(window)
    window.loadURL(`${origin}${route}`).catch((error: unknown) => host.log('the page did not load', { error }))
  }

  function look(window: W): void {
    const { webContents } = window
    let lastStop = -Infinity
    let asking = false
    webContents.on('render-process-gone', (_event, { reason }) => {
      host.log('the page stopped', { reason })
      if (reason === 'clean-exit' || window.isDestroyed()) return
      const again = host.now() - lastStop < quietTime
      lastStop = host.now()
      if (!again) return webContents.reload()
      void host.ask(window, 'page').then((afresh) => afresh && !window.isDestroyed() && webContents.reload())
    })
    window.on('unresponsive', () => {
      host.log('the page does not answer', {})
      if (asking) return
      asking = true
      void host.ask(window, 'hangs').then((afresh) => {
        if (asking && afresh && !window.isDestroyed()) webContents.reload()
        asking = false
      })
    })
    // It answers again while the person still thinks: what they say then is moot.
    window.on('responsive', () => (asking = false))
  }

  return {
    open: opened,
    show: () => {
      const found = front()
      if (!found) return opened()
      if (found.window.isMinimized()) found.window.restore()
      found.window.focus()
    },
    of: (contents) => open.get(contents),
    get count() {
      return open.size
    },
    get inFront() {
      return [...open.values()].some(({ window }) => window.isFocused())
    },
    reloadAll: () => open.forEach(({ window }) => window.webContents.reload()),
    print: () => front()?.window.webContents.print(),
    // The page has a search of its own, reached by this key.
    find: () => {
      const contents = front()?.window.webContents
      const modifiers: ('control' | 'meta')[] = [host.platform === 'darwin' ? 'meta' : 'control']
      contents?.sendInputEvent({ type: 'keyDown', keyCode: 'K', modifiers })
      contents?.sendInputEvent({ type: 'keyUp', keyCode: 'K', modifiers })
    },
  }
}
