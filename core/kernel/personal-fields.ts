import type { PersonalField } from './personal.ts'
import type { RecordKind } from './record.ts'
import type { Field } from './shape.ts'

const bare = (field: Field<unknown>): Field<unknown> => (field.inner === undefined ? field : bare(field.inner))

/** Names of users who did something, by their ending. */
export const isAuthor = (name: string, field: Field<unknown>): boolean =>
  bare(field).kind === 'text' && /(^by|By|ByName|ownerName|insteadOfName)$/.test(name)

/** Every field of a record that speaks of people, with whose it is. */
export function personalFields(kind: RecordKind): ReadonlyMap<string, PersonalField> {
  const found = new Map<string, PersonalField>()
  for (const [name, field] of Object.entries(kind.shape.fields)) {
    const said = kind.personal?.fields?.[name]
    if (said !== undefined) found.set(name, said)
    else if (isAuthor(name, field as Field<unknown>)) found.set(name, 'user.name')
  }
  return found
}

/** What a field holds, without what says that it may be absent or several. */
export const bareKind = (field: Field<unknown>): Field<unknown>['kind'] => bare(field).kind
/** The record that a field names. */
export const namedBy = (field: Field<unknown>): string | undefined => bare(field).of

const telling = /name|email|phone|address|person|signer|payer|recipient|login|image|note|reason|summary|topic|result|message|label|title|company|place|evidence|said|subject|contact|description|purpose|nextStep|narrative|comment|account$/i // prettier-ignore
const holdsText = (field: Field<unknown>): boolean =>
  ['text', 'longText', 'data', 'file'].includes(field.kind) ||
  (field.inner !== undefined && holdsText(field.inner)) ||
  Object.values(field.fields ?? {}).some((inner) => holdsText(inner as Field<unknown>))

/** Whether a field looks as if it spoke of people, by its name and by what it may hold: such a field is declared, or said not to. */
export function looksPersonal(name: string, field: Field<unknown>): boolean {
  const kind = bareKind(field)
  if (isAuthor(name, field)) return true
  if (kind === 'longText' || kind === 'data' || kind === 'file') return true
  if (kind === 'shape') return holdsText(field)
  return kind === 'text' && telling.test(name)
}

/** The fields of a record that look personal and of which nothing is said. */
export const unsaid = (kind: RecordKind): string[] =>
  Object.entries(kind.shape.fields)
    .filter(([name, field]) => looksPersonal(name, field as Field<unknown>))
    .map(([name]) => name)
    .filter((name) => kind.personal === undefined || !(personalFields(kind).has(name) || kind.personal.not?.includes(name)))
