import { randomBytes } from 'node:crypto'
import { openThrottle } from './throttle.ts'

/** argon2id, as OWASP's first choice has it: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const

export interface Hasher {
  hash(password: string): Promise<string>
  verify(verifier: string, password: string): Promise<boolean>
}
/** Loaded when the first password comes: most processes never see one. */
export const argon2: Hasher = {
  hash: async (password) => (await import('@node-rs/argon2')).hash(password, cost),
  verify: async (verifier, password) => (await import('@node-rs/argon2')).verify(verifier, password),
}

export interface Passwords {
  verifierOf(password: string): Promise<string>
  /** Without a verifier it takes the same work on a dummy and is never right. */
  check(
    who: { readonly login: string; readonly address: string },
    password: string,
    verifier: string | null,
  ): Promise<{ right: boolean; waitSeconds: number }>
}

/** Hashes at the same time: each takes 19 MiB and a core. */
const atOnce = 4
/** Failures of a login from an address before it has to wait. */
const freeFailures = 5
/** The same for all logins of one address together: a house behind one address is not a burglar. */
const freeOfAddress = 100
export function openPasswords(hasher: Hasher = argon2, monotonic: () => number = () => performance.now()): Passwords {
  const turns = limit(atOnce)
  const { wait, failed, succeeded } = openThrottle(monotonic)
  let dummy: Promise<string> | undefined

  return {
    verifierOf: (password) => turns(() => hasher.hash(password)),
    check: async ({ login, address }, password, verifier) => {
      const key = `${login}\n${address}`
      const waitSeconds = Math.max(wait(key, freeFailures), wait(address, freeOfAddress))
      if (waitSeconds > 0) return { right: false, waitSeconds }
      // Counted before the work: attempts that run side by side do not slip through together.
      failed(key)
      failed(address)
      const against = verifier ?? (await (dummy ??= turns(() => hasher.hash(randomBytes(24).toString('base64url')))))
      const matches = await turns(() => hasher.verify(against, password))
      const right = matches && verifier !== null
      if (right) for (const counted of [key, address]) succeeded(counted)
      return { right, waitSeconds: 0 }
    },
  }
}

/** At most so many at once, the others in the order of their coming. */
function limit(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
