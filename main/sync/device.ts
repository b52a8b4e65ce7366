import type { Files } from '../files.ts'
import { digestOf, type FeedRow } from '../storage/feed.ts'
import { setState, stateOf, type FieldWorld } from './capturing.ts'
import type { StoreHost } from '../storage/host.ts'
import type { Names, Replica } from './replica.ts'
import type { Scope } from '../storage/scope.ts'
import { sendFiles } from './blobs.ts'
import { newcomers } from './newcomers.ts'
import { pace } from './pace.ts'
import { prune, type Durable } from './pruning.ts'
import { openSending, unsentOf } from './sending.ts'
import { wantPapers } from './telling.ts'
import { schemaOf } from './hub.ts'
import { helloText, SyncRefusal, type BlobPart, type BlobState, type Hello, type HelloReply, type Load, type LoadReply, type Pull, type PullReply, type Push, type PushReply } from './messages.ts' // prettier-ignore

/** How a device reaches its hub. Whatever goes wrong on the way is thrown, and nothing is known then; a `SyncRefusal` is the hub's own no. */
export interface Transport {
  challenge(): Promise<{ readonly nonce: string }>
  hello(request: Hello): Promise<HelloReply>
  push(token: string, request: Push): Promise<PushReply>
  /** Packs what is pushed next; the promise is kept once that has left, or will not any more. */
  ahead?(request: Push): Promise<void>
  pull(token: string, request: Pull): Promise<PullReply>
  load(token: string, request: Load): Promise<LoadReply>
  /** Files, in parts; without it none are sent. `null`: nothing of the file is there. */
  readonly blobs?: {
    have(token: string, hash: string): Promise<BlobState | null>
    put(token: string, hash: string, part: BlobPart): Promise<BlobState>
  }
}
export interface Progress {
  readonly phase: 'sending' | 'loading' | 'getting'
  readonly done: number
  readonly of: number
}
export interface DeviceWorld {
  readonly host: StoreHost
  readonly world: FieldWorld
  readonly replica: Replica
  readonly transport: Transport
  readonly files: Pick<Files, 'get'>
  scope(): Promise<Scope>
  /** Keeps who may sign in without a network, and the company's clock. */
  granted(reply: HelloReply): Promise<void>
  readonly version: string
  progress?(progress: Progress): void
}
/** What a round came to. */
export interface Round {
  readonly sent: number
  readonly got: number
  /** Intents that are not at the hub yet, and why the first of them is held back, if it is. */
  readonly left: number
  readonly held: string | null
  /** The hub's copy of this device was compared with the device's: equal, or not known this time. */
  readonly inStep: boolean
  /** `lost` or `suspended`, where the hub said so and the copy was removed. */
  readonly stopped: 'lost' | 'suspended' | null
  /** Files that captured work names and that are not whole at the hub yet. */
  readonly filesLeft: number
}

/** The device's side of the protocol. One round at a time: says hello where it must, sends what was captured, then gets what changed. */
export interface DeviceSync {
  /** What the device shows at the hub's door: for what is beside the rounds. */
  token(): Promise<string>
  round(options?: { readonly compare?: boolean }): Promise<Round>
}

/** Rows of a portion of the whole copy. */
const portionRows = 2_000

