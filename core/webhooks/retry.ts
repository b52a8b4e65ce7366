/** Attempts at one message; then it is given up. */
export const mostAttempts = 20
const second = 1_000
/** Milliseconds until the second attempt, and between two attempts at most. */
const [shortest, longest] = [10 * second, 6 * 3_600 * second]
/** Each pause is so many times the one before it. */
const growth = 3

/**
 * Milliseconds until the next attempt: 10 seconds, 30, 90 and so on up to six hours, about three days in all, each up to a fifth shorter or longer, so that
 * what failed in the same moment does not come back in the same moment. `undefined`: it is given up. `chance`: 0 to 999. `asked`: the receiver's own wish
 * in milliseconds (Retry-After), which never makes the pause shorter, nor longer than six hours.
 */
export function pauseAfter(attempts: number, chance: number, asked = 0): number | undefined {
  if (attempts >= mostAttempts) return undefined
  const pause = attempts > 8 ? longest : Math.min(longest, shortest * growth ** (attempts - 1))
  const fifth = Math.trunc(pause / 5)
  const spread = pause - fifth + Math.trunc((2 * fifth * chance) / 999)
  return Math.min(Math.max(spread, asked), longest + Math.trunc(longest / 5))
}
