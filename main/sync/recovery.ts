import type { HouseKey, Keeping } from '../house-keys.ts'
import { wrapByPassword, newRecoveryPair, openSealed } from '../keys/wraps.ts'
import type { Seals } from '../seals.ts'
import type { Answerer } from '../storage/reads/registry.ts'
import { binder, type Session } from '../storage/session.ts'
import type { Joinable } from '../transactions.ts'

interface Pair {
  readonly key: string
  /** As it is kept. */
  readonly secret: string
}
/** The organisation's recovery key. Made when it is first asked for; the secret half stays in the hub's own settings, closed, and is never answered to anybody. */
export interface Recovery {
  key(): Promise<string>
  /** Opens what a device closed to the key. */
  open(sealed: string, bound: string): Promise<Buffer | undefined>
}

export function openRecovery(database: Joinable, keeping: Keeping): Recovery {
  const pair = async (): Promise<Pair> => (await database.read(pairIn)) ?? database.join((session) => makePair(session, keeping))
  return {
    key: async () => (await pair()).key,
    open: async (sealed, bound) => {
      const { key, secret } = await pair()
      return openSealed(await keeping.take(secret, aboutPair(key)), sealed, bound)
    },
  }
}

const name = 'recovery'
const aboutPair = (key: string): string => `recovery key ${key}`
async function pairIn(session: Session): Promise<Pair | undefined> {
  const b = binder(session.dialect)
  const [row] = await session.rows(`select value from settings where key = ${b.mark(name, 'text')}`, b.values)
  return row && (JSON.parse(row[0] as string) as Pair)
}
async function makePair(session: Session, keeping: Keeping): Promise<Pair> {
  const b = binder(session.dialect)
  const { key, secret } = newRecoveryPair()
  const pair = { key, secret: await keeping.keep(secret, aboutPair(key)) }
  const values = [b.mark(name, 'text'), b.mark(JSON.stringify(pair), 'text')]
  // Several hubs on one database make one pair: the others wait here and then find it.
  await session.run(`insert into settings (key, value) values (${values.join(', ')}) on conflict (key) do nothing`, b.values)
  return (await pairIn(session))!
}

/** Lost, it goes, and laptops are closed to another one when they are enrolled again. */
export const recoverySecret: HouseKey = {
  find: async (session) => {
    const found = await pairIn(session)
    return found && { kept: found.secret, about: aboutPair(found.key) }
  },
  put: async (session, kept, before) => {
    const found = await pairIn(session)
    if (found?.secret !== before) return
    const b = binder(session.dialect)
    const where = (pair: Pair): string => `key = ${b.mark(name, 'text')} and value = ${b.mark(JSON.stringify(pair), 'text')}`
    const sql =
      kept === undefined
        ? `delete from settings where ${where(found)}`
        : `update settings set value = ${b.mark(JSON.stringify({ ...found, secret: kept }), 'text')} where ${where(found)}`
    await session.run(sql, b.values)
  },
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
