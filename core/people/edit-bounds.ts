import { command, put, query, remove, tell } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { codeOf, many, shape, text } from '../kernel/shape.ts'
import { canReach } from './ownership.ts'
import { expandPermits, isKnownEntry } from './permits.ts'
import { knownPermits, limitableOperations } from './questions.ts'
import { boundOf, roleBounds, teams, type RoleBounds } from './role-bounds.ts'
import { administratorRole } from './roles.ts'
import { roles, users } from './user.ts'

/** How far the rights of each role reach, and the rights that can be bounded at all. */
export const getRoleBounds = query({
  name: 'people.roleBounds',
  zone: 'setup',
  permit: 'people.read',
  input: shape({ role: codeOf('roles') }),
  output: shape({
    ...roleBounds.shape.fields,
    /** Rights that can be bounded by people and customers; every right can be bounded by legal entities. */
    ownable: many(text),
    /** Operations that can be limited by an amount. */
    limitable: many(text),
  }),
  ask: async ({ role }, read) => {
    const known = (await read.ask(knownPermits, {})).map(({ permit }) => permit)
    const held = await read.get(roleBounds, role)
    return {
      role,
      bounds: held?.bounds ?? [],
      limits: held?.limits ?? [],
      ownable: known.filter((right) => canReach(right, 'own')),
      limitable: (await read.ask(limitableOperations, {})).map(({ operation }) => operation),
    }
  },
})

/** Says how far the rights of a role reach and up to which amount they go. */
export const saveRoleBounds = command({
  name: 'people.saveRoleBounds',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: roleBounds.shape,
  output: roleBounds.shape,
  refusals: ['people.unknownRole', 'people.unknownPermit', 'people.administratorKeepsAll', 'people.cannotReach', 'people.noEntities', 'people.notLimitable', 'people.badLimit'],
  load: async ({ role }, read) => ({
    role: await read.get(roles, role),
    known: (await read.ask(knownPermits, {})).map(({ permit }) => permit),
    limitable: (await read.ask(limitableOperations, {})).map(({ operation }) => operation),
  }),
  decide: (input, { role, known, limitable }) => {
    if (!role) return refuse('people.unknownRole', { role: input.role })
    if (input.role === administratorRole) return refuse('people.administratorKeepsAll')
    const wrong = boundFault(input, role.permits, known) ?? limitFault(input, limitable)
    if (wrong) return wrong
    const bounds = input.bounds.map((bound) => (bound.extent === 'entities' ? bound : { ...bound, entities: null }))
    const saved = { ...input, bounds }
    return { result: saved, changes: [put(roleBounds, saved), tell('people.roleBoundsSaved', { role: input.role })] }
  },
}) // prettier-ignore

/** A bound that would take a right away is said now, not found out by whoever misses it. */
function boundFault({ bounds }: RoleBounds, entries: readonly string[], known: readonly string[]): Refusal<'people.unknownPermit' | 'people.cannotReach' | 'people.noEntities'> | undefined {
  const unknown = bounds.find(({ permit }) => !isKnownEntry(permit, known))
  if (unknown) return refuse('people.unknownPermit', { permit: unknown.permit })
  const nowhere = bounds.find(({ extent, entities }) => extent === 'entities' && !entities?.length)
  if (nowhere) return refuse('people.noEntities', { permit: nowhere.permit })
  for (const right of expandPermits(entries, known)) {
    const bound = boundOf(right, bounds)
    if (bound && !canReach(right, bound.extent)) return refuse('people.cannotReach', { permit: right, extent: bound.extent })
  }
  return undefined
} // prettier-ignore
function limitFault({ limits }: RoleBounds, limitable: readonly string[]): Refusal<'people.notLimitable' | 'people.badLimit'> | undefined {
  for (const { operation, currency, amount } of limits) {
    if (!limitable.includes(operation)) return refuse('people.notLimitable', { operation })
    const same = limits.filter((other) => other.operation === operation && other.currency === currency)
    if (amount < 0n || same.length > 1) return refuse('people.badLimit', { operation, currency })
  }
  return undefined
}

export const listTeams = query({
  name: 'people.teams',
  zone: 'setup',
  permit: 'people.read',
  input: shape({}),
  output: shape({ teams: many(shape({ ...teams.shape.fields, leaderName: text, teammateNames: many(text) })) }),
  ask: async (_input, read) => {
    const all = await read.list(teams, { order: ['name'], limit: 1000 })
    const known = await read.some(users, [...new Set(all.flatMap((team) => [team.leader, ...team.teammates]))])
    const named = (id: string): string => known.get(id)?.name ?? id
    return { teams: all.map((team) => ({ ...team, leaderName: named(team.leader), teammateNames: team.teammates.map(named) })) }
  },
})

/** Makes a team or changes the one of that code. Its lead belongs to it. */
export const saveTeam = command({
  name: 'people.saveTeam',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: teams.shape,
  output: teams.shape,
  refusals: ['people.unknownUser'],
  load: async ({ code, leader, teammates }, read) => ({
    team: await read.get(teams, code),
    known: await read.some(users, [leader, ...teammates]),
  }),
  decide: (input, { known }) => {
    const stranger = [input.leader, ...input.teammates].find((id) => !known.has(id))
    if (stranger) return refuse('people.unknownUser', { user: stranger })
    const saved = { ...input, teammates: [...new Set(input.teammates)].filter((id) => id !== input.leader) }
    return { result: saved, changes: [put(teams, saved), tell('people.teamSaved', { team: saved.code })] }
  },
})
export const removeTeam = command({
  name: 'people.removeTeam',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: shape({ team: codeOf('teams') }),
  output: shape({ team: codeOf('teams') }),
  refusals: ['people.unknownTeam'],
  load: ({ team }, read) => read.get(teams, team),
  decide: ({ team }, found) => {
    if (!found) return refuse('people.unknownTeam', { team })
    return { result: { team }, changes: [remove(teams, team), tell('people.teamRemoved', { team })] }
  },
})
