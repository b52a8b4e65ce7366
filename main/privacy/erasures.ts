import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { planOf } from '../../core/backups/configure.ts'
import type { Happening } from '../../core/kernel/manifest.ts'
import { NoCompanyKey } from '../house-keys.ts'
import { backupFolder } from '../policy/backups.ts'
import type { Policy } from '../policy/policy.ts'
import type { Database } from '../storage/connect.ts'
import { eraseAgain, writeErasures, type ErasingWorld } from './erasure-list.ts'

export interface Erasures {
  /** Somebody was erased. */
  heard(happening: Happening): void
  /** Waits for what is being written. */
  ended(): Promise<void>
}

/**
 * What an erasure needs outside of the database: the list beside it and beside the backups; and on SQLite the file packed anew, for what is deleted stays in free
 * pages otherwise. Opened, it first erases whom a backup brought back.
 */
export async function openErasures(
  world: ErasingWorld & { readonly database: Database; readonly policy: Policy },
  folder: string | undefined,
): Promise<Erasures> {
  const { database, policy, read, sealing } = world
  const folders = async (): Promise<string[]> => {
    const plan = await planOf(read)
    const beside = plan ? backupFolder(plan.folder, policy) : undefined
    return [folder, beside].filter((one): one is string => one !== undefined && existsSync(one))
  }
  let last: Promise<void> = Promise.resolve()
  await eraseAgain(world, await folders())
  const swept = async (): Promise<void> => {
    const call = { id: randomUUID(), operation: 'privacy.sweep', input: {}, caller: world.scheduler }
    last = last.then(() => world.run(call)).then(() => undefined, () => undefined) // prettier-ignore
  }
  /** A computer that may not sign writes no list yet: the others do, and this one once it is admitted. */
  const written = async (): Promise<void> =>
    writeErasures(read, sealing, await folders()).catch((error: unknown) => {
      if (!(error instanceof NoCompanyKey)) throw error
    })
  await written()
  return {
    heard: ({ events }) => {
      const erased = events.some(({ event }) => event === 'privacy.erased')
      if (events.some(({ event, about }) => event === 'sync.parked' && Object.values(about).includes('privacy.erasedPerson'))) void swept()
      if (!erased && !events.some(({ event }) => event === 'backups.done')) return
      const write = async (): Promise<void> => {
        await written()
        if (erased && database.dialect === 'sqlite') await packed(database)
      }
      last = last.then(write, write)
    },
    ended: async () => {
      await last.catch(() => undefined)
      // What was told a moment ago may not have been heard yet.
      await written().catch(() => undefined)
    },
  }
}

/** Takes what was deleted out of the file and out of its log. Where somebody else is at it just then, the next erasure does it. */
const packed = (database: Database): Promise<void> =>
  database.read((session) => session.script('vacuum; pragma wal_checkpoint(truncate)'), 'all').catch(() => undefined)
