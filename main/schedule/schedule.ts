import { randomUUID } from 'node:crypto'
import type { Outcome } from '../../core/kernel/operation.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import type { Harmony } from '../compose.ts'
import { readSettings, replaceSetting } from '../settings.ts'
import { entries as usual, type Entry } from './entries.ts'

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
}
export interface Schedule {
  /** Looks once, and waits for what was due. */
  look(): Promise<void>
  /** Waits for what is under way, at its next safe point. */
  stop(): Promise<void>
}

const minute = 60_000
const day = 24 * 60 * minute

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

/** Starts what the clock calls. Several hubs on one database claim an entry by writing when they began it: one of them succeeds. */
export function startSchedule(harmony: Harmony, options: ScheduleOptions): Schedule {
  const { log, clock = Date.now, lookEvery = minute } = options
  const entries = (options.entries ?? usual).filter((entry) => isKnown(entry, harmony))
  const underWay = new Set<Promise<void>>()
  const started = new Set<string>()
  let stopped = false

  const claim = async (entry: Entry): Promise<boolean> => {
    if (entry.when === 'start') return !started.has(entry.name) && Boolean(started.add(entry.name))
    return claimed(harmony, entry, clock())
  }
  const look = async (): Promise<void> => {
    for (const entry of entries) {
      if (stopped) return
      try {
        if (await claim(entry)) await perform(entry, { harmony, log, stopped: () => stopped })
      } catch (error) {
        // The next look tries again; the rest of the schedule goes on.
        log.error({ err: error, entry: entry.name }, 'scheduled work broke')
      }
    }
  }
  // A look that takes long is not overtaken by the next one.
  const begin = (): Promise<void> => {
    if (underWay.size > 0) return Promise.resolve()
    const looking = look().finally(() => underWay.delete(looking))
    underWay.add(looking)
    return looking
  }
  void begin()
  const timer = setInterval(() => void begin(), lookEvery)
  timer.unref()
  return {
    look: async () => {
      await Promise.all(underWay)
      await begin()
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await Promise.all(underWay)
    },
  }
}

/** Writes down that an entry begins; `false` where it is not due or another hub was faster. */
async function claimed(harmony: Harmony, entry: Entry, now: number): Promise<boolean> {
  const key = `schedule.${entry.name}` as const
  const before = (await readSettings(harmony.database)).get(key)
  const last = before === undefined ? undefined : Number(before)
  if (now < nextDue(entry.when, last, now)) return false
  return replaceSetting(harmony.database, key, before, String(now))
}

interface Performing {
  readonly harmony: Harmony
  readonly log: ScheduleLog
  readonly stopped: () => boolean
}
async function perform({ name, does }: Entry, { harmony, log, stopped }: Performing): Promise<void> {
  const call = async (operation: string, input: Wire): Promise<Outcome> => {
    const outcome = await harmony.run({ id: randomUUID(), operation, input, caller: harmony.scheduler }, { stopped })
    if (!outcome.ok) log.warn({ operation, refused: outcome.refusal.refused }, 'scheduled work refused')
    return outcome
  }
  log.info({ entry: name }, 'scheduled work begins')
  if (does === 'sweepSessions') await harmony.sweepSessions()
  else if (!('each' in does)) await call(does.operation, does.input)
  else {
    const found = await call(does.each.list, does.each.input)
    const rows = found.ok ? (found.result as { readonly rows: readonly Readonly<Record<string, Wire>>[] }).rows : []
    for (const row of rows) if (!stopped()) await call(does.operation, { ...does.with, [does.as]: row[does.each.key]! })
  }
}

/** An entry of a module that this build does not have is no entry. */
const isKnown = ({ does }: Entry, harmony: Harmony): boolean =>
  does === 'sweepSessions' || (harmony.operations.has(does.operation) && (!('each' in does) || harmony.operations.has(does.each.list)))
