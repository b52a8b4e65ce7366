import { reaches, type Reach } from '../kernel/bounds.ts'
import { query, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, choice, codeOf, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { knownPermits, operationPermits } from './questions.ts'
import { givenBy, rightsOf, roleBounds, teams } from './role-bounds.ts'
import { limitsOf } from './role-limits.ts'
import { roles, users } from './user.ts'

/** What somebody may do, worked out as it is at every call: each right, how far it reaches, and up to which amount. */
export const mayDo = query({
  name: 'people.mayDo',
  zone: 'setup',
  permit: 'people.read',
  input: shape({ user: idOf('users') }),
  output: shape({
    user: idOf('users'),
    name: text,
    entities: maybe(many(codeOf('entities'))),
    territories: maybe(many(codeOf('territories'))),
    /** The person and everybody in a team with them. */
    team: many(text),
    rights: many(shape({ permit: text, /** Any one of them is enough. */ bounds: many(shape({ extent: choice(...reaches), entities: maybe(many(codeOf('entities'))) })) })),
    /** Rights that a role names and a bound takes away, for they cannot be bounded so. */
    withheld: many(text),
    limits: many(shape({ operation: text, currency: aCurrency, amount: minorIn('currency') })),
  }),
  refusals: ['people.unknownUser'],
  ask: async ({ user: id }, read) => {
    const user = await read.get(users, id)
    if (!user) return refuse('people.unknownUser', { user: id })
    const { rights, withheld, limits } = await workedOut(read, user)
    const team = await read.some(users, rights.bounds?.team ?? [id])
    const everything = [{ extent: 'all' as Reach, entities: null }]
    return {
      user: user.id,
      name: user.name,
      entities: user.entities,
      territories: user.territories,
      team: [...team.values()].map(({ name }) => name).toSorted(),
      rights: [...rights.permits].toSorted().map((permit) => ({
        permit,
        bounds: rights.bounds?.rights.get(permit)?.map(({ reach, entities }) => ({ extent: reach as Reach, entities: reach === 'entities' ? (entities as never) : null })) ?? everything,
      })),
      withheld,
      limits: [...limits].flatMap(([operation, most]) => [...most].map(([currency, amount]) => ({ operation, currency: currency as 'EUR', amount }))),
    }
  },
}) // prettier-ignore

async function workedOut(read: Read, user: Parameters<typeof rightsOf>[0] & { readonly roles: readonly string[]; readonly active: boolean }) {
  const held = [...(await read.some(roles, user.roles)).values()]
  const bounds = [...(await read.some(roleBounds, user.roles)).values()]
  const known = (await read.ask(knownPermits, {})).map(({ permit }) => permit)
  const takes = new Map((await read.ask(operationPermits, {})).map(({ operation, permit }) => [operation, permit]))
  const rights = rightsOf(user, held, bounds, await read.list(teams, { limit: 1000 }), known)
  const named = new Set(held.flatMap((role) => [...givenBy(role, [], known).keys()]))
  const opening = held.map((role) => {
    const given = givenBy(role, [], known)
    return { role: role.code as string, opens: (operation: string): boolean => given.has(takes.get(operation) ?? '') }
  })
  return { rights, withheld: [...named].filter((right) => !rights.permits.has(right)).toSorted(), limits: limitsOf(opening, bounds) ?? new Map<string, Map<string, bigint>>() }
} // prettier-ignore
