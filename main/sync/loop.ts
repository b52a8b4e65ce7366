import type { Harmony } from '../compose.ts'
import { databaseCode } from '../storage/connect.ts'
import { setState } from './capturing.ts'
import type { Device } from './on-device.ts'
import type { Round } from './device.ts'
import { SyncRefusal } from './messages.ts'

/** Milliseconds: between two rounds, after a capture before it is sent, and the bounds of the pause after a failure (`sync.md` 2.16). */
const usual = { every: 60_000, settle: 250, shortest: 1_000, longest: 300_000 } as const
/** Rounds between two comparisons of the whole copy where nothing changed: an hour. */
const compareEvery = 60

export interface LoopOptions {
  readonly log: { info(facts: object, what: string): void; warn(facts: object, what: string): void }
  readonly times?: Partial<typeof usual>
  /** Real time, and a number from 0 to 1: how long a pause really is. */
  readonly clock?: () => number
  readonly chance?: () => number
  /** Hears that the hub has something new; answers how to stop hearing. */
  readonly pokes?: (poke: () => void) => () => void
  /** The hub said that this device is lost: what closes its key is to be destroyed. */
  readonly lost?: () => void
}
export interface Loop {
  /** A round as soon as none is under way. */
  poke(): void
  /** Waits for the round that is under way and the next one that was asked for. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** Lets a device meet its hub: at the start, after each capture, when the hub has something, every minute; after a failure later and later, and never in step with others. */
export function startLoop(harmony: Harmony, options: LoopOptions): Loop {
  const device = harmony.device!
  const times = { ...usual, ...options.times }
  const { clock = Date.now, chance = Math.random } = options
  const iso = (more = 0): string => new Date(clock() + more).toISOString()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let wanted = false
  let ended = false
  let failures = 0
  let met = false
  let changed = true
  /** Something was captured since the round began. */
  let captured = false
  let rounds = 0

  const stand = (about: Partial<Device['reach']['now']>): void => {
    const { now } = device.reach
    met ||= about.connection === 'online' || about.connection === 'stopped'
    // Without a network from the start on, it is so since the hub was last met, not since the program began.
    const since = about.connection !== undefined && about.connection !== now.connection ? { since: met ? iso() : null } : {}
    device.reach.now = { ...now, ...since, ...about }
  }
  const later = (pause: number): void => {
    clearTimeout(timer)
    if (ended) return
    timer = setTimeout(go, pause)
    timer.unref()
  }
  const succeeded = (round: Round): void => {
    failures = 0
    changed = captured || (!round.inStep && (changed || round.sent + round.got > 0))
    const inStepAt = round.inStep ? iso() : round.sent + round.got > 0 ? null : device.reach.now.inStepAt
    stand({ connection: round.stopped ? 'stopped' : 'online', held: round.held, nextTry: null, inStepAt })
    if (round.sent + round.got > 0) options.log.info({ sent: round.sent, got: round.got, left: round.left }, 'round')
    if (round.stopped === 'lost') options.lost?.()
  }
  const failed = (error: unknown): void => {
    failures += 1
    const refused = error instanceof SyncRefusal
    const full = databaseCode(error) === 'SQLITE_FULL'
    // Never before the hub said, and never all devices at once when it is over.
    const asked =
      refused && (error.status === 503 || error.status === 429) ? Math.min(1_000 * (Number(error.about['seconds']) || 0), times.longest) : 0
    const pause = asked + Math.round(chance() * Math.min(times.longest, times.shortest * 2 ** Math.min(failures, 20)))
    // A hub that says no is there; whatever else went wrong, nothing is known of it.
    const held = refused ? error.code : full ? 'sync.diskFull' : strange(error) ? 'sync.hubNotTrusted' : null
    stand({ connection: refused || full ? 'online' : 'offline', held, nextTry: iso(pause) })
    options.log.warn({ why: error instanceof Error ? error.message : String(error), again: pause }, 'no round')
    later(pause)
  }
  const once = async (): Promise<void> => {
    const compare = changed || rounds % compareEvery === 0
    rounds += 1
    captured = false
    stand({ busy: true })
    // Trying to reach the hub is not sending yet.
    await sendingUpTo(harmony, device.reach.now.connection === 'online')
    try {
      const round = await device.sync.round({ compare })
      succeeded(round)
      // What has just come down is compared soon, so that head office sees who is in step.
      const news = !compare && round.sent + round.got > 0
      later(captured || news ? times.settle : times.every)
    } catch (error) {
      failed(error)
    } finally {
      await sendingUpTo(harmony, false)
      stand({ busy: false })
    }
  }
  function go(): void {
    if (ended) return
    if (running) {
      wanted = true
      return
    }
    clearTimeout(timer)
    running = once()
      .catch((error: unknown) => {
        options.log.warn({ error }, 'the loop stumbled')
        later(times.every)
      })
      .finally(() => {
        running = undefined
        if (wanted && !ended && failures === 0) {
          wanted = false
          go()
        }
      })
  }
  const poke = (): void => {
    wanted = running !== undefined
    if (!running) go()
  }
  const stopWatching = harmony.watch(({ operation }) => {
    const known = harmony.operations.get(operation)
    if (known?.does !== 'command' || known.offline !== 'queue') return
    changed = true
    captured = true
    // Without a hub to be had, a capture is no reason to try more often than the pause says.
    if (failures === 0) later(times.settle)
  })
  const stopHearing = options.pokes?.(poke)
  device.reach.start = poke
  go()
  return {
    poke,
    settled: async () => {
      while (running) await running
    },
    stop: async () => {
      ended = true
      clearTimeout(timer)
      stopWatching()
      stopHearing?.()
      device.reach.start = undefined
      await running
    },
  }
}

/** Somebody answers there who cannot show the hub's certificate: the page of a hotel, or worse. */
const strange = (error: unknown): boolean =>
  /CERT|SELF_SIGNED|key of the hub/.test(`${(error as { code?: string }).code ?? ''} ${error instanceof Error ? error.message : ''}`)

/** Marks what a round takes with it, so that the outbox can say that it is being sent. */
async function sendingUpTo(harmony: Harmony, going: boolean): Promise<void> {
  await harmony.database.transact(async (session) => {
    const [row] = await session.rows(`select max(lseq) from queue_standing where state = 'saved'`)
    if (going && row?.[0] !== null && row?.[0] !== undefined) await setState(session, 'sending', String(row[0]))
    else await session.run(`delete from device_state where key = 'sending'`)
  })
}
