import type { AppUpdater } from 'electron-updater'
import { CancellationToken } from 'electron-updater/out/types'
import { FeedFault, type Feed } from './feed.ts'
import { judge, obstacleTo, type Machine, type Obstacle } from './judging.ts'
import type { Memory } from './memory.ts'
import type { Source } from './mode.ts'
import { SignedProvider, type Fetched, type SignedFeed } from './provider.ts'
import type { PinnedKeys } from './signature.ts'
import { isNewer } from './versions.ts'
import type { Work } from './work-line.ts'

/** How it stands with updates, as a page is told. */
export interface UpdateStanding {
  readonly mode: 'off' | 'notify' | 'background'
  /** The version that runs. */
  readonly current: string
  readonly state: 'off' | 'unknown' | 'current' | 'available' | 'fetching' | 'ready' | 'unreachable' | 'refused'
  /** The version that is offered, fetched or ready. */
  readonly version: string | null
  /** Why it is not installed by itself, where it could be. */
  readonly obstacle: Obstacle | null
  /** Code of the fault for which the feed was refused. */
  readonly fault: string | null
  /** When the feed was last asked, as an instant. */
  readonly checkedAt: string | null
}

export interface UpdateHost {
  readonly source: Source
  readonly keys: PinnedKeys
  readonly current: string
  readonly memory: Memory
  /** Work is captured here that has to be sent elsewhere: a device in the field. */
  readonly outbox: boolean
  updater(mode: Source['mode']): Promise<AppUpdater & { install?(silent: boolean, run: boolean): boolean }>
  machine(): Omit<Machine, 'dbSchema'>
  /** What the core says of its work; `null` where it says nothing. */
  work(): Promise<Work | null>
  /** Milliseconds of the machine's clock. */
  clock(): number
  /** 0 to 1. */
  chance(): number
  later(milliseconds: number, work: () => void): void
  log(event: string, facts: Readonly<Record<string, unknown>>): void
}
export interface UpdateKeeper {
  /** Installs what waits; true where the installer was started and the program has to end. */
  installWaiting(): Promise<boolean>
  /** The program runs: looks now and then. */
  start(): void
  /** Asks the feed now. */
  check(): Promise<UpdateStanding>
  standing(): UpdateStanding
  /** The program is being closed, by the person: notes whether the next start may install. */
  closing(): Promise<void>
}

const minute = 60_000
/** Installers that end without having installed are started this often, and no more. */
const mostAttempts = 2
/** Milliseconds to the first look and between looks; half of it is chance, so that a company's machines do not all come at nine. */
const firstLook = 15 * minute
const nextLook = 8 * 60 * minute
const jittered = (most: number, chance: number): number => Math.round(most / 2 + (most / 2) * chance)

export function keepUpdates(host: UpdateHost): UpdateKeeper {
  const { memory, source, current } = host
  let now: Pick<UpdateStanding, 'state' | 'version' | 'obstacle' | 'fault' | 'checkedAt'> = { state: 'unknown', version: null, obstacle: null, fault: null, checkedAt: null } // prettier-ignore
  let busy: Promise<UpdateStanding> | undefined
  let believed: { readonly feed: Feed; readonly fetched: Fetched } | undefined
  let installing = false
  const standing = (): UpdateStanding => ({ mode: source.mode, current, ...now })

  const feedOf = (kept?: Fetched): SignedFeed => ({
    provider: 'custom',
    updateProvider: SignedProvider,
    url: source.url,
    channel: source.channel,
    ...(kept === undefined ? {} : { kept }),
    believe: (fetched) => {
      const { feed, seen } = judge({ ...fetched, keys: host.keys, seen: memory.seen(), now: host.clock(), current })
      memory.remember(seen)
      believed = { feed, fetched }
      return feed
    },
  })
  /** The version that the feed offers to this machine, if any. */
  async function offered(updater: AppUpdater, kept?: Fetched): Promise<{ readonly feed: Feed; readonly fetched: Fetched } | undefined> {
    updater.setFeedURL(feedOf(kept))
    const result = await updater.checkForUpdates()
    return result?.isUpdateAvailable ? believed : undefined
  }

  async function look(): Promise<void> {
    const updater = await host.updater(source.mode)
    const found = await offered(updater)
    // What is not offered any more was withdrawn, and what waits for the next start is not installed either.
    if (memory.waiting()?.version !== found?.feed.version) memory.forget()
    if (!found) return void (now = { ...now, state: 'current', version: null, obstacle: null, fault: null })
    const { feed, fetched } = found
    const attempts = memory.waiting()?.attempts ?? 0
    const obstacle =
      attempts < mostAttempts ? obstacleTo(feed, current, { ...host.machine(), dbSchema: (await host.work())?.schema ?? null }) : 'failed'
    now = { ...now, state: 'available', version: feed.version, obstacle, fault: null }
    if (obstacle !== null && obstacle !== 'failed') memory.forget()
    if (source.mode === 'notify' || obstacle !== null) return
    now = { ...now, state: 'fetching' }
    await updater.downloadUpdate()
    memory.keep({ version: feed.version, ...fetched, attempts, quiet: !host.outbox })
    now = { ...now, state: 'ready' }
  }

  function check(): Promise<UpdateStanding> {
    busy ??= look()
      .catch((error: unknown) => {
        const code = (error as { readonly code?: unknown } | null)?.code
        // Nobody is to blame for a network that is not there; a feed that is not believed is something that IT should hear of.
        const refused = error instanceof FeedFault || /^ERR_(FEED|UPDATER|CHECKSUM)_/.test(String(code))
        host.log('no update', { code, error })
        now = { ...now, state: refused ? 'refused' : 'unreachable', version: null, obstacle: null, fault: refused ? String(code) : null }
      })
      .then(() => {
        busy = undefined
        now = { ...now, checkedAt: new Date(host.clock()).toISOString() }
        return standing()
      })
    return busy
  }

  const lookLater = (most: number): void => host.later(jittered(most, host.chance()), () => void check().finally(() => lookLater(nextLook)))

  async function installWaiting(): Promise<boolean> {
    const waiting = memory.waiting()
    if (!waiting || source.mode !== 'background') return false
    try {
      if (!isNewer(waiting.version, current)) {
        host.log('updated', { version: waiting.version })
        memory.forget()
        return false
      }
      if (!waiting.quiet || waiting.attempts >= mostAttempts) return false
      const updater = await host.updater('background')
      const found = await offered(updater, waiting)
      if (!found || obstacleTo(found.feed, current, { ...host.machine(), dbSchema: null }) !== null)
        throw new Error('it is not offered any more')
      // A start fetches nothing: either the file lies here whole, or there is nothing to install.
      const nothing = new CancellationToken()
      nothing.cancel()
      await updater.downloadUpdate(nothing)
      memory.keep({ ...waiting, attempts: waiting.attempts + 1 })
      installing = updater.install?.(true, true) === true
      return installing
    } catch (error) {
      host.log('update not installed', { version: waiting.version, error })
      memory.forget()
      return false
    }
  }

  return {
    installWaiting,
    check,
    standing,
    start: () => {
      const waiting = memory.waiting()
      // From here on work may be captured: until the person closes the program, nobody knows.
      if (waiting && host.outbox) memory.keep({ ...waiting, quiet: false })
      if (waiting && source.mode === 'background' && waiting.attempts < mostAttempts)
        now = { ...now, state: 'ready', version: waiting.version }
      lookLater(firstLook)
    },
    closing: async () => {
      const waiting = memory.waiting()
      if (waiting && host.outbox && !installing) memory.keep({ ...waiting, quiet: (await host.work())?.unsent === 0 })
    },
  }
}
