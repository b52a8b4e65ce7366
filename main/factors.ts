import { Secret, TOTP } from 'otpauth'
import type { AtRest } from './at-rest.ts'
import type { Seals } from './seals.ts'
import type { Attempts } from './attempts.ts'
import type { Answerer } from './storage/reads/registry.ts'

/** Codes by RFC 6238 as every telephone makes them: six digits, half a minute, and one of them earlier or later still counts. */
const period = 30
const about = { issuer: 'Harmony', algorithm: 'SHA1', digits: 6, period } as const
const leeway = 1
const secretBytes = 20
/** Failures of a person, from wherever, before they have to wait: of a million codes three count at a time. */
const freeFailures = 5
/** Seconds that they wait at most. */
const longest = 900

const recoveryCount = 10
/** 80 bits each: nobody finds one by its fingerprint. */
const recoveryBytes = 10

export interface FactorsWorld {
  readonly atRest: AtRest
  readonly seals: Pick<Seals, 'seal'>
  /** Milliseconds of the real clock. */
  readonly clock: () => number
  readonly bytes: (length: number) => Buffer
  readonly attempts: Pick<Attempts, 'begin'>
}

/** Where the sealed secret of a person belongs. */
const placeOf = (user: string): string => `second factor of ${user}`

export function factorAnswerers({ atRest, seals, clock, bytes, attempts }: FactorsWorld): Readonly<Record<string, Answerer>> {
  const at = (): string => new Date(clock()).toISOString()
  return {
    'people.newFactorSecret': async ({ user, login }) => {
      const secret = new Secret({ buffer: new Uint8Array(bytes(secretBytes)).buffer })
      const address = new TOTP({ ...about, label: login as string, secret }).toString()
      return [
        {
          shown: seals.seal(secret.base32),
          address: seals.seal(address),
          kept: (await atRest.seal(secret.base32, placeOf(user as string))) ?? null,
          at: at(),
        },
      ]
    },
    'people.newRecoveryCodes': async () => {
      const code = (): string => new Secret({ buffer: new Uint8Array(bytes(recoveryBytes)).buffer }).base32.replace(/(.{4})(?=.)/g, '$1-')
      const codes = Array.from({ length: recoveryCount }, code).join(' ')
      return [{ codes, sealed: seals.seal(codes) }]
    },
    'people.codeCheck': async ({ user, secret, code, lastStep, known }) => {
      const key = user as string
      const none = { right: false, step: null, waitSeconds: 0, at: at(), unread: null }
      const found = known ? 'lost' : await atRest.open(secret as string, placeOf(key))
      const guessed = known === true || typeof found !== 'string' || !/^\d+$/.test(code as string)
      // Counted before it is looked at: attempts side by side do not slip through together.
      const attempt = await attempts.begin([{ key: `code\n${key}`, free: freeFailures, longest }])
      if (attempt.waitSeconds > 0) return [{ ...none, waitSeconds: attempt.waitSeconds }]
      // Whoever's secret cannot be opened here has guessed nothing; a code of the telephone is digits, and anything else is a guess at a recovery code.
      if (!guessed) {
        attempt.undone()
        return [{ ...none, unread: found as 'elsewhere' | 'lost' }]
      }
      const step = typeof found === 'string' ? null : stepOf(found.secret, code as string, clock())
      const right = known === true || (step !== null && step > (lastStep as number))
      if (right) attempt.succeeded()
      else attempt.failed()
      return [{ ...none, right, step: right ? step : null }]
    },
  }
}

/** The half minute whose code it is. */
function stepOf(secret: string, code: string, now: number): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const delta = new TOTP({ ...about, secret: Secret.fromBase32(secret) }).validate({ token: code, timestamp: now, window: leeway })
  return delta === null ? null : Math.floor(now / 1000 / period) + delta
}
