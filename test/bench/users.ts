import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request as plainRequest } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { projectRoot } from '../../main/places.ts'
import type { Dialect } from '../../main/storage/session.ts'
import { startPostgres } from '../world/postgres.ts'
import { report, secondsOf, type Line } from './measure.ts'

export interface UsersOptions {
  readonly dialects: readonly Dialect[]
  readonly users: number
  /** Of the measurement, after five to warm up. */
  readonly seconds: number
  /** Milliseconds between an answer and the same person's next request, on average. */
  readonly thinking: number
  /** Requests after which it ends in any case; 0: none. */
  readonly requests: number
}

const launcher = (): string => path.join(projectRoot(), 'main/launch.mjs')
const people = ['grace.patel', 'amelia.ford', 'lena.brandt', 'jonas.keller', 'kavita.nair']

interface Answered {
  readonly status: number
  readonly took: number
  readonly body: string
}
/** One browser: a cookie and its connections. */
function browser(address: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 6 })
  let cookie = ''
  const send = (method: string, where: string, body?: unknown): Promise<Answered> =>
    new Promise((done, fail) => {
      const began = performance.now()
      const text = body === undefined ? '' : JSON.stringify(body)
      const headers = {
        cookie,
        origin: address,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'idempotency-key': randomUUID() }),
      }
      const asking = plainRequest(`${address}/api/v1/${where}`, { method, agent, headers }, (answer) => {
        let told = ''
        answer.setEncoding('utf8').on('data', (part: string) => (told += part))
        answer.on('end', () => {
          cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? cookie
          done({ status: answer.statusCode!, took: performance.now() - began, body: told })
        })
      })
      asking.on('error', fail)
      asking.end(text)
    })
  return { send, close: () => agent.destroy() }
}
type Person = ReturnType<typeof browser>

interface Known {
  readonly contracts: readonly { readonly id: string; readonly number: string }[]
  readonly customers: readonly { readonly id: string; readonly name: string }[]
}
/** What somebody at a desk does, how often of a hundred, and what is asked. `die`: a number below one. */
const habits: readonly (readonly [string, number, (known: Known, die: () => number, mine: string[]) => readonly [string, string, unknown?]])[] = [
  ['list', 30, (_known, die) => ['GET', `contracts/list?limit=50&offset=${Math.floor(die() * 3) * 10}&order=${die() < 0.5 ? 'number' : '-number'}`]],
  ['list narrowed', 10, (known, die) => ['GET', `customers/list?limit=50&search=${encodeURIComponent(one(known.customers, die).name.slice(0, 4))}`]],
  ['open', 25, (known, die) => ['GET', `contracts/get?contract=${one(known.contracts, die).id}`]],
  ['search', 15, (known, die) => ['GET', `search/find?text=${encodeURIComponent(die() < 0.5 ? one(known.contracts, die).number : one(known.customers, die).name.slice(0, 5))}`]],
  ['tasks', 5, () => ['GET', 'desk/tasks']],
  ['edit', 15, (known, die, mine) => {
    const contact = mine.length > 3 ? mine[Math.floor(die() * mine.length)]!.split('/') : [null, one(known.customers, die).id]
    return ['POST', 'customers/saveContact', { id: contact[0], customer: contact[1], name: `Contact ${Math.floor(die() * 1e6)}`, title: null, email: null, phone: `+44 ${Math.floor(die() * 1e8)}`, language: null, getsInvoices: false, technical: true, decides: false, active: true, note: null }]
  }],
] // prettier-ignore
const one = <T>(list: readonly T[], die: () => number): T => list[Math.floor(die() * list.length)]!

/** The same dice in every run. */
const dice = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const residentOf = (pid: number): number => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
const quantile = (sorted: readonly number[], q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0

async function serve(where: readonly string[]): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, [launcher(), 'serve', '--port', '0', ...where], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, HARMONY_LOG_LEVEL: 'warn' },
  })
  const address = await new Promise<string>((found, fail) => {
    let said = ''
    child.once('exit', () => fail(new Error('the hub did not start')))
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString()
      const at = /Harmony is at (\S+)/.exec(said)?.[1]
      if (at) found(at)
    })
  })
  return { child, address }
}

