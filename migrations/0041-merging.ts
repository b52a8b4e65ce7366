/** A bought company that came into the house: what it was called before, its log, and the figures of its group in the house's currency. */
export const name = '0041-merging'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', instant: 'text', count: 'integer' },
  postgres: { id: 'uuid', instant: 'timestamptz(3)', count: 'bigint' },
} as const
type Types = (typeof types)[Dialect]

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    ...merged(t),
    ...mergedLog(t),
    // A group that was bought reports to the group of the house, in whose currency its own figures are brought.
    `alter table groups add column parent text`,
    // Of whose figures: those of a group that was bought, or of the whole house.
    `alter table retranslations add column "group" text`,
    // Papers carry the code of their legal entity; two houses may have called two of them alike.
    ...['quotes', 'orders', 'purchase_orders'].flatMap((table) => [
      `drop index ${table}_number`,
      `create unique index ${table}_number on ${table} (entity, number) where number is not null`,
    ]),
    ...['merged_names', 'merged_series', 'merged_calls', 'merged_changes', 'merged_events'].flatMap((table) => kept(table, dialect)),
  ]
}

const merged = (t: Types): string[] => [
  `create table merges (
    id ${t.id} not null primary key,
    state text not null,
    name text not null,
    content_hash text not null,
    founding text not null,
    taken_at ${t.instant} not null,
    opened_at ${t.instant} not null,
    opened_by text not null,
    preview text not null,
    decisions text not null,
    fault text,
    about text not null,
    calls ${t.count},
    head text,
    proof text not null,
    done_at ${t.instant},
    done_by text,
    rev ${t.count} not null default 1
  )`,
  `create table merged_names (
    "name" text not null primary key,
    merge ${t.id} not null,
    record text not null,
    former text not null,
    later text not null
  )`,
  `create index merged_names_now on merged_names (record, later)`, // what something was called before
  `create table merged_series (
    reach text not null primary key,
    merge ${t.id} not null,
    series text not null,
    entity text not null,
    last ${t.count} not null
  )`,
  `create index merged_series_series on merged_series (series)`, // of which merge a document is
]

/** The log of the company that was bought, as it was: a chain of its own, whose last link the merge names. */
const mergedLog = (t: Types): string[] => [
  `create table merged_calls (
    merge ${t.id} not null,
    seq ${t.count} not null,
    id text not null,
    operation text not null,
    user_id text not null,
    at text not null,
    input_hash text not null,
    outcome text not null,
    changes_digest text not null,
    hash text not null,
    primary key (merge, seq)
  )`,
  `create table merged_changes (
    merge ${t.id} not null,
    seq ${t.count} not null,
    call_seq ${t.count} not null,
    record text not null,
    row_id text not null,
    does text not null,
    digest text not null,
    primary key (merge, seq)
  )`,
  `create index merged_changes_row on merged_changes (row_id)`, // the history of a record
  `create table merged_events (
    merge ${t.id} not null,
    seq ${t.count} not null,
    call_seq ${t.count} not null,
    event text not null,
    about text not null,
    primary key (merge, seq)
  )`,
]

function kept(table: string, dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (act) =>
        `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, 'harmony: ${table} rows never change'); end`,
    )
  return [
    `create trigger ${table}_kept before update or delete or truncate on ${table} for each statement execute function harmony_refuse_change()`,
  ]
}
