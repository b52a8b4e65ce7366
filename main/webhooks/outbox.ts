import { randomUUID } from 'node:crypto'
import { wants } from '../../core/webhooks/catalogue.ts'
import type { Happened } from '../../core/webhooks/message.ts'
import type { Database } from '../storage/connect.ts'
import { sha256 } from '../storage/log.ts'
import { binder, type Binder, type Session } from '../storage/session.ts'

/** A webhook as the host sends for it. */
export interface Sending {
  readonly id: string
  readonly owner: string
  readonly url: string
  readonly events: readonly string[]
  readonly entity: string | null
  readonly inOrder: boolean
  readonly rights: readonly string[]
}
/** A message that this hub may try now. */
export interface Claimed {
  readonly id: string
  readonly webhook: string
  /** `null`: a sample. */
  readonly eventSeq: number | null
  readonly eventId: string
  readonly event: string
  readonly eventAt: string
  /** The how-manieth attempt this is. */
  readonly attempts: number
  readonly madeAt: string
}
export interface Ended {
  readonly sending: 'delivered' | 'failed' | 'dead'
  /** Milliseconds of the real clock. */
  readonly nextAt: number | null
  readonly status: number | null
  readonly fault: string | null
  readonly answer: string | null
  readonly tookMs: number
}

/** Events that are looked through at once. */
const portion = 500
/** Messages of one webhook that wait at most: the rest is in the log, and comes when these are taken. */
const mostWaiting = 1_000
/** Messages of one webhook that are under way at once, at whichever hub: a slow receiver takes no more than that from the others. */
export const mostAtOnce = 4
/** Days that messages are kept: those that were taken, and those that were given up. */
const [keptTaken, keptDead] = [30, 90]

const iso = (at: number): string => new Date(at).toISOString()
const truth = (value: unknown): boolean => value === true || value === 't' || value === 'true' || Number(value) === 1

/** Webhooks that are told; of some alone where they are named. */
export async function activeWebhooks(database: Database, only?: readonly string[]): Promise<readonly Sending[]> {
  const b = binder(database.dialect)
  const which = only ? `and ${b.isOneOf('id', only, 'uuid')}` : ''
  const sql = `select id, owner, url, events, entity, in_order, rights from webhooks where state = 'active' ${which} order by id`
  const rows = await database.read((session) => session.rows(sql, b.values))
  return rows.map(([id, owner, url, events, entity, inOrder, rights]) => ({
    id: id as string,
    owner: owner as string,
    url: url as string,
    events: JSON.parse(events as string) as string[],
    entity: entity as string | null,
    inOrder: truth(inOrder),
    rights: JSON.parse(rights as string) as string[],
  }))
}

/** Takes the place of a webhook in the log: whoever holds it is the only one who writes messages of it or takes some. `undefined`: the webhook is gone, or tells nothing. */
async function placeHeld(session: Session, webhook: string): Promise<number | undefined> {
  const b = binder(session.dialect)
  const sql = `select p.told_until from webhook_places p join webhooks w on w.id = p.webhook
    where p.webhook = ${b.mark(webhook, 'uuid')} and w.state = 'active'${session.dialect === 'postgres' ? ' for update of p' : ''}`
  const [row] = await session.rows(sql, b.values)
  return row && Number(row[0])
}

/** Whether a webhook is behind the log. Asked without a transaction, so that a house in which nothing happens writes nothing. */
export async function isBehind(database: Database, webhook: string): Promise<boolean> {
  return database.read(async (session) => {
    const b = binder(session.dialect)
    const sql = `select 1 from webhook_places p, log_head h where p.webhook = ${b.mark(webhook, 'uuid')} and p.told_until < h.next_event - 1`
    return (await session.rows(sql, b.values)).length > 0
  })
}

/**
 * Writes the messages of what happened since the place, in the order of the log, and moves the place on, in one transaction: an event becomes one message, at
 * whichever hub and however often one of them is killed. Answers whether more is left to look through.
 */
