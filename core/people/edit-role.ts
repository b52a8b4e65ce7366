import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, many, shape, text } from '../kernel/shape.ts'
import { definitionOf, roleDefinitions } from './built-in.ts'
import { refusedTogether } from './duties.ts'
import { isKnownEntry } from './permits.ts'
import { knownPermits } from './questions.ts'
import { administratorRole, firstRoles } from './roles.ts'
import { roles } from './user.ts'

/** Creates a role or changes the one of that code. */
export const saveRole = command({
  name: 'people.saveRole',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: shape({ code: codeOf('roles'), name: text, permits: many(text, 500) }),
  output: roles.shape,
  refusals: ['people.unknownPermit', 'people.administratorKeepsAll', 'people.dutiesTogether'],
  load: async ({ code, permits }, read) => ({
    role: await read.get(roles, code),
    known: (await read.ask(knownPermits, {})).map(({ permit }) => permit),
    together: await refusedTogether(read, [{ code, permits }]),
  }),
  decide: (input, { known, together }) => {
    const unknown = input.permits.find((entry) => !isKnownEntry(entry, known))
    if (unknown !== undefined) return refuse('people.unknownPermit', { permit: unknown })
    if (input.code === administratorRole && !input.permits.includes('*')) return refuse('people.administratorKeepsAll')
    if (together) return together
    const saved = { ...input, permits: [...new Set(input.permits)] }
    // Whoever saves a built-in role has seen what the product has for it by now, and decided.
    const definition = firstRoles.find(({ code }) => code === saved.code)
    const decided = definition ? [put(roleDefinitions, definitionOf(definition))] : []
    return { result: saved, changes: [put(roles, saved), ...decided, tell('people.roleSaved', { role: saved.code })] }
  },
})
