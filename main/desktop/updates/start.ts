import { release } from 'node:os'
import type { UpdateMessage } from '../messages.ts'
import { keepUpdates, type UpdateKeeper, type UpdateStanding } from './keeper.ts'
import { openMemory } from './memory.ts'
import { sourceOf, type InstalledAs, type UpdatePolicy } from './mode.ts'
import { pinnedFeed } from './pinned.ts'
import { workLine, type WorkOrder } from './work-line.ts'

export interface UpdatesHost {
  /** Electron's own. */
  readonly app: { readonly isPackaged: boolean; getVersion(): string; quit(): void; relaunch(): void }
  /** Where the product lies, and where the person's own files do. */
  readonly root: string
  readonly folder: string
  readonly policy: UpdatePolicy
  /** A device in the field. */
  readonly outbox: boolean
  /** Where the program lies; this very one unless said otherwise. */
  readonly installed?: InstalledAs
  send(order: WorkOrder): void
  log(event: string, facts: Readonly<Record<string, unknown>>): void
}
export interface Updates {
  /** Installs what waits and ends the program, or goes on with `run`. */
  installOr(run: () => void): Promise<void>
  start(): void
  answer(act: UpdateMessage['act']): Promise<UpdateStanding>
  heard(report: unknown): void
  closing(): Promise<void>
}

/** Of Linux: the version of the C library that this program runs on. */
const glibcHere = (): string | null => {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }
  return header?.glibcVersionRuntime ?? null
}

export function openUpdates(host: UpdatesHost): Updates {
  const { app } = host
  const work = workLine(host.send)
  const pinned = app.isPackaged ? pinnedFeed(host.root) : undefined
  const installed = host.installed ?? {
    platform: process.platform,
    packaged: app.isPackaged,
    program: process.execPath,
    environment: process.env,
  }
  const source = sourceOf(installed, pinned, host.policy)
  const current = app.getVersion()
  const off: UpdateStanding = { mode: 'off', current, state: 'off', version: null, obstacle: null, fault: null, checkedAt: null }
  const keeper: UpdateKeeper | undefined =
    source &&
    keepUpdates({
      source,
      keys: pinned!.keys,
      current,
      memory: openMemory(host.folder),
      outbox: host.outbox,
      // Loaded when it is needed: a start has better things to do.
      updater: async (mode) => {
        const { installer, watcher } = await import('./engine.ts')
        return mode === 'background' ? installer(host.log) : watcher(host.log)
      },
      machine: () => ({ platform: process.platform, os: release(), glibc: process.platform === 'linux' ? glibcHere() : null }),
      work: work.ask,
      clock: Date.now,
      chance: Math.random,
      later: (milliseconds, what) => void setTimeout(what, milliseconds).unref(),
      log: host.log,
    })
  return {
    installOr: async (run) => {
      if ((await keeper?.installWaiting()) === true) app.quit()
      else run()
    },
    start: () => keeper?.start(),
    heard: work.heard,
    closing: async () => keeper?.closing(),
    answer: async (act) => {
      if (act === 'check') return (await keeper?.check()) ?? off
      if (act === 'restart' && keeper?.standing().state === 'ready') {
        app.relaunch()
        app.quit()
      }
      return keeper?.standing() ?? off
    },
  }
}
