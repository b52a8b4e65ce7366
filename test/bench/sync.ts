import { randomBytes } from 'node:crypto'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { openHarmony, type Harmony } from '../../main/compose.ts'
import type { Dialect } from '../../main/storage/session.ts'
import { setState } from '../../main/sync/capturing.ts'
import type { Transport } from '../../main/sync/device.ts'
import { httpTransport, type HttpTransport } from '../../main/sync/http-transport.ts'
import { report, secondsOf, serverSeconds, type Line } from './measure.ts'
import { storesOf, type Spot } from './places.ts'
import type { SyncHubErrand, Told } from './sync-hub.ts'
import { profile } from './profile.ts'
import { getBare, sendBare, type Bytes } from './sync-limit.ts'
import { signatureOf } from '../world/selling.ts'
import { pouchDevice, pouchFolder, type PouchErrand, type PouchTold } from './pouchdb.ts'

export interface SyncOptions {
  readonly dialects: readonly Dialect[]
  readonly orders: number
  /** Articles of the first copy; none: what goes up alone is measured. */
  readonly products: number
  /** Rows of the territory that comes down while somebody captures. */
  readonly territory: number
}

/** A hub in its own process, spoken to as its administrator would. */
interface Hub {
  readonly address: string
  tell(told: Told): Promise<any>
  do(operation: string, input: unknown): Promise<any>
  /** Seconds of processor time of the hub, and of its database's server. */
  seconds(): readonly [number, number]
  stop(): Promise<void>
}

