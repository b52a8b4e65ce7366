import { AsyncResource } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Session } from './storage/session.ts'
import type { Joinable } from './transactions.ts'

/** What is counted, and how whoever fails too often waits: a second, doubling. */
export interface Limit {
  /** Kept as a fingerprint alone. */
  readonly key: string
  /** Failures before anybody has to wait. */
  readonly free: number
  /** Seconds of the longest wait. */
  readonly longest: number
  /** Seconds after which one failure is forgiven; without it all of them are after a day. */
  readonly forgives?: number
  /** It does not hold where this succeeded in the last month: strangers keep nobody from where they are at home. */
  readonly unless?: string
}
export interface Attempt {
  /** Above nothing: it does not count, and nothing is to be looked at. */
  readonly waitSeconds: number
  failed(): void
  /** It was none: nothing was guessed. */
  undone(): void
  /** Takes the failures of the first limit away, and remembers `home` where one is given. */
  succeeded(home?: string): void
}
/**
 * Attempts that failed, counted in the database: several hubs count together, and a restart forgets nothing. Each attempt counts in this process from its beginning,
 * so attempts side by side do not slip through; it is written down once it has failed, by a call of its own, since the one that fails is rolled back.
 */
export interface Attempts {
  begin(limits: readonly [Limit, ...Limit[]]): Promise<Attempt>
  /** What is being written is written. */
  settled(): Promise<void>
  /** Removes what is too old to count. */
  sweep(): Promise<number>
}

const day = 86_400_000
const month = 30 * day
/** Keys with an attempt under way, or with one that could not be written down. */
const most = 10_000

interface Counted {
  readonly failures: number
  /** Milliseconds since 1970. */
  readonly last: number
}

export function openAttempts(database: Joinable, clock: () => number): Attempts {
  /** Of attempts under way here, and of failures that are not written yet. */
  const under = new Map<string, number>()
  const writing = new Set<Promise<unknown>>()
  const raised = (print: string, by: 1 | -1): void => {
    const next = (under.get(print) ?? 0) + by
    under.delete(print)
    if (next > 0) under.set(print, next)
    if (under.size > most) under.delete(under.keys().next().value!)
  }
  const reading = <T>(body: (session: Session) => Promise<T>): Promise<T> => {
    const open = database.opened()
    return open ? body(open) : database.read(body)
  }
  // Outside of the call that is open, which is rolled back when it is refused.
  const write = AsyncResource.bind((statements: readonly string[], done: () => void) => {
    const written = database
      .transact(async (session) => {
        for (const sql of statements) await session.run(sql)
      })
      // Not written, it still counts in this process.
      .then(done, () => undefined)
      .finally(() => writing.delete(written))
    writing.add(written)
  })

  async function begin(limits: readonly [Limit, ...Limit[]]): Promise<Attempt> {
    const prints = limits.map(({ key }) => printOf(key))
    const homes = limits.flatMap(({ unless }) => (unless === undefined ? [] : [printOf(unless)]))
    const kept = await reading((session) => countedIn(session, [...prints, ...homes]))
    const now = clock()
    const atHome = ({ unless }: Limit): boolean => {
      const found = unless === undefined ? undefined : kept.get(printOf(unless))
      return found !== undefined && now - found.last < month
    }
    const holding = limits.map((limit, i) => ({ limit, print: prints[i]! })).filter(({ limit }) => !atHome(limit))
    const waits = holding.map(({ limit, print }) => waitOf(limit, kept.get(print), under.get(print) ?? 0, now))
    const waitSeconds = Math.max(...waits)
    if (waitSeconds > 0) return { waitSeconds, failed: nothing, undone: nothing, succeeded: nothing }
    for (const print of prints) raised(print, 1)
    const over = (): void => prints.forEach((print) => raised(print, -1))
    return {
      waitSeconds: 0,
      failed: () => write(limits.map((limit, i) => oneMore(limit, prints[i]!, now)), over), // prettier-ignore
      undone: over,
      succeeded: (home) => {
        over()
        const found = home === undefined ? undefined : kept.get(printOf(home))
        const statements = [
          ...((kept.get(prints[0]!)?.failures ?? 0) > 0 ? [`delete from failed_attempts where key = '${prints[0]}'`] : []),
          ...(home === undefined || (found && now - found.last < day) ? [] : [atHomeNow(printOf(home), now)]),
        ]
        if (statements.length > 0) write(statements, nothing)
      },
    }
  }
  return {
    begin,
    settled: async () => void (await Promise.all(writing)),
    sweep: () => {
      const now = Math.floor(clock())
      const sql = `delete from failed_attempts where last_ms < ${now - month} or (failures > 0 and last_ms < ${now - day})`
      return database.transact((session) => session.run(sql))
    },
  }
}

/** An address as one place: whoever has an address of IPv6 has all of its network's (RFC 4291, 64 bits). */
export function placeOf(address: string): string {
  const [bare = ''] = address.split('%')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1]
  if (mapped !== undefined || !isIPv6(bare)) return mapped ?? bare
  const [head = '', tail] = bare.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const whole = tail === undefined ? groups : [...groups, ...Array.from({ length: 8 - groups.length - after.length }, () => '0'), ...after]
  return whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

const nothing = (): void => undefined
const printOf = (key: string): string => createHash('sha256').update(`harmony-attempts/1\n${key}`).digest('hex')

function waitOf({ free, longest, forgives }: Limit, kept: Counted | undefined, under: number, now: number): number {
  const idle = kept ? Math.max(0, now - kept.last) : 0
  const old = !kept || idle >= day
  const forgiven = forgives === undefined ? 0 : Math.floor(idle / 1000 / forgives)
  const failures = (old ? 0 : Math.max(0, kept.failures - forgiven)) + under
  if (failures < free) return 0
  const seconds = Math.min(longest, 2 ** (failures - free))
  // With one under way the waiting begins now.
  return Math.max(0, Math.ceil(seconds - (under > 0 ? 0 : idle / 1000)))
}

async function countedIn(session: Session, prints: readonly string[]): Promise<Map<string, Counted>> {
  const list = prints.map((print) => `'${print}'`).join(', ')
  const rows = await session.rows(`select key, failures, last_ms from failed_attempts where key in (${list})`)
  return new Map(rows.map(([key, failures, last]) => [key as string, { failures: Number(failures), last: Number(last) }]))
}

/** One statement on both databases: several hubs count at once. Fingerprints and whole numbers, so nothing needs to be bound. */
function oneMore({ forgives }: Limit, print: string, at: number): string {
  const now = Math.floor(at)
  const left =
    forgives === undefined
      ? 'failed_attempts.failures'
      : `failed_attempts.failures - (${now} - failed_attempts.last_ms) / ${forgives * 1000}`
  return `insert into failed_attempts (key, failures, last_ms) values ('${print}', 1, ${now}) on conflict (key) do update set
    failures = case when failed_attempts.last_ms <= ${now - day} or ${left} < 0 then 1 else ${left} + 1 end, last_ms = ${now}`
}
const atHomeNow = (print: string, at: number): string =>
  `insert into failed_attempts (key, failures, last_ms) values ('${print}', 0, ${Math.floor(at)}) on conflict (key) do update set last_ms = ${Math.floor(at)}`
