/** How far the rights of roles reach, teams, who looks after which customers, and duties that one person does not have both of. */
export const name = '0040-reach'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', instant: 'text', count: 'integer' },
  postgres: { id: 'uuid', instant: 'timestamptz(3)', count: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table role_bounds (
      role text not null primary key,
      bounds text not null,
      limits text not null,
      rev ${t.count} not null default 1
    )`,
    `create table teams (
      code text not null primary key,
      name text not null,
      leader ${t.id} not null,
      teammates text not null,
      rev ${t.count} not null default 1
    )`,
    `create table customer_carers (
      id ${t.id} not null primary key,
      customer ${t.id} not null,
      "user" ${t.id} not null,
      assigned_at ${t.instant} not null,
      assigned_by text not null,
      rev ${t.count} not null default 1
    )`,
    `create unique index customer_carers_once on customer_carers (customer, "user")`,
    `create index customer_carers_user on customer_carers ("user", customer)`,
    `create table duty_rules (
      code text not null primary key,
      name text,
      one text not null,
      other text not null,
      tied_by text,
      effect text not null,
      rev ${t.count} not null default 1
    )`,
    // Whose they are is asked with every statement of somebody whose rights do not reach everything.
    `create index opportunities_owner on opportunities (owner, customer)`,
    `create index quotes_owner on quotes (owner, customer)`,
    `create index orders_owner on orders (owner, customer)`,
  ]
}
