import { createHash } from 'node:crypto'
import { closed, opened } from './closing.ts'
import type { Database } from './storage/connect.ts'
import { binder } from './storage/session.ts'

/** What is remembered of somebody who went to the provider until they come back. */
export interface Going {
  readonly verifier: string
  readonly nonce: string
  readonly issuer: string
}
/**
 * People who are away at a provider to sign in. They may come back to another hub than they left from, so it lies in the database, closed with a key that only
 * their browser's cookie has: whoever reads the one has not got the other.
 */
export interface Away {
  /** `browser`: what the cookie says. */
  goes(state: string, browser: string, going: Going): Promise<void>
  /** Good once, whatever comes of it. `undefined`: nobody went, not from this browser, or it was too long ago. */
  returns(state: string, browser: string | undefined): Promise<Going | undefined>
  sweep(): Promise<number>
}

/** Milliseconds that somebody has at the provider. */
export const patience = 10 * 60_000
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
/** The database knows a fingerprint of the state: whoever reads it there cannot come back in somebody's place. */
const fingerprint = (state: string): string => sha256(`harmony-state/1\n${state}`).toString('hex')
const keyOf = (browser: string): Buffer => sha256(`harmony-away/1\n${browser}`)

export function openAway(database: Database, clock: () => number): Away {
  const now = (): string => new Date(clock()).toISOString()
  return {
    goes: async (state, browser, going) => {
      const b = binder(database.dialect)
      const key = fingerprint(state)
      const values = [b.mark(key, 'text'), b.mark(closed(keyOf(browser), JSON.stringify(going), key), 'text'), b.mark(new Date(clock() + patience).toISOString(), 'timestamptz')] // prettier-ignore
      await database.transact((session) =>
        session.run(`insert into sign_ins_away (state, sealed, until) values (${values.join(', ')})`, b.values),
      )
    },
    returns: async (state, browser) => {
      const b = binder(database.dialect)
      const key = fingerprint(state)
      const sql = `delete from sign_ins_away where state = ${b.mark(key, 'text')} returning sealed, case when until > ${b.mark(now(), 'timestamptz')} then 1 else 0 end`
      const [row] = await database.transact((session) => session.rows(sql, b.values))
      if (!row || browser === undefined || Number(row[1]) !== 1) return undefined
      const text = opened(keyOf(browser), row[0] as string, key)
      return text === undefined ? undefined : (JSON.parse(text) as Going)
    },
    sweep: () => {
      const b = binder(database.dialect)
      const sql = `delete from sign_ins_away where until <= ${b.mark(now(), 'timestamptz')}`
      return database.transact((session) => session.run(sql, b.values))
    },
  }
}
