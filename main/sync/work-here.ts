import type { Work } from '../desktop/updates/work-line.ts'
import type { Database } from '../storage/connect.ts'

/** What waits in the outbox of this place, and the number of the newest migration that its database has seen. */
export const workHere = (database: Pick<Database, 'read'>, inField: boolean): Promise<Work> =>
  database.read(async (session) => {
    // What the hub has answered and a person still has to decide was sent: it lies with the hub as well.
    const sql = `select count(*) from queue_standing where state not in ('settled', 'attention')`
    const [waiting] = inField ? await session.rows(sql) : [[0]]
    const [newest] = await session.rows('select max(name) from migrations')
    return { unsent: Number(waiting![0]), schema: Number.parseInt(String(newest?.[0] ?? '0'), 10) }
  })
