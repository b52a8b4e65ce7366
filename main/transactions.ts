import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database } from './storage/connect.ts'
import type { Session } from './storage/session.ts'

/**
 * Lets what is written on the way to a decision (the bytes of a printed document) join the transaction that is open. On SQLite there is one
 * writer, so a second transaction inside the first would wait for ever; and joined, the bytes stand or fall with the call.
 */
export interface Joinable extends Database {
  /** The open transaction, or else a new one. */
  join<T>(body: (session: Session) => Promise<T>): Promise<T>
  /** The open transaction, if there is one. */
  opened(): Session | undefined
}

export function joinable(database: Database): Joinable {
  const open = new AsyncLocalStorage<Session>()
  const transact: Database['transact'] = (body, within) => database.transact((session) => open.run(session, () => body(session)), within)
  return {
    ...database,
    transact,
    opened: () => open.getStore(),
    join: (body) => {
      const session = open.getStore()
      return session ? body(session) : transact(body)
    },
  }
}
