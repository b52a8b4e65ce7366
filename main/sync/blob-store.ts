import { createHash } from 'node:crypto'
import { add } from '../../core/kernel/operation.ts'
import type { Code, Id } from '../../core/kernel/shape.ts'
import { attentions } from '../../core/sync/attention.ts'
import type { Device } from '../../core/sync/device.ts'
import { intents } from '../../core/sync/intent.ts'
import { largestFile, type Files } from '../files.ts'
import { headOf } from '../storage/feed.ts'
import { binder, type Session } from '../storage/session.ts'
import type { HubWorld } from './hub.ts'
import { partBytes, SyncRefusal, type BlobPart, type BlobState } from './messages.ts'
import { keptDays } from './sweeping.ts'

/** Bytes of files that are not whole yet; a hub that has more waits for those to be finished. */
const mostUnfinished = 1_073_741_824
/** A file whose parts came to something else so often is a matter for a person. */
const mostMismatches = 3

/** Files of devices, coming in parts of 256 KiB in any order; when all are there and come to the hash, the file is kept like any other. `sync.md` 2.15. */
export interface BlobStore {
  stateOf(device: Device, hash: string): Promise<BlobState | undefined>
  put(device: Device, hash: string, part: BlobPart): Promise<BlobState>
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const partsOf = (size: number): number => Math.max(1, Math.ceil(size / partBytes))

export function openBlobStore(world: HubWorld, files: Files, epoch: () => number): BlobStore {
  const { database } = world.host
  const mismatches = new Map<string, number>()
  /** The end of the feed is read when the file is there for everybody: whatever the feed gets afterwards, a backup that holds it holds the file too. */
  const whole = async (hash: string, parts: number): Promise<BlobState> => ({ hash, epoch: epoch(), complete: true, parts, have: bitmap(parts, () => true), end: await database.read(headOf) }) // prettier-ignore
  /** What somebody else has made of a file whose parts are gone: whole, or to be sent anew. */
  const goneMeanwhile = async (hash: string, size: number): Promise<BlobState> =>
    (await files.has(hash))
      ? whole(hash, partsOf(size))
      : { hash, epoch: epoch(), complete: false, parts: partsOf(size), have: bitmap(partsOf(size), () => false), end: null }
  const finished = async (device: Device, hash: string, size: number): Promise<BlobState> => {
    const bytes = Buffer.concat(await database.read((session) => bytesOf(session, hash)))
    // Two last parts came at once, and the other's answer has put them together.
    if (bytes.length !== size) return goneMeanwhile(hash, size)
    const right = sha256(bytes) === hash
    await database.transact(async (session) => {
      if (right) await files.put(bytes, hash, 'application/octet-stream')
      await forget(session, hash)
    })
    if (right) {
      mismatches.delete(hash)
      return whole(hash, partsOf(size))
    }
    const times = (mismatches.get(hash) ?? 0) + 1
    mismatches.set(hash, times)
    if (times >= mostMismatches) await tellPeople(world, device, hash)
    throw new SyncRefusal(422, times >= mostMismatches ? 'sync.badFile' : 'sync.badPart', { file: hash.slice(0, 12) })
  }
  return {
    stateOf: async (device, hash) => {
      if (await files.has(hash)) return whole(hash, 0)
      const found = await database.read((session) => unfinished(session, hash, epoch()))
      if (!found || !isAllThere(found)) return found
      // All parts are there and nobody put them together: the hub died just then, or its disk was full. Where they come to something else, nothing is there.
      return finished(device, hash, found.size).catch((error: unknown) => {
        if (error instanceof SyncRefusal) return undefined
        throw error
      })
    },
    put: async (device, hash, { part, size, sum, bytes }) => {
      if (size > largestFile || part >= partsOf(size)) throw new SyncRefusal(413, 'sync.tooLarge', { limit: String(largestFile) })
      const wanted = part === partsOf(size) - 1 ? size - part * partBytes : partBytes
      if (bytes.length !== wanted || sha256(bytes) !== sum) throw new SyncRefusal(422, 'sync.badPart', { file: hash.slice(0, 12) })
      if (await files.has(hash)) return whole(hash, partsOf(size))
      await database.transact(async (session) => {
        await begin(session, hash, size, world.now())
        await keepPart(session, hash, part, bytes)
      })
      // Read once it is committed, for of two that come at once neither sees the other's before.
      const state = await database.read((session) => unfinished(session, hash, epoch()))
      if (!state) return goneMeanwhile(hash, size)
      return isAllThere(state) ? finished(device, hash, size) : state
    },
  }
}

/** One bit a part, the first part lowest in the first byte, in hex. */
export function bitmap(parts: number, has: (part: number) => boolean): string {
  const bytes = Buffer.alloc(Math.ceil(parts / 8))
  for (let part = 0; part < parts; part++) if (has(part)) bytes[part >> 3]! |= 1 << (part & 7)
  return bytes.toString('hex')
}
export const hasPart = (have: string, part: number): boolean => ((Buffer.from(have, 'hex')[part >> 3] ?? 0) & (1 << (part & 7))) !== 0

const isAllThere = ({ parts, have }: BlobState): boolean => [...Array(parts).keys()].every((part) => hasPart(have, part))

interface Unfinished extends BlobState {
  readonly size: number
}
async function unfinished(session: Session, hash: string, epoch: number): Promise<Unfinished | undefined> {
  const b = binder(session.dialect)
  const [row] = await session.rows(`select parts, size from sync_blobs where hash = ${b.mark(hash, 'text')}`, b.values)
  if (!row) return undefined
  const c = binder(session.dialect)
  const there = new Set((await session.rows(`select part from sync_blob_parts where hash = ${c.mark(hash, 'text')}`, c.values)).map(([part]) => Number(part))) // prettier-ignore
  return {
    hash,
    epoch,
    complete: false,
    parts: Number(row[0]),
    have: bitmap(Number(row[0]), (part) => there.has(part)),
    end: null,
    size: Number(row[1]),
  }
}

async function begin(session: Session, hash: string, size: number, now: string): Promise<void> {
  const b = binder(session.dialect)
  const [known] = await session.rows(`select size from sync_blobs where hash = ${b.mark(hash, 'text')}`, b.values)
  // The same hash cannot have two sizes: the parts that came under the wrong one are worth nothing.
  if (known && Number(known[0]) !== size) await forget(session, hash)
  else if (known) return
  const old = binder(session.dialect)
  const before = new Date(Date.parse(now) - keptDays * 86_400_000).toISOString()
  for (const [stale] of await session.rows(`select hash from sync_blobs where begun_at < ${old.mark(before, 'timestamptz')}`, old.values))
    await forget(session, stale as string)
  const [waiting] = await session.rows('select coalesce(sum(size), 0) from sync_blobs')
  if (Number(waiting![0]) + size > mostUnfinished) throw new SyncRefusal(503, 'sync.busy', { seconds: '60' })
  const c = binder(session.dialect)
  const values = [c.mark(hash, 'text'), c.mark(hash, 'text'), c.mark('application/octet-stream', 'text'), c.mark(size, 'bigint'), c.mark(partsOf(size), 'bigint'), c.mark(now, 'timestamptz')] // prettier-ignore
  await session.run(`insert into sync_blobs (hash, name, mime, size, parts, begun_at) values (${values.join(', ')}) on conflict (hash) do nothing`, c.values) // prettier-ignore
}

async function keepPart(session: Session, hash: string, part: number, bytes: Uint8Array): Promise<void> {
  const b = binder(session.dialect)
  const values = [b.mark(hash, 'text'), b.mark(part, 'bigint'), b.mark(Buffer.from(bytes), 'bytea')]
  await session.run(`insert into sync_blob_parts (hash, part, body) values (${values.join(', ')}) on conflict (hash, part) do nothing`, b.values) // prettier-ignore
}

async function bytesOf(session: Session, hash: string): Promise<Buffer[]> {
  const b = binder(session.dialect)
  const rows = await session.rows(`select body from sync_blob_parts where hash = ${b.mark(hash, 'text')} order by part`, b.values)
  // PostgreSQL answers in its text form, `\x` and hexadecimal digits.
  return rows.map(([body]) => (typeof body === 'string' ? Buffer.from(body.slice(2), 'hex') : Buffer.from(body as Uint8Array)))
}

async function forget(session: Session, hash: string): Promise<void> {
  for (const table of ['sync_blob_parts', 'sync_blobs']) {
    const b = binder(session.dialect)
    await session.run(`delete from ${table} where hash = ${b.mark(hash, 'text')}`, b.values)
  }
}

/** A file that somebody in the field captured cannot be had: whoever looks after what waits ought to know, once. */
async function tellPeople(world: HubWorld, device: Device, hash: string): Promise<void> {
  const named = await world.read.list(intents, {
    where: { all: [{ field: 'device', is: 'equal', value: device.id }, { field: 'body', is: 'contains', value: hash }] },
    limit: 1,
  }) // prettier-ignore
  const [intent] = named
  const caller = await world.callerOf(device.user)
  if (!intent || !caller) return
  await world.host.once({ id: `file/${hash}`, operation: 'sync.badFile', user: device.user, input: hash }, caller, async (tx) => {
    const attention = {
      id: tx.now.newId() as Id<'attentions'>,
      kind: 'note' as const,
      intent: intent.id,
      device: device.id,
      user: device.user,
      operation: intent.operation,
      code: 'sync.badFile',
      about: { file: hash.slice(0, 12) },
      record: null,
      subject: null,
      matter: intent.reference,
      customer: null,
      entity: null as Code<'entities'> | null,
      mine: {},
      original: {},
      theirs: {},
      fields: [],
      cause: null,
      state: 'open' as const,
      openedAt: world.now(),
      assignee: null,
      resolution: null,
      resolvedAt: null,
      resolvedBy: null,
      note: null,
    }
    tx.apply([add(attentions, attention)])
    return { ok: true, result: null }
  })
}