export async function collect(database: Database, { id, events }: Sending, now: number): Promise<boolean> {
  return database.transact(async (session) => {
    const place = await placeHeld(session, id)
    if (place === undefined) return false
    const w = binder(session.dialect)
    const waits = `select count(*) from webhook_messages where webhook = ${w.mark(id, 'uuid')} and sending in ('waiting', 'failed')`
    const room = mostWaiting - Number((await session.rows(waits, w.values))[0]![0])
    if (room <= 0) return false
    const b = binder(session.dialect)
    const sql = `select e.seq, e.event, c.at, c.hash from events e join calls c on c.seq = e.call_seq where e.seq > ${b.mark(place, 'bigint')} order by e.seq limit ${portion}`
    const rows = await session.rows(sql, b.values)
    const wanted = rows.filter(([, event]) => wants(events, event as string)).slice(0, room)
    for (const [seq, event, at, hash] of wanted) await write(session, { webhook: id, seq: Number(seq), event: event as string, at: at as string, hash: hash as string }, now) // prettier-ignore
    const full = wanted.length === room
    const until = full ? Number(wanted.at(-1)![0]) : rows.length === 0 ? place : Number(rows.at(-1)![0])
    if (until > place) {
      const p = binder(session.dialect)
      const set = `update webhook_places set told_until = ${p.mark(until, 'bigint')}, rev = rev + 1 where webhook = ${p.mark(id, 'uuid')}`
      await session.run(set, p.values)
    }
    return rows.length === portion && !full
  })
}

interface Written {
  readonly webhook: string
  readonly seq: number
  readonly event: string
  readonly at: string
  /** Link of the call in the chain of the log. */
  readonly hash: string
}
/**
 * The link of the chain names the event for ever: after a restore, when numbers come again for other things, it is another one. An event that is told
 * again, because somebody wanted everything since a moment, is the message that it was.
 */
async function write(session: Session, { webhook, seq, event, at, hash }: Written, now: number): Promise<void> {
  const b = binder(session.dialect)
  const values = [
    b.mark(randomUUID(), 'uuid'),
    b.mark(webhook, 'uuid'),
    b.mark(seq, 'bigint'),
    b.mark(`evt_${sha256(`${hash}/${seq}`).slice(0, 32)}`, 'text'),
    b.mark(event, 'text'),
    b.mark(at, 'timestamptz'),
    `'waiting'`,
    '0',
    b.mark(iso(now), 'timestamptz'),
  ]
  await session.run(
    `insert into webhook_messages (id, webhook, event_seq, event_id, event, event_at, sending, attempts, made_at) values (${values.join(', ')})
      on conflict (webhook, event_seq) do update set sending = 'waiting', attempts = 0, next_at = null, ended_at = null, hub = null, rev = webhook_messages.rev + 1`,
    b.values,
    true,
  )
}

/** Nobody is trying it: it was left by nobody, by a hub that is gone, or by this one, whose word of it did not arrive. */
const freeFor = (b: Binder, hub: string, held: readonly string[]): string =>
  `(not ${b.isOneOf('m.id', held, 'uuid')} and (m.hub is null or m.hub = ${b.mark(hub, 'text')} or not exists (select 1 from hubs h where h.id = m.hub)))`
/** A hub that the others took for dead takes nothing: what it claimed would be anybody's. It is there again after its next sign of life. */
async function isThere(session: Session, hub: string): Promise<boolean> {
  const b = binder(session.dialect)
  return (await session.rows(`select 1 from hubs where id = ${b.mark(hub, 'text')}`, b.values)).length > 0
}

/**
 * Takes messages that are due, the oldest first, for this hub alone. In order: only the oldest of all that have not ended, so that an event is never told
 * before the one ahead of it was taken or given up.
 */
