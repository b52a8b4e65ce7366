/** What outlives a request, where every hub of a database finds it: files that were named to somebody, people who are away at a provider, how far a merge is. */
export const name = '0045-several-hubs'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', instant: 'text', count: 'integer' },
  postgres: { id: 'uuid', instant: 'timestamptz(3)', count: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    // Good for a day: whoever was named a file may fetch it.
    `create table handed_files (
      "user" text not null,
      hash text not null,
      name text not null,
      mime text not null,
      size ${t.count} not null,
      at ${t.instant} not null,
      primary key ("user", hash)
    )`,
    `create index handed_files_at on handed_files (at)`,
    // Good for minutes and once. Closed with a key that only the cookie of the browser has.
    `create table sign_ins_away (
      state text not null primary key,
      sealed text not null,
      until ${t.instant} not null
    )`,
    `create index sign_ins_away_until on sign_ins_away (until)`,
    // While a bought company comes in, at whichever hub.
    `create table merge_progress (
      merge ${t.id} not null primary key,
      done ${t.count} not null,
      "of" ${t.count} not null
    )`,
    // Computers that open what is closed in the database, or ask to: the company's key, wrapped to each.
    `create table computers (
      public_key text not null primary key,
      name text not null,
      asked_at ${t.instant} not null,
      admitted_at ${t.instant},
      admitted_by text,
      wrap text,
      rev ${t.count} not null default 1
    )`,
  ]
}
