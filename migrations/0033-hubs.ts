/** Several hubs on one database: which of them are alive, and who carries out what the clock called. */
export const name = '0033-hubs'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { instant: 'text', count: 'integer' },
  postgres: { instant: 'timestamptz(3)', count: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    // A hub counts its beats up; the others see whether the number moves. No clock is compared with another machine's.
    `create table hubs (
      id text not null primary key,
      name text not null,
      version text not null,
      started_at ${t.instant} not null,
      beat ${t.count} not null
    )`,
    // What the clock called, by the time at which it was due. Open until it ended; what a dead hub left open another one takes over.
    `create table scheduled_runs (
      entry text not null,
      due text not null,
      hub text not null,
      began_at ${t.instant} not null,
      tries ${t.count} not null,
      ended_at ${t.instant},
      outcome text,
      primary key (entry, due)
    )`,
    `create index scheduled_runs_open on scheduled_runs (hub) where ended_at is null`,
  ]
}
