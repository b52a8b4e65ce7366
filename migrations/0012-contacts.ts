/** People at customers; the log by record and by call. */
export const name = '0012-contacts'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', flag: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', flag: 'boolean' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table contacts (
      id ${t.id} not null primary key,
      customer ${t.id} not null,
      name text not null,
      title text,
      email text,
      phone text,
      language text,
      gets_invoices ${t.flag} not null,
      technical ${t.flag} not null,
      decides ${t.flag} not null,
      active ${t.flag} not null,
      note text,
      rev ${t.count} not null default 1
    )`,
    `create index contacts_customer on contacts (customer)`, // the people of a customer
    `create index changes_row on changes (row_id)`, // what happened to a record
    `create index events_call on events (call_seq)`, // what a call told
  ]
}
