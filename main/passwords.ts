import { randomBytes } from 'node:crypto'
import { placeOf, type Attempts } from './attempts.ts'

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
/** Seconds that whoever fails from one place waits at most. */
const longest = 900
/** Seconds after which one failure of a whole house, or of strangers at a name, is forgiven. */
const forgives = 60
/** Failures of a login from a place before it has to wait. */
const freeFailures = 5
/** The same for all logins of one place together: a house behind one address is not a burglar. */
const freeOfPlace = 100
/** The same for one login from wherever: what many places together may try. Nobody is locked out by it: the wait is short, and does not hold where they signed in lately. */
const freeOfLogin = 50
const longestOfLogin = 60

export function openPasswords(attempts: Pick<Attempts, 'begin'>, hasher: Hasher = argon2): Passwords {
  const turns = limit(atOnce)
  let dummy: Promise<string> | undefined

  return {
    verifierOf: (password) => turns(() => hasher.hash(password)),
    check: async ({ login, address }, password, verifier) => {
      const place = placeOf(address)
      const home = `home\n${login}\n${place}`
      const attempt = await attempts.begin([
        { key: `password\n${login}\n${place}`, free: freeFailures, longest },
        { key: `place\n${place}`, free: freeOfPlace, longest, forgives },
        { key: `login\n${login}`, free: freeOfLogin, longest: longestOfLogin, forgives, unless: home },
      ])
      if (attempt.waitSeconds > 0) return { right: false, waitSeconds: attempt.waitSeconds }
      try {
        const against = verifier ?? (await (dummy ??= turns(() => hasher.hash(randomBytes(24).toString('base64url')))))
        const matches = await turns(() => hasher.verify(against, password))
        if (!matches || verifier === null) attempt.failed()
        else attempt.succeeded(home)
        return { right: matches && verifier !== null, waitSeconds: 0 }
      } catch (error) {
        attempt.failed()
        throw error
      }
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
