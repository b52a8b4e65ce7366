import type { Change, Now, Operation, Read } from './operation.ts'
import { question } from './record.ts'
import { refuse, type Refusal } from './refusal.ts'
import { many, shape, text, type Field } from './shape.ts'

/** Whether somebody has changed one of these rows by one of these operations, ever: the log knows. */
export const changedBefore = question(
  'people.changedBefore',
  shape({ user: text, operations: many(text), record: text, rows: many(text) }),
  shape({ operation: text, row: text }),
)

/** Keys of a record's rows that changes write or name. */
function rowsNamed(changes: readonly Change[], link: string): readonly string[] {
  const found = new Set<string>()
  for (const change of changes) {
    if (!('kind' in change) || change.does === 'clear') continue
    if (change.does === 'remove') {
      if (change.kind.record === link) found.add(change.id)
      continue
    }
    for (const [name, declared] of Object.entries(change.kind.shape.fields) as [string, Field<unknown>][]) {
      const of = declared.kind === 'maybe' ? declared.inner!.of : declared.of
      const own = name === change.kind.key && change.kind.record === link
      const value = change.row[name]
      if ((own || of === link) && typeof value === 'string') found.add(value)
    }
  }
  return [...found]
}

/** What nobody does who has done the other half: create a supplier and release the payment, propose and decide. Asked before anything is written. */
export async function atDuties(
  operation: Operation,
  changes: readonly Change[],
  read: Read,
  { caller }: Now,
): Promise<Refusal | undefined> {
  for (const { rule, others, link } of caller.duties?.get(operation.name) ?? []) {
    const rows = rowsNamed(changes, link)
    if (rows.length === 0) continue
    const [before] = await read.ask(changedBefore, { user: caller.user, operations: others, record: link, rows })
    if (before) return refuse('duties.together', { rule, operation: operation.name, before: before.operation })
  }
  return undefined
}
