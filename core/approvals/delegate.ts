import { command, put, tell, type Caller } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { aDay, idOf, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { users } from '../people/user.ts'
import { powersOf } from './authority.ts'
import { delegations } from './delegation.ts'

/** One's own approvals; those of others are handed over by whoever keeps the limits. */
const mayHandOver = (caller: Caller, person: string): boolean => caller.user === person || caller.permits.has('approvals.write')

/** Somebody stands in for somebody else on some days. */
export const delegate = command({
  name: 'approvals.delegate',
  zone: 'finance',
  permit: 'approvals.decide',
  offline: 'never',
  input: shape({
    /** Left out: the caller. */
    person: maybe(idOf('users')),
    standIn: idOf('users'),
    firstDay: aDay,
    lastDay: aDay,
    note: maybe(text),
  }),
  output: delegations.shape,
  refusals: [
    'approvals.unknownPerson', 'approvals.toOneself', 'approvals.notYours', 'approvals.backwards', 'approvals.pastDays', 'approvals.cannotDecide',
  ], // prettier-ignore
  load: async ({ person, standIn }, read, now) => {
    const people = await read.some(users, [person ?? now.caller.user, standIn])
    const deciding = await powersOf(read, [...people.values()])
    return { people, deciding: new Set(deciding.map((power) => power.user)) }
  },
  decide: (input, { people, deciding }, now) => {
    const asked = input.person ?? now.caller.user
    const [person, standIn] = [people.get(asked), people.get(input.standIn)]
    if (!person || !standIn) return refuse('approvals.unknownPerson', { person: person ? input.standIn : asked })
    if (person.id === standIn.id) return refuse('approvals.toOneself')
    if (!mayHandOver(now.caller, person.id)) return refuse('approvals.notYours', { name: person.name })
    if (input.lastDay < input.firstDay) return refuse('approvals.backwards', { firstDay: input.firstDay, lastDay: input.lastDay })
    if (input.lastDay < now.today) return refuse('approvals.pastDays', { lastDay: input.lastDay })
    const without = [person, standIn].find(({ id }) => !deciding.has(id))
    if (without) return refuse('approvals.cannotDecide', { name: without.name })
    const row: Row<typeof delegations> = {
      id: now.newId() as Id<'delegations'>,
      person: person.id,
      standIn: standIn.id,
      firstDay: input.firstDay,
      lastDay: input.lastDay,
      note: input.note,
      createdAt: now.at,
      createdBy: now.caller.name,
      endedAt: null,
    }
    return {
      result: row,
      changes: [put(delegations, row), tell('approvals.delegated', { delegation: row.id, name: standIn.name, instead: person.name })],
    }
  },
})

/** They are back early. What was decided meanwhile stands. */
export const endDelegation = command({
  name: 'approvals.endDelegation',
  zone: 'finance',
  permit: 'approvals.decide',
  offline: 'never',
  input: shape({ id: idOf('delegations') }),
  output: delegations.shape,
  refusals: ['approvals.unknownDelegation', 'approvals.delegationOver', 'approvals.notYours'],
  load: async ({ id }, read) => {
    const delegation = await read.get(delegations, id)
    return {
      delegation,
      people: delegation ? await read.some(users, [delegation.person, delegation.standIn]) : new Map<string, Row<typeof users>>(),
    }
  },
  decide: ({ id }, { delegation, people }, now) => {
    if (!delegation) return refuse('approvals.unknownDelegation', { delegation: id })
    const name = (of: string) => people.get(of)?.name ?? ''
    if (delegation.endedAt !== null || delegation.lastDay < now.today)
      return refuse('approvals.delegationOver', { name: name(delegation.standIn) })
    // Whoever stands in may hand it back.
    if (!mayHandOver(now.caller, delegation.person) && now.caller.user !== delegation.standIn)
      return refuse('approvals.notYours', { name: name(delegation.person) })
    const ended = { ...delegation, endedAt: now.at }
    return {
      result: ended,
      changes: [
        put(delegations, ended),
        tell('approvals.delegationEnded', { delegation: id, name: name(delegation.standIn), instead: name(delegation.person) }),
      ],
    }
  },
})
