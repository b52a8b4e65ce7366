import { randomUUID } from 'node:crypto'
import type { Outcome } from '../../core/kernel/operation.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import type { Harmony } from '../compose.ts'
import { readSettings } from '../settings.ts'
import { entries as usual, type Entry } from './entries.ts'
import { openRoster, type Roster, type Run, type RunOutcome } from './roster.ts'

export interface ScheduleLog {
  info(facts: object, what: string): void
  warn(facts: object, what: string): void
  error(facts: object, what: string): void
}
export interface ScheduleOptions {
  readonly log: ScheduleLog
  readonly entries?: readonly Entry[]
  /** Milliseconds of the real clock. */
  readonly clock?: () => number
  /** Milliseconds between two looks at what is due. */
  readonly lookEvery?: number
  /** Milliseconds between two signs of life, and until another hub that gives none counts as dead. */
  readonly beatEvery?: number
  readonly deadAfter?: number
  readonly monotonic?: () => number
  /** Told what came of each run. */
  readonly observe?: (fact: RunFact) => void
}
export interface RunFact {
  readonly entry: string
  readonly outcome: RunOutcome | 'stopped'
  /** Milliseconds between the time at which it was due and that at which it began. */
  readonly late: number
  readonly took: number
}
export interface Schedule {
  /** Looks once, and waits for what was due. */
  look(): Promise<void>
  /** Gives one sign of life, looks at the other hubs, and takes over what a dead one left. */
  beat(): Promise<void>
  /** Whether it still gives signs of life. */
  alive(): boolean
  /** Hubs on this database, by version. */
  hubs(): ReadonlyMap<string, number>
  /** Which of them this one is; nothing before the others know it: they would take what it claims for a dead one’s. */
  hub(): string | undefined
  /** Waits for what is under way, at its next safe point. */
  stop(): Promise<void>
}

const minute = 60_000
const day = 24 * 60 * minute
/** A file has hardly ever a second hub, and a laptop's disk may sleep. */
const usualBeat = { postgres: 10_000, sqlite: minute } as const
/** Attempts at one run; then it is given up, and said so. */
const mostTries = 5

/** When an entry is due next after it last began. */
export function nextDue(when: Entry['when'], last: number | undefined, now: number): number {
  if (when === 'start') return now
  if ('every' in when) return last === undefined ? now : last + when.every * minute
  const [hours = '0', minutes = '0'] = when.at.split(':')
  const today = now - (now % day) + (Number(hours) * 60 + Number(minutes)) * minute
  // The latest time that has come; one that was missed while nobody ran is made up for.
  const latest = today <= now ? today : today - day
  return last !== undefined && last >= latest ? latest + day : latest
}

/**
 * Starts what the clock calls. Several hubs on one database claim an entry by writing when they began it: one of them succeeds. A run stays open until it
 * ended; of a hub that died meanwhile another one takes it over, under the same call ids, so that what was done already is not done again.
 */
export function startSchedule(harmony: Harmony, options: ScheduleOptions): Schedule {
  const { log, clock = Date.now, lookEvery = minute, beatEvery = usualBeat[harmony.database.dialect], observe = () => undefined } = options
  const entries = (options.entries ?? usual).filter((entry) => isKnown(entry, harmony))
  const roster = openRoster(harmony.database, {
    version: harmony.version,
    ...(options.deadAfter === undefined ? {} : { deadAfter: options.deadAfter }),
    ...(options.monotonic === undefined ? {} : { monotonic: options.monotonic }),
  })
  const underWay = new Set<Promise<void>>()
  const started = new Set<string>()
  const world: World = { harmony, log, roster, clock, observe, stopped: () => stopped }
  let stopped = false
  let beatAt = performance.now()

  const look = async (): Promise<void> => {
    await first
    // Nothing is claimed by a hub that the others do not know: they would take it for a dead one's.
    if (stopped || roster.present().size === 0) return
    for (const run of await roster.open()) {
      const entry = entries.find(({ name }) => name === run.entry)
      // Another release's entry is that release's.
      if (entry && !stopped) await carryOut(entry, run, world)
    }
    for (const entry of entries) {
      if (stopped) return
      try {
        if (entry.when === 'start') {
          if (!started.has(entry.name)) await carryOut(entry, (started.add(entry.name), undefined), world)
        } else {
          const run = await claimed(entry, world)
          if (run) await carryOut(entry, run, world)
        }
      } catch (error) {
        // The next look tries again; the rest of the schedule goes on.
        log.error({ err: error, entry: entry.name }, 'scheduled work broke')
      }
    }
  }
  const beat = async (): Promise<void> => {
    try {
      const heir = await roster.beat()
      beatAt = performance.now()
      if (!heir || stopped) return
      log.warn({ hub: roster.id }, 'another hub died: this one goes on with what it left')
      // Long work that the dead one was in the middle of goes on as it would after a restart.
      started.clear()
      void begin()
    } catch (error) {
      log.warn({ err: error }, 'no sign of life could be given')
    }
  }
  const first = beat()
  // A look that takes long is not overtaken by the next one.
  const begin = (): Promise<void> => {
    if (underWay.size > 0) return Promise.resolve()
    const looking = look()
      .catch((error: unknown) => log.error({ err: error }, 'the schedule could not be looked at'))
      .finally(() => underWay.delete(looking))
    underWay.add(looking)
    return looking
  }
  void begin()
  const timers = [setInterval(() => void begin(), lookEvery), setInterval(() => void beat(), beatEvery)]
  for (const timer of timers) timer.unref()
  return {
    look: async () => {
      await Promise.all(underWay)
      await begin()
    },
    beat,
    alive: () => !stopped && performance.now() - beatAt < Math.max(3 * beatEvery, minute),
    hubs: () => roster.present(),
    hub: () => (stopped || roster.present().size === 0 ? undefined : roster.id),
    stop: async () => {
      stopped = true
      for (const timer of timers) clearInterval(timer)
      await Promise.all(underWay)
      await roster.leave().catch((error: unknown) => log.warn({ err: error }, 'the others were not told that this hub ended'))
    },
  }
}

