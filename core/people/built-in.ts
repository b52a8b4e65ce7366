import { record, type Row } from '../kernel/record.ts'
import { codeOf, many, shape, text } from '../kernel/shape.ts'
import { covers } from './permits.ts'
import { firstRoles } from './roles.ts'
import type { roles } from './user.ts'

/**
 * What the product's definition of a built-in role was when the role last followed it, or when a person last decided on it. A role that still has these permits
 * was not changed by anybody and goes on following; of one that was, this says what is new since.
 */
export const roleDefinitions = record('roleDefinitions', shape({ role: codeOf('roles'), permits: many(text) }), { key: 'role' })

type Role = Row<typeof roles>
export type RoleDefinition = Row<typeof roleDefinitions>

export const definitionOf = ({ code, permits }: Role): RoleDefinition => ({ role: code, permits })
export const samePermits = (one: readonly string[], other: readonly string[]): boolean => {
  const all = new Set(other)
  return new Set(one).size === all.size && one.every((entry) => all.has(entry))
}

/** How a role stands to the product: `null` where it is no built-in one. */
export interface BuiltIn {
  readonly definition: readonly string[]
  readonly changed: boolean
  /** Of a changed role: what the definition has gained since somebody decided on it, and the role does not open. */
  readonly offered: readonly string[]
}
export function builtInOf(role: Role, given: RoleDefinition | undefined, definitions: readonly Role[] = firstRoles): BuiltIn | null {
  const definition = definitions.find(({ code }) => code === role.code)
  if (!definition) return null
  const changed = !samePermits(role.permits, given?.permits ?? definition.permits)
  const known = new Set(given?.permits)
  const offered = definition.permits.filter((entry) => !known.has(entry) && !role.permits.some((own) => covers(own, entry)))
  return { definition: definition.permits, changed, offered: changed ? offered : [] }
}
