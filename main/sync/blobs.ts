import { createHash } from 'node:crypto'
import type { Field, FileRef, Wire } from '../../core/kernel/shape.ts'
import { commandOf, type Commands } from '../../core/sync/deciding.ts'
import type { Envelope } from '../../core/sync/intent.ts'
import type { Files } from '../files.ts'
import type { Database } from '../storage/connect.ts'
import { setState, stateOf } from './capturing.ts'
import type { Session } from '../storage/session.ts'
import { hasPart } from './blob-store.ts'
import type { Transport } from './device.ts'
import { partBytes, SyncRefusal, type BlobState } from './messages.ts'

/** Parts that are on their way at once. */
const inFlight = 2
/** Intents that are looked through at a time for the files they name. */
const portion = 500

interface LaneWorld {
  readonly database: Database
  readonly files: Pick<Files, 'get'>
  readonly operations: Commands
  readonly blobs: NonNullable<Transport['blobs']>
  withToken<T>(work: (token: string) => Promise<T>): Promise<T>
}
interface Outgoing {
  readonly hash: string
  readonly size: number
  /** The timeline of the hub that has asked a person about it, for its bytes are not what was promised. */
  readonly sent: { readonly askedIn?: number }
}

/**
 * Files that captured work names, on their way to the hub: after the intents, which never wait for them, and stopping as soon as there is a new one. What the
 * hub of today has confirmed whole is never sent again; after the hub went back to a backup it is asked anew. Source: `sync.md` 2.15.
 */
export async function sendFiles(world: LaneWorld): Promise<{ readonly sent: number; readonly left: number }> {
  await noteFiles(world)
  let sent = 0
  for (const file of await waitingFiles(world.database)) {
    if (await world.database.read(intentWaits)) break
    if (await sendFile(world, file)) sent += 1
  }
  return { sent, left: (await waitingFiles(world.database)).length }
}

/** Looks through what was captured since the last time. The queue is what says which files are promised, so none can be forgotten. */
async function noteFiles({ database, operations }: LaneWorld): Promise<void> {
  for (;;) {
    const seen = await database.transact(async (session) => {
      const from = Number((await stateOf(session)).get('filesNoted') ?? '0')
      const rows = await session.rows(`select lseq, operation, body from queue where lseq > ? order by lseq limit ${portion}`, [from])
      for (const [, operation, body] of rows as [unknown, string, string][]) {
        const command = commandOf(operations, operation)
        if (!command || !namesFiles(command.input)) continue
        for (const file of filesIn(command.input, (JSON.parse(body) as Envelope).input))
          await session.run('insert or ignore into outgoing_blobs (hash, size, parts, sent) values (?, ?, ?, ?)', [file.hash, file.size, Math.max(1, Math.ceil(file.size / partBytes)), '{}']) // prettier-ignore
      }
      if (rows.length > 0) await setState(session, 'filesNoted', String(rows.at(-1)![0]))
      return rows.length
    })
    if (seen < portion) return
  }
}

const known = new WeakMap<Field<unknown>, boolean>()
function namesFiles(field: Field<unknown>): boolean {
  const before = known.get(field)
  if (before !== undefined) return before
  const found =
    field.kind === 'file' ||
    (field.inner !== undefined && namesFiles(field.inner)) ||
    Object.values(field.fields ?? {}).some((one) => namesFiles(one))
  known.set(field, found)
  return found
}
export function filesIn(field: Field<unknown>, value: Wire | undefined): FileRef[] {
  if (value === null || value === undefined || !namesFiles(field)) return []
  if (field.kind === 'file') return [value as unknown as FileRef]
  if (field.kind === 'maybe') return filesIn(field.inner!, value)
  if (Array.isArray(value)) return value.flatMap((item: Wire) => filesIn(field.inner!, item))
  return Object.entries(field.fields ?? {}).flatMap(([name, one]) => filesIn(one, (value as Readonly<Record<string, Wire>>)[name]))
}

const intentWaits = async (session: Session): Promise<boolean> =>
  (await session.rows(`select 1 from queue_standing where state = 'saved' and hold is null limit 1`)).length > 0

const waitingFiles = (database: Database): Promise<Outgoing[]> =>
  database.read(async (session) => {
    const epoch = Number((await stateOf(session)).get('epoch') ?? '0')
    const rows = await session.rows('select hash, size, sent from outgoing_blobs where complete_epoch is null or complete_epoch <> ? order by size', [epoch]) // prettier-ignore
    return rows
      .map(([hash, size, sent]) => ({ hash: hash as string, size: Number(size), sent: JSON.parse(sent as string) as Outgoing['sent'] }))
      .filter(({ sent }) => sent.askedIn !== epoch)
  })

/** Sends what the hub does not have of a file; `true`: the hub has it whole. */
async function sendFile(world: LaneWorld, file: Outgoing): Promise<boolean> {
  const bytes = await world.files.get(file.hash)
  // Words that a person did not get to keep cannot be sent; the intent still says what they were.
  if (!bytes) return false
  const parts = Math.max(1, Math.ceil(file.size / partBytes))
  let state: BlobState | null = null
  let waiting: number[] = []
  const about = (answer: BlobState): BlobState => {
    if (answer.hash !== null && answer.hash !== file.hash) throw new Error('the answer is about another file')
    return answer
  }
  const one = async (): Promise<void> => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      if (await world.database.read(intentWaits)) return
      const some = bytes.subarray(part * partBytes, (part + 1) * partBytes)
      const sum = createHash('sha256').update(some).digest('hex')
      const number = part
      const answer = about(
        await world.withToken((token) => world.blobs.put(token, file.hash, { part: number, size: file.size, sum, bytes: some })),
      )
      state = state?.complete ? state : answer
    }
  }
  try {
    const there = await world.withToken((token) => world.blobs.have(token, file.hash))
    state = there && about(there)
    waiting = [...Array(parts).keys()].filter((part) => !state || (!state.complete && !hasPart(state.have, part)))
    if (!state?.complete) await Promise.all(Array.from({ length: Math.min(inFlight, waiting.length) }, one))
  } catch (error) {
    if (!(error instanceof SyncRefusal) || error.status !== 422) throw error
    // What a bad line has bent is sent again, however often. Only where the hub has asked a person is there nothing left to do.
    if (error.code === 'sync.badFile') await leftToPeople(world.database, file)
    return false
  }
  return confirmed(world.database, file, state)
}

/** Only what is whole at the hub of today counts. */
async function confirmed(database: Database, { hash }: Outgoing, state: BlobState | null): Promise<boolean> {
  if (!state?.complete) return false
  return database.transact(async (session) => {
    const epoch = Number((await stateOf(session)).get('epoch') ?? '0')
    if (state.epoch !== epoch) return false
    await session.run('update outgoing_blobs set complete_epoch = ?, complete_end = ? where hash = ?', [epoch, state.end, hash])
    return true
  })
}
const leftToPeople = (database: Database, { hash }: Outgoing): Promise<number> =>
  database.transact(async (session) => {
    const askedIn = Number((await stateOf(session)).get('epoch') ?? '0')
    return session.run('update outgoing_blobs set sent = ? where hash = ?', [JSON.stringify({ askedIn } satisfies Outgoing['sent']), hash])
  })
