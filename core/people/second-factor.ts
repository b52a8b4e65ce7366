import { put, type Change, type Now, type Read } from '../kernel/operation.ts'
import { question, record, type Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { anInstant, choice, codeOf, count, flag, idOf, maybe, shape, text } from '../kernel/shape.ts'
import type { User } from './access.ts'
import { codeOfComputer, ownComputer } from './computer.ts'

/** A person's second factor: a secret that their telephone shares, sealed with a key that is not in the database. Codes by RFC 6238. */
export const secondFactors = record(
  'secondFactors',
  shape({
    user: idOf('users'),
    secret: text,
    madeAt: anInstant,
    /** Empty until a first code has shown that the telephone has the secret. */
    confirmedAt: maybe(anInstant),
    /** Half minutes since 1970 of the last code that was taken: no code counts twice. */
    lastStep: count,
  }),
  { key: 'user', secret: true },
)

/** Stands in for a code once, when the telephone is lost. The key is a fingerprint, never the code. */
export const recoveryCodes = record(
  'recoveryCodes',
  shape({ hash: codeOf('recoveryCodes'), user: idOf('users'), usedAt: maybe(anInstant) }),
  { key: 'hash', secret: true },
)

/** A fresh secret. `shown` and `address` (`otpauth:`) are sealed for the way out, `kept` for the database: nothing where this computer has not the company's key. */
export const newFactorSecret = question(
  'people.newFactorSecret',
  shape({ user: idOf('users'), login: text }),
  shape({ shown: text, address: text, kept: maybe(text), at: anInstant }),
)
/** Ten fresh recovery codes, divided by blanks; `sealed` is what may go into a result. */
export const newRecoveryCodes = question('people.newRecoveryCodes', shape({}), shape({ codes: text, sealed: text }))

/**
 * Judges a code. `known`: it is a recovery code that nobody has used. `step`: of a code of the telephone, its half minute. The host counts failures per person,
 * wherever they come from: six digits are few. `unread`: nobody looked at the code, for the secret cannot be opened here, or nowhere any more.
 */
export const codeCheck = question(
  'people.codeCheck',
  shape({ user: idOf('users'), secret: text, code: text, lastStep: count, known: flag }),
  shape({ right: flag, step: maybe(count), waitSeconds: count, at: anInstant, unread: maybe(choice('elsewhere', 'lost')) }),
)
export const recoveryCodesOf = question(
  'people.recoveryCodesOf',
  shape({ user: idOf('users') }),
  shape({ hash: codeOf('recoveryCodes'), usedAt: maybe(anInstant) }),
)

export type SecondFactor = Row<typeof secondFactors>
type RecoveryCode = Row<typeof recoveryCodes>

/** As people type it: without blanks and dashes, in capitals. */
export const plainCode = (code: string): string => code.replace(/[\s-]/g, '').toUpperCase()
export const recoveryHash = (user: string, code: string, now: Pick<Now, 'digest'>): RecoveryCode['hash'] =>
  now.digest(`recovery/${user}/${plainCode(code)}`) as RecoveryCode['hash']

/** A code beside the factor that it has to fit. */
export interface Judged {
  readonly factor: SecondFactor
  readonly right: boolean
  readonly waitSeconds: number
  readonly unread: 'elsewhere' | 'lost' | null
  /** Of the computer that looked. */
  readonly computer: string
  readonly lastStep: number
  /** What makes the code worthless from now on. */
  readonly spent: Change
}
export async function judge(factor: SecondFactor, code: string, read: Read, now: Now): Promise<Judged> {
  const plain = plainCode(code)
  const recovery = /^\d*$/.test(plain) ? undefined : await read.get(recoveryCodes, recoveryHash(factor.user, plain, now))
  const usable = recovery !== undefined && recovery.user === factor.user && recovery.usedAt === null ? recovery : undefined
  const [check] = await read.ask(codeCheck, {
    user: factor.user,
    secret: factor.secret,
    code: plain === '' ? '-' : plain,
    lastStep: factor.lastStep,
    known: usable !== undefined,
  })
  const { right, step, waitSeconds, at, unread } = check!
  const computer = unread === null ? '' : codeOfComputer((await read.ask(ownComputer, {}))[0]!.publicKey)
  const lastStep = step ?? factor.lastStep
  const spent = usable ? put(recoveryCodes, { ...usable, usedAt: at }) : put(secondFactors, { ...factor, lastStep })
  return { factor, right, waitSeconds, unread, computer, lastStep, spent }
}
/** Why a code does not open anything; nothing where it does. */
export function codeFault({ right, waitSeconds, unread, computer }: Pick<Judged, 'right' | 'waitSeconds' | 'unread' | 'computer'>) {
  if (unread === 'elsewhere') return refuse('people.codesElsewhere', { code: computer })
  if (unread === 'lost') return refuse('people.factorLost')
  if (waitSeconds > 0) return refuse('people.tooManyAttempts', { seconds: String(waitSeconds) })
  return right ? undefined : refuse('people.wrongCode')
}

/** The factor of a person, where a code has confirmed it. */
export async function confirmedFactor(read: Read, user: User['id']): Promise<SecondFactor | undefined> {
  const factor = await read.get(secondFactors, user)
  return factor?.confirmedAt ? factor : undefined
}
