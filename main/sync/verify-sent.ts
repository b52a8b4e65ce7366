import { batchText, digestOfSent, digestsIn, intentText } from '../../core/sync/batch.ts'
import { signs, signsBeside } from '../signs.ts'
import type { Database } from '../storage/connect.ts'
import { sha256 } from '../storage/log.ts'
import { binder, type Session, type SqlRow } from '../storage/session.ts'

/** What came from a device and is not as the device signed it. */
export interface Unsigned {
  /** `intentBatches` or `intents`. */
  readonly where: string
  readonly at: string
  readonly trouble: 'changed' | 'missing' | 'unsigned'
}

/** Rows read at once: memory stays flat however much came. */
const portion = 500
/** From so many on they are looked at by the threads beside; fewer are done sooner than handed over. */
const worthHandingOver = 100
const lookFor = (rows: readonly unknown[]): typeof signsBeside =>
  rows.length < worthHandingOver ? (key, text, signature) => Promise.resolve(signs(key, text, signature)) : signsBeside

/**
 * Whether everything that is kept of what devices sent still bears their signatures: each batch as a whole, each intent by its place in its batch, and by the
 * signature that it got where it was captured, at which nobody looked while a batch vouched for it. The log says whether a row is as it was written; this says
 * whether it is what the device wrote, also to somebody who believes neither the log nor the hub. The first that is not, `unsigned` by a
 * laptop's own doing after everything else; `null` when all are.
 */
export async function verifySent(database: Database): Promise<Unsigned | null> {
  const keys = new Map((await database.read((session) => session.rows('select id, public_key from devices'))) as [string, string][])
  return (await verifyBatches(database, keys)) ?? (await verifyIntents(database, keys))
}

async function verifyBatches(database: Database, keys: ReadonlyMap<string, string>): Promise<Unsigned | null> {
  const sql = 'select id, device, epoch, digests, signature from intent_batches'
  for await (const rows of portions(database, sql, 'id')) {
    const look = lookFor(rows)
    const looks = rows.map(async ([id, device, epoch, digests, signature]): Promise<Unsigned | null> => {
      const text = batchText(device as string, Number(epoch), digestsIn({ digests: digests as string }))
      const signed = await look(keys.get(device as string) ?? '', text, signature as string)
      return signed ? null : { where: 'intentBatches', at: id as string, trouble: 'unsigned' }
    })
    const found = (await Promise.all(looks)).find((one) => one !== null)
    if (found) return found
  }
  return null
}

async function verifyIntents(database: Database, keys: ReadonlyMap<string, string>): Promise<Unsigned | null> {
  let unsigned: Unsigned | null = null
  const sql = 'select id, device, body, body_hash, signature, sent_with from intents'
  for await (const rows of portions(database, sql, 'id')) {
    const lists = await database.read((session) => listsOf(session, rows.map((row) => row[5] as string | null).filter((batch) => batch !== null))) // prettier-ignore
    const look = lookFor(rows)
    const looks = rows.map(async ([id, device, body, bodyHash, signature, batch]): Promise<Unsigned | null> => {
      const wrong = (trouble: Unsigned['trouble']): Unsigned => ({ where: 'intents', at: id as string, trouble })
      if (sha256(body as string) !== bodyHash && !(await isRedacted(database, id as string))) return wrong('changed')
      const list = batch === null ? undefined : lists.get(batch as string)
      if (batch !== null && list?.device !== device) return { where: 'intentBatches', at: batch as string, trouble: 'missing' }
      if (list && !list.digests.has(digestOfSent(sha256, { bodyHash: bodyHash as string, signature: signature as string }))) return wrong('changed') // prettier-ignore
      const own = await look(keys.get(device as string) ?? '', intentText(bodyHash as string), signature as string)
      return own ? null : wrong('unsigned')
    })
    const found = (await Promise.all(looks)).filter((one) => one !== null)
    const changed = found.find(({ trouble }) => trouble !== 'unsigned')
    if (changed) return changed
    // Goes on: a laptop that vouches for what it never captured must not hide what somebody changes here.
    unsigned ??= found[0] ?? null
  }
  return unsigned
}

/** Of somebody who was forgotten the text is another one, and the log says so; what was signed is its digest, which stays. */
async function isRedacted(database: Database, intent: string): Promise<boolean> {
  const b = binder(database.dialect)
  const sql = `select 1 from changes where record = 'intents' and does = 'put' and row_id = ${b.mark(intent, 'text')}`
  return (await database.read((session) => session.rows(sql, b.values))).length > 0
}

interface List {
  readonly device: string
  readonly digests: ReadonlySet<string>
}
async function listsOf(session: Session, batches: readonly string[]): Promise<Map<string, List>> {
  if (batches.length === 0) return new Map()
  const b = binder(session.dialect)
  const where = b.isOneOf('id', [...new Set(batches)], session.dialect === 'postgres' ? 'uuid' : 'text')
  const rows = await session.rows(`select id, device, digests from intent_batches where ${where}`, b.values)
  return new Map(
    (rows as [string, string, string][]).map(([id, device, digests]) => [id, { device, digests: new Set(digestsIn({ digests })) }]),
  )
}

/** The rows of a statement in the order of a key. */
async function* portions(database: Database, sql: string, key: string): AsyncGenerator<readonly SqlRow[]> {
  const type = database.dialect === 'postgres' ? 'uuid' : 'text'
  for (let after: string | undefined; ;) {
    const b = binder(database.dialect)
    const where = after === undefined ? '' : ` where ${key} > ${b.mark(after, type)}`
    const rows = await database.read((session) => session.rows(`${sql}${where} order by ${key} limit ${portion}`, b.values))
    if (rows.length === 0) return
    yield rows
    after = rows.at(-1)![0] as string
  }
}
