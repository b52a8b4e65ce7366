import type { DeviceAnswer } from '../doors/device-door.ts'
import { isOwnAddress } from './origin.ts'

// In the field the core's process cannot open its file before the person, or the key store of the system, has unlocked it. Until then it answers the page itself,
// and asks this side for the key store, which only the main process has.

/** What the main process says to the core's. */
export type DeviceOrder =
  | { readonly order: 'door'; readonly n: number; readonly method: string; readonly path: string; readonly language: string; readonly body: unknown }
  | { readonly order: 'store'; readonly n: number; readonly answer: unknown; readonly failed: boolean } // prettier-ignore
/** What the core's process says; `backend`, `close` and `open` are what the key store is asked for. */
export type DeviceReport =
  | { readonly report: 'door'; readonly n: number; readonly answer: DeviceAnswer | null }
  | { readonly report: 'store'; readonly n: number; readonly ask: 'backend' | 'close' | 'open'; readonly text: string }
  | { readonly report: 'ready' }

/** The key store of the system as Electron has it. */
export interface SafeStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>
  getSelectedStorageBackend(): string
  encryptStringAsync(text: string): Promise<Buffer>
  decryptStringAsync(closed: Buffer): Promise<{ readonly shouldReEncrypt: boolean; readonly result: string }>
}
/** Its name, which is kept beside what it closed; `null` where there is none. Only Linux has several. */
export async function backendOf(store: SafeStorage, platform: NodeJS.Platform): Promise<string | null> {
  if (!(await store.isAsyncEncryptionAvailable())) return null
  return platform === 'linux' ? store.getSelectedStorageBackend() : platform === 'darwin' ? 'keychain' : 'dpapi'
}

/** What a request of the page's scheme says. */
export interface PageRequest {
  readonly method: string
  readonly url: string
  text(): Promise<string>
}
export interface DeviceLine {
  /** The first screen's answer; `undefined` where the application's own page is to be shown. */
  page(request: PageRequest): Promise<DeviceAnswer | undefined>
  heard(report: DeviceReport): void
  /** The core is gone and will be started anew, its file closed again. */
  broken(): void
}

/** Bytes that the first screen may send. */
const largest = 131_072

export function deviceLine(host: {
  readonly language: string
  readonly platform: NodeJS.Platform
  readonly store: SafeStorage
  send(order: DeviceOrder): void
}): DeviceLine {
  const waiting = new Map<number, (answer: DeviceAnswer | null) => void>()
  let last = 0
  let open = false
  const asked = async (ask: 'backend' | 'close' | 'open', text: string): Promise<unknown> => {
    if (ask === 'backend') return backendOf(host.store, host.platform)
    if (ask === 'close') return (await host.store.encryptStringAsync(text)).toString('base64')
    const { result, shouldReEncrypt } = await host.store.decryptStringAsync(Buffer.from(text, 'base64'))
    return { text: result, again: shouldReEncrypt }
  }
  return {
    page: async (request) => {
      if (open || !isOwnAddress(request.url)) return undefined
      const { method } = request
      const text = method === 'POST' ? await request.text() : ''
      if (text.length > largest) return { status: 413, type: 'text/plain', body: '' }
      let body: unknown = null
      try {
        if (text !== '') body = JSON.parse(text)
      } catch {
        return { status: 400, type: 'text/plain', body: '' }
      }
      last += 1
      const n = last
      const answer = new Promise<DeviceAnswer | null>((resolve) => waiting.set(n, resolve))
      host.send({ order: 'door', n, method, path: new URL(request.url).pathname, language: host.language, body })
      return (await answer) ?? undefined
    },
    heard: (report) => {
      if (report.report === 'ready') open = true
      if (report.report === 'door') {
        waiting.get(report.n)?.(report.answer)
        waiting.delete(report.n)
      }
      if (report.report !== 'store') return
      const { n, ask, text } = report
      asked(ask, text).then(
        (answer) => host.send({ order: 'store', n, answer, failed: false }),
        () => host.send({ order: 'store', n, answer: null, failed: true }),
      )
    },
    broken: () => {
      open = false
      for (const resolve of waiting.values()) resolve(null)
      waiting.clear()
    },
  }
}
