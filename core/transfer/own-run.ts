import type { Day } from '../kernel/day.ts'
import type { Now, Read } from '../kernel/operation.ts'
import { transferRuns, type TransferRun } from './charge.ts'

const most = 100_000
export const runsUntil = async (read: Read, until: Day): Promise<number> =>
  (await read.list(transferRuns, { where: { field: 'until', is: 'equal', value: until }, limit: most })).length

/** `TR-2026-11-30`, `TR-2026-11-30-2` … */
export const runNumber = (until: Day, before: number): string => (before === 0 ? `TR-${until}` : `TR-${until}-${before + 1}`)

/** The round of a charge that no round over work made: done as soon as it is begun. */
export const ownRun = (until: Day, before: number, now: Now): TransferRun => ({
  id: now.newId() as TransferRun['id'],
  number: runNumber(until, before),
  until,
  state: 'posted',
  marker: '',
  portions: 1,
  charges: 1,
  journals: 2,
  waiting: [],
  createdAt: now.at,
  createdBy: now.caller.name,
  postedAt: now.at,
})
