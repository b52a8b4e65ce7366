import type { Outcome } from '../core/kernel/operation.ts'
import { refuse, type Refusal } from '../core/kernel/refusal.ts'
import { codeOfComputer } from '../core/people/computer.ts'
import type { AtRest, AtRestWorld } from './at-rest.ts'
import type { Session } from './storage/session.ts'
import type { Joinable } from './transactions.ts'

/**
 * Secret keys of the house itself: the one that seals documents, and the one that laptops close their keys to. They lie in the database and in every dump of it, and
 * who works with the database by a role of their own reads what the program reads; so they are closed like second factors (`at-rest.ts`).
 */
export interface Keeping {
  /** The secret as it is written into the database. */
  keep(secret: string, about: string): Promise<string>
  /** The secret of what was written. */
  take(kept: string, about: string): Promise<string>
}
/** Where the whole file is encrypted, nothing in it is closed once more. */
export const openly: Keeping = { keep: async (secret) => secret, take: async (kept) => kept }

/** This computer has not got the company's key, or nobody has: said to whoever asked for something that takes it. */
export class NoCompanyKey extends Error {
  readonly refusal: Refusal
  constructor(why: 'elsewhere' | 'lost', computer: string) {
    const code = codeOfComputer(computer)
    super(`the company’s key is ${why === 'lost' ? 'lost' : 'at another computer'} (this one is ${code})`)
    this.refusal = why === 'lost' ? refuse('key.lost') : refuse('key.elsewhere', { code })
  }
}

/** Instead of an outcome. Nothing was written. */
export function withoutKey(error: unknown): Outcome {
  if (error instanceof NoCompanyKey) return { ok: false, refusal: error.refusal }
  throw error
}

const mark = 'closed:'
const isClosed = (kept: string): boolean => kept.startsWith(mark)

export const closedBy = (atRest: AtRest): Keeping => ({
  keep: async (secret, about) => {
    const sealed = await atRest.seal(secret, about)
    if (sealed === undefined) throw new NoCompanyKey('elsewhere', atRest.computer())
    return mark + sealed
  },
  take: async (kept, about) => {
    // As a program of before wrote it, until a computer with the key starts.
    if (!isClosed(kept)) return kept
    const found = await atRest.open(kept.slice(mark.length), about)
    if (typeof found === 'string') throw new NoCompanyKey(found, atRest.computer())
    return found.secret
  },
})

/** Where one of them lies. */
export interface HouseKey {
  find(session: Session): Promise<{ readonly kept: string; readonly about: string } | undefined>
  /** In the place of `before`, where that still lies there; `undefined`: nobody can open it any more. */
  put(session: Session, kept: string | undefined, before: string): Promise<void>
}

/** What a program of before left open is closed, once, at a computer that has the key or is the first to need one. */
export async function closeKeys(database: Joinable, keeping: Keeping, keys: readonly HouseKey[]): Promise<void> {
  for (const key of keys) {
    const open = await database.read((session) => key.find(session))
    if (!open || isClosed(open.kept)) continue
    const closing = async (session: Session): Promise<void> => key.put(session, await keeping.keep(open.kept, open.about), open.kept)
    await database.transact(closing).catch((error: unknown) => {
      // It stays as it is until the computer is admitted, or one that was admitted starts.
      if (!(error instanceof NoCompanyKey)) throw error
    })
  }
}

/** The company gets another key: what opens with the one before is closed with the new one, what does not is of no use to anybody and goes. */
export const closingAgain =
  (database: Pick<Joinable, 'opened'>, keys: readonly HouseKey[]): NonNullable<AtRestWorld['renewed']> =>
  async (before, after) => {
    const session = database.opened()!
    for (const key of keys) {
      const found = await key.find(session)
      if (!found) continue
      const secret = isClosed(found.kept) ? before.open(found.kept.slice(mark.length), found.about) : found.kept
      await key.put(session, secret === undefined ? undefined : mark + after.close(secret, found.about), found.kept)
    }
  }
