/** What a device signed as a whole when it sent: one signature for all intents of a push, kept as the proof of each of them. */
export const name = '0051-intent-batches'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', instant: 'text' },
  postgres: { id: 'uuid', count: 'bigint', instant: 'timestamptz(3)' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table intent_batches (
      id ${t.id} not null primary key,
      device ${t.id} not null,
      epoch ${t.count} not null,
      received_at ${t.instant} not null,
      digests text not null,
      signature text not null
    )`,
    // Empty where the intent was looked at by its own signature.
    `alter table intents add column sent_with ${t.id}`,
    ...guards(dialect),
  ]
}

function guards(dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (act) =>
        `create trigger intent_batches_no_${act} before ${act} on intent_batches begin select raise(abort, 'harmony: intent_batches are only ever added'); end`,
    )
  return [
    `create trigger intent_batches_frozen before update or delete on intent_batches for each row execute function harmony_refuse_change()`,
    `create trigger intent_batches_kept before truncate on intent_batches for each statement execute function harmony_refuse_change()`,
  ]
}
