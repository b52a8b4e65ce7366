import { contacts } from '../customers/contact.ts'
import { customers } from '../customers/customer.ts'
import type { Plain, Read, Wall } from '../kernel/operation.ts'
import type { RecordKind } from '../kernel/record.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { leads } from '../opportunities/lead.ts'
import { users } from '../people/user.ts'
import { erasedPeople } from './erasure.ts'

/** What says something of a person beside their name. */
const telling = ['title', 'email', 'phone', 'address', 'note'] as const

/** Whoever was erased stays so: a device that did not hear of it yet, or a form that was open, does not bring them back. */
const fault =
  (kind: RecordKind) =>
  async (rows: readonly Plain[], read: Read): Promise<Refusal | undefined> => {
    const ids = rows.map((row) => row['id'] as string)
    const gone = await read.some(erasedPeople, ids)
    if (gone.size === 0) return undefined
    // A consumer whose contract runs is kept as they are, and their address may change.
    const stored = (await read.some(kind, [...gone.keys()])) as ReadonlyMap<string, Plain>
    const says = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : (value ?? null) !== null)
    const back = rows.find((row) => {
      const one = gone.get(row['id'] as string)
      const before = stored.get(row['id'] as string)
      if (one === undefined || (before !== undefined && before['name'] !== one.pseudonym)) return false
      return row['name'] !== one.pseudonym || telling.some((field) => says(row[field]))
    })
    return back && refuse('privacy.erasedPerson', { name: gone.get(back['id'] as string)!.pseudonym })
  }

const before = (kind: unknown) =>
  ({ kind: kind as RecordKind, edits: true, refusals: ['privacy.erasedPerson'], permits: [], fault: fault(kind as RecordKind) }) as const satisfies Wall // prettier-ignore
export const neverAgain = [before(contacts), before(leads), before(users), before(customers)] as const
