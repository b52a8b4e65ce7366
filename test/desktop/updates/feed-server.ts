// A web server with a feed in it, and electron-updater's real classes without Electron: only the way to the network is Node's instead of Chromium's.
import { randomFillSync } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppUpdater } from 'electron-updater'
import type { AppAdapter } from 'electron-updater/out/AppAdapter'
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor'
import { installer, watcher } from '../../../main/desktop/updates/engine.ts'
import { signFolder, type Release } from '../../../main/desktop/updates/folder.ts'
import { keepUpdates, type UpdateHost, type UpdateKeeper } from '../../../main/desktop/updates/keeper.ts'
import { openMemory } from '../../../main/desktop/updates/memory.ts'
import { newKeys, readSecret } from '../../../main/desktop/updates/signature.ts'

export const day = 86_400_000
export const today = Date.parse('2026-11-23T12:00:00Z')
const pair = () => {
  const { secret, key } = newKeys()
  return { secret: readSecret(secret), key }
}
/** The keys of three releases and of somebody else. */
export const keys = { first: pair(), second: pair(), third: pair(), stranger: pair() }
export const pins = { current: keys.first.key, next: keys.second.key }

const folders: string[] = []
export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-updates-'))
  folders.push(folder)
  return folder
}
const servers: Server[] = []
export async function cleared(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => (server.closeAllConnections(), server.close(done)))))
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export interface FeedServer {
  readonly folder: string
  readonly url: string
  /** What was asked for, and how many bytes went out. */
  readonly log: { readonly file: string; readonly bytes: number }[]
  readonly headers: Record<string, unknown>[]
  /** From now on an answer of a file ends after so many bytes of what it announced. */
  cutAfter: number
}
export async function feedServer(folder = newFolder()): Promise<FeedServer> {
  const log: { file: string; bytes: number }[] = []
  const headers: Record<string, unknown>[] = []
  const served = { folder, url: '', log, headers, cutAfter: Infinity }
  const server = createServer((asked, answer) => {
    const file = decodeURIComponent(new URL(asked.url!, 'http://here').pathname).slice(1)
    headers.push(asked.headers)
    const path = join(folder, file)
    if (!existsSync(path)) return void answer.writeHead(404).end()
    const whole = readFileSync(path)
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(asked.headers.range ?? '') ?? []
    const bytes = from === undefined ? whole : whole.subarray(Number(from), Number(to) + 1)
    answer.writeHead(from === undefined ? 200 : 206, {
      'content-length': bytes.length,
      ...(from === undefined ? {} : { 'content-range': `bytes ${from}-${to}/${whole.length}` }),
    })
    const cut = file.endsWith('.exe') ? bytes.subarray(0, served.cutAfter) : bytes
    log.push({ file, bytes: cut.length })
    if (cut.length === bytes.length) return void answer.end(bytes)
    answer.write(cut, () => answer.destroy())
  })
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  served.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return served
}

/** Puts an installer of random bytes there; answers its name. */
export function put(folder: string, version: string, bytes: Buffer = randomFillSync(Buffer.alloc(40_000))): string {
  const name = `Harmony-${version}-win-x64.exe`
  writeFileSync(join(folder, name), bytes)
  return name
}
export const release = (version: string, more: Partial<Release> = {}): Release => ({
  version, channel: 'latest', releaseDate: new Date(today - day).toISOString(), issued: today - day, expires: today + 30 * day, stagingPercentage: 100,
  minVersion: null, requireManualUpdate: false, minGlibc: null, minOs: null, dbSchemaMax: null, ...more,
}) // prettier-ignore
/** An installer and its signed feed. */
export function publish(folder: string, version: string, more: Partial<Release> = {}, by = [keys.first], bytes?: Buffer): string {
  const name = put(folder, version, bytes)
  signFolder(folder, release(version, more), by.map(({ secret }) => secret)) // prettier-ignore
  return name
}

