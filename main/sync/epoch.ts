import { numberSeries } from '../../core/entities/entity.ts'
import { salePapers } from '../../core/entities/rules.ts'
import { put, type Caller } from '../../core/kernel/operation.ts'
import { scheduler } from '../callers.ts'
import type { StoreHost } from '../storage/host.ts'
import { binder } from '../storage/session.ts'

export const epochSetting = 'sync.epoch'
/** Numbers of quotes and orders that are left out, so that none that was given after the backup is given again (`sync.md` 2.17). */
const skipped = 1_000
const caller: Caller = scheduler([])

/**
 * After a restore from a backup, before the first device calls: a new timeline begins. Devices then offer everything again that they keep, and series whose
 * numbers customers may have seen go on further up. Series that must have no gap (invoices, journals) go on where the backup ends: no device gives those.
 */
export async function newEpoch(host: StoreHost): Promise<number> {
  const [row] = await host.database.read((session) => {
    const b = binder(session.dialect)
    return session.rows(`select value from settings where key = ${b.mark(epochSetting, 'text')}`, b.values)
  })
  const next = Number(row?.[0] ?? '1') + 1
  const note = { id: `epoch/${next}`, operation: 'sync.newEpoch', user: caller.user, input: String(next) }
  await host.once(note, caller, async (tx) => {
    const series = await tx.read.list(numberSeries, { where: { field: 'document', is: 'in', value: [...salePapers] }, limit: 10_000 })
    tx.apply(series.map((one) => put(numberSeries, { ...one, next: one.next + skipped })))
    return { ok: true, result: next }
  })
  await host.database.transact(async (session) => {
    const b = binder(session.dialect)
    await session.run(
      `insert into settings (key, value) values (${b.mark(epochSetting, 'text')}, ${b.mark(String(next), 'text')}) on conflict (key) do update set value = excluded.value`,
      b.values,
    )
  })
  return next
}