/** A process of the benchmark that is spoken to line by line. */
interface Spoken {
  readonly child: ChildProcess
  /** Says something, and hears the answer; without anything to say hears what it says of itself. */
  tell(told?: object): Promise<any>
  stop(): Promise<void>
}
function spoken(errand: object): Spoken {
  const options = (process.env['HARMONY_BENCH_HUB'] ?? '').split(' ').filter(Boolean)
  const child = spawn(process.execPath, [...options, '--enable-source-maps', process.argv[1]!, 'errand', JSON.stringify(errand)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    child,
    tell: async (told) => {
      if (told) child.stdin.write(`${JSON.stringify(told)}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error('the process has ended')
      return JSON.parse(value as string)
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.stdin.end()
      await ended
    },
  }
}

async function hubOn(spot: Spot): Promise<Hub> {
  const { child, tell, stop } = spoken({ does: 'sync hub', spot } satisfies SyncHubErrand)
  const { address, postmaster } = await tell()
  return {
    address,
    tell,
    do: async (run, input) => {
      const outcome = await tell({ run, input })
      if (!outcome.ok) throw new Error(`${run} was refused: ${JSON.stringify(outcome.refusal)}`)
      return outcome.result
    },
    seconds: () => [secondsOf(child.pid!), serverSeconds(postmaster)],
    stop,
  }
}

interface Device {
  readonly harmony: Harmony
  readonly line: HttpTransport
  /** Pulls are refused on the way, so that a round ends once everything is sent. */
  sendOnly: boolean
  do(operation: string, input: unknown): Promise<any>
  round(): Promise<unknown>
  close(): Promise<void>
}

async function deviceAt(hub: Hub, login: string, folder: string): Promise<Device> {
  const [user] = (await hub.do('people.users', { search: login, limit: 1 })).rows
  const { code } = await hub.do('sync.invite', { user: user.id, name: `${login} ${randomBytes(3).toString('hex')}` })
  const line = httpTransport({ hub: hub.address })
  const self = { sendOnly: false }
  const transport: Transport = {
    ...line,
    pull: (token, request) => (self.sendOnly ? Promise.reject(new Error('enough')) : line.pull(token, request)),
  }
  const harmony = await openHarmony({ dataDir: folder, key: randomBytes(32).toString('hex'), shape: 'field', transport })
  const publicKey = await harmony.device!.key()
  const { device } = await hub.do('sync.enrol', { code, publicKey })
  await harmony.database.transact(async (session) => {
    for (const [key, value] of Object.entries({ device: device.id, shortCode: device.shortCode, user: device.user })) await setState(session, key, value as string) // prettier-ignore
  })
  const act = async (operation: string, input: unknown): Promise<any> => {
    const caller = (await harmony.localAdministrator(login))!
    const outcome = await harmony.run({ id: crypto.randomUUID(), operation, input, caller })
    if (!outcome.ok) throw new Error(`${operation} was refused: ${JSON.stringify(outcome.refusal)}`)
    return outcome.result
  }
  return Object.assign(self, {
    harmony,
    line,
    do: act,
    round: () => harmony.device!.sync.round(),
    close: async () => {
      line.close()
      await harmony.close()
    },
  })
}

interface Measured {
  readonly wall: number
  readonly device: number
  readonly hub: number
  readonly server: number
  readonly cpu: number
  readonly requests: number
  readonly up: number
  readonly down: number
}
/** What a piece of work costs on both sides together, and what goes over the wire. */
async function measured(hub: Hub, device: Device, work: () => Promise<unknown>): Promise<Measured> {
  const folder = process.env['HARMONY_BENCH_PROFILES']
  if (folder === undefined) return counted(hub, device, work)
  profiles += 1
  await hub.tell({ profile: path.join(folder, `${profiles}-hub`) })
  const end = await profile(path.join(folder, `${profiles}-device`))
  const found = await counted(hub, device, work)
  await end()
  await hub.tell({ profile: null })
  return found
}
let profiles = 0
async function counted(hub: Hub, device: Device, work: () => Promise<unknown>): Promise<Measured> {
  const [before, hubBefore, wall, own] = [device.line.traffic(), hub.seconds(), performance.now(), process.cpuUsage()]
  const done = await work()
  const { user, system } = process.cpuUsage(own)
  const beside = typeof done === 'object' && done !== null && 'up' in done ? (done as Bytes) : undefined
  const after = device.line.traffic()
  const cpu = (user + system) / 1e6
  const [atHub, server] = hub.seconds().map((seconds, i) => seconds - hubBefore[i]!) as [number, number]
  return {
    wall: (performance.now() - wall) / 1000,
    device: cpu,
    hub: atHub,
    server,
    cpu: cpu + atHub + server,
    requests: beside ? 1 : after.requests - before.requests,
    up: beside?.up ?? after.up - before.up,
    down: beside?.down ?? after.down - before.down,
  }
}

/** An order of five lines as somebody types it: two kilobytes once it is signed. */
const sold = ['MS-USER', 'WS-DEV', 'BLK-40', 'SSL', 'FW-HA']
export const order = (customer: string, n: number): object => ({
  entity: 'NLUK',
  customer,
  title: `Branch ${n}: desks, firewall and support`,
  poNumber: `PO-${100_000 + n}`,
  note: `Agreed on site with the practice manager; delivery in week ${(n % 52) + 1}, entrance in the yard. Order ${n}.`,
  pricedOn: '2026-11-18',
  start: '2026-12-01',
  lines: sold.map((code, at) => ({
    product: code,
    quantity: String(1 + ((n * 7 + at * 3) % 40)),
    description: `Position ${at + 1} for branch ${n}, as discussed`,
    ...(at % 2 === 0 ? { priceBy: 'discount', percent: String((n + at) % 9) } : {}),
  })),
})

const customerOf = async (device: Device, code: string): Promise<{ id: string }> =>
  (await device.do('customers.list', { filter: { field: 'code', is: 'equal', value: code } })).rows[0]

const quantile = (sorted: readonly number[], at: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))]!

async function sendOnly(device: Device): Promise<void> {
  device.sendOnly = true
  await device.round().catch((error: Error) => {
    if (error.message !== 'enough') throw error
  })
  device.sendOnly = false
}

const timed = async (into: number[], work: () => Promise<unknown>): Promise<void> => {
  const began = performance.now()
  await work()
  into.push(performance.now() - began)
}
const spread = (what: string, times: number[]): Line => {
  times.sort((a, b) => a - b)
  return { what, samples: times.length, 'p50 ms': quantile(times, 0.5), 'p99 ms': quantile(times, 0.99), 'worst ms': times.at(-1)! }
}

/** The whole copy comes down anew, as it does the first time. */
async function copied(hub: Hub, device: Device): Promise<Measured> {
  await device.harmony.database.transact((session) => setState(session, 'since', '-1'))
  return measured(hub, device, () => device.round())
}
/** Orders written and taken without a pause for breath while whole copies come down, until there are enough of them to speak of a hundredth. */
async function capturedMeanwhile(hub: Hub, device: Device, territory: number): Promise<Line[]> {
  const { id: customer } = await customerOf(device, 'PEN')
  const [drafts, papers, signed]: [number[], number[], number[]] = [[], [], []]
  let copies = 0
  let [going, wanted] = [true, true]
  const copying = (async () => {
    for (; wanted && drafts.length < 350; copies++) await copied(hub, device)
  })().finally(() => (going = false))
  // What goes wrong is said where it is waited for.
  copying.catch(() => undefined)
  try {
    for (let n = 0; going; n++) {
      let written: any
      await timed(drafts, async () => (written = await device.do('orders.save', order(customer, n))))
      let paper: any
      await timed(papers, async () => (paper = await device.do('orders.paper', { order: written.id, day: '2026-11-18' })))
      await timed(signed, () => device.do('orders.capture', { order: written.id, signing: signatureOf(paper.payload) }))
      // Far faster than any person, and yet not all the time.
      await new Promise((later) => setTimeout(later, 20))
    }
  } finally {
    wanted = false
  }
  await copying
  const meanwhile = `while ${copies} copies of ${territory} rows come down`
  return [
    spread(`an order is written ${meanwhile}`, drafts),
    spread('its paper is put together meanwhile', papers),
    spread('it is signed meanwhile', signed),
  ]
}

/** The peer with as many documents of the same size; what it costs on both sides, and over the line. */
async function besidePouch(folder: string, bodies: readonly string[], products: number): Promise<Line[]> {
  const packages = await pouchFolder().catch((error: Error) => error)
  if (packages instanceof Error) {
    process.stderr.write(`PouchDB is not measured: its packages cannot be had here (${packages.message.split('\n')[0]})\n`)
    return []
  }
  const { child, tell, stop } = spoken({ does: 'pouchdb hub', folder: packages } satisfies PouchErrand)
  const { address } = await tell()
  await tell({ products } satisfies PouchTold)
  const device = await pouchDevice(packages, folder, bodies)
  const piece = async (what: string, work: () => Promise<void>): Promise<Line> => {
    const before = await tell({ bytes: true } satisfies PouchTold)
    const [wall, own, theirs] = [performance.now(), process.cpuUsage(), secondsOf(child.pid!)]
    await work()
    const { user, system } = process.cpuUsage(own)
    const [ours, hub] = [(user + system) / 1e6, secondsOf(child.pid!) - theirs]
    const after = await tell({ bytes: true } satisfies PouchTold)
    const seconds = (performance.now() - wall) / 1000
    return { what, 'wall s': seconds, 'CPU s': ours + hub, device: ours, hub, requests: after.requests - before.requests, 'up kB': (after.up - before.up) / 1000, 'down kB': (after.down - before.down) / 1000 } // prettier-ignore
  }
  try {
    const push = await piece(`PouchDB: the same ${bodies.length} orders go up`, () => device.push(address))
    const lines = [
      {
        ...push,
        'a second': bodies.length / (push['wall s'] as number),
        'bytes up each': ((push['up kB'] as number) * 1000) / bodies.length,
      },
      await piece('PouchDB: nothing to do', () => device.push(address)),
      await piece(`PouchDB: ${products} products come down`, () => device.pull(address)),
    ]
    await device.close()
    return lines
  } finally {
    await stop()
  }
}

async function onOne(dialect: Dialect, { orders, products, territory }: SyncOptions): Promise<Line[]> {
  const stores = await storesOf(dialect)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-bench-sync-'))
  const lines: Line[] = []
  let hub: Hub | undefined
  // Said as it goes: the whole takes minutes.
  const noted = (...told: Line[]): void => {
    lines.push(...told)
    for (const line of told) process.stderr.write(`${JSON.stringify(line)}\n`)
  }
  try {
    hub = await hubOn(await stores.empty('sync'))
    await hub.do('demo.seed', {})
    const device = await deviceAt(hub, 'amelia.ford', path.join(folder, 'first'))
    const line = (what: string, m: Measured, more: Line = {}): void =>
      noted({ what, 'wall s': m.wall, 'CPU s': m.cpu, device: m.device, hub: m.hub, database: m.server, requests: m.requests, 'up kB': m.up / 1000, 'down kB': m.down / 1000, ...more }) // prettier-ignore
    await device.round()
    const customer = await customerOf(device, 'ZEN')

    const capturing: number[] = []
    for (let n = 0; n < orders; n++) {
      const began = performance.now()
      await device.do('orders.save', order(customer.id, n))
      capturing.push(performance.now() - began)
    }
    const [[bytes]] = (await device.harmony.database.read((session) => session.rows('select avg(length(body)) from queue'))) as [[number]]
    capturing.sort((a, b) => a - b)
    noted({ what: 'capture, nothing else going on', 'p50 ms': quantile(capturing, 0.5), 'p99 ms': quantile(capturing, 0.99), 'worst ms': capturing.at(-1)!, bytes: Number(bytes) }) // prettier-ignore

    const push = await measured(hub, device, () => sendOnly(device))
    const [[applied]] = (await device.harmony.database.read((session) => session.rows(`select count(*) from queue_standing where state = 'applied'`))) as [[number]] // prettier-ignore
    if (Number(applied) !== orders) throw new Error(`${applied} of ${orders} orders were applied`)
    line(`push ${orders} orders`, push, { 'a second': orders / push.wall, 'bytes up each': push.up / orders })
    const { address: bare } = await hub.tell({ bare: true })
    const bodies = (await device.harmony.database.read((session) => session.rows('select id, body from queue order by lseq'))) as unknown as [string, string][] // prettier-ignore
    line(`limit: the same ${orders} in one request and one bulk insert`, await measured(hub, device, () => sendBare(bare, bodies)))
    await device.harmony.database.transact((session) => session.run(`update queue_standing set state = 'saved', ack_epoch = null, feed_seq = null where state = 'applied'`)) // prettier-ignore
    line(`the same ${orders} again`, await measured(hub, device, () => sendOnly(device)))
    line('their rows come back and settle', await measured(hub, device, () => device.round()))
    line('nothing to do', await measured(hub, device, () => device.round()))
    await device.close()
    if (products === 0) return lines

    await hub.tell({ products, from: 0 })
    const other = await deviceAt(hub, 'tom.okafor', path.join(folder, 'second')) // prettier-ignore
    line(`first copy with ${products} products`, await measured(hub, other, () => other.round()))
    line(`limit: the same ${products} products in one stream`, await measured(hub, other, () => getBare(bare, folder)))
    await hub.tell({ products: Math.max(0, territory - products), from: products })
    line(`a copy of ${territory} rows`, await copied(hub, other))
    noted(...(await capturedMeanwhile(hub, other, territory)))
    await other.close()
    noted(
      ...(await besidePouch(
        path.join(folder, 'pouch'),
        bodies.map(([, body]) => body),
        products,
      )),
    )
  } finally {
    await hub?.stop()
    await stores.end()
    rmSync(folder, { recursive: true, force: true })
  }
  return lines
}

/** A laptop and its hub over loopback HTTP: the real core on both sides, an encrypted file on the laptop. */
export async function sync(options: SyncOptions): Promise<void> {
  for (const dialect of options.dialects)
    report('sync', { database: dialect, orders: options.orders, products: options.products }, await onOne(dialect, options))
}
