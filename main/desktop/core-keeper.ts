import type { CoreLine, MessageEnd } from './core-line.ts'

/** The core's process as Electron's `utilityProcess` gives it. */
export interface CoreChild {
  postMessage(message: unknown, ports?: MessageEnd[]): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  kill(): boolean
}
/** What the main process says to the core's process; `window` comes with the port of a window's line. */
export type Order = { readonly order: 'window'; readonly language: string } | { readonly order: 'close' }
/** What the core's process reports. */
export type Report = { readonly report: 'ready' } | { readonly report: 'failed'; readonly code: string; readonly message: string }

export interface Keeping {
  /** What the system speaks. */
  readonly language: string
  fork(): CoreChild
  channel(): { readonly port1: MessageEnd; readonly port2: MessageEnd }
  now(): number
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
  attach(line: CoreLine): void
  detach(line: CoreLine): void
  /** Says something more to the core; nobody hears it where there is none. */
  send(order: unknown): void
  /** Lets the core finish what it has begun; after the given milliseconds it is ended. */
  stop(patience: number): Promise<void>
}

/** A core that falls over is started again once; twice within this time (milliseconds) means that it will go on falling. */
const quietTime = 600_000

/** Keeps the core's process running. What was under way when it fell over was committed or was not; a retry with the same call id finds out. */
export function keepCore(host: Keeping): CoreKeeper {
  const lines = new Set<CoreLine>()
  let child: CoreChild | undefined
  let stopping = false
  let lastFall = -Infinity
  let reported: { code: string; message: string } | undefined

  function connect(line: CoreLine, to: CoreChild): void {
    const { port1, port2 } = host.channel()
    line.connect(port1)
    to.postMessage({ order: 'window', language: host.language } satisfies Order, [port2])
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
    for (const line of lines) connect(line, fresh)
    return fresh
  }

  function fell(which: CoreChild, code: number): void {
    if (which !== child) return
    child = undefined
    for (const line of lines) line.broken()
    if (stopping) return
    const again = host.now() - lastFall < quietTime
    lastFall = host.now()
    host.log('the core stopped', { code, reported, again })
    // What kept it from starting will keep it from starting again: a newer database, a locked file.
    if (reported || again) return host.gaveUp(reported ?? { code: 'core.stopped', message: `exit code ${code}` })
    start()
    host.restarted()
  }

  return {
    start: () => {
      stopping = false
      start()
    },
    attach(line) {
      lines.add(line)
      if (child) connect(line, child)
    },
    detach(line) {
      lines.delete(line)
      line.close()
    },
    send: (order) => child?.postMessage(order),
    stop: (patience) => {
      stopping = true
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
