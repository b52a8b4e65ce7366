/** What the product's definition of a built-in role was when the role last followed it. */
export const name = '0028-built-in-roles'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = { sqlite: { count: 'integer' }, postgres: { count: 'bigint' } } as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table role_definitions (
      role text not null primary key,
      permits text not null,
      rev ${t.count} not null default 1
    )`,
  ]
}
