/**
 * Purchase orders as documents, what suppliers grant for paying early, deliveries as open items, payments to suppliers and the proposals they come from. Accounts
 * for payments in advance, price differences and discounts.
 */
export const name = '0031-suppliers'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    ...orders(dialect),
    ...payments(dialect),
    `alter table goods_receipts add column takes_back ${t.id}`,
    `alter table supplier_invoices add column early_percent ${t.decimal}`,
    `alter table supplier_invoices add column early_until ${t.day}`,
    `create unique index goods_receipts_taken_back on goods_receipts (takes_back) where takes_back is not null`, // a delivery is taken back once
    ...accounts(dialect),
    ...['purchase_order_lines', 'supplier_payments'].flatMap((table) => guards(dialect, table)),
  ]
}

function orders(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table supplier_terms (
      supplier ${t.id} not null primary key,
      language text not null,
      address text not null,
      early_percent ${t.decimal},
      early_days ${t.count},
      rev ${t.count} not null default 1
    )`,
    `create table purchase_orders (
      id ${t.id} not null primary key,
      number text,
      series text,
      sequence ${t.count},
      entity text not null,
      supplier ${t.id} not null,
      currency text not null,
      amount ${t.minor} not null,
      state text not null,
      version ${t.count} not null,
      ordered_on ${t.day},
      note text,
      reason text,
      created_at ${t.instant} not null,
      created_by text not null,
      changed_at ${t.instant} not null,
      changed_by text not null,
      rev ${t.count} not null default 1
    )`,
    `create table purchase_order_lines (
      id ${t.id} not null primary key,
      supplier_order ${t.id} not null,
      entity text not null,
      version ${t.count} not null,
      position ${t.count} not null,
      cost_line ${t.id} not null,
      contract ${t.id} not null,
      contract_number text not null,
      item text not null,
      quantity ${t.decimal} not null,
      currency text not null,
      unit_cost ${t.decimal} not null,
      months ${t.count},
      "start" ${t.day} not null,
      "end" ${t.day},
      amount ${t.minor} not null
    )`,
    `create unique index purchase_orders_number on purchase_orders (number) where number is not null`, // numbers are given once
    `create index purchase_orders_supplier on purchase_orders (supplier)`, // a supplier's orders
    `create unique index purchase_order_lines_position on purchase_order_lines (supplier_order, version, position)`, // the lines of a version
    `create index purchase_order_lines_cost on purchase_order_lines (cost_line)`, // the order that something was ordered with
  ]
}

function payments(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table supplier_payments (
      id ${t.id} not null primary key,
      number text not null,
      entity text not null,
      supplier ${t.id} not null,
      payment_proposal ${t.id},
      paid_on ${t.day} not null,
      currency text not null,
      amount ${t.minor} not null,
      early_discount ${t.minor} not null,
      bank_charges ${t.minor} not null,
      advance ${t.minor} not null,
      reference text,
      created_at ${t.instant} not null,
      created_by text not null
    )`,
    `create table payment_proposals (
      id ${t.id} not null primary key,
      entity text not null,
      currency text not null,
      pay_on ${t.day} not null,
      due_until ${t.day} not null,
      amount ${t.minor} not null,
      early_discount ${t.minor} not null,
      state text not null,
      proposed_at ${t.instant} not null,
      proposed_by text not null,
      proposed_by_user text not null,
      decided_at ${t.instant},
      decided_by text,
      reason text,
      rev ${t.count} not null default 1
    )`,
    `create table payment_proposal_lines (
      id ${t.id} not null primary key,
      payment_proposal ${t.id} not null,
      entity text not null,
      position ${t.count} not null,
      open_item ${t.id} not null,
      supplier ${t.id} not null,
      number text not null,
      due ${t.day} not null,
      currency text not null,
      "open" ${t.minor} not null,
      early_discount ${t.minor} not null,
      pay ${t.minor} not null,
      state text not null,
      rev ${t.count} not null default 1
    )`,
    `create index supplier_payments_supplier on supplier_payments (supplier, paid_on)`, // what was paid to whom
    `create unique index payment_proposal_lines_position on payment_proposal_lines (payment_proposal, position)`,
    `create unique index payment_proposal_lines_item on payment_proposal_lines (open_item) where state = 'proposed'`, // nothing is proposed twice at a time
    `create index payment_proposals_state on payment_proposals (entity, state)`, // what waits for a second person
  ]
}

/** Accounts that the group's chart did not have; only where it has any, for an empty installation gets its chart when it is founded. */
const further = [
  ['1450', 'Payments in advance to suppliers', 'Geleistete Anzahlungen', 'asset'],
  ['5150', 'Purchase price differences', 'Preisdifferenzen im Einkauf', 'expense'],
  ['5190', 'Discounts received', 'Erhaltene Skonti', 'expense'],
] as const
function accounts(dialect: Dialect): string[] {
  const json = (value: object): string => `'${JSON.stringify(value)}'${dialect === 'postgres' ? '::text' : ''}`
  return further.map(
    ([code, en, de, side]) =>
      `insert into accounts (code, names, side, local) select '${code}', ${json({ en, de })}, '${side}', ${json({})}
        where exists (select 1 from accounts) and not exists (select 1 from accounts where code = '${code}')`,
  )
}

/** What was sent to a supplier and what was paid stays: the database itself refuses to change it. */
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
