/** Receivables: money that came in, what was taken off open items, and what the end of a month made of those in foreign money. */
export const name = '0024-receivables'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table receipts (
      id ${t.id} not null primary key,
      number text not null,
      entity text not null,
      customer ${t.id},
      received_on ${t.day} not null,
      currency text not null,
      amount ${t.minor} not null,
      bank_charges ${t.minor} not null,
      payer text,
      reference text,
      created_at ${t.instant} not null,
      created_by text not null
    )`,
    `create table settlements (
      id ${t.id} not null primary key,
      open_item ${t.id} not null,
      journal ${t.id} not null,
      event ${t.id} not null,
      entity text not null,
      act text not null,
      settled_on ${t.day} not null,
      opposite ${t.id},
      currency text not null,
      amount ${t.minor} not null,
      entity_currency text not null,
      entity_amount ${t.minor} not null,
      group_currency text not null,
      group_amount ${t.minor} not null,
      reason text,
      created_at ${t.instant} not null,
      created_by text not null
    )`,
    `create table revaluations (
      revaluation text not null primary key,
      entity text not null,
      month text not null,
      valued_on ${t.day} not null,
      mirrored_on ${t.day} not null,
      event ${t.id},
      journals ${t.count} not null,
      entity_currency text not null,
      entity_gain ${t.minor} not null,
      group_currency text not null,
      group_gain ${t.minor} not null,
      rates text not null,
      created_at ${t.instant} not null,
      created_by text not null
    )`,
    `create index receipts_customer on receipts (customer) where customer is not null`, // a customer's payments
    `create index receipts_received on receipts (entity, received_on)`, // what came in, latest first
    `create index settlements_item on settlements (open_item)`, // what happened to an item
    `create index settlements_journal on settlements (journal)`, // what a journal took off
    `create index settlements_event on settlements (event)`,
    ...guards(dialect),
  ]
}

/** What came in and what was paid with it stays: the database itself refuses to change it. */
function guards(dialect: Dialect): string[] {
  const kept = ['receipts', 'settlements', 'revaluations']
  if (dialect === 'sqlite')
    return kept.flatMap((table) =>
      ['update', 'delete'].map(
        (act) =>
          `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, 'harmony: ${table} rows never change'); end`,
      ),
    )
  return kept.flatMap((table) => [
    `create trigger ${table}_frozen before update or delete on ${table} for each row execute function harmony_refuse_change()`,
    `create trigger ${table}_kept before truncate on ${table} for each statement execute function harmony_refuse_change()`,
  ])
}
