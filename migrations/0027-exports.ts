/** The finance interface: how each legal entity's journals leave the house, the accounts and numbers they bear there, and the batches that left. */
export const name = '0027-exports'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', day: 'text', instant: 'text', minor: 'integer', flag: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', day: 'date', instant: 'timestamptz(3)', minor: 'bigint', flag: 'boolean' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table export_profiles (
      entity text not null primary key,
      target text not null,
      consultant ${t.count},
      client ${t.count},
      chart text,
      account_length ${t.count} not null,
      debtor_from ${t.count} not null,
      debtor_to ${t.count} not null,
      creditor_from ${t.count} not null,
      creditor_to ${t.count} not null,
      fixes ${t.flag} not null,
      layout text,
      batches ${t.count} not null,
      rev ${t.count} not null default 1
    )`,
    `create table export_accounts (
      mapping text not null primary key,
      entity text not null,
      account text not null,
      tax_code text,
      local_account text not null,
      rev ${t.count} not null default 1
    )`,
    `create table export_tax_keys (
      mapping text not null primary key,
      entity text not null,
      tax_code text not null,
      tax_key text not null,
      rev ${t.count} not null default 1
    )`,
    `create table export_parties (
      mapping text not null primary key,
      entity text not null,
      kind text not null,
      customer ${t.id},
      supplier ${t.id},
      number text not null
    )`,
    `create table export_batches (
      id ${t.id} not null primary key,
      entity text not null,
      sequence ${t.count} not null,
      number text not null,
      target text not null,
      month text not null,
      "from" ${t.day} not null,
      "to" ${t.day} not null,
      state text not null,
      currency text not null,
      journals ${t.count} not null,
      lines ${t.count} not null,
      debit_sum ${t.minor} not null,
      totals text not null,
      written_with text not null,
      file text not null,
      cover text not null,
      created_at ${t.instant} not null,
      created_by text not null,
      sent_at ${t.instant},
      decided_at ${t.instant},
      decided_by text,
      reason text,
      rev ${t.count} not null default 1
    )`,
    `create table exported_journals (
      export_batch ${t.id} not null,
      journal ${t.id} not null,
      rev ${t.count} not null default 1
    )`,
    `create unique index export_batches_number on export_batches (entity, sequence)`,
    `create index export_batches_month on export_batches (entity, month)`, // reconciliation of a month
    `create unique index export_parties_number on export_parties (entity, number)`, // a number is one customer's or supplier's
    `create unique index exported_journals_once on exported_journals (journal)`, // a journal is in one batch that is not rejected
    `create index exported_journals_batch on exported_journals (export_batch)`,
    ...guards(dialect),
  ]
}

/** What the file says never changes; what was acknowledged or rejected is over. */
const kept = [
  'entity',
  'sequence',
  'number',
  'target',
  'month',
  'currency',
  'journals',
  'lines',
  'debit_sum',
  'totals',
  'written_with',
  'file',
  'cover',
]
const changed = kept.map((column) => `new.${column} <> old.${column}`).join(' or ')
const frozen = `old.state in ('acknowledged', 'rejected') or ${changed}`

function guards(dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return [
      `create trigger export_batches_frozen before update on export_batches when ${frozen}
        begin select raise(abort, 'harmony: export batches never change'); end`,
      `create trigger export_batches_kept before delete on export_batches begin select raise(abort, 'harmony: export batches never change'); end`,
      `create trigger exported_journals_frozen before update on exported_journals begin select raise(abort, 'harmony: exported_journals rows never change'); end`,
      `create trigger exported_journals_kept before delete on exported_journals
        when exists (select 1 from export_batches b where b.id = old.export_batch and b.state = 'acknowledged')
        begin select raise(abort, 'harmony: an acknowledged batch keeps its journals'); end`,
      ...['update', 'delete'].map(
        (act) =>
          `create trigger export_parties_no_${act} before ${act} on export_parties begin select raise(abort, 'harmony: export_parties rows never change'); end`,
      ),
    ]
  return [
    `create function harmony_refuse_export_change() returns trigger language plpgsql as $$ begin
      if tg_op = 'DELETE' then raise exception 'harmony: export batches never change' using errcode = 'HA001'; end if;
      if ${frozen} then raise exception 'harmony: export batches never change' using errcode = 'HA001'; end if;
      return new;
    end $$`,
    `create trigger export_batches_frozen before update or delete on export_batches for each row execute function harmony_refuse_export_change()`,
    `create function harmony_refuse_exported_journal() returns trigger language plpgsql as $$ begin
      if tg_op = 'UPDATE' or exists (select 1 from export_batches b where b.id = old.export_batch and b.state = 'acknowledged') then
        raise exception 'harmony: an acknowledged batch keeps its journals' using errcode = 'HA001';
      end if;
      return old;
    end $$`,
    `create trigger exported_journals_frozen before update or delete on exported_journals for each row execute function harmony_refuse_exported_journal()`,
    `create trigger export_parties_frozen before update or delete on export_parties for each row execute function harmony_refuse_change()`,
    ...['export_batches', 'exported_journals', 'export_parties'].map(
      (table) => `create trigger ${table}_kept before truncate on ${table} for each statement execute function harmony_refuse_change()`,
    ),
  ]
}
