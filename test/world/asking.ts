import { randomUUID } from 'node:crypto'
import { askApprovals, approvalsOf, type Subject, type Wanted } from '../../core/approvals/asking.ts'
import { modules } from '../../core/harmony.ts'
import type { Caller, Change, Read } from '../../core/kernel/operation.ts'
import { users } from '../../core/people/user.ts'
import { databaseFileIn } from '../../main/data-folder.ts'
import { connect } from '../../main/storage/connect.ts'
import { openHost } from '../../main/storage/host.ts'
import type { House } from './house.ts'
import { anyone, testClock } from './stores.ts'

export interface Asking {
  /** As a module above does in its own decision. */
  ask(login: string, subject: Subject, wanted: readonly Wanted[], at?: string): Promise<void>
  /** Changes that a module above makes. */
  apply(changes: readonly Change[]): Promise<void>
  readonly read: Read
  close(): Promise<void>
}

/** A second process at a house's store that asks for approvals, as quotes and orders do. */
export async function askingIn(place: House['place'], at = '2026-11-30T18:00:00.000Z'): Promise<Asking> {
  const database = await connect(place.databaseUrl === undefined ? { file: databaseFileIn(place.dataDir!) } : { url: place.databaseUrl })
  const clock = testClock(at)
  const host = await openHost({ database, modules, clock })
  const read = host.reader(anyone)
  const once = async (caller: Caller, changes: (read: Read, now: ReturnType<typeof host.now>) => Promise<readonly Change[]>) => {
    const note = { id: randomUUID(), operation: 'test.ask', user: caller.user, input: '{}' }
    const outcome = await host.once(note, caller, async (tx) => {
      tx.apply(await changes(tx.read, tx.now))
      return { ok: true, result: null }
    })
    if (!outcome.ok) throw new Error(outcome.refusal.refused)
  }
  return {
    read,
    ask: async (login, subject, wanted, when = at) => {
      const [user] = await read.list(users, { where: { field: 'login', is: 'equal', value: login }, limit: 1 })
      clock.set(when)
      await once({ ...anyone, user: user!.id, name: user!.name }, async (inside, now) =>
        askApprovals(subject, wanted, await approvalsOf(inside, subject), now),
      )
    },
    apply: (changes) => once(anyone, async () => changes),
    close: async () => {
      await host.close()
      await database.close()
    },
  }
}
