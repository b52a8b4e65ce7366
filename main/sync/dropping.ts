import { personalFields } from '../../core/kernel/personal-fields.ts'
import type { PersonWord } from '../../core/kernel/forgetting.ts'
import { erasedPeople, recordOf } from '../../core/privacy/erasure.ts'
import { wordsIn } from '../../core/privacy/person.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import type { Page } from './replica.ts'
import { likeSql } from '../storage/filter.ts'
import type { LoggedChange } from '../storage/log.ts'
import { forgetInLog } from '../storage/redacting.ts'
import type { Held } from '../storage/scope.ts'
import { binder, type Session } from '../storage/session.ts'
import { tableOf } from '../storage/tables.ts'

/** What the device's log keeps of what it dropped. */
export type Dropped = readonly LoggedChange[]

/**
 * What a device does when it hears that somebody was erased, before the rows are laid that say no more of them: what it captured of them and has settled goes, and
 * its own log forgets them. What is not settled yet still goes to the hub, which does not write to them again. Answers what its log keeps of that.
 */
export async function dropErased(session: Session, held: Held, page: Pick<Page, 'names' | 'rows'>): Promise<Dropped> {
  const fields = page.names[erasedPeople.record] ?? Object.keys(erasedPeople.shape.fields)
  const gone = page.rows.flatMap(({ record, row }) =>
    record === erasedPeople.record && row ? [Object.fromEntries(fields.map((name, i) => [name, row[i] as Wire]))] : [],
  )
  const changes: LoggedChange[] = []
  for (const [pseudonym, some] of Map.groupBy(gone, (one) => one['pseudonym'] as string)) {
    const ids = some.map((one) => one['id'] as string)
    const { words, speaking } = await knownHere(session, held, ids)
    const b = binder('sqlite')
    const texts = [...ids, ...words.map(({ text }) => JSON.stringify(text).slice(1, -1))]
    const like = texts.map((text) => likeSql('body', text, 'contains', { binder: b, foldCollation: undefined })).join(' or ')
    await session.run(`delete from queue where ${settled} and (${like})`, b.values)
    const about = { rows: ids, words, fields: speaking, pseudonym, files: [] }
    for (const change of await forgetInLog(session, about, undefined)) changes.push(change)
  }
  return changes
}

const settled = `lseq in (select lseq from queue_standing where state = 'settled')`

/** What came too late was refused by the hub, and goes once somebody has looked at it. */
export const dropLate = (session: Session): Promise<number> =>
  session.run(`delete from queue where ${settled} and exists (select 1 from erased_people e where queue.body like '%' || e.id || '%')`)

/** What they are called on this device, and the fields that say so. */
async function knownHere(session: Session, held: Held, ids: readonly string[]): Promise<{ words: PersonWord[]; speaking: string[] }> {
  const words: PersonWord[] = []
  const speaking = new Set<string>()
  for (const kind of held.kinds.filter(({ record }) => (Object.values(recordOf) as string[]).includes(record))) {
    const table = tableOf(kind, 'sqlite')
    const b = binder('sqlite')
    const found = await session.rows(
      `select ${table.list} from ${table.name} where ${b.isOneOf(table.key.quoted, ids, table.key.type)}`,
      b.values,
    )
    for (const values of found) words.push(...wordsIn(kind, table.read(values)))
    for (const [field, said] of personalFields(kind)) if (kind.personal?.fields?.[field] === said) speaking.add(field)
  }
  return { words, speaking: [...speaking] }
}
