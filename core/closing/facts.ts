import { periods } from '../entities/entity.ts'
import type { Day } from '../kernel/day.ts'
import type { Read } from '../kernel/operation.ts'
import { journals } from '../ledger/journal.ts'
import type { Asked } from './period.ts'

/** Whether anything was ever posted before a day: then the month before has to be locked first. */
export async function bookedBefore(read: Read, entity: string, first: Day): Promise<boolean> {
  const where = { all: [{ field: 'entity', is: 'equal', value: entity }, { field: 'postedOn', is: 'less', value: first }] } as const // prettier-ignore
  return (await read.list(journals, { where, limit: 1 })).length > 0
}

/** The last month after this one that is locked. */
export async function lockedAfter(read: Read, { entity, month }: Asked): Promise<string | undefined> {
  const where = { all: [{ field: 'entity', is: 'equal', value: entity }, { field: 'state', is: 'equal', value: 'locked' }] } as const // prettier-ignore
  const locked = await read.list(periods, { where, limit: 10_000 })
  return locked.map((p) => p.month).filter((m) => m > month).sort().at(-1) // prettier-ignore
}
