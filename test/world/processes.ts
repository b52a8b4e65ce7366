import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as plainRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import type { Dialect } from '../../main/storage/session.ts'
import { bundled } from './bundle.ts'
import { storeFolder } from './postgres.ts'
import { emptyPlace } from './stores.ts'
import { talk, type Talk } from './talk.ts'

/** A hub and a laptop as people run them: processes of their own that speak HTTP, and can be killed at any moment. */
export const devicePassword = 'a laptop is not a safe place'

export interface Answer {
  readonly status: number
  readonly body: any // plain JSON; each test knows what it asked for
}
/** A server of ours: `harmony serve` or `harmony field`. */
export interface Served {
  readonly address: string
  start(): Promise<void>
  /** `kill -9`. */
  kill(): Promise<void>
  /** As Ctrl C does; answers the exit code. */
  stop(): Promise<number | null>
  /** The exit code, once the process ends by itself. */
  ended(): Promise<number | null>
  said(): string
}

let program: Promise<string> | undefined
const theProgram = (): Promise<string> => (program ??= bundled('test/world/field-process.ts'))

/** A command that ends by itself, in a folder of its own where one is named. This process goes on meanwhile: what stands between laptop and hub lives in it. */
export async function command(
  words: readonly string[],
  input = '',
  folder?: string,
): Promise<{ status: number | null; answer: any; errors: string }> {
  const child = spawn(process.execPath, [await theProgram(), ...words], { stdio: 'pipe', ...(folder === undefined ? {} : { cwd: folder }) })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  child.stdin.end(input)
  const [status] = (await once(child, 'close')) as [number | null]
  const last = stdout.trim().split('\n').at(-1) ?? ''
  return { status, answer: last.startsWith('{') ? JSON.parse(last) : null, errors: stderr }
}

export async function server(words: readonly string[]): Promise<Served> {
  const file = await theProgram()
  let child: ChildProcess | undefined
  let port = '0'
  let address = ''
  let said = ''
  const exit = async (): Promise<number | null> => {
    const going = child
    if (!going || going.exitCode !== null || going.signalCode !== null) return going?.exitCode ?? null
    await once(going, 'exit')
    return going.exitCode
  }
  const self: Served = {
    get address() {
      return address
    },
    said: () => said,
    start: async () => {
      const started = spawn(process.execPath, [file, ...words, '--port', port], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, HARMONY_LOG_LEVEL: 'warn', HARMONY_TRACE: '1' },
      })
      child = started
      started.stderr.on('data', (bytes: Buffer) => (said = (said + bytes.toString()).slice(-20_000)))
      for await (const line of createInterface({ input: started.stdout })) {
        const found = /^Harmony is at (\S+)$/.exec(line)?.[1]
        if (!found) continue
        address = found
        port = new URL(found).port
        started.stdout.resume()
        return
      }
      throw new Error(`harmony ${words.join(' ')} did not start: ${said}`)
    },
    kill: async () => {
      child?.kill('SIGKILL')
      await exit()
    },
    stop: async () => {
      child?.kill('SIGTERM')
      return exit()
    },
    ended: exit,
  }
  return self
}

