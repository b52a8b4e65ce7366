import { wrapByPassword, newRecoveryPair, openSealed } from '../keys/wraps.ts'
import type { Seals } from '../seals.ts'
import type { Answerer } from '../storage/reads/registry.ts'
import { binder, type Session } from '../storage/session.ts'
import type { Joinable } from '../transactions.ts'

interface Pair {
  readonly key: string
  readonly secret: string
}
/** The organisation's recovery key. Made when it is first asked for; the secret half stays in the hub's own settings and is never answered to anybody. */
export interface Recovery {
  key(): Promise<string>
  /** Opens what a device closed to the key. */
  open(sealed: string, bound: string): Promise<Buffer | undefined>
}

export function openRecovery(database: Joinable): Recovery {
  const pair = async (): Promise<Pair> => (await database.read(pairIn)) ?? database.join(makePair)
  return {
    key: async () => (await pair()).key,
    open: async (sealed, bound) => openSealed((await pair()).secret, sealed, bound),
  }
}

const name = 'recovery'
async function pairIn(session: Session): Promise<Pair | undefined> {
  const b = binder(session.dialect)
  const [row] = await session.rows(`select value from settings where key = ${b.mark(name, 'text')}`, b.values)
  return row && (JSON.parse(row[0] as string) as Pair)
}
async function makePair(session: Session): Promise<Pair> {
  const b = binder(session.dialect)
  const values = [b.mark(name, 'text'), b.mark(JSON.stringify(newRecoveryPair()), 'text')]
  // Several hubs on one database make one pair: the others wait here and then find it.
  await session.run(`insert into settings (key, value) values (${values.join(', ')}) on conflict (key) do nothing`, b.values)
  return (await pairIn(session))!
}

/** A recovery wrap as it travels: the file that it is bound to, and the wrap. */
export const recoveryAnswerers = (recovery: Recovery, seals: Seals): Readonly<Record<string, Answerer>> => ({
  'sync.recoveryKey': async () => [{ key: await recovery.key() }],
  'sync.rewrapped': async ({ wrap, password }) => {
    const at = (wrap as string).indexOf(':')
    const file = (wrap as string).slice(0, Math.max(0, at))
    const key = await recovery.open((wrap as string).slice(at + 1), file)
    return [{ file, wrap: key === undefined ? null : seals.seal(await wrapByPassword(key, password as string, file)) }]
  },
})
