/** Tax: rows of a house for the decision table, how legal entities are taxed, what authorities said of tax ids; what stands beside the tax of a document. */
export const name = '0021-tax'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', flag: 'integer', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', flag: 'boolean', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `alter table tax_codes add column valid_to ${t.day}`,
    `create table tax_rules (
      "rule" text not null primary key,
      country text not null,
      destinations text not null,
      buyer text,
      tax_ids ${t.flag},
      supplies text not null,
      tax_class text,
      same_state ${t.flag},
      undertaking ${t.flag},
      valid_from ${t.day} not null,
      valid_to ${t.day},
      codes text not null,
      place text not null,
      source text not null,
      rev ${t.count} not null default 1
    )`,
    `create table tax_profiles (
      entity text not null primary key,
      region text,
      registrations text not null,
      undertaking text,
      undertaking_from ${t.day},
      undertaking_to ${t.day},
      rounding text not null,
      return_months ${t.count} not null,
      rev ${t.count} not null default 1
    )`,
    `create table tax_id_checks (
      id ${t.id} not null primary key,
      country text not null,
      tax_id text not null,
      authority text not null,
      valid ${t.flag} not null,
      checked_on ${t.day} not null,
      registered_to text,
      reference text,
      recorded_at ${t.instant} not null,
      recorded_by text not null
    )`,
    `create index tax_id_checks_tax_id on tax_id_checks (tax_id)`, // what is known of a customer's id
    `create table sales_tax_answers (
      id ${t.id} not null primary key,
      entity text not null,
      asked_for text not null,
      request text not null,
      response text not null,
      recorded_at ${t.instant} not null,
      recorded_by text not null
    )`,
    `alter table customers add column region text`,
    `alter table customers add column consumer ${t.flag}`,
    `alter table invoices add column tax_rounding text`,
    `alter table invoice_taxes add column category text`,
    `alter table invoice_taxes add column note text`,
    `alter table invoice_taxes add column entity_currency text`,
    `alter table invoice_taxes add column entity_base ${t.minor}`,
    `alter table invoice_taxes add column entity_amount ${t.minor}`,
    `alter table invoice_taxes add column stated_at text`,
    ...['tax_id_checks', 'sales_tax_answers'].flatMap((table) => guards(dialect, table)),
  ]
}

/** Evidence never changes: the database itself refuses. */
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