/** So many people at their desks at once: what they wait for, and what the hub needs for it. */
export async function users(options: UsersOptions): Promise<void> {
  for (const dialect of options.dialects) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-bench-users-'))
    const server = dialect === 'postgres' ? await startPostgres() : undefined
    const where = ['--data', folder, ...(server ? ['--database', `${server.url}/postgres`] : [])]
    const founded = spawnSync(process.execPath, [launcher(), 'demo', ...where], { encoding: 'utf8' })
    if (founded.status !== 0) throw new Error(founded.stderr)
    const { child, address } = await serve(where)
    try {
      const { lines, about } = await measured(address, child.pid!, options)
      report('users', { database: dialect, users: options.users, thinking: options.thinking, ...about }, lines)
    } finally {
      child.removeAllListeners('exit')
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      await server?.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

async function measured(address: string, pid: number, options: UsersOptions): Promise<{ lines: Line[]; about: Record<string, number> }> {
  const desks = await Promise.all(
    Array.from({ length: options.users }, async (_, n) => {
      const person = browser(address)
      const { status } = await person.send('POST', 'people/signInAs', { login: people[n % people.length] })
      if (status !== 200) throw new Error(`nobody was signed in: ${status}`)
      return person
    }),
  )
  // What each of them may see.
  const rows = async (person: Person, operation: string): Promise<any[]> =>
    JSON.parse((await person.send('GET', `${operation}?limit=1000`)).body).rows
  const took = new Map<string, number[]>(habits.map(([name]) => [name, []]))
  const faults: string[] = []
  let counted = 0
  let counting = false
  let until = Infinity
  const sit = async (person: Person, n: number): Promise<void> => {
    const die = dice(n + 1)
    const known: Known = { contracts: await rows(person, 'contracts/list'), customers: await rows(person, 'customers/list') }
    const mine: string[] = []
    while (performance.now() < until) {
      let left = die() * 100
      const [name, , make] = habits.find(([, share]) => (left -= share) < 0) ?? habits[0]!
      const [method, where, body] = make(known, die, mine)
      const answer = await person.send(method, where, body).catch((error: unknown) => ({ status: 0, took: 0, body: String(error) }))
      // What one person may not do is no fault: roles differ.
      if (counting && answer.status !== 403) {
        counted++
        took.get(name)!.push(answer.took)
        if (answer.status !== 200) faults.push(`${name}: ${answer.status} ${answer.body.slice(0, 200)}`)
        if (options.requests > 0 && counted >= options.requests) until = 0
      }
      if (name === 'edit' && answer.status === 200) {
        const saved = JSON.parse(answer.body) as { id: string; customer: string }
        mine.push(`${saved.id}/${saved.customer}`)
      }
      if (options.thinking > 0) await wait(options.thinking * (0.5 + die()))
    }
  }
  const sitting = desks.map(sit)
  await wait(5000)
  counting = true
  const [began, cpu] = [performance.now(), secondsOf(pid)]
  until = began + options.seconds * 1000
  const memory: number[] = []
  const watch = setInterval(() => memory.push(residentOf(pid)), 1000)
  await Promise.all(sitting)
  clearInterval(watch)
  const wall = (performance.now() - began) / 1000
  for (const person of desks) person.close()
  for (const fault of faults.slice(0, 5)) process.stderr.write(`${fault}\n`)
  const line = (name: string, times: readonly number[]): Line => {
    const sorted = times.toSorted((a, b) => a - b)
    return {
      what: name,
      requests: times.length,
      'p50 ms': quantile(sorted, 0.5),
      'p95 ms': quantile(sorted, 0.95),
      'p99 ms': quantile(sorted, 0.99),
      'longest ms': sorted.at(-1) ?? 0,
    }
  }
  const half = memory.length >> 1
  const about = {
    seconds: Math.round(wall), requests: counted, errors: faults.length, 'a second': Math.round(counted / wall), 'hub cores': Math.round(((secondsOf(pid) - cpu) / wall) * 100) / 100,
    'MB at first': Math.round(memory[0] ?? 0), 'MB first half': Math.round(Math.max(...memory.slice(0, half))), 'MB second half': Math.round(Math.max(...memory.slice(half))), load: Math.round(os.loadavg()[0]! * 10) / 10,
  } // prettier-ignore
  return { lines: [...[...took].map(([name, times]) => line(name, times)), line('all', [...took.values()].flat())], about }
}
