import { add, command, put, tell, type Change } from '../kernel/operation.ts'
import { codeOf, many, shape } from '../kernel/shape.ts'
import { definitionOf, roleDefinitions, samePermits } from './built-in.ts'
import { rolesSavedByPeople } from './questions.ts'
import { firstRoles } from './roles.ts'
import { roles } from './user.ts'

/**
 * Brings built-in roles to the product's present definition: a new release knows new permits. A role that a person changed is left as it is; what it lacks by
 * now is offered where roles are edited. Called at each start, and changes nothing from the second time on.
 */
export const followRoles = command({
  name: 'people.followRoles',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: shape({}),
  output: shape({ followed: many(codeOf('roles')) }),
  refusals: [],
  load: async (_input, read) => ({
    held: await read.list(roles, { limit: 1000 }),
    given: new Map((await read.list(roleDefinitions, { limit: 1000 })).map((row) => [row.role, row])),
    saved: new Set((await read.ask(rolesSavedByPeople, {})).map(({ role }) => role)),
  }),
  decide: (_input, { held, given, saved }) => {
    // An installation that nobody has set up gets its roles with the set-up.
    const definitions = held.length === 0 ? [] : firstRoles
    const followed: (typeof definitions)[number]['code'][] = []
    const changes: Change[] = []
    for (const definition of definitions) {
      const { code, permits } = definition
      const role = held.find((one) => one.code === code)
      const known = given.get(code)
      const note = put(roleDefinitions, definitionOf(definition))
      const told = (): Change => {
        const gained = permits.filter((entry) => !role?.permits.includes(entry))
        followed.push(code)
        return tell('people.roleFollowed', { role: code, permits: gained.join(', ') })
      }
      if (!role) changes.push(add(roles, definition), note, told())
      else if (known ? !samePermits(role.permits, known.permits) : saved.has(code) && !samePermits(role.permits, permits)) {
        // Of an installation from before definitions were kept nobody knows what was given: all that is lacking is offered.
        if (!known) changes.push(put(roleDefinitions, { role: code, permits: [] }))
      } else if (!samePermits(role.permits, permits)) changes.push(put(roles, { ...role, permits }), note, told())
      else if (!known || !samePermits(known.permits, permits)) changes.push(note)
    }
    return { result: { followed }, changes }
  },
})
