import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { users } from '../people/user.ts'
import { powersOf } from './authority.ts'
import { anyKind, approvalKinds } from './kinds.ts'
import { creditLimitRows, delegationsAhead, limitRows } from './reads.ts'

const mostPeople = 1000

export const listLimits = listing({ name: 'approvals.limits', zone: 'setup', permit: 'approvals.read', view: limitRows })
export const listCreditLimits = listing({
  name: 'approvals.creditLimits',
  zone: 'finance',
  permit: 'approvals.read',
  view: creditLimitRows,
})

/** Who stands in for whom today and later, and who could. */
export const listDelegations = query({
  name: 'approvals.delegations',
  zone: 'finance',
  permit: 'approvals.read',
  input: shape({}),
  output: shape({
    delegations: many(delegationsAhead.answers),
    people: many(shape({ user: idOf('users'), name: text, title: maybe(text) })),
    /** What limits may be set for. */
    kinds: many(text),
  }),
  ask: async (_input, read, { today }) => {
    const [delegations, everyone] = await Promise.all([
      read.ask(delegationsAhead, { today }),
      read.list(users, { where: { field: 'active', is: 'equal', value: true }, order: ['name', 'id'], limit: mostPeople }),
    ])
    const deciding = new Set((await powersOf(read, everyone)).map((power) => power.user))
    return {
      delegations,
      people: everyone.filter((user) => deciding.has(user.id)).map(({ id, name, title }) => ({ user: id, name, title })),
      kinds: [anyKind, ...approvalKinds],
    }
  },
})
