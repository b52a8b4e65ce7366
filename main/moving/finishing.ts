import type { Database } from '../storage/connect.ts'
import { binder } from '../storage/session.ts'
import type { HubSync } from '../sync/hub.ts'
import { readSettings } from '../settings.ts'
import { pendingSetting } from './unfinished.ts'

/** The first program that opens a restored database begins its new timeline. Begun twice, because it was killed in between, it is two timelines, which hurts nobody. */
export async function finishRestore(database: Database, hub: Pick<HubSync, 'newEpoch'>): Promise<void> {
  if (!(await readSettings(database)).has(pendingSetting)) return
  await hub.newEpoch()
  await database.transact(async (session) => {
    const b = binder(session.dialect)
    await session.run(`delete from settings where key = ${b.mark(pendingSetting, 'text')}`, b.values)
  })
}
