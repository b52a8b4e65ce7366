/** Approvals, who decides how far, who stands in for whom; how much customers may owe. */
export const name = '0018-approvals'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', flag: 'integer', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', flag: 'boolean', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table approvals (
      id ${t.id} not null primary key,
      kind text not null,
      record text not null,
      "row" text not null,
      entity text not null,
      customer ${t.id},
      subject text not null,
      reasons text not null,
      percent ${t.decimal},
      currency text,
      amount ${t.minor},
      group_currency text,
      group_amount ${t.minor},
      fingerprint text not null,
      state text not null,
      "current" ${t.flag} not null,
      asked_at ${t.instant} not null,
      asked_by text not null,
      asked_by_name text not null,
      askers text not null,
      decided_at ${t.instant},
      decided_by text,
      decided_by_name text,
      instead_of text,
      instead_of_name text,
      note text,
      rev ${t.count} not null default 1
    )`,
    `create table approval_limits (
      id ${t.id} not null primary key,
      role text not null,
      kind text not null,
      percent ${t.decimal},
      currency text,
      amount ${t.minor},
      rev ${t.count} not null default 1
    )`,
    `create table delegations (
      id ${t.id} not null primary key,
      person ${t.id} not null,
      stand_in ${t.id} not null,
      first_day ${t.day} not null,
      last_day ${t.day} not null,
      note text,
      created_at ${t.instant} not null,
      created_by text not null,
      ended_at ${t.instant},
      rev ${t.count} not null default 1
    )`,
    `create table credit_limits (
      id ${t.id} not null primary key,
      customer ${t.id} not null,
      entity text,
      currency text not null,
      amount ${t.minor},
      note text,
      review_on ${t.day},
      set_at ${t.instant} not null,
      set_by text not null
    )`,
    `create table unbilled_orders (
      id ${t.id} not null primary key,
      record text not null,
      subject text not null,
      customer ${t.id} not null,
      entity text not null,
      currency text not null,
      amount ${t.minor} not null,
      since ${t.day} not null,
      rev ${t.count} not null default 1
    )`,
    ...indexes,
    ...guards(dialect, 'credit_limits'),
  ]
}

// Each costs time on every bulk load, so each has its reason.
const indexes = [
  `create index approvals_row on approvals ("row")`, // what a quote or an order asks for
  `create index approvals_state on approvals (state, asked_at)`, // the inbox, oldest first
  `create unique index approval_limits_role on approval_limits (role, kind)`, // a role has one limit of a kind
  `create index delegations_stand_in on delegations (stand_in, last_day)`, // whom somebody stands in for today
  `create index credit_limits_customer on credit_limits (customer)`, // the limits of a customer
  `create index unbilled_orders_customer on unbilled_orders (customer)`, // what a customer ordered
]

/** What was set never changes: the database itself refuses. */
function guards(dialect: Dialect, table: string): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (act) =>
        `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, 'harmony: ${table} rows never change'); end`,
    )
  return [
    `create trigger ${table}_frozen before update or delete on ${table} for each row execute function harmony_refuse_change()`,
    `create trigger ${table}_kept before truncate on ${table} for each statement execute function harmony_refuse_change()`,
  ]
}
