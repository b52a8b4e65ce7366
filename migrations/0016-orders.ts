/** Quotes and their versions; orders with their lines, purchases, signed documents and changes. */
export const name = '0016-orders'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', flag: 'integer', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', flag: 'boolean', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

type Types = (typeof types)[Dialect]
/** What a sale comes to. */
const sums = (t: Types): string => `
      currency text not null,
      one_off ${t.minor} not null,
      monthly ${t.minor} not null,
      term_value ${t.minor} not null,
      one_off_tax ${t.minor} not null,
      monthly_tax ${t.minor} not null,
      figures text not null,
      priced_on ${t.day} not null,
      rates text not null,
      price_book text not null,
      bundles text not null`

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    ...quotes(t),
    ...orders(t),
    ...parts(t),
    ...indexes,
    ...['quote_versions', 'order_documents', 'order_changes'].flatMap((table) => guards(dialect, table)),
  ]
}

const quotes = (t: Types): string[] => [
  `create table sale_rules (
      entity text not null primary key,
      margin_floor ${t.decimal} not null,
      longest_term_months ${t.count} not null,
      valid_days ${t.count} not null,
      rev ${t.count} not null default 1
    )`,
  `create table quotes (
      id ${t.id} not null primary key,
      number text,
      reference text,
      title text,
      entity text not null,
      customer ${t.id},
      opportunity ${t.id},
      owner ${t.id} not null,
      owner_name text not null,
      language text not null,
      state text not null,
      valid_until ${t.day} not null,
      "start" ${t.day},
      note text,
      version ${t.count} not null,${sums(t)},
      "lines" text not null,
      created_at ${t.instant} not null,
      changed_at ${t.instant} not null,
      issued_at ${t.instant},
      viewed_at ${t.instant},
      decided_at ${t.instant},
      reason text,
      rev ${t.count} not null default 1
    )`,
  `create table quote_versions (
      id ${t.id} not null primary key,
      quote ${t.id} not null,
      version ${t.count} not null,
      entity text not null,
      customer ${t.id},
      title text,
      language text not null,
      valid_until ${t.day} not null,
      "start" ${t.day},
      note text,${sums(t)},
      "lines" text not null,
      issued_at ${t.instant} not null,
      issued_by text not null,
      hash text not null
    )`,
]

const orders = (t: Types): string[] => [
  `create table orders (
      id ${t.id} not null primary key,
      number text,
      reference text,
      title text,
      entity text not null,
      customer ${t.id} not null,
      contact ${t.id},
      language text not null,
      state text not null,
      po_number text,
      po_follows ${t.flag} not null,
      owner ${t.id} not null,
      owner_name text not null,
      quote ${t.id},
      quote_version ${t.count},
      contract ${t.id},
      "start" ${t.day},
      payment_days ${t.count},
      note text,
      replaces ${t.id},${sums(t)},
      signature ${t.id},
      signed_on ${t.day},
      captured_at ${t.instant},
      captured_by text,
      document_hash text,
      clause_hashes text not null,
      created_at ${t.instant} not null,
      changed_at ${t.instant} not null,
      decided_at ${t.instant},
      decided_by text,
      reason text,
      executed_at ${t.instant},
      executed_by text,
      completed_at ${t.instant},
      changes ${t.count} not null,
      rev ${t.count} not null default 1
    )`,
]

const parts = (t: Types): string[] => [
  `create table order_lines (
      id ${t.id} not null primary key,
      "order" ${t.id} not null,
      entity text not null,
      number ${t.count} not null,
      product text not null,
      version ${t.count} not null,
      description text,
      kind text not null,
      quantity ${t.decimal} not null,
      currency text not null,
      per text not null,
      list_price ${t.decimal},
      price_by text not null,
      percent ${t.decimal},
      unit_price ${t.decimal},
      discount_percent ${t.decimal},
      bundle text,
      optional ${t.flag} not null,
      chosen ${t.flag} not null,
      months ${t.count} not null,
      timing text not null,
      anchor text not null,
      "start" ${t.day},
      "end" ${t.day},
      term_months ${t.count},
      tax_codes text not null,
      project text,
      cost_centre text,
      fund ${t.id},
      one_off ${t.minor} not null,
      monthly ${t.minor} not null,
      term_value ${t.minor} not null,
      contract_line ${t.id},
      rev ${t.count} not null default 1
    )`,
  `create table order_costs (
      id ${t.id} not null primary key,
      "order" ${t.id} not null,
      line ${t.id} not null,
      entity text not null,
      number ${t.count} not null,
      supplier ${t.id},
      supplier_name text,
      item text not null,
      quantity_rule text not null,
      quantity ${t.decimal} not null,
      currency text not null,
      unit_cost ${t.decimal} not null,
      months ${t.count},
      timing text not null,
      "start" ${t.day},
      term_months ${t.count},
      notice_days ${t.count},
      extension_months ${t.count},
      cost_line ${t.id},
      rev ${t.count} not null default 1
    )`,
  `create table order_documents (
      id ${t.id} not null primary key,
      "order" ${t.id} not null,
      entity text not null,
      signature ${t.id} not null,
      document text not null,
      hash text not null,
      captured_at ${t.instant} not null,
      captured_by text not null
    )`,
  `create table order_changes (
      id ${t.id} not null primary key,
      "order" ${t.id} not null,
      entity text not null,
      number ${t.count} not null,
      line ${t.id} not null,
      reason text not null,
      costs_before text not null,
      costs_after text not null,
      margin_before text not null,
      margin_after text not null,
      recorded_at ${t.instant} not null,
      recorded_by text not null
    )`,
]

// Each costs time on every bulk load, so each has its reason.
const indexes = [
  `create index quotes_customer on quotes (customer)`, // the quotes of a customer, and of a territory
  `create index quotes_state on quotes (state, valid_until)`, // what is open, and what has run out
  `create unique index quotes_number on quotes (number)`, // a number is given once
  `create index quotes_opportunity on quotes (opportunity)`, // the quotes of an opportunity
  `create unique index quote_versions_version on quote_versions (quote, version)`, // the versions of a quote, in order
  `create unique index orders_number on orders (number)`, // a number is given once
  `create index orders_reference on orders (reference)`, // the paper in the customer's hand
  `create index orders_customer on orders (customer)`, // the orders of a customer, and of a territory
  `create index orders_state on orders (state)`, // what waits for finance
  `create index orders_quote on orders (quote)`, // what became of a quote
  `create unique index order_lines_number on order_lines ("order", number)`, // the lines of an order, in order
  `create unique index order_costs_number on order_costs (line, number)`, // what is bought for a line, in order
  `create index order_costs_order on order_costs ("order")`, // what is bought for an order
  `create unique index order_documents_order on order_documents ("order")`, // an order is signed once
  `create unique index order_changes_number on order_changes ("order", number)`, // the changes of an order, without gaps
]

/** What went out to a customer, what was signed and what was changed afterwards never changes: the database itself refuses. */
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
