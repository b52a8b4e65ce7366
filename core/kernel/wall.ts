import { atDuties } from './duties.ts'
import { beyondLimit } from './limits.ts'
import type { Change, Now, Operation, Read } from './operation.ts'
import type { Refusal } from './refusal.ts'

/** The first wall that the changes run into: what no decision may do, more than the caller's limit, the other half of what they did themselves. */
export async function atWalls(operation: Operation, changes: readonly Change[], read: Read, now: Now): Promise<Refusal | undefined> {
  for (const wall of operation.walls ?? []) {
    const rows = changes.flatMap((change) =>
      (change.does === 'add' || (wall.edits && change.does === 'put')) && change.kind.record === wall.kind.record ? [change.row] : [],
    )
    const fault = rows.length === 0 ? undefined : await wall.fault(rows, read, now)
    if (fault) return fault
  }
  return beyondLimit(operation, changes, now) ?? atDuties(operation, changes, read, now)
}