export async function claim(
  database: Database,
  webhook: Pick<Sending, 'id' | 'inOrder'>,
  hub: string,
  held: readonly string[],
  now: number,
): Promise<readonly Claimed[]> {
  // prettier-ignore
  return database.transact(async (session) => {
    if ((await placeHeld(session, webhook.id)) === undefined || !(await isThere(session, hub))) return []
    const open = (b: Binder): string => `m.webhook = ${b.mark(webhook.id, 'uuid')} and m.sending in ('waiting', 'failed')`
    const u = binder(session.dialect)
    const underWay = `select count(*) from webhook_messages m where ${open(u)} and not ${freeFor(u, hub, held)}`
    const room = (webhook.inOrder ? 1 : mostAtOnce) - Number((await session.rows(underWay, u.values))[0]![0])
    if (room <= 0) return []
    const b = binder(session.dialect)
    const due = `${open(b)} and (m.next_at is null or m.next_at <= ${b.mark(iso(now), 'timestamptz')}) and ${freeFor(b, hub, held)}`
    // A sample is nobody's turn: it neither waits nor holds anything up.
    const turn = webhook.inOrder
      ? `and (m.event_seq is null or m.event_seq = (select min(o.event_seq) from webhook_messages o where o.webhook = m.webhook and o.sending in ('waiting', 'failed')))` // prettier-ignore
      : ''
    const sql = `select m.id from webhook_messages m where ${due} ${turn} order by coalesce(m.event_seq, 0), m.made_at, m.id limit ${room}`
    const found = await session.rows(sql, b.values)
    if (found.length === 0) return []
    const c = binder(session.dialect)
    const values = `hub = ${c.mark(hub, 'text')}, last_at = ${c.mark(iso(now), 'timestamptz')}, attempts = attempts + 1, rev = rev + 1`
    const ids = found.map(([id]) => id as string)
    const taking = `update webhook_messages set ${values} where ${c.isOneOf('id', ids, 'uuid')}
      returning id, webhook, event_seq, event_id, event, event_at, attempts, made_at`
    const rows = await session.rows(taking, c.values)
    const taken = rows.map(([id, of, seq, eventId, event, eventAt, attempts, madeAt]) => ({
      id: id as string,
      webhook: of as string,
      eventSeq: seq === null ? null : Number(seq),
      eventId: eventId as string,
      event: event as string,
      eventAt: iso(Date.parse(eventAt as string)),
      attempts: Number(attempts),
      madeAt: iso(Date.parse(madeAt as string)),
    }))
    return taken.sort((one, other) => (one.eventSeq ?? 0) - (other.eventSeq ?? 0))
  })
}

/** Writes down what came of an attempt, unless the message is somebody else's by now. */
export async function ended(database: Database, { id, webhook, attempts }: Claimed, hub: string, what: Ended, now: number): Promise<void> {
  await database.transact(async (session) => {
    const b = binder(session.dialect)
    const set = [
      `sending = ${b.mark(what.sending, 'text')}`,
      `next_at = ${b.mark(what.nextAt === null ? null : iso(what.nextAt), 'timestamptz')}`,
      `ended_at = ${b.mark(what.sending === 'failed' ? null : iso(now), 'timestamptz')}`,
      `status = ${b.mark(what.status, 'bigint')}`,
      `fault = ${b.mark(what.fault, 'text')}`,
      `answer = ${b.mark(what.answer, 'text')}`,
      `took_ms = ${b.mark(what.tookMs, 'bigint')}`,
    ]
    const mine = `id = ${b.mark(id, 'uuid')} and hub = ${b.mark(hub, 'text')} and attempts = ${b.mark(attempts, 'bigint')}`
    const changed = await session.run(`update webhook_messages set ${set.join(', ')}, hub = null, rev = rev + 1 where ${mine}`, b.values)
    if (changed === 0 || what.sending !== 'delivered') return
    const p = binder(session.dialect)
    const sql = `update webhook_places set delivered_at = ${p.mark(iso(now), 'timestamptz')}, rev = rev + 1 where webhook = ${p.mark(webhook, 'uuid')}`
    await session.run(sql, p.values)
  })
}

