import type { Now } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'

/** Legal entities somebody works for; `null`: all. */
type Scope = readonly string[] | null

/**
 * Who works for some legal entities manages people of these alone: neither gives anybody more than is their own, nor takes over somebody who has more
 * (by a password, a token or an edit).
 */
export function beyondReach(now: Now, ...scopes: readonly Scope[]): Refusal<'people.beyondReach'> | undefined {
  const { entities: mine } = now.caller
  if (mine === 'all') return undefined
  for (const scope of scopes) {
    const foreign = scope === null ? '*' : scope.find((entity) => !mine.includes(entity))
    if (foreign !== undefined) return refuse('people.beyondReach', { entity: foreign })
  }
  return undefined
}
