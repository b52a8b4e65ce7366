/** The tables of the house: people, legal entities, rates, products, taxes, customers, contracts, imports, billing, ledger, documents, audits. */
export const name = '0002-house'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: {
    id: 'text',
    count: 'integer',
    decimal: 'text',
    flag: 'integer',
    day: 'text',
    instant: 'text',
    minor: 'integer',
    bytes: 'blob',
    clustered: ' without rowid',
  },
  postgres: {
    id: 'uuid',
    count: 'bigint',
    decimal: 'numeric',
    flag: 'boolean',
    day: 'date',
    instant: 'timestamptz(3)',
    minor: 'bigint',
    bytes: 'bytea',
    clustered: '',
  },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [...tables(t), ...indexes, ...guards(dialect)]
}

function tables(t: (typeof types)[Dialect]): string[] {
  return [
    `create table passwords (
      "user" ${t.id} not null primary key,
      verifier text not null,
      rev ${t.count} not null default 1
    )`,
    `create table roles (
      code text not null primary key,
      name text not null,
      permits text not null,
      rev ${t.count} not null default 1
    )`,
    `create table sessions (
      hash text not null primary key,
      "user" ${t.id} not null,
      label text not null,
      created_at ${t.instant} not null,
      seen_at ${t.instant} not null,
      expires_at ${t.instant} not null,
      rev ${t.count} not null default 1
    )`,
    `create table tokens (
      hash text not null primary key,
      "user" ${t.id} not null,
      label text not null,
      created_at ${t.instant} not null,
      expires_at ${t.instant},
      rev ${t.count} not null default 1
    )`,
    `create table users (
      id ${t.id} not null primary key,
      login text not null,
      name text not null,
      email text,
      title text,
      language text,
      culture text,
      theme text,
      roles text not null,
      entities text,
      active ${t.flag} not null,
      rev ${t.count} not null default 1
    )`,
    `create table entities (
      code text not null primary key,
      "group" text not null,
      name text not null,
      country text not null,
      zone text not null,
      currency text not null,
      fiscal_year_start ${t.count} not null,
      tax_id_label text not null,
      tax_id text not null,
      registration text,
      language text not null,
      culture text not null,
      address text not null,
      bank text not null,
      legal text not null,
      invoice_prefix text not null,
      invoice_digits ${t.count} not null,
      payment_days ${t.count} not null,
      date_order text not null,
      rev ${t.count} not null default 1
    )`,
    `create table groups (
      code text not null primary key,
      name text not null,
      currency text not null,
      rev ${t.count} not null default 1
    )`,
    `create table number_series (
      series text not null primary key,
      entity text not null,
      document text not null,
      year text not null,
      next ${t.count} not null,
      seal text,
      rev ${t.count} not null default 1
    )`,
    `create table rates (
      id ${t.id} not null primary key,
      source text not null,
      "type" text not null,
      base text not null,
      quote text not null,
      "day" ${t.day} not null,
      "value" ${t.decimal} not null,
      version ${t.count} not null
    )`,
    `create table product_versions (
      id ${t.id} not null primary key,
      product text not null,
      version ${t.count} not null,
      valid_from ${t.day} not null,
      model text not null,
      basis text not null,
      measure text not null,
      revenue text not null,
      prices text not null,
      service_code text
    )`,
    `create table products (
      code text not null primary key,
      names text not null,
      kind text not null,
      unit text not null,
      version ${t.count} not null,
      active ${t.flag} not null,
      rev ${t.count} not null default 1
    )`,
    `create table tax_codes (
      code text not null primary key,
      short text not null,
      country text not null,
      rate ${t.decimal} not null,
      category text not null,
      names text not null,
      notes text not null,
      valid_from ${t.day} not null,
      rev ${t.count} not null default 1
    )`,
    `create table customers (
      id ${t.id} not null primary key,
      code text,
      name text not null,
      match_name text not null,
      country text not null,
      currency text not null,
      language text not null,
      culture text not null,
      zone text not null,
      payment_days ${t.count} not null,
      tax_id text,
      email text,
      phone text,
      address text not null,
      po_required ${t.flag} not null,
      note text,
      rev ${t.count} not null default 1
    )`,
    `create table contract_lines (
      id ${t.id} not null primary key,
      contract ${t.id} not null,
      number ${t.count} not null,
      entity text not null,
      customer ${t.id} not null,
      product text not null,
      version ${t.count} not null,
      description text,
      quantity ${t.decimal} not null,
      unit_price ${t.decimal},
      currency text not null,
      months ${t.count} not null,
      timing text not null,
      anchor text not null,
      "start" ${t.day} not null,
      "end" ${t.day},
      billed_to ${t.day},
      tax_codes text not null,
      po_number text,
      rev ${t.count} not null default 1
    )`,
    `create table contracts (
      id ${t.id} not null primary key,
      number text not null,
      entity text not null,
      customer ${t.id} not null,
      state text not null,
      name text,
      rev ${t.count} not null default 1
    )`,
    `create table import_rows (
      id ${t.id} not null primary key,
      "import" ${t.id} not null,
      "row" ${t.count} not null,
      outcome text not null,
      reason text,
      "column" text,
      "value" text,
      cells text not null,
      meaning text,
      rev ${t.count} not null default 1
    )`,
    `create table imports (
      id ${t.id} not null primary key,
      subject text not null,
      entity text not null,
      "file" text not null,
      options text not null,
      state text not null,
      marker ${t.count} not null,
      rows ${t.count} not null,
      accepted ${t.count} not null,
      unchanged ${t.count} not null,
      conflicts ${t.count} not null,
      rejected ${t.count} not null,
      ignored ${t.count} not null,
      customers ${t.count} not null,
      contracts ${t.count} not null,
      created_at ${t.instant} not null,
      created_by text not null,
      rev ${t.count} not null default 1
    )`,
    `create table billing_runs (
      id ${t.id} not null primary key,
      number text not null,
      as_of ${t.day} not null,
      entities text not null,
      state text not null,
      marker text not null,
      charges ${t.count} not null,
      invoices ${t.count} not null,
      posted ${t.count} not null,
      blocked ${t.count} not null,
      totals text not null,
      rates text not null,
      created_at ${t.instant} not null,
      created_by text not null,
      posted_at ${t.instant},
      rev ${t.count} not null default 1
    )`,
    `create table blocked_lines (
      run ${t.id} not null,
      line ${t.id} not null,
      entity text not null,
      customer ${t.id} not null,
      contract ${t.id} not null,
      product text not null,
      reason text not null,
      about text not null,
      primary key (run, line)
    )${t.clustered}`,
    `create table charges (
      id ${t.id} not null primary key,
      run ${t.id} not null,
      invoice ${t.id} not null,
      entity text not null,
      customer ${t.id} not null,
      contract ${t.id} not null,
      line ${t.id} not null,
      product text not null,
      po_number text,
      "from" ${t.day} not null,
      "to" ${t.day} not null,
      quantity ${t.decimal} not null,
      currency text not null,
      net ${t.minor} not null,
      tax_codes text not null,
      revenue text not null,
      mark text,
      trace text not null
    )`,
    `create table invoice_taxes (
      invoice ${t.id} not null,
      code text not null,
      rate ${t.decimal} not null,
      currency text not null,
      base ${t.minor} not null,
      amount ${t.minor} not null,
      primary key (invoice, code)
    )${t.clustered}`,
    `create table invoices (
      id ${t.id} not null primary key,
      number text not null,
      series text not null,
      sequence ${t.count} not null,
      run ${t.id} not null,
      entity text not null,
      customer ${t.id} not null,
      buyer text not null,
      po_number text,
      issued ${t.day} not null,
      due ${t.day} not null,
      currency text not null,
      net ${t.minor} not null,
      tax ${t.minor} not null,
      gross ${t.minor} not null,
      entity_currency text not null,
      entity_gross ${t.minor} not null,
      group_currency text not null,
      group_gross ${t.minor} not null,
      posted_at ${t.instant} not null
    )`,
    `create table accounts (
      code text not null primary key,
      names text not null,
      side text not null,
      local text not null,
      rev ${t.count} not null default 1
    )`,
    `create table balances (
      balance text not null primary key,
      entity text not null,
      account text not null,
      period text not null,
      currency text not null,
      amount ${t.minor} not null,
      entity_amount ${t.minor} not null,
      group_amount ${t.minor} not null
    )`,
    `create table journal_lines (
      journal ${t.id} not null,
      position ${t.count} not null,
      account text not null,
      currency text not null,
      amount ${t.minor} not null,
      entity_amount ${t.minor} not null,
      group_amount ${t.minor} not null,
      customer ${t.id},
      charge ${t.id},
      tax_code text,
      primary key (journal, position)
    )${t.clustered}`,
    `create table journals (
      id ${t.id} not null primary key,
      entity text not null,
      document text not null,
      number text not null,
      series text not null,
      sequence ${t.count} not null,
      source ${t.id} not null,
      posted_on ${t.day} not null,
      currency text not null,
      entity_currency text not null,
      group_currency text not null,
      rates text not null,
      seal text not null,
      posted_at ${t.instant} not null
    )`,
    `create table open_items (
      id ${t.id} not null primary key,
      entity text not null,
      account text not null,
      customer ${t.id} not null,
      number text not null,
      due ${t.day} not null,
      currency text not null,
      open ${t.minor} not null,
      entity_currency text not null,
      entity_open ${t.minor} not null,
      group_currency text not null,
      group_open ${t.minor} not null,
      rev ${t.count} not null default 1
    )`,
    `create table archived_documents (
      id ${t.id} not null primary key,
      invoice ${t.id} not null,
      language text not null,
      "file" text not null,
      archived_at ${t.instant} not null
    )`,
    `create table audits (
      id ${t.id} not null primary key,
      "at" ${t.instant} not null,
      "by" text not null,
      ok ${t.flag} not null,
      checks text not null
    )`,
    // Bytes under their SHA-256: uploaded spreadsheets, printed documents.
    `create table files (hash text not null primary key, size ${t.count} not null, bytes ${t.bytes} not null, stored_at ${t.instant} not null)`,
  ]
}

