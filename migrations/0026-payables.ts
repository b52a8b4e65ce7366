/** Payables: invoices of suppliers with their lines, what came in of what was ordered, and how far an invoice may go beyond it. */
export const name = '0026-payables'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table supplier_invoices (
      id ${t.id} not null primary key,
      supplier ${t.id} not null,
      entity text not null,
      number text not null,
      number_key text not null,
      "day" ${t.day} not null,
      due ${t.day} not null,
      currency text not null,
      net ${t.minor} not null,
      tax ${t.minor} not null,
      gross ${t.minor} not null,
      taxes text not null,
      state text not null,
      exceptions text not null,
      note text,
      recorded_by text not null,
      recorded_by_user text not null,
      recorded_at ${t.instant} not null,
      decided_by text,
      decided_at ${t.instant},
      decision text,
      posted_on ${t.day},
      journal_number text,
      rev ${t.count} not null default 1
    )`,
    `create table supplier_invoice_lines (
      id ${t.id} not null primary key,
      invoice ${t.id} not null,
      entity text not null,
      position ${t.count} not null,
      cost_line ${t.id},
      contract ${t.id},
      account text not null,
      description text not null,
      quantity ${t.decimal},
      currency text not null,
      net ${t.minor} not null,
      tax_codes text not null,
      "from" ${t.day},
      "to" ${t.day}
    )`,
    `create table goods_receipts (
      id ${t.id} not null primary key,
      cost_line ${t.id} not null,
      contract ${t.id} not null,
      entity text not null,
      "day" ${t.day} not null,
      quantity ${t.decimal} not null,
      reference text,
      recorded_at ${t.instant} not null,
      recorded_by text not null
    )`,
    `create table match_tolerances (
      entity text not null primary key,
      quantity_percent ${t.decimal} not null,
      price_percent ${t.decimal} not null,
      currency text not null,
      amount ${t.minor} not null,
      rev ${t.count} not null default 1
    )`,
    `create unique index supplier_invoices_number on supplier_invoices (supplier, number_key) where state not in ('rejected', 'undone')`, // a document is recorded once
    `create index supplier_invoices_state on supplier_invoices (entity, state, "day")`, // what waits, what was posted
    `create unique index supplier_invoice_lines_position on supplier_invoice_lines (invoice, position)`,
    `create index supplier_invoice_lines_cost on supplier_invoice_lines (cost_line) where cost_line is not null`, // what was invoiced of what was ordered
    `create index goods_receipts_cost on goods_receipts (cost_line)`, // what came in of it
    ...['supplier_invoice_lines', 'goods_receipts'].flatMap((table) => guards(dialect, table)),
  ]
}

/** What a supplier wrote and what came in stays: the database itself refuses to change it. */
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
