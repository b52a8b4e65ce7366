/** Attempts to sign in that failed, counted for all hubs of a database and across their restarts. */
export const name = '0050-failed-attempts'

type Dialect = 'sqlite' | 'postgres'

export function statements(dialect: Dialect): string[] {
  const count = dialect === 'sqlite' ? 'integer' : 'bigint'
  return [
    // Whose attempts they are is a fingerprint: neither a name nor an address is kept. No failures: from here somebody signed in.
    `create table failed_attempts (
      key text not null primary key,
      failures ${count} not null,
      last_ms ${count} not null
    )`,
    `create index failed_attempts_last on failed_attempts (last_ms)`,
  ]
}