interface World {
  readonly harmony: Harmony
  readonly log: ScheduleLog
  readonly roster: Roster
  readonly clock: () => number
  readonly observe: (fact: RunFact) => void
  readonly stopped: () => boolean
}

/** Writes down that an entry begins; nothing where it is not due or another hub was faster. */
async function claimed(entry: Entry, { harmony, roster, clock }: World): Promise<Run | undefined> {
  const now = clock()
  const before = (await readSettings(harmony.database)).get(`schedule.${entry.name}`)
  const last = before === undefined ? undefined : Number(before)
  const due = nextDue(entry.when, last, now)
  return now < due ? undefined : roster.claim(entry.name, due, before, now)
}

/** Does it, and writes down what came of it. What broke or was stopped stays open. */
async function carryOut(entry: Entry, run: Run | undefined, world: World): Promise<void> {
  const { log, roster, clock, observe } = world
  const began = clock()
  const late = run ? Math.max(0, began - Date.parse(run.due)) : 0
  log.info({ entry: entry.name, ...(run ? { due: run.due, tries: run.tries } : {}) }, 'scheduled work begins')
  let outcome: RunFact['outcome'] = 'broken'
  try {
    outcome = await perform(entry, run, world)
  } catch (error) {
    log.error({ err: error, entry: entry.name, tries: run?.tries }, 'scheduled work broke')
  }
  observe({ entry: entry.name, outcome, late, took: clock() - began })
  if (!run || outcome === 'stopped' || (outcome === 'broken' && run.tries < mostTries)) return
  if (outcome === 'broken') log.error({ entry: entry.name, due: run.due, tries: run.tries }, 'scheduled work is given up')
  await roster.ended(run, outcome, clock())
}

async function perform({ name, does }: Entry, run: Run | undefined, { harmony, log, stopped }: World): Promise<RunFact['outcome']> {
  let outcome: RunFact['outcome'] = 'done'
  // The same run has the same ids at whatever hub carries it out, so that what one has committed the other only reads.
  const call = async (operation: string, input: Wire, part = ''): Promise<Outcome> => {
    const id = run ? `schedule:${name}:${run.due}${part}` : randomUUID()
    const answer = await harmony.run({ id, operation, input, caller: harmony.scheduler }, { stopped })
    if (!answer.ok) {
      outcome = answer.refusal.refused === 'job.stopped' ? 'stopped' : 'refused'
      log.warn({ operation, refused: answer.refusal.refused }, 'scheduled work refused')
    }
    return answer
  }
  if (does === 'sweepSessions') await harmony.sweepSessions()
  else if (does === 'sweepDevices') await harmony.hub?.sweep()
  else if (does === 'sweepWebhooks') await harmony.webhooks?.sweep()
  else if (does === 'anchor') await harmony.anchor()
  else if (does === 'backUp') await harmony.backUp()
  else if (!('each' in does)) await call(does.operation, does.input)
  else {
    const found = await call(does.each.list, does.each.input)
    const rows = found.ok ? (found.result as { readonly rows: readonly Readonly<Record<string, Wire>>[] }).rows : []
    for (const row of rows) {
      if (stopped()) return 'stopped'
      const key = row[does.each.key]!
      // A key may be a file: its name in the run is what it says of itself.
      await call(does.operation, { ...does.with, [does.as]: key }, `:${typeof key === 'string' ? key : JSON.stringify(key)}`)
    }
  }
  return outcome
}

/** An entry of a module that this build does not have is no entry. */
const isKnown = ({ does }: Entry, harmony: Harmony): boolean =>
  typeof does === 'string' || (harmony.operations.has(does.operation) && (!('each' in does) || harmony.operations.has(does.each.list)))
