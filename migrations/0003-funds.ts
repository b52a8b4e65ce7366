/** Prepaid funds: hours, money or tokens that were paid in advance, their lots, and what moved them. */
export const name = '0003-funds'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table funds (
      id ${t.id} not null primary key,
      entity text not null,
      customer ${t.id} not null,
      contract ${t.id} not null,
      name text not null,
      unit text not null,
      currency text not null,
      priority ${t.count} not null,
      scope text not null,
      expiry_months ${t.count},
      carry_over text,
      overage text not null,
      weights text not null,
      top_up text,
      balance ${t.decimal} not null,
      overdrawn ${t.decimal} not null,
      deferred ${t.minor} not null,
      last_purchase ${t.decimal} not null,
      lots ${t.count} not null,
      movements ${t.count} not null,
      top_up_due ${t.decimal},
      rev ${t.count} not null default 1
    )`,
    `create table fund_lots (
      id ${t.id} not null primary key,
      fund ${t.id} not null,
      entity text not null,
      number ${t.count} not null,
      quantity ${t.decimal} not null,
      currency text not null,
      "value" ${t.minor} not null,
      purchased_on ${t.day} not null,
      "start" ${t.day} not null,
      expires ${t.day},
      priority ${t.count} not null,
      carried ${t.count} not null,
      reference text,
      remaining ${t.decimal} not null,
      deferred ${t.minor} not null,
      rev ${t.count} not null default 1
    )`,
    `create table fund_movements (
      id ${t.id} not null primary key,
      fund ${t.id} not null,
      entity text not null,
      number ${t.count} not null,
      "day" ${t.day} not null,
      act text not null,
      booking_type text,
      work_type text,
      booked ${t.decimal},
      weight ${t.decimal},
      quantity ${t.decimal} not null,
      overdrawn ${t.decimal} not null,
      beyond ${t.decimal} not null,
      currency text not null,
      "value" ${t.minor} not null,
      shares text not null,
      balance ${t.decimal} not null,
      deferred ${t.minor} not null,
      reference text,
      reverses ${t.id},
      reason text,
      recorded_at ${t.instant} not null,
      recorded_by text not null
    )`,
    ...indexes,
    ...guards(dialect),
  ]
}

// Each costs time on every bulk load, so each has its reason.
const indexes = [
  `create index funds_contract on funds (contract)`, // the funds of a contract
  `create unique index fund_lots_number on fund_lots (fund, number)`, // the lots of a fund
  `create index fund_lots_expires on fund_lots (expires)`, // what expires, of all funds
  `create unique index fund_movements_number on fund_movements (fund, number)`, // the ledger of a fund, without gaps
  `create unique index fund_movements_reverses on fund_movements (reverses)`, // nothing is taken back twice
]

/** What moved a fund never changes: the database itself refuses. */
function guards(dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (act) =>
        `create trigger fund_movements_no_${act} before ${act} on fund_movements begin select raise(abort, 'harmony: fund_movements rows never change'); end`,
    )
  return [
    `create trigger fund_movements_frozen before update or delete on fund_movements for each row execute function harmony_refuse_change()`,
    `create trigger fund_movements_kept before truncate on fund_movements for each statement execute function harmony_refuse_change()`,
  ]
}
