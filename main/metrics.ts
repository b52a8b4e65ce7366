import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Harmony } from './compose.ts'
import type { RunFact, Schedule } from './schedule/schedule.ts'
import { decisions } from './storage/deciding.ts'

/** What the door tells of a request. `operation`: its name, or that of the route; never what was asked. */
export interface RequestFact {
  readonly operation: string
  readonly status: number
  readonly seconds: number
  /** A stream stays open as long as a person looks: how long says nothing. */
  readonly stream: boolean
}
export interface Metrics {
  request(fact: RequestFact): void
  run(fact: RunFact): void
  /** The hub's schedule, once there is one. */
  follow(schedule: Schedule): void
  /** In the text form of Prometheus. */
  text(): Promise<string>
  readonly contentType: string
}

/** Seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10, 60]
/** Milliseconds since a device was last in step, and what that is called. */
const lags = [[3_600_000, 'hour'], [86_400_000, 'day'], [7 * 86_400_000, 'week']] as const // prettier-ignore
/** Milliseconds that a look into the database may be old: several scrapers make it no busier. */
const keptFor = 10_000

/**
 * Figures of the running hub, in a registry of its own. Labels are names of operations, entries and states: nothing that a customer is called by ever
 * stands in one, and their number is bounded by the program.
 */
export function openMetrics(harmony: Harmony, clock: () => number = Date.now): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'harmony_requests_total',
    help: 'Requests answered.',
    labelNames: ['operation', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: 'harmony_request_seconds',
    help: 'Seconds until a request was answered.',
    labelNames: ['operation'],
    buckets,
    registers,
  })
  const runs = new Counter({
    name: 'harmony_schedule_runs_total',
    help: 'Scheduled runs that ended.',
    labelNames: ['entry', 'outcome'],
    registers,
  })
  const late = new Gauge({
    name: 'harmony_schedule_late_seconds',
    help: 'Seconds between the time at which the last run was due and its beginning.',
    labelNames: ['entry'],
    registers,
  })
  const took = new Gauge({
    name: 'harmony_schedule_took_seconds',
    help: 'Seconds that the last run took.',
    labelNames: ['entry'],
    registers,
  })
  const info = new Gauge({ name: 'harmony_info', help: 'Version and kind of database.', labelNames: ['version', 'database'], registers })
  info.set({ version: harmony.version, database: harmony.database.dialect }, 1)
  let schedule: Schedule | undefined
  ofTheProcess(registry, harmony, () => schedule)
  ofTheDatabase(registry, harmony, clock)
  return {
    request: ({ operation, status, seconds: much, stream }) => {
      requests.inc({ operation, status: String(status) })
      if (!stream) seconds.observe({ operation }, much)
    },
    run: ({ entry, outcome, late: behind, took: much }) => {
      runs.inc({ entry, outcome })
      late.set({ entry }, behind / 1000)
      took.set({ entry }, much / 1000)
    },
    follow: (one) => void (schedule = one),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

function ofTheProcess(registry: Registry, harmony: Harmony, schedule: () => Schedule | undefined): void {
  const registers = [registry]
  new Counter({
    name: 'harmony_transactions_total', help: 'Transactions of commands that were decided.', registers,
    collect() { this.reset(); this.inc(decisions.decided) },
  }) // prettier-ignore
  new Counter({
    name: 'harmony_transactions_retried_total', help: 'Transactions decided again after a lost race.', registers,
    collect() { this.reset(); this.inc(decisions.again) },
  }) // prettier-ignore
  if (harmony.database.pool)
    new Gauge({
      name: 'harmony_database_connections', help: 'Connections of the pool, and who waits for one.', labelNames: ['state'], registers,
      collect() {
        const { open, busy, waiting } = harmony.database.pool!()
        this.set({ state: 'idle' }, open - busy)
        this.set({ state: 'busy' }, busy)
        this.set({ state: 'waiting' }, waiting)
      },
    }) // prettier-ignore
  new Gauge({
    name: 'harmony_hubs', help: 'Hubs on this database, by version.', labelNames: ['version'], registers,
    collect() {
      this.reset()
      for (const [version, count] of schedule()?.hubs() ?? []) this.set({ version }, count)
    },
  }) // prettier-ignore
  new Gauge({
    name: 'harmony_schedule_alive', help: '1 while this hub carries out what the clock calls.', registers,
    collect() { this.set(schedule()?.alive() ? 1 : 0) },
  }) // prettier-ignore
}

interface Looked {
  readonly devices: ReadonlyMap<string, number>
  readonly field: Field | undefined
  readonly books: { readonly ok: boolean; readonly at: number } | undefined
  readonly backup: number | undefined
  readonly openRuns: number
}
/** How the field stands, as devices said when they last called. */
interface Field {
  readonly inStep: number
  readonly unsent: number
  readonly oldest: number | undefined
  readonly waiting: number
  readonly putAside: number
}
const nothing: Looked = { devices: new Map(), field: undefined, books: undefined, backup: undefined, openRuns: 0 }

function ofTheDatabase(registry: Registry, harmony: Harmony, clock: () => number): void {
  const registers = [registry]
  let at = -Infinity
  let last: Promise<Looked> = Promise.resolve(nothing)
  // A database that does not answer is no reason to hide the other figures.
  const looked = (): Promise<Looked> => {
    const now = performance.now()
    if (now - at > keptFor) {
      at = now
      last = look(harmony, clock()).catch(() => nothing)
    }
    return last
  }
  new Gauge({
    name: 'harmony_devices', help: 'Devices in the field, by how long ago they were last found in step.', labelNames: ['since'], registers,
    async collect() {
      this.reset()
      for (const [since, count] of (await looked()).devices) this.set({ since }, count)
    },
  }) // prettier-ignore
  const ofTheField = (name: string, help: string, of: (field: Field) => number): void =>
    void new Gauge({
      name, help, registers,
      async collect() {
        const { field } = await looked()
        if (field === undefined) this.remove()
        else this.set(of(field))
      },
    }) // prettier-ignore
  ofTheField('harmony_devices_in_step', 'Devices that hold exactly what the hub holds for them, as they last said.', ({ inStep }) => inStep)
  ofTheField('harmony_field_unsent', 'What was captured in the field and not sent, as devices last said.', ({ unsent }) => unsent)
  ofTheField('harmony_field_waiting', 'What came from the field and waits for a person.', ({ waiting }) => waiting)
  ofTheField('harmony_field_put_aside', 'Messages of devices that were put aside unread: reported lost, or not what they claim.', ({ putAside }) => putAside) // prettier-ignore
  new Gauge({
    name: 'harmony_books', help: 'The light of the books: 1 for what the last audit found.', labelNames: ['light'], registers,
    async collect() {
      const { books } = await looked()
      const light = books === undefined ? 'unknown' : books.ok ? 'green' : 'red'
      for (const one of ['green', 'red', 'unknown']) this.set({ light: one }, one === light ? 1 : 0)
    },
  }) // prettier-ignore
  const since = (name: string, help: string, of: (facts: Looked) => number | undefined): void =>
    void new Gauge({
      name, help, registers,
      async collect() {
        const found = of(await looked())
        if (found === undefined) this.remove()
        else this.set(Math.max(0, (clock() - found) / 1000))
      },
    }) // prettier-ignore
  since('harmony_books_age_seconds', 'Seconds since the last audit.', ({ books }) => books?.at)
  since('harmony_field_unsent_age_seconds', 'Seconds since the oldest was captured that is not sent.', ({ field }) => field?.oldest)
  since('harmony_backup_age_seconds', 'Seconds since the last backup that was verified and is still there.', ({ backup }) => backup)
  new Gauge({
    name: 'harmony_schedule_open_runs', help: 'Scheduled runs that began and have not ended, at all hubs.', registers,
    async collect() { this.set((await looked()).openRuns) },
  }) // prettier-ignore
}

const look = ({ database }: Harmony, now: number): Promise<Looked> =>
  database.read(async (session) => {
    const iso = (column: string): string =>
      session.dialect === 'postgres' ? `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : column
    const seen = await session.rows(
      `select case when s.in_step then 1 else 0 end, ${iso('s.sealed_at')} from devices d left join
         (select device, sealed_at, (sealed_seq is not null and unsent = 0 and sealed_seq = since) as in_step from device_seen) s on s.device = d.id where d.state = 'active'`,
    )
    const devices = new Map<string, number>([...lags.map(([, name]) => [name, 0] as [string, number]), ['longer', 0], ['never', 0]])
    for (const [, sealedAt] of seen) {
      const age = now - Date.parse(sealedAt as string)
      const name = sealedAt === null ? 'never' : (lags.find(([most]) => age <= most)?.[1] ?? 'longer')
      devices.set(name, devices.get(name)! + 1)
    }
    // What a suspended device still has, it still delivers.
    const [unsent] = await session.rows(
      `select sum(s.unsent), ${iso('min(case when s.unsent > 0 then s.oldest end)')} from device_seen s join devices d on d.id = s.device where d.state in ('active', 'suspended')`,
    )
    const [waiting] = await session.rows(
      `select (select count(*) from attentions where kind = 'decide' and state <> 'resolved'), (select count(*) from sync_quarantine)`,
    )
    const oldest = Date.parse(String(unsent?.[1] ?? ''))
    const [audit] = await session.rows(`select ok, ${iso('at')} from audits order by at desc, id desc limit 1`)
    const [backup] = await session.rows(`select ${iso('max(taken_at)')} from backups where verified_at is not null and removed_at is null`)
    const [open] = await session.rows('select count(*) from scheduled_runs where ended_at is null')
    const backedUp = Date.parse(String(backup?.[0] ?? ''))
    return {
      devices,
      field: {
        inStep: seen.filter(([inStep]) => Number(inStep) === 1).length,
        unsent: Number(unsent?.[0] ?? 0),
        oldest: Number.isNaN(oldest) ? undefined : oldest,
        waiting: Number(waiting![0]),
        putAside: Number(waiting![1]),
      },
      books: audit && { ok: audit[0] === 't' || audit[0] === 1n, at: Date.parse(audit[1] as string) },
      backup: Number.isNaN(backedUp) ? undefined : backedUp,
      openRuns: Number(open![0]),
    }
  })
