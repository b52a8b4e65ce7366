import { record, view } from '../kernel/record.ts'
import { anInstant, choice, count, idOf, maybe, shape, someData, text } from '../kernel/shape.ts'

export const backupStates = ['asked', 'running', 'done', 'failed'] as const
const fields = {
  id: idOf('backups'),
  state: choice(...backupStates),
  trigger: choice('clock', 'person'),
  askedAt: anInstant,
  /** Name of whoever asked; nobody, where the clock did. */
  requester: maybe(text),
  beganAt: maybe(anInstant),
  endedAt: maybe(anInstant),
  /** The moment as of which it holds the company. */
  takenAt: maybe(anInstant),
  /** Where it was written, as the hub's machine calls it. */
  path: maybe(text),
  /** Bytes of the file. */
  size: maybe(count),
  /** SHA-256 of the file. */
  hash: maybe(text),
  /** SHA-256 of what is in it: equal for two stores that hold the same company. */
  contentHash: maybe(text),
  rows: maybe(count),
  /** It was read back from the disk, opened and compared, sum by sum. */
  verifiedAt: maybe(anInstant),
  /** What went wrong, as a refusal. */
  fault: maybe(text),
  about: someData,
  /** Newer ones have taken its place, and its file was removed. */
  removedAt: maybe(anInstant),
} as const

/** One backup, from being asked for to being removed. */
export const backups = record('backups', shape(fields), { key: 'id', personal: { keep: 'use', not: ['about'] } })

/** Backups, the newest first. */
export const backupRows = view({
  view: 'backups.list',
  row: shape({
    id: fields.id,
    askedAt: fields.askedAt,
    state: fields.state,
    trigger: fields.trigger,
    requester: fields.requester,
    endedAt: fields.endedAt,
    path: fields.path,
    size: fields.size,
    rows: fields.rows,
    verifiedAt: fields.verifiedAt,
    fault: fields.fault,
    hash: fields.hash,
    removedAt: fields.removedAt,
  }),
  key: 'id',
  order: ['-askedAt'],
  search: ['path', 'hash', 'requester'],
})
