import { entities, numberSeries } from '../../core/entities/entity.ts'
import { fiscalYear, salePapers, seriesKey } from '../../core/entities/rules.ts'
import { addMonths } from '../../core/kernel/day.ts'
import { put, type Now, type Read } from '../../core/kernel/operation.ts'
import type { Row } from '../../core/kernel/record.ts'
import { scheduler } from '../callers.ts'
import type { StoreHost } from '../storage/host.ts'
import { binder } from '../storage/session.ts'
import type { Joinable } from '../transactions.ts'

export const epochSetting = 'sync.epoch'
/** Numbers of quotes and orders that are left out, so that none that was given after the backup is given again (`sync.md` 2.17); and one more for each minute since. */
const skipped = 1_000
const caller = scheduler([])

/**
 * After a restore from a backup, before the first device calls: a new timeline begins. Devices then offer everything again that they keep, and series whose
 * numbers customers may have seen go on further up. Series that must have no gap (invoices, journals) go on where the backup ends: no device gives those.
 * The number of a timeline is the time of its beginning in seconds, for two restores of one backup are two timelines.
 */
export async function newEpoch(host: StoreHost, join: Joinable['join']): Promise<number> {
  const { database } = host
  const [before, last] = await database.read(async (session) => {
    const b = binder(session.dialect)
    const [setting] = await session.rows(`select value from settings where key = ${b.mark(epochSetting, 'text')}`, b.values)
    const [call] = await session.rows('select at from calls order by seq desc limit 1')
    return [Number(setting?.[0] ?? '1'), (call?.[0] as string | undefined) ?? '']
  })
  const at = Date.parse(host.now(caller).at)
  const next = Math.max(before + 1, Math.floor(at / 1000))
  const minutes = Math.max(0, Math.ceil((at - (Date.parse(last) || at)) / 60_000))
  await host.once({ id: `epoch/${next}`, operation: 'sync.newEpoch', user: caller.user, input: String(next) }, caller, async (tx) => {
    const series = await seriesOf(tx.read, tx.now)
    tx.apply(series.map((one) => put(numberSeries, { ...one, next: one.next + skipped + minutes })))
    // With the numbers, or neither: and whichever hub hears of this call reads the timeline that it belongs to.
    await join(async (session) => {
      const b = binder(session.dialect)
      const values = [b.mark(epochSetting, 'text'), b.mark(String(next), 'text')]
      await session.run(`insert into settings (key, value) values (${values.join(', ')}) on conflict (key) do update set value = excluded.value`, b.values) // prettier-ignore
    })
    return { ok: true, result: next }
  })
  return next
}

/** All series of papers: those that are there, and those of the fiscal years around today that may have been begun after the backup. */
async function seriesOf(read: Read, now: Now): Promise<Row<typeof numberSeries>[]> {
  const there = await read.list(numberSeries, { where: { field: 'document', is: 'in', value: [...salePapers] }, limit: 10_000 })
  const found = new Map(there.map((one) => [one.series as string, one]))
  const days = [addMonths(now.today, -12), now.today, addMonths(now.today, 12)]
  for (const { code, fiscalYearStart } of await read.list(entities, { limit: 1_000 }))
    for (const document of salePapers)
      for (const year of new Set(days.map((day) => fiscalYear(fiscalYearStart, day)))) {
        const series = seriesKey(code, document, year) as Row<typeof numberSeries>['series']
        if (!found.has(series)) found.set(series, { series, entity: code, document, year, next: 1, seal: null })
      }
  return [...found.values()]
}