// Each costs time on every bulk load, so each has its reason.
const indexes = [
  `create unique index users_login on users (login)`,
  `create index sessions_user on sessions ("user")`, // signing a person out everywhere
  `create unique index rates_version on rates (source, type, base, quote, "day", version)`,
  `create unique index product_versions_version on product_versions (product, version)`,
  `create unique index customers_match_name on customers (match_name)`, // two customers never share a name
  `create unique index contracts_number on contracts (entity, number)`,
  `create index contracts_customer on contracts (customer)`, // the contracts of a customer, and how many there are
  `create unique index contract_lines_number on contract_lines (contract, number)`, // an import finds and never doubles a line
  `create index contract_lines_customer on contract_lines (entity, customer, id)`, // the order in which a billing run walks
  `create index import_rows_import on import_rows (import, "row")`,
  `create unique index billing_runs_number on billing_runs (number)`,
  `create unique index charges_period on charges (line, "from")`, // a period is billed once, whoever proposes it
  `create index charges_invoice on charges (run, invoice)`, // the charges of a run in the order of posting, the lines of an invoice
  `create unique index invoices_sequence on invoices (series, sequence)`, // no number twice
  `create unique index archived_documents_invoice on archived_documents (invoice)`, // the first print is the only one
]

/** What is posted or published never changes: the database itself refuses. */
const frozen = ['rates', 'product_versions', 'invoices', 'invoice_taxes', 'journals', 'journal_lines', 'archived_documents', 'audits']

