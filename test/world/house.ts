import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { RunOptions } from '../../core/kernel/run.ts'
import { openHarmony, type Harmony, type HarmonyOptions } from '../../main/compose.ts'
import type { Dialect } from '../../main/storage/session.ts'
import { emptyPlace } from './stores.ts'

/** Made where a test needs it; on PostgreSQL there is no data folder of a house's own. */
const secretsKey = path.join(tmpdir(), `harmony-secrets-${process.pid}.key`)

type Options = RunOptions & { readonly id?: string }

/** The whole product on a store of its own, as a door would have it, and somebody who may do everything. */
export interface House {
  readonly harmony: Harmony
  /** What a second process needs to open the same house. */
  readonly place: Pick<HarmonyOptions, 'dataDir' | 'databaseUrl'>
  // What comes back is plain JSON; each test knows what it asked for.
  do(operation: string, input?: unknown, options?: Options): Promise<any>
  /** The code of the refusal that is expected. */
  refused(operation: string, input?: unknown): Promise<string>
  /** Another user of the house, by login. */
  as(login: string): Promise<Pick<House, 'do' | 'refused'>>
  close(): Promise<void>
}

export async function freshHouse(dialect: Dialect, name: string, options: HarmonyOptions = {}): Promise<House> {
  const { place, drop } = await emptyPlace(dialect, name)
  const opened = 'file' in place ? { dataDir: path.dirname(place.file) } : { databaseUrl: place.url }
  const harmony = await openHarmony({ secretsKey, ...opened, ...options })
  const acting = (login?: string): Pick<House, 'do' | 'refused'> => {
    const outcome = async (operation: string, input: unknown, more: Options = {}) => {
      const caller = await harmony.localAdministrator(login)
      if (!caller) throw new Error(`there is no user ${login}`)
      return harmony.run({ id: more.id ?? randomUUID(), operation, input, caller }, more)
    }
    return {
      do: async (operation, input = {}, more) => {
        const done = await outcome(operation, input, more)
        if (!done.ok) throw new Error(`${operation} was refused: ${JSON.stringify(done.refusal)}`)
        return done.result
      },
      refused: async (operation, input = {}) => {
        const done = await outcome(operation, input)
        if (done.ok) throw new Error(`${operation} was not refused`)
        return done.refusal.refused
      },
    }
  }
  return {
    harmony,
    place: opened,
    ...acting(),
    as: async (login) => acting(login),
    close: async () => {
      await harmony.close()
      await drop()
    },
  }
}
