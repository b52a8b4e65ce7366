import type { Change, Now, Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import type { Wire } from '../kernel/shape.ts'
import type { entities } from '../entities/entity.ts'
import type { Columns } from './columns.ts'
import type { rejectReasons, subjectNames } from './import.ts'
import type { Cell } from './sheet.ts'
import type { Reading } from './survey.ts'

export type Entity = Row<typeof entities>
export type Reason = (typeof rejectReasons)[number]

/** Why a row alone cannot be used, whatever stands already. */
export interface RejectedRow {
  readonly reason: Reason
  readonly column: string
  readonly value: string
  /** What the row claims all the same: publishing may still find it to be there twice. */
  readonly claim?: Wire
}
/** A row as it was read: what it asks for, packed; why it cannot be used; or `null` where it asks for nothing (blank, a total). */
export type RowJudgement = RejectedRow | { readonly meaning: Wire } | null
export const isRejectedRow = (judged: RejectedRow | { readonly meaning: Wire }): judged is RejectedRow => 'reason' in judged

/** A row that was read: what it asks for, or what it claims although it cannot be used. */
export interface ReadRow {
  /** Of the staged row. */
  readonly id: string
  readonly row: number
  readonly meaning: Wire | null
  readonly claim: Wire | null
}
/** What becomes of a row other than being imported. */
export interface Verdict {
  readonly id: string
  readonly outcome: 'unchanged' | 'conflict' | 'rejected'
  readonly reason: Reason | null
  /** As it is shown: heading of the file, and what is wrong there. */
  readonly column: string | null
  readonly value: string | null
}
export interface Published {
  readonly verdicts: readonly Verdict[]
  /** Of the file, over imported and unchanged rows. */
  readonly counts: { readonly customers: number; readonly contracts: number; readonly imported: number; readonly unchanged: number; readonly conflicts: number } // prettier-ignore
  /** What is added to the house; made when it is asked for. */
  readonly changes: () => readonly Change[]
}

/** What can be imported: its columns, how a row is read, and what becomes of all rows together. Everything else is the same for all subjects. */
export interface Subject {
  readonly name: (typeof subjectNames)[number]
  readonly columns: Columns
  judging(entity: Entity, reading: Reading, read: Read): Promise<(cells: readonly Cell[]) => RowJudgement>
  /** Rows come in the order of the file. Changes nothing itself. */
  publishing(rows: readonly ReadRow[], entity: Entity, reading: Reading, read: Read, now: Now): Promise<Published>
}