// Chromium's network is Node's here; `download` is Electron's own, which is not on the class that both come from.
const { HttpExecutor } = createRequire(require.resolve('electron-updater'))('builder-util-runtime') as { HttpExecutor: new () => object }
class NodeExecutor extends HttpExecutor {
  createRequest(options: object, callback: (answer: unknown) => void): unknown {
    return request({ agent: false, ...options }, callback)
  }
  addRedirectHandlers(): void {}
}
Object.assign(NodeExecutor.prototype, { download: ElectronHttpExecutor.prototype.download })

export interface Started {
  readonly program: string
  readonly words: readonly string[]
}
export interface Desktop {
  readonly keeper: UpdateKeeper
  readonly updaters: AppUpdater[]
  readonly logged: string[]
  /** Installers that were started. */
  readonly started: Started[]
  /** Handlers that electron-updater put on the end of the program. */
  readonly atEnd: unknown[]
  readonly timers: { readonly milliseconds: number; readonly work: () => void }[]
  readonly cache: string
}
export interface Installation {
  readonly url: string
  readonly folder?: string
  readonly version?: string
  readonly mode?: 'notify' | 'background'
  readonly publisher?: string | null
  /** What Windows says of the installer's signature; `asked`: whatever this machine says, by the way that the product goes. */
  readonly signed?: string | null
  /** In a test, electron-updater gives up where a difference cannot be fetched instead of fetching the whole. */
  readonly differential?: boolean
  readonly host?: Partial<UpdateHost>
}

/** A desktop that was installed; the same folder again is its next start. */
export function desktop({
  url,
  folder = newFolder(),
  version = '1.0.0',
  mode = 'background',
  publisher = 'CN=Harmony GmbH',
  signed = null,
  differential = false,
  host = {},
}: Installation): Desktop {
  writeFileSync(
    join(folder, 'app-update.yml'),
    `updaterCacheDirName: cache\n${publisher === null ? '' : `publisherName: "${publisher}"\n`}`,
  )
  const [updaters, logged, started, atEnd, timers]: [AppUpdater[], string[], Started[], unknown[], Desktop['timers']] = [[], [], [], [], []]
  const log = (event: string, facts: Readonly<Record<string, unknown>>): void =>
    void logged.push(`${event} ${Object.values(facts).map(String).join(' ')}`)
  const app: AppAdapter = {
    version, name: 'harmony', isPackaged: true, appUpdateConfigPath: join(folder, 'app-update.yml'), userDataPath: folder, baseCachePath: folder,
    whenReady: () => Promise.resolve(), relaunch: () => undefined, quit: () => undefined, onQuit: (handler) => void atEnd.push(handler),
  } // prettier-ignore
  const prepared = async (wanted: 'notify' | 'background'): Promise<AppUpdater> => {
    const updater = wanted === 'background' ? await installer(log, app) : watcher(log, app)
    Object.assign(updater, {
      httpExecutor: new NodeExecutor(),
      _testOnlyOptions: { platform: 'win32', isUseDifferentialDownload: differential },
      ...(wanted === 'background' && signed !== 'asked' ? { _verifyUpdateCodeSignature: () => Promise.resolve(signed) } : {}),
      spawnLog: (program: string, words: string[]) => (started.push({ program, words }), Promise.resolve(true)),
    })
    updaters.push(updater)
    return updater
  }
  const keeper = keepUpdates({
    source: { mode, url, channel: 'latest' },
    keys: pins,
    current: version,
    memory: openMemory(folder),
    outbox: false,
    updater: prepared,
    machine: () => ({ platform: 'win32', os: '10.0.22631', glibc: null }),
    work: () => Promise.resolve({ unsent: 0, schema: 33 }),
    clock: () => today,
    chance: () => 0.5,
    later: (milliseconds, work) => void timers.push({ milliseconds, work }),
    log,
    ...host,
  })
  return { keeper, updaters, logged, started, atEnd, timers, cache: join(folder, 'cache') }
}
