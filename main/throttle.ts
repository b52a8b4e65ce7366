/** Makes whoever fails too often wait: a second, doubling up to a quarter of an hour. */
export interface Throttle {
  /** Seconds until the next attempt counts; `free`: failures before anybody has to wait. */
  wait(key: string, free: number): number
  failed(key: string): void
  succeeded(key: string): void
}

const longestWait = 15 * 60
/** Keys remembered; beyond that the longest untouched are forgotten. */
const remembered = 10_000

interface Failures {
  count: number
  /** Milliseconds on the monotonic clock. */
  last: number
}

export function openThrottle(monotonic: () => number = () => performance.now()): Throttle {
  const failures = new Map<string, Failures>()
  return {
    wait: (key, free) => {
      const failed = failures.get(key)
      if (!failed || failed.count < free) return 0
      const seconds = Math.min(longestWait, 2 ** (failed.count - free))
      return Math.max(0, Math.ceil(seconds - (monotonic() - failed.last) / 1000))
    },
    failed: (key) => {
      const count = (failures.get(key)?.count ?? 0) + 1
      failures.delete(key)
      failures.set(key, { count, last: monotonic() })
      if (failures.size > remembered) failures.delete(failures.keys().next().value!)
    },
    succeeded: (key) => void failures.delete(key),
  }
}
