import type pg from 'pg'
import type { Happening } from '../../core/kernel/manifest.ts'
import type { Database } from './connect.ts'
import { channel } from './log.ts'
import { binder, type Session } from './session.ts'

export type Listener = (happening: Happening) => void
export interface LogWatch {
  watch(listener: Listener): () => void
  /** This process committed something, from this call on. */
  wake(call?: number): void
  close(): Promise<void>
}

/** Milliseconds between two looks at whether another process wrote to the SQLite file, and before a lost connection is made anew. */
const lookEvery = 1000
/** Calls read at once. */
const portion = 500

/** How far the log was told. */
interface Told {
  call: number
  change: number
  event: number
}

async function endOfLog(session: Session): Promise<Told> {
  const [row] = await session.rows('select next_call, next_change, next_event from log_head')
  return { call: Number(row![0]) - 1, change: Number(row![1]) - 1, event: Number(row![2]) - 1 }
}
/** Where a call stands in the log. It may be far back, so its changes are found by bisecting their numbers, which rise with those of the calls. */
async function placeBefore(session: Session, call: number, end: Told): Promise<Told> {
  const before = async (table: 'changes' | 'events', last: number): Promise<number> => {
    let [low, high] = [0, last]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      const b = binder(session.dialect)
      const [row] = await session.rows(`select call_seq from ${table} where seq = ${b.mark(middle, 'bigint')}`, b.values)
      if (Number(row![0]) <= call) low = middle
      else high = middle - 1
    }
    return low
  }
  return call >= end.call ? end : { call, change: await before('changes', end.change), event: await before('events', end.event) }
}

async function happeningsAfter(session: Session, told: Told): Promise<{ happenings: Happening[]; told: Told }> {
  const first = binder(session.dialect)
  const calls = await session.rows(
    `select seq, operation from calls where seq > ${first.mark(told.call, 'bigint')} order by seq limit ${portion}`,
    first.values,
  )
  if (calls.length === 0) return { happenings: [], told }
  const last = Number(calls.at(-1)![0])
  const after = async (what: string, table: string, seq: number, tail: string): Promise<readonly (readonly unknown[])[]> => {
    const b = binder(session.dialect)
    return session.rows(
      `select ${what} from ${table} where seq > ${b.mark(seq, 'bigint')} and call_seq <= ${b.mark(last, 'bigint')} ${tail}`,
      b.values,
    )
  }
  const events = await after('call_seq, seq, event, about', 'events', told.event, 'order by seq')
  const records = await after('call_seq, max(seq), record', 'changes', told.change, 'group by call_seq, record')
  const bySeq = new Map(
    calls.map(([seq, operation]) => [
      Number(seq),
      { seq: Number(seq), operation: operation as string, records: [] as string[], events: [] as Happening['events'][number][] },
    ]),
  )
  const now = { call: last, change: told.change, event: told.event }
  for (const [call, seq, record] of records) {
    now.change = Math.max(now.change, Number(seq))
    bySeq.get(Number(call))!.records.push(record as string)
  }
  for (const [call, seq, event, about] of events) {
    now.event = Math.max(now.event, Number(seq))
    bySeq.get(Number(call))!.events.push({ event: event as string, about: JSON.parse(about as string) as Record<string, string> })
  }
  for (const happening of bySeq.values()) happening.records.sort()
  return { happenings: [...bySeq.values()], told: now }
}

/** What was committed after a call, oldest first, at most 500 of them: for who comes back after a while. */
export async function happeningsSince(database: Database, call: number): Promise<Happening[]> {
  return database.read(async (session) => {
    const place = await placeBefore(session, call, await endOfLog(session))
    return (await happeningsAfter(session, place)).happenings
  })
}

/** One listener's mistake does not keep the others from hearing. */
function tell(listener: Listener, happening: Happening): void {
  try {
    listener(happening)
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error))
  }
}

/** Follows the log while somebody listens: by number, so that nothing is missed, told twice or told out of order. */
export function watchLog(database: Database): LogWatch {
  const listeners = new Set<Listener>()
  let told: Told | undefined
  /** The first call that this process committed while the end of the log was still being looked up. */
  let ownFirst = Infinity
  let reading: Promise<void> | undefined
  let again = false
  let stopHearing: (() => Promise<void>) | undefined

  const begin = (): Promise<void> =>
    database.read(async (session) => {
      const end = await endOfLog(session)
      told = await placeBefore(session, Math.min(end.call, ownFirst - 1), end)
    })
  const catchUp = async (): Promise<void> => {
    if (told === undefined) await begin()
    do {
      again = false
      const fresh = await database.read((session) => happeningsAfter(session, told!))
      told = fresh.told
      for (const happening of fresh.happenings) for (const listener of listeners) tell(listener, happening)
      if (fresh.happenings.length === portion) again = true
    } while (again && listeners.size > 0)
  }
  const wake = (call?: number): void => {
    if (listeners.size === 0) return
    if (told === undefined && call !== undefined) ownFirst = Math.min(ownFirst, call)
    again = true
    if (reading) return
    // What cannot be read now is read at the next commit or look.
    reading = catchUp()
      .catch(() => undefined)
      .finally(() => {
        reading = undefined
        if (again && listeners.size > 0 && told !== undefined) wake()
      })
  }
  const stop = async (): Promise<void> => {
    const hearing = stopHearing
    stopHearing = undefined
    await hearing?.()
    await reading
    if (listeners.size === 0) {
      told = undefined
      ownFirst = Infinity
    }
  }

  return {
    wake,
    watch: (listener) => {
      listeners.add(listener)
      if (!stopHearing) {
        const woken = (): void => wake()
        stopHearing = database.dialect === 'postgres' ? hearPostgres(database, woken) : lookAtFile(database, woken)
        wake()
      }
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) void stop()
      }
    },
    close: async () => {
      listeners.clear()
      await stop()
    },
  }
}

/** Other processes' commits: PostgreSQL tells. A lost connection is made again, and then everything missed is read. */
function hearPostgres(database: Database, wake: () => void): () => Promise<void> {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const start = async (): Promise<void> => {
    const fresh = database.listener()
    client = fresh
    const lost = (): void => {
      if (client !== fresh) return
      client = undefined
      fresh.end().catch(() => undefined)
      if (!stopped) timer = setTimeout(() => void start(), lookEvery).unref()
    }
    fresh.on('error', lost)
    fresh.on('end', lost)
    fresh.on('notification', wake)
    try {
      await fresh.connect()
      await fresh.query(`listen ${channel}`)
      wake()
    } catch {
      lost()
    }
  }
  const started = start()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await started
    const last = client
    client = undefined
    await last?.end().catch(() => undefined)
  }
}

/** Other processes' commits: SQLite counts them. */
function lookAtFile(database: Database, wake: () => void): () => Promise<void> {
  let version: unknown
  const look = (): Promise<void> =>
    database
      .read(async (session) => (await session.rows('pragma data_version'))[0]![0])
      .then((now) => {
        // Also the first time: what was committed until then is read now, what comes after changes the number.
        if (now !== version) wake()
        version = now
      })
      .catch(() => undefined)
  const first = look()
  const timer = setInterval(() => void look(), lookEvery).unref()
  return async () => {
    clearInterval(timer)
    await first
  }
}
