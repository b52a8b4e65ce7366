import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { projectRoot } from '../../main/places.ts'
import { product } from './sync-hub.ts'

// The peer: PouchDB on LevelDB on both sides, over loopback HTTP. It keeps documents and neither decides nor encrypts anything.

interface Replicated {
  readonly docs_written: number
}
interface Pouch {
  bulkDocs(docs: readonly object[]): Promise<unknown>
  info(): Promise<{ readonly doc_count: number }>
  close(): Promise<void>
  readonly replicate: {
    to(other: string, options: object): Promise<Replicated>
    from(other: string, options: object): Promise<Replicated>
  }
}
interface PouchMaker {
  new (name: string): Pouch
  defaults(options: object): PouchMaker
}
interface Packages {
  readonly PouchDB: PouchMaker
  readonly serving: (PouchDB: PouchMaker) => Parameters<typeof createServer>[1]
}

const listed = (): string => path.join(projectRoot(), 'test/bench/pouchdb')
const cache = (): string => path.join(projectRoot(), 'node_modules/.cache/harmony-bench-pouchdb')

/** Fetches exactly what the lock file beside this file names into a cache of its own, once; no script of a package runs. Answers the folder. */
export async function pouchFolder(): Promise<string> {
  const folder = cache()
  const lock = readFileSync(path.join(listed(), 'package-lock.json'), 'utf8')
  const done = path.join(folder, 'installed.json')
  try {
    if (readFileSync(done, 'utf8') === lock) return folder
  } catch {
    // Not there yet.
  }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const name of ['package.json', 'package-lock.json']) cpSync(path.join(listed(), name), path.join(folder, name))
  await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, timeout: 300_000 })
  writeFileSync(done, lock)
  return folder
}
function packagesIn(folder: string): Packages {
  const load = createRequire(path.join(folder, 'package.json'))
  const PouchDB = load('pouchdb') as PouchMaker
  return {
    PouchDB,
    serving: (made) => {
      const app = (load('express') as () => { use(...handlers: unknown[]): void })()
      app.use((load('express-pouchdb') as (made: PouchMaker, options: object) => unknown)(made, { mode: 'minimumForPouchDB', inMemoryConfig: true })) // prettier-ignore
      return app as unknown as Parameters<typeof createServer>[1]
    },
  }
}

export interface PouchErrand {
  readonly does: 'pouchdb hub'
  readonly folder: string
}
export type PouchTold = { readonly products: number } | { readonly bytes: true }

/** The peer's hub in a process of its own. */
export async function pouchHub({ folder }: PouchErrand): Promise<void> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'harmony-bench-pouch-'))
  const { PouchDB, serving } = packagesIn(folder)
  const Stored = PouchDB.defaults({ prefix: `${data}/` })
  // The server leaves a log and its configuration where it is started.
  process.chdir(data)
  const sockets = new Set<Socket>()
  const server = createServer(serving(Stored))
  server.on('connection', (socket) => sockets.add(socket))
  let requests = 0
  server.on('request', () => (requests += 1))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`)
  say({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  for await (const line of createInterface({ input: process.stdin })) {
    const told = JSON.parse(line) as PouchTold
    if ('bytes' in told) {
      const sum = (of: 'bytesRead' | 'bytesWritten'): number => [...sockets].reduce((total, socket) => total + socket[of], 0)
      say({ requests, up: sum('bytesRead'), down: sum('bytesWritten') })
      continue
    }
    const products = new Stored('products')
    for (let from = 0; from < told.products; from += 1000)
      await products.bulkDocs(Array.from({ length: Math.min(1000, told.products - from) }, (_, n) => {
        const { code, names, unit } = product(from + n)
        return { _id: code, names: JSON.parse(names) as unknown, kind: 'recurring', unit, version: 1, active: true }
      })) // prettier-ignore
    say({ ok: true })
  }
  server.closeAllConnections()
  server.close()
  rmSync(data, { recursive: true, force: true })
}

/** What goes up and down at once: more than its own hundred, at which it is slower still. */
const replication = { batch_size: 500, batches_limit: 10 }

/** The peer's device: what is measured is asked for one after the other. */
export interface PouchDevice {
  push(address: string): Promise<void>
  pull(address: string): Promise<void>
  close(): Promise<void>
}
export async function pouchDevice(folder: string, data: string, bodies: readonly string[]): Promise<PouchDevice> {
  mkdirSync(data, { recursive: true })
  const { PouchDB } = packagesIn(folder)
  const Stored = PouchDB.defaults({ prefix: `${data}/` })
  const orders = new Stored('orders')
  const products = new Stored('products')
  for (let from = 0; from < bodies.length; from += 1000)
    await orders.bulkDocs(bodies.slice(from, from + 1000).map((body) => {
      const { id, ...doc } = JSON.parse(body) as { readonly id: string }
      return { _id: id, ...doc }
    })) // prettier-ignore
  return {
    push: async (address) => void (await orders.replicate.to(`${address}/orders`, replication)),
    pull: async (address) => void (await products.replicate.from(`${address}/products`, replication)),
    close: async () => {
      await orders.close()
      await products.close()
    },
  }
}
