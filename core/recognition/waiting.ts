import { entities } from '../entities/entity.ts'
import type { Day } from '../kernel/day.ts'
import type { Now, Read } from '../kernel/operation.ts'
import { pendingGroups } from './facts.ts'
import { periodNamed } from './rules.ts'

/** One while the month that ended last has revenue that nobody recognised. */
export async function monthsToRecognise(read: Read, now: Now): Promise<number> {
  const mine = await read.list(entities, { limit: 1000 })
  if (mine.length === 0) return 0
  const asOf = `${periodNamed(now.today)}-01` as Day
  const pending = await read.ask(pendingGroups, { entities: mine.map((e) => e.code), asOf })
  return pending.length === 0 ? 0 : 1
}
