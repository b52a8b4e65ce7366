import type { Change, Now, Operation, Plain, Read } from './operation.ts'
import type { RecordKind } from './record.ts'
import type { Refusal } from './refusal.ts'

/**
 * What no decision may do, whichever operation takes it: asked of the rows of a kind that a call adds, after it has decided and before anything is written.
 * So a rule that holds for every posting is kept in one place, and no module can forget it.
 */
export interface Wall {
  readonly kind: RecordKind
  readonly refusals: readonly string[]
  fault(rows: readonly Plain[], read: Read, now: Now): Promise<Refusal | undefined>
}

/** The first wall that the changes run into. */
export async function atWalls(operation: Operation, changes: readonly Change[], read: Read, now: Now): Promise<Refusal | undefined> {
  for (const wall of operation.walls ?? []) {
    const rows = changes.flatMap((change) => (change.does === 'add' && change.kind.record === wall.kind.record ? [change.row] : []))
    const fault = rows.length === 0 ? undefined : await wall.fault(rows, read, now)
    if (fault) return fault
  }
  return undefined
}
