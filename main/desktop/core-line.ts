import { trouble, type Answer, type CoreMessage, type Told } from './messages.ts'

/** A message port as Electron gives it, in the main process and in the utility process alike. */
export interface MessageEnd {
  postMessage(value: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}
/** What goes over a window's port to the core and back. */
export interface Question {
  readonly n: number
  readonly message: CoreMessage
}
export type Response = { readonly n: number; readonly answer: Answer } | Told

/** The main process's end of a window's line to the core. It outlives the core's process: `connect` gives it another port. */
export interface CoreLine {
  ask(message: CoreMessage): Promise<Answer>
  connect(port: MessageEnd): void
  /** The core is gone: whatever waits is told so. */
  broken(): void
  close(): void
}

export function coreLine(onLive: (happening: unknown) => void): CoreLine {
  const waiting = new Map<number, (answer: Answer) => void>()
  let port: MessageEnd | undefined
  let last = 0
  const broken = (): void => {
    port = undefined
    for (const answer of waiting.values()) answer(trouble('stopped'))
    waiting.clear()
  }
  return {
    ask: (message) =>
      new Promise((resolve) => {
        if (!port) return resolve(trouble('stopped'))
        last += 1
        waiting.set(last, resolve)
        port.postMessage({ n: last, message } satisfies Question)
      }),
    connect(fresh) {
      broken()
      port = fresh
      fresh.on('message', ({ data }) => {
        // A core that was given up may still have something to say.
        if (port !== fresh) return
        const response = data as Response
        if ('live' in response) return onLive(response.live)
        waiting.get(response.n)?.(response.answer)
        waiting.delete(response.n)
      })
      fresh.start()
    },
    broken,
    close() {
      port?.close()
      broken()
    },
  }
}
