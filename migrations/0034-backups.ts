/** When the company is backed up, and what came of it. */
export const name = '0034-backups'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', instant: 'text', count: 'integer', flag: 'integer' },
  postgres: { id: 'uuid', instant: 'timestamptz(3)', count: 'bigint', flag: 'boolean' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table backup_plans (
      plan text not null primary key,
      active ${t.flag} not null,
      folder text not null,
      recipients text not null,
      every_hours ${t.count} not null,
      kept_days ${t.count} not null,
      kept_weeks ${t.count} not null,
      kept_months ${t.count} not null,
      changed_at ${t.instant} not null,
      changed_by text,
      rev ${t.count} not null default 1
    )`,
    `create table backups (
      id ${t.id} not null primary key,
      state text not null,
      "trigger" text not null,
      asked_at ${t.instant} not null,
      requester text,
      began_at ${t.instant},
      ended_at ${t.instant},
      taken_at ${t.instant},
      path text,
      size ${t.count},
      hash text,
      content_hash text,
      "rows" ${t.count},
      verified_at ${t.instant},
      fault text,
      about text not null,
      removed_at ${t.instant},
      rev ${t.count} not null default 1
    )`,
    `create index backups_asked on backups (asked_at)`, // the last of a state
  ]
}
