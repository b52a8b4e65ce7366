/** The log of what happened, and settings of the installation. */
export const name = '0001-log'

type Dialect = 'sqlite' | 'postgres'

/** The first hash of the chain, before any call. */
const beginning = '0'.repeat(64)

export function statements(dialect: Dialect): string[] {
  const whole = dialect === 'postgres' ? 'bigint' : 'integer'
  return [
    `create table calls (
      seq ${whole} not null primary key,
      id text not null unique,
      operation text not null,
      user_id text not null,
      at text not null,
      input_hash text not null,
      outcome text not null,
      changes_digest text not null,
      hash text not null
    )`,
    `create table changes (
      seq ${whole} not null primary key,
      call_seq ${whole} not null,
      record text not null,
      row_id text not null,
      does text not null check (does in ('add', 'put', 'remove')),
      digest text not null
    )`,
    `create table events (seq ${whole} not null primary key, call_seq ${whole} not null, event text not null, about text not null)`,
    `create table log_head (
      single ${whole} not null primary key check (single = 1),
      next_call ${whole} not null,
      next_change ${whole} not null,
      next_event ${whole} not null,
      hash text not null
    )`,
    `insert into log_head (single, next_call, next_change, next_event, hash) values (1, 1, 1, 1, '${beginning}')`,
    `create table settings (key text not null primary key, value text not null)`,
    ...guards(dialect),
  ]
}

const kept = ['calls', 'changes', 'events']

/** What happened never changes: the database itself refuses. */
function guards(dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return kept.flatMap((table) =>
      ['update', 'delete'].map(
        (act) =>
          `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, 'harmony: the log never changes'); end`,
      ),
    )
  return [
    `create function harmony_refuse_log_change() returns trigger language plpgsql as $$ begin raise exception 'harmony: the log never changes' using errcode = 'HA001'; end $$`,
    // By statement, so that a bulk insert pays nothing.
    ...kept.map(
      (table) =>
        `create trigger ${table}_kept before update or delete or truncate on ${table} for each statement execute function harmony_refuse_log_change()`,
    ),
  ]
}
