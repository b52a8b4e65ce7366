import type { CoreLine, MessageEnd } from './core-line.ts'

/** The core's process as Electron's `utilityProcess` gives it. */
export interface CoreChild {
  postMessage(message: unknown, ports?: MessageEnd[]): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  kill(): boolean
}
/**
 * What the main process says to the core's process; `window` comes with the port of a window's line, its number, and the number of the window whose person it is
 * opened for.
 */
export type Order =
  { readonly order: 'window'; readonly language: string; readonly n: number; readonly from: number | null } | { readonly order: 'close' }
/** What the core's process reports. */
export type Report = { readonly report: 'ready' } | { readonly report: 'failed'; readonly code: string; readonly message: string }

export interface Keeping {
  /** What the system speaks. */
  readonly language: string
  fork(): CoreChild
  channel(): { readonly port1: MessageEnd; readonly port2: MessageEnd }
  now(): number
  /** Does something after so many milliseconds; the answer is what `forget` takes. */
  wait(pause: number, work: () => void): unknown
  forget(waiting: unknown): void
  /** The core works again after it fell over: pages start afresh, for their sessions went with it. */
  restarted(): void
  /** The core cannot be kept running. */
  gaveUp(why: { readonly code: string; readonly message: string }): void
  log(event: string, facts: Readonly<Record<string, unknown>>): void
  /** Whatever else the core says: a device in the field has more to talk about. */
  heard?(report: unknown): void
}
export interface CoreKeeper {
  start(): void
  /** Gives a window its line to the core, now and after a restart. */
  attach(line: CoreLine, from?: CoreLine): void
  detach(line: CoreLine): void
  /** Says something more to the core; nobody hears it where there is none. */
  send(order: unknown): void
  /** Lets the core finish what it has begun; after the given milliseconds it is ended. */
  stop(patience: number): Promise<void>
}

/** Falls that lie further apart (milliseconds) have nothing to do with each other. */
const quietTime = 600_000
/** Milliseconds before a core that fell over is started again, the first, second and third time; whoever falls once more will go on falling. */
const pauses = [0, 1_000, 5_000] as const

/** Keeps the core's process running. What was under way when it fell over was committed or was not; a retry with the same call id finds out. */
export function keepCore(host: Keeping): CoreKeeper {
  const lines = new Map<CoreLine, number>()
  let last = 0
  let child: CoreChild | undefined
  let stopping = false
  let falls: number[] = []
  let waiting: unknown
  let reported: { code: string; message: string } | undefined

  function connect(line: CoreLine, to: CoreChild, from?: CoreLine): void {
    const { port1, port2 } = host.channel()
    line.connect(port1)
    const order = { order: 'window', language: host.language, n: lines.get(line)!, from: (from && lines.get(from)) ?? null } as const
    to.postMessage(order satisfies Order, [port2])
  }

  function start(): CoreChild {
    const fresh = host.fork()
    child = fresh
    reported = undefined
    fresh.on('message', (message) => {
      const report = message as Report
      if (report.report === 'failed') reported = { code: report.code, message: report.message }
      else host.heard?.(message)
    })
    fresh.on('exit', (code) => fell(fresh, code))
    for (const line of lines.keys()) connect(line, fresh)
    return fresh
  }

  function fell(which: CoreChild, code: number): void {
    if (which !== child) return
    child = undefined
    for (const line of lines.keys()) line.broken()
    if (stopping) return
    falls = [...falls.filter((at) => host.now() - at < quietTime), host.now()]
    const pause = pauses[falls.length - 1]
    host.log('the core stopped', { code, reported, falls: falls.length })
    // What kept it from starting will keep it from starting again: a newer database, a locked file.
    if (reported || pause === undefined) return host.gaveUp(reported ?? { code: 'core.stopped', message: `exit code ${code}` })
    const again = (): void => {
      if (stopping) return
      start()
      host.restarted()
    }
    if (pause === 0) again()
    else waiting = host.wait(pause, again)
  }

  return {
    start: () => {
      stopping = false
      falls = []
      start()
    },
    attach(line, from) {
      last += 1
      lines.set(line, last)
      if (child) connect(line, child, from)
    },
    detach(line) {
      lines.delete(line)
      line.close()
    },
    send: (order) => child?.postMessage(order),
    stop: (patience) => {
      stopping = true
      host.forget(waiting)
      const going = child
      if (!going) return Promise.resolve()
      return new Promise((resolve) => {
        const end = setTimeout(() => going.kill(), patience)
        going.on('exit', () => {
          clearTimeout(end)
          resolve()
        })
        going.postMessage({ order: 'close' } satisfies Order)
      })
    },
  }
}