export function openDeviceSync(device: DeviceWorld): DeviceSync {
  const { host, world, replica, transport } = device
  const { database } = host
  const { schema } = schemaOf(world.held)
  const laying = pace(world.monotonic)
  const paging = pace(world.monotonic)
  let token: { readonly text: string; readonly until: number } | undefined
  let names: Names = schemaOf(world.held).names
  let namesMark = schema
  let together: number | undefined

  const state = (): Promise<ReadonlyMap<string, string>> => database.read(stateOf)
  const keep = (entries: Readonly<Record<string, string>>): Promise<void> =>
    database.transact(async (session) => {
      for (const [key, value] of Object.entries(entries)) await setState(session, key, value)
    })

  const hello = async (): Promise<string> => {
    const id = (await state()).get('device') ?? ''
    const { nonce } = await transport.challenge()
    const began = world.monotonic()
    const reply = await transport.hello({ device: id, nonce, signature: await world.sign(helloText(nonce)), version: device.version })
    const met = world.monotonic()
    token = { text: reply.token, until: world.monotonic() + reply.tokenGood - 60_000 }
    together = reply.together
    await device.granted(reply)
    // The hub's moment was half a round trip ago when its answer came. A demo company's clock is set by the grant, so it is compared after that.
    const hubNow = Date.parse(reply.time) + Math.round((met - began) / 2) + (world.monotonic() - met)
    const learnt = {
      offset: String(reply.clock === null ? hubNow - Date.parse(world.wall()) : 0),
      offsetBoot: world.boot,
      offsetAt: String(world.monotonic()),
      offsetWall: world.wall(),
      lease: reply.grant.until,
      metAt: reply.time,
      accepts: JSON.stringify(reply.accepts),
    }
    const known = await database.transact(async (session) => {
      const epoch = (await stateOf(session)).get('epoch') ?? String(reply.epoch)
      for (const [key, value] of Object.entries({ ...learnt, epoch })) await setState(session, key, value)
      await session.run(`update queue_standing set hold = null where state = 'saved' and hold is not null`)
      return Number(epoch)
    })
    if (known !== reply.epoch) await newEpoch(reply.epoch)
    return token.text
  }
  const tokenNow = async (): Promise<string> => (token && token.until > world.monotonic() ? token.text : hello())
  /** A token that is worth nothing any more is asked for once again. */
  const withToken = async <T>(work: (text: string) => Promise<T>): Promise<T> => {
    try {
      return await work(await tokenNow())
    } catch (error) {
      if (!(error instanceof SyncRefusal) || error.status !== 401) throw error
      token = undefined
      return work(await hello())
    }
  }
  let attempts = 0
  /** A page of the feed says where it belongs; a portion of a copy says what was asked. */
  const portion = async (wanted: Omit<Load, 'asked'>): Promise<LoadReply> => {
    const asked = `${world.boot}-${++attempts}`
    const reply = await withToken((text) => transport.load(text, { asked, ...wanted }))
    if (reply.asked !== asked) throw new Error('the answer is not to what was asked')
    return reply
  }
  /** The hub goes on from a backup: everything that is still kept here is offered again, then the copy comes down anew. */
  const newEpoch = (epoch: number): Promise<void> =>
    database.transact(async (session) => {
      await session.run(`update queue_standing set state = 'saved', ack_epoch = null, feed_seq = null, hold = null where state <> 'saved'`)
      await setState(session, 'epoch', String(epoch))
      await wantPapers(session)
      await setState(session, 'since', '-1')
      await setState(session, 'loading', '')
    })

  const { sendAll } = openSending({
    ...device,
    withToken,
    hello: async () => void (await hello()),
    sign: world.sign,
    together: () => together,
  })

  const loadAll = async (): Promise<void> => {
    const going = await state()
    const resumed = going.get('loading') ? going.get('loading')! : null
    if (resumed === null) {
      await replica.beginLoading()
      await keep({ loadingSince: '' })
    }
    let cursor: string | null = resumed
    let done = 0
    let of = Number(going.get('loadingOf') ?? '0')
    let until = 0
    for (;;) {
      const reply = await portion({ cursor, limit: portionRows })
      // The hub was restored while the copy came down: everything is offered to it again before its copy takes the place of what is here.
      if (String(reply.epoch) !== (await state()).get('epoch')) {
        await newEpoch(reply.epoch)
        await sendAll()
        return loadAll()
      }
      if (cursor === null) {
        of = reply.total ?? 0
        await keep({ loadingSince: String(reply.seq), loadingEpoch: String(reply.epoch), loadingOf: String(of), loadingScope: reply.scope })
      }
      const began = await state()
      // What was begun with another hub or another scope is begun again.
      if (began.get('loadingEpoch') !== String(reply.epoch) || began.get('loadingScope') !== reply.scope) {
        await keep({ loading: '' })
        return loadAll()
      }
      names = reply.names
      namesMark = reply.schema
      // Asked for in large portions, laid in small ones; until the last is laid, the portion as a whole counts as not here.
      for (let from = 0; from === 0 || from < reply.rows.length;) {
        const some = reply.rows.slice(from, from + laying.rows)
        const last = from + some.length >= reply.rows.length
        const place = last ? reply.cursor : cursor
        await laying.timed(some.length, () => replica.load({ names, rows: some }, place))
        from += Math.max(1, some.length)
      }
      until = reply.seq
      done += reply.rows.length
      device.progress?.({ phase: 'loading', done: Math.min(done, of), of })
      cursor = reply.cursor
      if (cursor === null) break
    }
    const ended = await state()
    await keep({ scope: ended.get('loadingScope') ?? '', readUntil: String(until) })
    await replica.endLoading(Number(ended.get('loadingEpoch')), Number(ended.get('loadingSince')), await device.scope())
  }

  const getAll = async (compare: boolean): Promise<{ got: number; inStep: boolean; said?: Durable }> => {
    let got = 0
    for (let attempts = 0; attempts < 100_000; attempts++) {
      const now = await state()
      if (Number(now.get('since') ?? '-1') < 0) await loadAll()
      const { request, open } = await pullRequest(device, schema === namesMark ? schema : namesMark, compare, paging.rows)
      const reply = await withToken((text) => transport.pull(text, request))
      if ('reset' in reply) {
        if (reply.reset === 'epoch') {
          await newEpoch(reply.epoch)
          await sendAll()
        }
        await keep({ since: '-1', loading: '' })
        continue
      }
      if (reply.names) [names, namesMark] = [reply.names, reply.schema]
      const besides = await newcomers(host, portion, reply)
      // Another timeline than the page's: the next page says so.
      if (besides.some(({ epoch }) => epoch !== reply.epoch)) continue
      const all = newest([...reply.rows, ...besides.flatMap(({ rows }) => rows)])
      // Only where something went does it matter what may stay.
      const scope = all.some(({ row }) => row === null) ? await device.scope() : undefined
      await paging.timed(all.length, () => replica.apply({ ...reply, names, rows: all }, scope))
      got += reply.rows.length
      device.progress?.({ phase: 'getting', done: got, of: got })
      if (!reply.more) {
        const again = open > 0 && (await database.read(unsentOf)).open < open
        // What was settled by this page may be compared at once.
        if (compare && again && reply.inStep === null) continue
        if (reply.inStep === null && compare && reply.rows.length > 0) continue
        return { got, inStep: reply.inStep === true, said: reply }
      }
    }
    return { got, inStep: false }
  }

  const files = async (): Promise<number> => {
    const { blobs } = transport
    if (!blobs) return 0
    return (await sendFiles({ database, files: device.files, operations: world.operations, blobs, withToken })).left
  }

  const stoppedBy = async (error: unknown): Promise<Round> => {
    if (!(error instanceof SyncRefusal) || error.status !== 423) throw error
    const lost = error.code === 'sync.lost'
    // Nothing comes to a device that is suspended, not even that its hub goes on from a backup: it asks, for it may have to bring things again.
    if (!lost) await hello().then(sendAll)
    const { count } = await database.read(unsentOf)
    // What was not delivered stays as long as it can be delivered.
    if (lost || count === 0) await replica.wipe()
    // Files are delivered like what names them; a lost device's are not wanted.
    const filesLeft = lost ? 0 : await files().catch(() => 0)
    return { sent: 0, got: 0, left: count, held: error.code, inStep: false, stopped: lost ? 'lost' : 'suspended', filesLeft }
  }

  let running: Promise<Round> | undefined
  const once = async (compare: boolean): Promise<Round> => {
    try {
      await tokenNow()
      const { sent, held } = await sendAll()
      const { got, inStep, said } = await getAll(compare)
      const { count } = await database.read(unsentOf)
      const filesLeft = await files()
      if (said) await prune({ ...world, database }, said)
      return { sent, got, left: count, held, inStep, stopped: null, filesLeft }
    } catch (error) {
      return stoppedBy(error)
    }
  }
  return {
    token: tokenNow,
    round: ({ compare = false } = {}) => {
      running ??= once(compare).finally(() => (running = undefined))
      return running
    },
  }
}

async function pullRequest(device: DeviceWorld, schema: string, compare: boolean, limit: number): Promise<{ request: Pull; open: number }> {
  const { database } = device.host
  const scope = compare ? await device.scope() : undefined
  return database.read(async (session) => {
    const state = await stateOf(session)
    const { count, oldest, open } = await unsentOf(session)
    const offset = state.get('offset')
    return {
      open,
      request: {
        epoch: Number(state.get('epoch') ?? '0'),
        since: Number(state.get('since') ?? '-1'),
        scope: state.get('scope') ?? '',
        schema,
        limit,
        unsent: count,
        oldest,
        version: device.version,
        skew: offset === undefined ? null : -Math.round(Number(offset) / 1000),
        digest: scope && open === 0 ? await digestOf(session, device.world.held, scope) : null,
      },
    }
  })
}

/** Of a row that comes twice the later word. */
const newest = (rows: readonly FeedRow[]): FeedRow[] => [...new Map(rows.map((row) => [`${row.record}/${row.id}`, row])).values()]
