import { AsyncLocalStorage } from 'node:async_hooks'

/** Somebody else held for too long what a transaction needs. Nothing of it was written; it may come again. Never tried again on the way out. */
export class HeldUp extends Error {
  constructor(cause?: unknown) {
    super('what is needed is held by somebody else', { cause })
    this.name = 'HeldUp'
  }
}

const most = new AsyncLocalStorage<number>()
/** Milliseconds for which a transaction begun now waits for others; `undefined`: as long as it takes. */
export const patienceHere = (): number | undefined => most.getStore()
/**
 * Whatever transactions `work` begins wait for what others hold for at most so many milliseconds, each time, and then fail with `HeldUp`: whoever asks is told
 * when to come again instead of hearing nothing (`sync.md` 2.7).
 */
export const waitingAtMost = <T>(milliseconds: number, work: () => Promise<T>): Promise<T> => most.run(milliseconds, work)
/** What others do because of it takes its own time. */
export const inItsOwnTime = <T>(work: () => T): T => most.exit(work)
