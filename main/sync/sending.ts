import type { Wire } from '../../core/kernel/shape.ts'
import { batchText, digestOfSent } from '../../core/sync/batch.ts'
import type { Database } from '../storage/connect.ts'
import { sha256 } from '../storage/log.ts'
import type { Session } from '../storage/session.ts'
import { stateOf } from './capturing.ts'
import type { Progress, Transport } from './device.ts'
import { SyncRefusal, type Push, type PushReply, type Result, type SentIntent } from './messages.ts'
import type { Replica, Verdict } from './replica.ts'
import { tellPapers } from './telling.ts'

/** What goes up at once: as much as a hub takes. */
const most = { intents: 200, bytes: 900_000 } as const
/** After a failure that may have been too much for the line. */
const fewest = 10

export interface SendingWorld {
  readonly host: { readonly database: Database }
  readonly replica: Pick<Replica, 'decide'>
  readonly transport: Pick<Transport, 'push' | 'ahead'>
  withToken<T>(work: (token: string) => Promise<T>): Promise<T>
  hello(): Promise<void>
  /** The device's key under a text: hex. */
  sign(text: string): Promise<string>
  /** From so many intents on the hub takes one signature for all; `undefined`: it does not, or has not said. */
  together(): number | undefined
  progress?(progress: Progress): void
}
/** A batch that is packed already, or being packed. */
interface Batch {
  readonly request: Push
  /** The last of the queue that it brings, and whether there may be more after it. */
  readonly last: number
  readonly full: boolean
  /** Kept once it is on its way. */
  readonly left: Promise<void>
}
/** Intents that the hub has decided, and why the first of the others is held back, if it is. */
export interface Sent {
  readonly sent: number
  readonly held: string | null
}

/**
 * Brings up what was captured, in its order, one batch on its way at a time. While the hub decides one, the verdicts of the one before are written down and the
 * next is packed, so that neither side waits for the other's work.
 */
export function openSending({ host, replica, transport, withToken, hello, sign, together, progress }: SendingWorld): {
  sendAll(): Promise<Sent>
} {
  const { database } = host
  let size: number = most.intents
  /** The hub that answers now is older than the one that greeted: it does not know a signature of a whole batch. */
  let apart = false
  const epochNow = async (): Promise<number> => Number((await database.read(stateOf)).get('epoch') ?? '0')
  /** One signature for what is sent at once, each as it stands in the queue with the digest that it got there: what was changed since is not vouched for. */
  const signedTogether = async (
    state: ReadonlyMap<string, string>,
    epoch: number,
    digests: readonly string[],
  ): Promise<Pick<Push, 'signature'>> => {
    const from = apart ? undefined : together()
    if (from === undefined || digests.length < from) return {}
    return { signature: await sign(batchText(state.get('device') ?? '', epoch, digests)) }
  }

  const packed = async (after: number, hole: boolean): Promise<Batch | undefined> => {
    const { intents, digests, ...place } = await database.read((session) => nextIntents(session, size, after))
    if (intents.length === 0) return undefined
    const state = await database.read(stateOf)
    const epoch = Number(state.get('epoch') ?? '0')
    const request: Push = { epoch, intents, ...(hole ? { hole } : {}), ...(await signedTogether(state, epoch, digests)) }
    return { request, ...place, left: transport.ahead?.(request) ?? Promise.resolve() }
  }
  const pushed = (request: Push): Promise<PushReply> => {
    const reply = withToken((token) => transport.push(token, request))
    // Heard where it is waited for.
    reply.catch(() => undefined)
    return reply
  }
  /** What can be mended between two tries; everything else ends the round. */
  const mended = async (error: unknown, request?: Push): Promise<undefined> => {
    if (error instanceof SyncRefusal && error.status === 400 && request?.signature !== undefined) return void (apart = true)
    if (error instanceof SyncRefusal && error.status === 413 && size > 1) return void (size = Math.max(1, Math.floor(size / 2)))
    // The other epoch is told by hello, which also asks for everything again.
    if (error instanceof SyncRefusal && error.status === 412) {
      await hello()
      return undefined
    }
    if (!(error instanceof SyncRefusal)) size = Math.max(fewest, Math.floor(size / 2))
    throw error
  }
  /** What stopped the hub: it is offered from further back, or says why it is held. */
  const stopped = async (stop: Result, hole: boolean): Promise<{ readonly hole: boolean } | { readonly held: string }> => {
    if (stop.state === 'gap') {
      if (await database.transact((session) => offerFrom(session, stop.previous))) return { hole: false }
      return hole ? { held: 'sync.badChain' } : { hole: true }
    }
    const held = stop.state === 'tooNew' ? 'sync.hubTooOld' : (stop as { code: string }).code
    await database.transact((session) =>
      session.run('update queue_standing set hold = ? where lseq = (select lseq from queue where id = ?)', [held, stop.id]),
    )
    return { held }
  }

  /** A hub that goes on from a backup is told first which numbers it gave, so that what is offered again gets its own. */
  const told = async (): Promise<void> => {
    // The hub may be restored once more meanwhile, and is told anew then.
    for (let tries = 0; tries < 3; tries++)
      try {
        return await tellPapers(database, (request) => withToken((token) => transport.push(token, request)))
      } catch (error) {
        await mended(error)
      }
  }

  const sendAll = async (): Promise<Sent> => {
    await told()
    let [sent, hole] = [0, false]
    let going = await packed(0, hole)
    let reply = going && pushed(going.request)
    // Counted once: counting ten thousand after each two hundred would be more work than sending them.
    const all = going ? (await database.read(unsentOf)).count : 0
    while (going && reply) {
      await away(going, reply)
      const next: Batch | undefined = going.full ? await packed(going.last, false) : undefined
      const { request } = going
      const answer = await reply.catch((error: unknown) => mended(error, request))
      if (!answer) await told()
      if (answer) size = Math.min(most.intents, Math.ceil(size * 1.2))
      if (answer && (await epochNow()) === answer.epoch) {
        const verdicts = verdictsOf(answer)
        const stop = answer.results.find((result) => result.state !== 'applied' && result.state !== 'attention')
        const onward = !stop && verdicts.length > 0
        // On its way before the verdicts are written: what is lost of them in a crash is asked for again.
        if (onward) [going, reply, hole] = [next, next && pushed(next.request), false]
        if (onward && going && reply) await away(going, reply)
        if (verdicts.length > 0) await replica.decide(verdicts)
        sent += verdicts.length
        progress?.({ phase: 'sending', done: sent, of: Math.max(all, sent) })
        if (onward && going) continue
        const after = stop ? await stopped(stop, hole) : { hole: false }
        if ('held' in after) return { sent, held: after.held }
        if (!onward && !stop) return { sent, held: null }
        hole = after.hole
      }
      going = await packed(0, hole)
      reply = going && pushed(going.request)
    }
    return { sent, held: null }
  }
  return { sendAll }
}

