/** Events told to addresses of others: who asked for which, how far each was told, and every message with its answer. */
export const name = '0047-webhooks'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', instant: 'text', count: 'integer', flag: 'integer' },
  postgres: { id: 'uuid', instant: 'timestamptz(3)', count: 'bigint', flag: 'boolean' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table webhooks (
      id ${t.id} not null primary key,
      name text not null,
      owner ${t.id} not null,
      url text not null,
      events text not null,
      entity text,
      in_order ${t.flag} not null,
      rights text not null,
      state text not null,
      stopped_by text,
      state_since ${t.instant} not null,
      created_at ${t.instant} not null,
      rev ${t.count} not null default 1
    )`,
    // What messages are signed with, closed with a key that does not lie in the database.
    `create table webhook_secrets (
      id ${t.id} not null primary key,
      webhook ${t.id} not null,
      kept text not null,
      made_at ${t.instant} not null,
      valid_until ${t.instant},
      rev ${t.count} not null default 1
    )`,
    `create index webhook_secrets_webhook on webhook_secrets (webhook)`,
    // Up to which event of the log the messages are written. Whoever writes more of them, or takes some to send, holds this row.
    `create table webhook_places (
      webhook ${t.id} not null primary key,
      told_until ${t.count} not null,
      delivered_at ${t.instant},
      rev ${t.count} not null default 1
    )`,
    `create table webhook_messages (
      id ${t.id} not null primary key,
      webhook ${t.id} not null,
      event_seq ${t.count},
      event_id text not null,
      event text not null,
      event_at ${t.instant} not null,
      sending text not null,
      attempts ${t.count} not null,
      made_at ${t.instant} not null,
      next_at ${t.instant},
      last_at ${t.instant},
      ended_at ${t.instant},
      status ${t.count},
      fault text,
      answer text,
      took_ms ${t.count},
      hub text,
      rev ${t.count} not null default 1
    )`,
    // An event is one message, however often it is told of.
    `create unique index webhook_messages_event on webhook_messages (webhook, event_seq)`,
    `create index webhook_messages_open on webhook_messages (webhook, next_at) where sending in ('waiting', 'failed')`,
    `create index webhook_messages_made on webhook_messages (made_at)`, // the newest, and those to be swept away
  ]
}