/** Gives a message back untried: this hub cannot open the secret. Another one may. */
export async function givenBack(database: Database, { id, attempts }: Claimed, hub: string, nextAt: number): Promise<void> {
  const b = binder(database.dialect)
  const set = `hub = null, attempts = attempts - 1, next_at = ${b.mark(iso(nextAt), 'timestamptz')}, rev = rev + 1`
  const mine = `id = ${b.mark(id, 'uuid')} and hub = ${b.mark(hub, 'text')} and attempts = ${b.mark(attempts, 'bigint')}`
  await database.transact((session) => session.run(`update webhook_messages set ${set} where ${mine}`, b.values))
}

/** Takes a message away of which the owner may hear nothing, or that is of another legal entity: not even that it was there is told. */
export async function withheld(database: Database, { id }: Claimed, hub: string): Promise<void> {
  const b = binder(database.dialect)
  const sql = `delete from webhook_messages where id = ${b.mark(id, 'uuid')} and hub = ${b.mark(hub, 'text')}`
  await database.transact((session) => session.run(sql, b.values))
}

/** Whether the receiver has taken anything since a moment. */
export async function takenSince(database: Database, webhook: string, since: string): Promise<boolean> {
  const b = binder(database.dialect)
  const sql = `select 1 from webhook_places where webhook = ${b.mark(webhook, 'uuid')} and delivered_at >= ${b.mark(since, 'timestamptz')}`
  return (await database.read((session) => session.rows(sql, b.values))).length > 0
}

/** Nothing goes to a receiver that is no more. */
export async function giveUpAll(database: Database, webhook: string, now: number): Promise<void> {
  const b = binder(database.dialect)
  const sql = `update webhook_messages set sending = 'dead', ended_at = ${b.mark(iso(now), 'timestamptz')}, next_at = null, hub = null, rev = rev + 1
    where webhook = ${b.mark(webhook, 'uuid')} and sending in ('waiting', 'failed')`
  await database.transact((session) => session.run(sql, b.values))
}

/** Milliseconds of the real clock at which the next message is due; `undefined`: none waits. */
export async function nextDue(database: Database): Promise<number | undefined> {
  const sql = `select min(m.next_at) from webhook_messages m join webhooks w on w.id = m.webhook and w.state = 'active' where m.sending = 'failed' and m.hub is null`
  const [row] = await database.read((session) => session.rows(sql))
  return typeof row?.[0] === 'string' ? Date.parse(row[0]) : undefined
}

/** Removes messages that are kept no longer; the events stay in the log. */
export async function sweepMessages(database: Database, now: number): Promise<number> {
  const b = binder(database.dialect)
  const before = (days: number): string => b.mark(iso(now - days * 86_400_000), 'timestamptz')
  const sql = `delete from webhook_messages where (sending = 'delivered' and made_at < ${before(keptTaken)}) or (sending = 'dead' and made_at < ${before(keptDead)})`
  return database.transact((session) => session.run(sql, b.values))
}

/** What the log says of an event. `undefined`: there is no such event any more. */
export async function happened(database: Database, { eventSeq, eventId, event }: Claimed): Promise<Happened | undefined> {
  if (eventSeq === null) return undefined
  return database.read(async (session) => {
    const b = binder(session.dialect)
    const sql = `select e.about, c.at, e.call_seq from events e join calls c on c.seq = e.call_seq where e.seq = ${b.mark(eventSeq, 'bigint')}`
    const [row] = await session.rows(sql, b.values)
    if (!row) return undefined
    const about = JSON.parse(row[0] as string) as Record<string, string>
    const r = binder(session.dialect)
    const named = Object.values(about)
    const rows = named.length === 0 ? [] : await session.rows(
      `select record, row_id from changes where call_seq = ${r.mark(Number(row[2]), 'bigint')} and ${r.isOneOf('row_id', named, 'text')} order by seq`,
      r.values,
    ) // prettier-ignore
    return {
      eventId, event, sequence: eventSeq, at: row[1] as string, about, rows: rows.map(([record, id]) => ({ record: record as string, id: id as string })),
    } // prettier-ignore
  })
}
