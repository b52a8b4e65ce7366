import { command, put, tell, type Now } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { choice, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { erasedPeople, erasures, type Erasure } from './erasure.ts'
import { aPerson, personOf } from './person.ts'

/** An erasure as it stands before anybody has decided it. */
export const proposed = (
  wanted: Pick<Erasure, 'person' | 'subject' | 'name' | 'customer'>,
  cause: 'request' | 'retention',
  note: string | null,
  now: Now,
): Erasure => ({
  ...wanted,
  id: now.newId() as Id<'erasures'>,
  cause,
  note,
  state: 'proposed',
  proposedAt: now.at,
  proposedBy: now.caller.name,
  proposedByUser: now.caller.user,
  decidedAt: null,
  decidedBy: null,
  answer: null,
  pseudonym: null,
  held: [],
  heldUntil: null,
})

/** Somebody is to be erased: another person has to agree before anything goes. */
export const proposeErasure = command({
  name: 'privacy.propose',
  zone: 'setup',
  permit: 'privacy.propose',
  offline: 'never',
  input: shape({ ...aPerson.fields, cause: choice('request', 'retention'), note: maybe(text) }),
  output: erasures.shape,
  refusals: ['privacy.unknownPerson', 'privacy.alreadyProposed', 'privacy.alreadyErased', 'privacy.stillActive'],
  load: async (input, read) => ({
    person: await personOf(input, read),
    gone: await read.get(erasedPeople, input.subject),
    open: await read.list(erasures, { where: { all: [{ field: 'subject', is: 'equal', value: input.subject }, { field: 'state', is: 'equal', value: 'proposed' }] }, limit: 1 }), // prettier-ignore
  }),
  decide: ({ person: kind, subject, cause, note }, { person, gone, open }, now) => {
    if (refused(person)) return refuse('privacy.unknownPerson', { person: subject })
    // What an earlier erasure had to keep goes by another, once nothing keeps it.
    if (gone && cause !== 'retention') return refuse('privacy.alreadyErased', { name: gone.pseudonym })
    if (open.length > 0) return refuse('privacy.alreadyProposed', { name: person.name })
    if (kind === 'user' && person.own[0]!.row['active'] === true) return refuse('privacy.stillActive', { name: person.name })
    const row = proposed({ person: kind, subject, name: person.name, customer: person.customer as Erasure['customer'] }, cause, note, now)
    return { result: row, changes: [put(erasures, row), tell('privacy.proposed', { erasure: row.id })] }
  },
})
