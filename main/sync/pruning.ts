import type { Operation } from '../../core/kernel/operation.ts'
import { commandOf } from '../../core/sync/deciding.ts'
import type { Envelope } from '../../core/sync/intent.ts'
import type { Database } from '../storage/connect.ts'
import { forgetLog } from '../storage/log-floor.ts'
import type { Session } from '../storage/session.ts'
import { filesIn } from './blobs.ts'
import { setState, stateOf } from './capturing.ts'

const day = 86_400_000
/** Milliseconds for which a device keeps what is settled, although a verified backup of the hub holds it (`sync.md` 2.5). */
export const keptFor = 30 * day
/** Intents that go in one transaction, so that no capture waits for it. */
const portion = 200

/** What the hub said of its backups, with the last page. */
export interface Durable {
  readonly epoch: number
  /** Everything before this place of the feed is in a verified backup. */
  readonly durable: number
  /** The hub's clock. */
  readonly time: string
}
interface PruningWorld {
  readonly database: Database
  readonly operations: ReadonlyMap<string, Operation>
  readonly keptFor: number
}

/**
 * Forgets what is settled, in a verified backup of the hub's present timeline, and older than a month; looked for once a day. What it named as a file must be
 * whole in that backup too, for files come later than what names them; its bytes go with the last that names them. The end of the chain stays, and so does everything that a restored hub could ask for again.
 * Of the device's own log what is as old goes too; the hub keeps all of its. Answers how many intents went.
 */
export async function prune(world: PruningWorld, said: Durable): Promise<number> {
  const { database } = world
  const now = Date.parse(said.time)
  const known = await database.read(stateOf)
  if (said.durable === 0 || now - Number(known.get('prunedAt') ?? '0') < Math.min(day, world.keptFor)) return 0
  let gone = 0
  for (;;) {
    const some = await database.transact((session) => prunedIn(session, world, said))
    gone += some
    if (some < portion) break
  }
  await database.transact(async (session) => {
    await forgetLog(session, await untouchedBefore(session, now - world.keptFor))
    await setState(session, 'prunedAt', String(now))
  })
  return gone
}

/** A moment before which nothing was captured that still waits for anything. */
async function untouchedBefore(session: Session, moment: number): Promise<string> {
  const before = new Date(moment).toISOString()
  const [oldest] = await session.rows(`select min(at) from queue_standing where state <> 'settled'`)
  const open = (oldest?.[0] ?? null) as string | null
  return open !== null && open < before ? open : before
}

async function prunedIn(session: Session, world: PruningWorld, { epoch, durable, time }: Durable): Promise<number> {
  const state = await stateOf(session)
  // Another timeline has begun meanwhile: what its backups hold is not known.
  if (Number(state.get('epoch') ?? '-1') !== epoch) return 0
  const before = new Date(Date.parse(time) - world.keptFor).toISOString()
  const rows = (await session.rows(
    `select q.lseq, q.operation, q.body from queued q
     where q.state = 'settled' and q.ack_epoch = ? and q.feed_seq <= ? and q.at < ? and q.id <> ? and q.lseq <= ?
       and not exists (select 1 from touched t where t.lseq = q.lseq)
       and not exists (select 1 from outgoing_blobs o where instr(q.body, o.hash) > 0
                         and (o.complete_epoch is not ? or o.complete_end is null or o.complete_end >= ?))
     order by q.at limit ${portion}`,
    [epoch, durable, before, state.get('head') ?? '', Number(state.get('filesNoted') ?? '0'), epoch, durable],
  )) as [unknown, string, string][]
  const files = new Set(rows.flatMap(([, operation, body]) => hashesIn(world, operation, body)))
  await session.runEach('delete from queue where lseq = ?', rows, ([lseq]) => [Number(lseq)])
  for (const hash of files) {
    const [named] = await session.rows('select 1 from queue where instr(body, ?) > 0 limit 1', [hash])
    if (named) continue
    await session.run('delete from outgoing_blobs where hash = ?', [hash])
    await session.run('delete from files where hash = ?', [hash])
  }
  return rows.length
}

function hashesIn({ operations }: PruningWorld, operation: string, body: string): string[] {
  const command = commandOf(operations, operation)
  return command ? filesIn(command.input, (JSON.parse(body) as Envelope).input).map(({ hash }) => hash) : []
}
