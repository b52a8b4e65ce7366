/** Numbers that a hub gave after the backup that it was restored from, as devices knew them. */
export const name = '0048-lost-numbers'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', instant: 'text', count: 'integer', day: 'text', minor: 'integer' },
  postgres: { id: 'uuid', instant: 'timestamptz(3)', count: 'bigint', day: 'date', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table lost_numbers (
      id ${t.id} not null primary key,
      series text not null,
      entity text not null,
      document text not null,
      sequence ${t.count} not null,
      number text not null,
      paper text,
      customer ${t.id},
      issued ${t.day},
      currency text,
      gross ${t.minor},
      told_by text not null,
      reason text,
      found_at ${t.instant} not null,
      rev ${t.count} not null default 1
    )`,
    `create unique index lost_numbers_once on lost_numbers (series, sequence)`,
  ]
}
