import { contacts } from '../customers/contact.ts'
import type { Plain, Read, Wall } from '../kernel/operation.ts'
import type { RecordKind } from '../kernel/record.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { leads } from '../opportunities/lead.ts'
import { users } from '../people/user.ts'
import { erasedPeople } from './erasure.ts'

/** What says something of a person beside their name. */
const telling = ['title', 'email', 'phone', 'address', 'note'] as const

/** Whoever was erased stays so: a device that did not hear of it yet, or a form that was open, does not bring them back. */
const fault = async (rows: readonly Plain[], read: Read): Promise<Refusal | undefined> => {
  const gone = await read.some(erasedPeople, rows.map((row) => row['id'] as string)) // prettier-ignore
  const back = rows.find((row) => {
    const one = gone.get(row['id'] as string)
    return one !== undefined && (row['name'] !== one.pseudonym || telling.some((field) => (row[field] ?? null) !== null))
  })
  return back && refuse('privacy.erasedPerson', { name: gone.get(back['id'] as string)!.pseudonym })
}

const before = (kind: unknown) =>
  ({ kind: kind as RecordKind, edits: true, refusals: ['privacy.erasedPerson'], permits: [], fault }) as const satisfies Wall
export const neverAgain = [before(contacts), before(leads), before(users)] as const
