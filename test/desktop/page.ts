import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { FakeContents, Handler } from './fake-electron.ts'

/** Everything that the preload gives the page. */
export const bridgeMembers = ['call', 'manifest', 'upload', 'download', 'onLive', 'notify', 'update'] as const

export interface Page {
  readonly ready: { globals: string[]; members: string[]; frozen: boolean; files: number; requires: string[] }
  /** Calls a member of `window.harmony`. */
  ask(member: string, ...args: unknown[]): Promise<unknown>
  listen(): Promise<{ readonly heard: unknown[]; stop(): Promise<unknown> }>
  /** Channels that the preload used in either direction. */
  readonly channels: ReadonlySet<string>
  close(): Promise<unknown>
}
interface FromWorker {
  readonly ready?: Page['ready']
  readonly hears?: string
  readonly live?: unknown
  readonly n?: number
  readonly value?: unknown
  readonly error?: string
}

/** A page in a worker, tied to the handlers that the real main process registered. */
export async function openPage(handlers: ReadonlyMap<string, Handler>, contents: FakeContents): Promise<Page> {
  const root = join(__dirname, '..', '..')
  const { port1, port2 } = new MessageChannel()
  const worker = new Worker(join(__dirname, 'page-worker.mjs'), {
    workerData: { port: port2, preload: join(root, 'main', 'desktop', 'preload.ts'), cwd: root },
    transferList: [port2],
  })
  const channels = new Set<string>()
  port1.on('message', ({ id, channel, args }: { id: number; channel: string; args: unknown[] }) => {
    channels.add(channel)
    const handler = handlers.get(channel)
    if (!handler) return port1.postMessage({ id, error: `no handler for ${channel}` })
    handler({ sender: { id: contents.id }, senderFrame: { url: 'app://harmony/', parent: null } }, ...args).then(
      (value) => port1.postMessage({ id, value }),
      (error: unknown) => port1.postMessage({ id, error: String(error) }),
    )
  })
  contents.on('told', (channel: string, told: unknown) => {
    channels.add(channel)
    port1.postMessage({ told })
  })
  let last = 0
  const waiting = new Map<number, (message: FromWorker) => void>()
  const hearing = new Map<number, unknown[]>()
  const ready = await new Promise<Page['ready']>((resolve, reject) => {
    worker.on('error', reject)
    worker.on('message', (message: FromWorker) => {
      if (message.ready) return resolve(message.ready)
      if (message.hears) return channels.add(message.hears)
      if ('live' in message) return hearing.get(message.n!)!.push(message.live)
      waiting.get(message.n!)!(message)
      return waiting.delete(message.n!)
    })
  })
  const send = (member: string, args: unknown[]): { n: number; done: Promise<unknown> } => {
    last += 1
    const n = last
    const done = new Promise<unknown>((resolve, reject) => {
      waiting.set(n, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))))
    })
    worker.postMessage({ n, member, args })
    return { n, done }
  }
  return {
    ready,
    channels,
    ask: (member, ...args) => send(member, args).done,
    listen: async () => {
      const { n, done } = send('onLive', [])
      const heard: unknown[] = []
      hearing.set(n, heard)
      await done
      return { heard, stop: () => send('stop', [n]).done }
    },
    close: () => {
      port1.close()
      return worker.terminate()
    },
  }
}