/** A person's browser: a cookie, and calls that are repeated under the same id until they are answered. */
export interface Browser {
  get(operation: string, query?: string): Promise<Answer>
  post(operation: string, input: unknown, id?: string): Promise<Answer>
  /** The file that an operation answers. */
  file(operation: string, input: unknown): Promise<Buffer>
  signIn(login: string): Promise<void>
}
export function browser(at: () => string): Browser {
  let cookie = ''
  const fetched = async (method: string, address: string, body?: unknown, id: string = randomUUID()): Promise<Response> => {
    const answer = await fetch(`${at()}/api/v1/${address}`, {
      method,
      headers: {
        origin: at(),
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': id }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const set = answer.headers.get('set-cookie')
    if (set) cookie = set.split(';')[0]!
    return answer
  }
  const asked = async (...call: Parameters<typeof fetched>): Promise<Answer> => {
    const answer = await fetched(...call)
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
  }
  const path = (operation: string): string => operation.replace('.', '/')
  return {
    get: (operation, query = '') => asked('GET', `${path(operation)}${query}`),
    post: (operation, input, id) => asked('POST', path(operation), input, id),
    file: async (operation, input) => {
      const answer = await fetched('POST', `${path(operation)}?download=1`, input)
      if (answer.status !== 200) throw new Error(`${operation} gave no file: ${await answer.text()}`)
      return Buffer.from(await answer.arrayBuffer())
    },
    signIn: async (login) => {
      const { status, body } = await asked('POST', 'people/signInAs', { login })
      if (status !== 200) throw new Error(`${login} was not signed in: ${JSON.stringify(body)}`)
    },
  }
}

/** The demo company's hub on a database of its own. */
export interface FieldHub extends Served {
  readonly where: readonly string[]
  call(operation: string, input?: unknown): Promise<any>
  /** A code for one device of somebody. */
  invite(login: string): Promise<string>
  end(): Promise<void>
}
export async function fieldHub(dialect: Dialect, name: string): Promise<FieldHub> {
  const folder = mkdtempSync(path.join(os.tmpdir(), `${storeFolder}${process.pid}-${name}-`))
  const { place, drop } = dialect === 'postgres' ? await emptyPlace(dialect, name) : { place: null, drop: async () => undefined }
  const where = ['--data', folder, ...(place && 'url' in place ? ['--database', place.url] : [])]
  const founded = await command(['demo', ...where])
  if (founded.status !== 0) throw new Error(`no demo company: ${founded.errors}`)
  const hub = await server(['serve', ...where])
  await hub.start()
  let going: Talk | undefined
  const program = await theProgram()
  const call = (operation: string, input?: unknown): Promise<any> => (going ??= talk(program, where)).call(operation, input)
  return Object.assign(Object.create(hub) as Served, {
    where,
    call,
    invite: async (login: string) => {
      const { rows } = await call('people.users', { search: login, limit: 10 })
      const user = rows.find((row: { login: string }) => row.login === login)
      return (await call('sync.invite', { user: user.id, name: `${login}’s laptop` })).code
    },
    end: async () => {
      await going?.end()
      await hub.kill()
      await drop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  })
}

/** Somebody's laptop, enrolled at a hub, not started yet. */
export interface FieldLaptop extends Served {
  readonly folder: string
  readonly person: Browser
  status(): Promise<any>
  outbox(): Promise<any[]>
  /** Waits until everything is sent and the copy was found to be the hub's. */
  inStep(): Promise<void>
  end(): Promise<void>
}
export async function fieldLaptop(hub: Pick<FieldHub, 'invite'>, address: string, login: string): Promise<FieldLaptop> {
  const folder = mkdtempSync(path.join(os.tmpdir(), `${storeFolder}${process.pid}-laptop-`))
  const passwordFile = path.join(os.tmpdir(), `${storeFolder}${process.pid}-${randomUUID()}.password`)
  writeFileSync(passwordFile, `${devicePassword}\n`, { mode: 0o600 })
  const words = ['--data', folder, '--password-file', passwordFile]
  const enrolled = await command(['enrol', '--hub', address, `--code=${await hub.invite(login)}`, ...words])
  if (enrolled.status !== 0) throw new Error(`not enrolled: ${JSON.stringify(enrolled.answer)} ${enrolled.errors}`)
  const laptop = await server(['field', ...words])
  const person = browser(() => laptop.address)
  const status = async (): Promise<any> => (await person.get('sync.status')).body
  return Object.assign(Object.create(laptop) as Served, {
    folder,
    person,
    status,
    outbox: async () => (await person.get('sync.outbox', '?limit=1000&order=capturedAt')).body.rows as any[],
    inStep: async () => {
      for (let tries = 0; tries < 2400; tries++) {
        const now = await status()
        if (now.unsent === 0 && now.inStepAt !== null && now.connection === 'online') return
        if (tries % 10 === 0) await person.post('sync.now', {})
        await wait(100)
      }
      throw new Error(`not in step: ${JSON.stringify(await status())} ${laptop.said()}`)
    },
    end: async () => {
      await laptop.kill()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
      rmSync(passwordFile, { force: true })
    },
  })
}

/** Stands between a laptop and its hub and can lose what the hub answers, after the hub has done it. */
export interface Between {
  readonly address: string
  /** Paths whose answers are lost from now on; an empty list loses none. */
  lose(...paths: readonly string[]): void
  /** Takes the network away, or gives it back. */
  cut(away: boolean): void
  /** Answers that were lost so far. */
  lost(): number
  end(): Promise<void>
}
export async function between(hub: () => string): Promise<Between> {
  let losing: readonly string[] = []
  let lost = 0
  let away = false
  const proxy: Server = createServer((from, to) => {
    if (away) return void from.socket.destroy()
    const target = new URL(from.url ?? '/', hub())
    const headers = { ...from.headers, host: target.host, ...(from.headers.origin ? { origin: target.origin } : {}) }
    const onwards = plainRequest(target, { method: from.method, headers }, (answer) => {
      if (losing.some((path) => from.url?.startsWith(path))) {
        lost += 1
        answer.resume()
        answer.on('end', () => from.socket.destroy())
        return
      }
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(to)
    })
    onwards.on('error', () => from.socket.destroy())
    from.pipe(onwards)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    lose: (...paths) => void (losing = paths),
    cut: (now) => {
      away = now
      if (away) proxy.closeAllConnections()
    },
    lost: () => lost,
    end: async () => {
      proxy.closeAllConnections()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}
