import type { Caller, Change, Now, Outcome, Read } from '../../core/kernel/operation.ts'
import type { CallNote } from '../../core/kernel/run.ts'
import type { Sight } from './guard.ts'
import type { Session } from './session.ts'
import type { Work } from './work.ts'

/** One call on a device, from its beginning to its place in the queue. */
export interface Capture {
  readonly now: Now
  reading(read: Read): Read
  /** Of what a decision changes, what a device holds: postings and the like are the hub's. */
  held(changes: readonly Change[]): readonly Change[]
  /** Keeps what lies beneath the rows that are about to be written. */
  keep(session: Session, work: Work): Promise<void>
  /** Puts the call into the queue, in the transaction of what it changed. */
  queue(session: Session, outcome: Outcome, sight: Sight): Promise<void>
}

/** Begins the capture of a call on a device; `undefined` where the operation acts on the device alone. */
export type Capturing = (session: Session, note: CallNote, caller: Caller, now: Now) => Promise<Capture | undefined>
