/** Associated purchases: suppliers, what is bought for contract lines, what it really cost, and the change orders after signature. */
export const name = '0006-purchases'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', flag: 'integer', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', flag: 'boolean', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table suppliers (
      id ${t.id} not null primary key,
      code text not null,
      name text not null,
      country text not null,
      currency text not null,
      tax_id text,
      payment_days ${t.count} not null,
      note text,
      active ${t.flag} not null,
      rev ${t.count} not null default 1
    )`,
    `create table cost_lines (
      id ${t.id} not null primary key,
      contract ${t.id} not null,
      line ${t.id},
      entity text not null,
      number ${t.count} not null,
      supplier ${t.id},
      item text not null,
      quantity_rule text not null,
      quantity ${t.decimal} not null,
      currency text not null,
      unit_cost ${t.decimal} not null,
      "end" ${t.day},
      term_end ${t.day},
      notice_days ${t.count},
      months ${t.count},
      timing text not null,
      "start" ${t.day} not null,
      extension_months ${t.count},
      agreed_on ${t.day} not null,
      state text not null,
      ordered_on ${t.day},
      reference text,
      changes ${t.count} not null,
      signed text,
      added_by ${t.count},
      rev ${t.count} not null default 1
    )`,
    `create table cost_actuals (
      id ${t.id} not null primary key,
      cost_line ${t.id} not null,
      contract ${t.id} not null,
      entity text not null,
      number ${t.count} not null,
      "day" ${t.day} not null,
      currency text not null,
      amount ${t.minor} not null,
      entity_currency text not null,
      entity_amount ${t.minor} not null,
      group_currency text not null,
      group_amount ${t.minor} not null,
      "from" ${t.day},
      "to" ${t.day},
      reference text not null,
      recorded_at ${t.instant} not null,
      recorded_by text not null
    )`,
    `create table change_orders (
      id ${t.id} not null primary key,
      contract ${t.id} not null,
      line ${t.id},
      entity text not null,
      number ${t.count} not null,
      effective ${t.day} not null,
      reason text not null,
      changes text not null,
      "from" ${t.day} not null,
      "to" ${t.day} not null,
      rates_on ${t.day} not null,
      margin_before text not null,
      margin_after text not null,
      recorded_at ${t.instant} not null,
      recorded_by text not null
    )`,
    ...indexes,
    ...['cost_actuals', 'change_orders'].flatMap((table) => guards(dialect, table)),
  ]
}

// Each costs time on every bulk load, so each has its reason.
const indexes = [
  `create unique index suppliers_code on suppliers (code)`, // one supplier per code
  `create unique index cost_lines_number on cost_lines (contract, number)`, // what is bought for a contract, in order
  `create index cost_lines_supplier on cost_lines (supplier)`, // what is bought from a supplier
  `create unique index cost_actuals_number on cost_actuals (cost_line, number)`, // what a cost line really cost, in order
  `create unique index cost_actuals_reference on cost_actuals (cost_line, reference)`, // a document is recorded once
  `create index cost_actuals_contract on cost_actuals (contract)`, // what a contract really cost
  `create unique index change_orders_number on change_orders (contract, number)`, // the amendments of a contract, without gaps
]

/** What was paid and what was ordered never changes: the database itself refuses. */
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
