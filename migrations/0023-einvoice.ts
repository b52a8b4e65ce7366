/** E-invoices: how customers want them, what is known of the legal entities for them, and each that was written with the report of its check. */
export const name = '0023-einvoice'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', flag: 'integer', instant: 'text' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', flag: 'boolean', instant: 'timestamptz(3)' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table einvoice_buyers (
      customer ${t.id} not null primary key,
      channel text not null,
      buyer_reference text,
      electronic_address text,
      address_scheme text,
      mandate text,
      debit_account text,
      cash_discount_days ${t.count},
      cash_discount_percent ${t.decimal},
      rev ${t.count} not null default 1
    )`,
    `create table einvoice_sellers (
      entity text not null primary key,
      contact_name text,
      contact_phone text,
      contact_email text,
      electronic_address text,
      address_scheme text,
      local_tax_number text,
      creditor_id text,
      rev ${t.count} not null default 1
    )`,
    `create table e_invoices (
      id ${t.id} not null primary key,
      invoice ${t.id} not null,
      entity text not null,
      syntax text not null,
      profile text not null,
      release text not null,
      valid ${t.flag} not null,
      findings text not null,
      xml text not null,
      report text not null,
      prepared_at ${t.instant} not null,
      prepared_by text not null
    )`,
    `create index e_invoices_invoice on e_invoices (invoice, prepared_at)`, // the last e-invoice of a document
    `create index e_invoices_invalid on e_invoices (invoice) where ${dialect === 'postgres' ? 'not valid' : 'valid = 0'}`, // what waits to be mended
    ...guards(dialect),
  ]
}

/** What was checked and archived never changes: the database itself refuses. */
function guards(dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (act) =>
        `create trigger e_invoices_no_${act} before ${act} on e_invoices begin select raise(abort, 'harmony: e_invoices rows never change'); end`,
    )
  return [
    `create trigger e_invoices_frozen before update or delete on e_invoices for each row execute function harmony_refuse_change()`,
    `create trigger e_invoices_kept before truncate on e_invoices for each statement execute function harmony_refuse_change()`,
  ]
}