function guards(dialect: Dialect): string[] {
  const posted = 'exists (select 1 from invoices i where i.id = old.invoice)'
  if (dialect === 'sqlite')
    return [
      ...frozen.flatMap((table) =>
        ['update', 'delete'].map(
          (act) =>
            `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, 'harmony: ${table} rows never change'); end`,
        ),
      ),
      `create trigger charges_no_update before update on charges begin select raise(abort, 'harmony: charges rows never change'); end`,
      `create trigger charges_no_delete before delete on charges when ${posted} begin select raise(abort, 'harmony: posted charges never change'); end`,
    ]
  return [
    `create function harmony_refuse_change() returns trigger language plpgsql as $$ begin raise exception 'harmony: % rows never change', tg_table_name using errcode = 'HA001'; end $$`,
    `create function harmony_refuse_posted_charge() returns trigger language plpgsql as $$ begin
      if tg_op = 'UPDATE' or ${posted} then raise exception 'harmony: posted charges never change' using errcode = 'HA001'; end if;
      return old;
    end $$`,
    ...frozen.flatMap((table) => [
      `create trigger ${table}_frozen before update or delete on ${table} for each row execute function harmony_refuse_change()`,
      `create trigger ${table}_kept before truncate on ${table} for each statement execute function harmony_refuse_change()`,
    ]),
    `create trigger charges_frozen before update or delete on charges for each row execute function harmony_refuse_posted_charge()`,
    `create trigger charges_kept before truncate on charges for each statement execute function harmony_refuse_change()`,
  ]
}
