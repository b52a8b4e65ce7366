import type { Caller, Read } from '../../core/kernel/operation.ts'
import type { RecordKind } from '../../core/kernel/record.ts'
import { mayHear, type Told } from '../../core/webhooks/catalogue.ts'
import { subjectsOf, type Happened, type Subject } from '../../core/webhooks/message.ts'
import type { Sending } from './outbox.ts'

export interface AudienceWorld {
  readonly told: ReadonlyMap<string, Told>
  readonly kinds: ReadonlyMap<string, RecordKind>
  /** What a caller sees. */
  readonly reader: (caller: Caller) => Read
  /** Sees everything. */
  readonly read: Read
}

/**
 * What an owner hears of an event: the rows that they see themselves at this moment. `undefined`: nothing, not even that it happened. Whose rights reach
 * everything hears all of it; of anybody else's every row is read with their rights, by the one way in which everything is read, and what
 * cannot be shown to be theirs is left out.
 */
export async function heardBy(
  owner: Caller,
  { rights, entity }: Pick<Sending, 'rights' | 'entity'>,
  happened: Happened,
  world: AudienceWorld,
): Promise<readonly Subject[] | undefined> {
  // prettier-ignore
  if (!mayHear(world.told.get(happened.event), owner.permits, rights)) return undefined
  const of = happened.about['entity']
  if (of !== undefined && owner.entities !== 'all' && !owner.entities.includes(of)) return undefined
  if (entity !== null && !(await isOf(entity, happened, world))) return undefined
  const subjects = subjectsOf(happened)
  if (owner.entities === 'all' && !owner.bounds) return subjects
  const read = world.reader(owner)
  const seen: Subject[] = []
  for (const subject of subjects) if (await sees(read, subject, world)) seen.push(subject)
  // Of what is about nothing that can be looked at, only what a legal entity of theirs did is theirs.
  return seen.length > 0 || (subjects.length === 0 && of !== undefined && !owner.bounds) ? seen : undefined
}

/** A row that was removed nobody sees any more; one that was not changed with the event is of a record that nobody knows. */
async function sees(read: Read, { record, id }: Subject, { kinds }: AudienceWorld): Promise<boolean> {
  const kind = record === null ? undefined : kinds.get(record)
  return kind !== undefined && kind.secret !== true && (await read.get(kind, id)) !== undefined
}

async function isOf(entity: string, { about, rows }: Happened, { kinds, read }: AudienceWorld): Promise<boolean> {
  if (about['entity'] !== undefined) return about['entity'] === entity
  for (const { record, id } of rows) {
    const kind = kinds.get(record)
    if (kind?.entityField === undefined) continue
    const row = (await read.get(kind, id)) as Readonly<Record<string, unknown>> | undefined
    if (row?.[kind.entityField] === entity) return true
  }
  return false
}
