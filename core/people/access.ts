import type { Now, Read } from '../kernel/operation.ts'
import type { Id } from '../kernel/shape.ts'
import { newCredential } from './questions.ts'
import { sessions, users } from './user.ts'
import type { Answer, Row } from '../kernel/record.ts'
import { put, type Change } from '../kernel/operation.ts'

export type User = Row<typeof users>
export type Proof = NonNullable<Row<typeof sessions>['shownBy']>
export type Credential = Answer<typeof newCredential>

/** Logins are compared without case and stored in small letters. */
export const loginOf = (text: string): string => text.trim().normalize('NFC').toLowerCase()

export async function userByLogin(read: Read, login: string): Promise<User | undefined> {
  const [user] = await read.list(users, { where: { field: 'login', is: 'equal', value: loginOf(login) }, limit: 1 })
  return user
}

export async function credential(read: Read, purpose: 'session' | 'token'): Promise<Credential> {
  const [made] = await read.ask(newCredential, { purpose })
  return made!
}

/** Opens a session for a person: what is stored, and what the door is given to keep. */
export function openSession(
  user: User,
  fresh: Credential,
  now: Now,
  /** How the person has shown who they are. */
  proof: Proof = 'password',
): { readonly grant: { readonly token: string; readonly expiresAt: string }; readonly change: Change } {
  const hash = now.digest(fresh.secret) as Row<typeof sessions>['hash']
  return {
    grant: { token: fresh.sealed, expiresAt: fresh.expiresAt },
    change: put(sessions, {
      hash,
      user: user.id as Id<'users'>,
      label: fresh.label,
      createdAt: fresh.at,
      seenAt: fresh.at,
      expiresAt: fresh.expiresAt,
      shownBy: proof,
    }),
  }
}

/** Characters that a password must have at least; a sentence is welcome (NIST SP 800-63B: length counts, composition rules do not). */
export const shortestPassword = 12

/** What is wrong with a new password, if anything. */
export function passwordFault(password: string, login: string): 'people.passwordTooShort' | 'people.passwordTooEasy' | undefined {
  if ([...password].length < shortestPassword) return 'people.passwordTooShort'
  const small = password.toLowerCase()
  if (new Set(small).size < 5 || (login.length >= 4 && small.includes(login.toLowerCase()))) return 'people.passwordTooEasy'
  return undefined
}