/** It has left, or never will. */
const away = (batch: Batch, reply: Promise<unknown>): Promise<void> => Promise.race([batch.left, reply.then(nothing, nothing)])
const nothing = (): void => undefined

async function nextIntents(
  session: Session,
  limit: number,
  after: number,
): Promise<{
  readonly intents: readonly SentIntent[]
  readonly digests: readonly string[]
  readonly last: number
  readonly full: boolean
}> {
  const rows = await session.rows(
    `select lseq, body, body_hash, signature, json_extract(outcome, '$.result.number') from queued where state = 'saved' and lseq > ? order by lseq limit ${limit}`,
    [after],
  )
  const intents: SentIntent[] = []
  const digests: string[] = []
  let [bytes, last] = [0, after]
  for (const [lseq, body, bodyHash, signature, number] of rows as [unknown, string, string, string, string | null][]) {
    bytes += body.length
    if (intents.length > 0 && bytes > most.bytes) break
    intents.push({ body, signature, ...(typeof number === 'string' ? { number } : {}) })
    digests.push(digestOfSent(sha256, { bodyHash, signature }))
    last = Number(lseq)
  }
  return { intents, digests, last, full: intents.length === limit || intents.length < rows.length }
}
/** How much is not at the hub yet, since when, and how much lies over the copy. */
export async function unsentOf(session: Session): Promise<{ count: number; oldest: string | null; open: number }> {
  const [row] = await session.rows(
    `select count(*) filter (where state = 'saved'), min(at) filter (where state = 'saved'), count(*) from queue_standing where state <> 'settled'`,
  )
  return { count: Number(row![0]), oldest: row![1] as string | null, open: Number(row![2]) }
}
/** Offers an intent and all after it again; `false`: it is not here any more. */
async function offerFrom(session: Session, id: string | null): Promise<boolean> {
  const [row] = await session.rows('select lseq from queue where id = ?', [id ?? ''])
  if (!row) return false
  return (
    (await session.run(
      `update queue_standing set state = 'saved', ack_epoch = null, feed_seq = null where lseq >= ? and state <> 'saved'`,
      [Number(row[0])],
    )) > 0
  )
}

const verdictsOf = (reply: PushReply): Verdict[] =>
  reply.results.flatMap((result: Result): Verdict[] =>
    result.state === 'applied' || result.state === 'attention'
      ? [{ id: result.id, state: result.state, feedSeq: reply.feedSeq, epoch: reply.epoch, outcome: result as unknown as Wire }]
      : [],
  )
