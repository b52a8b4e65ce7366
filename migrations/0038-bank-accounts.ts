/**
 * Bank accounts of suppliers, proposed by one and agreed to by another; where legal entities pay from, and the files that went to banks. Sales tax that a service
 * worked out, charge by charge. E-invoices between legal entities. Whom contracts are for.
 */
export const name = '0038-bank-accounts'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', flag: 'integer', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', flag: 'boolean', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table supplier_bank_accounts (
      id ${t.id} not null primary key,
      supplier ${t.id} not null,
      account_holder text not null,
      iban text,
      bic text,
      sort_code text,
      account_number text,
      routing_number text,
      ending text not null,
      confirmation text not null,
      state text not null,
      proposed_at ${t.instant} not null,
      proposed_by text not null,
      proposed_by_user text not null,
      decided_at ${t.instant},
      decided_by text,
      reason text,
      rev ${t.count} not null default 1
    )`,
    `create table supplier_payees (
      supplier ${t.id} not null primary key,
      bank_account ${t.id},
      waiting ${t.id},
      rev ${t.count} not null default 1
    )`,
    `create table paying_accounts (
      entity text not null primary key,
      account_holder text,
      iban text,
      bic text,
      sort_code text,
      account_number text,
      routing_number text,
      service_user text,
      files ${t.count} not null,
      rev ${t.count} not null default 1
    )`,
    `create table payment_files (
      payment_proposal ${t.id} not null primary key,
      entity text not null,
      sequence ${t.count} not null,
      format text not null,
      payments ${t.count} not null,
      currency text not null,
      amount ${t.minor} not null,
      file text not null,
      written_at ${t.instant} not null,
      written_by text not null
    )`,
    `create table intercompany_e_invoices (
      id ${t.id} not null primary key,
      intercompany_invoice ${t.id} not null,
      provider text not null,
      receiver text not null,
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
    `create index intercompany_e_invoices_invoice on intercompany_e_invoices (intercompany_invoice, prepared_at)`, // the last e-invoice of a document
    `create table contract_recipients (
      contract ${t.id} not null primary key,
      entity text not null,
      customer ${t.id} not null,
      name text not null,
      address text not null,
      country text not null,
      region text,
      tax_id text,
      rev ${t.count} not null default 1
    )`,
    `create index contract_recipients_customer on contract_recipients (customer)`, // what billing asks for, customer by customer
    `create index supplier_bank_accounts_supplier on supplier_bank_accounts (supplier)`, // what was ever paid to
    `create unique index payment_files_number on payment_files (entity, sequence)`, // banks know a file by its number
    `alter table supplier_payments add column bank_account ${t.id}`,
    `alter table payment_proposal_lines add column bank_account ${t.id}`,
    `create table charge_taxes (
      charge ${t.id} not null primary key,
      run ${t.id} not null,
      entity text not null,
      answer ${t.id} not null,
      currency text not null,
      tax ${t.minor} not null,
      rate ${t.decimal} not null
    )`,
    `create index charge_taxes_run on charge_taxes (run)`, // what a posting takes, what a dropped proposal leaves
    ...guards(dialect),
  ]
}

/** What was proposed never changes, what was decided is over (but for being replaced), and what went to a bank stays as it went. */
const kept = ['id', 'supplier', 'account_holder', 'iban', 'bic', 'sort_code', 'account_number', 'routing_number', 'ending', 'confirmation', 'proposed_at', 'proposed_by', 'proposed_by_user'] // prettier-ignore
const over = `not (old.state = 'proposed' and new.state in ('agreed', 'declined')) and not (old.state = 'agreed' and new.state = 'replaced')`

function guards(dialect: Dialect): string[] {
  const differs = dialect === 'sqlite' ? 'is not' : 'is distinct from'
  const frozen = `${over} or ${kept.map((column) => `new.${column} ${differs} old.${column}`).join(' or ')}`
  if (dialect === 'sqlite')
    return [
      `create trigger supplier_bank_accounts_frozen before update on supplier_bank_accounts when ${frozen}
        begin select raise(abort, 'harmony: supplier_bank_accounts rows never change'); end`,
      `create trigger supplier_bank_accounts_no_delete before delete on supplier_bank_accounts
        begin select raise(abort, 'harmony: supplier_bank_accounts rows never change'); end`,
      `create trigger charge_taxes_no_update before update on charge_taxes begin select raise(abort, 'harmony: charge_taxes rows never change'); end`,
      `create trigger charge_taxes_no_delete before delete on charge_taxes when exists (select 1 from charges c join invoices i on i.id = c.invoice where c.id = old.charge)
        begin select raise(abort, 'harmony: taxes of posted charges never change'); end`,
      ...['payment_files', 'intercompany_e_invoices'].flatMap((table) =>
        ['update', 'delete'].map(
          (act) =>
            `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, 'harmony: ${table} rows never change'); end`,
        ),
      ),
    ]
  return [
    `create function harmony_refuse_bank_account_change() returns trigger language plpgsql as $$ begin
      if tg_op = 'DELETE' then raise exception 'harmony: supplier_bank_accounts rows never change' using errcode = 'HA001'; end if;
      if ${frozen} then raise exception 'harmony: supplier_bank_accounts rows never change' using errcode = 'HA001'; end if;
      return new;
    end $$`,
    `create function harmony_refuse_charge_tax_change() returns trigger language plpgsql as $$ begin
      if tg_op = 'UPDATE' or exists (select 1 from charges c join invoices i on i.id = c.invoice where c.id = old.charge) then
        raise exception 'harmony: taxes of posted charges never change' using errcode = 'HA001';
      end if;
      return old;
    end $$`,
    `create trigger charge_taxes_frozen before update or delete on charge_taxes for each row execute function harmony_refuse_charge_tax_change()`,
    `create trigger supplier_bank_accounts_frozen before update or delete on supplier_bank_accounts for each row execute function harmony_refuse_bank_account_change()`,
    ...['payment_files', 'intercompany_e_invoices'].map(
      (table) => `create trigger ${table}_frozen before update or delete on ${table} for each row execute function harmony_refuse_change()`,
    ),
    ...['supplier_bank_accounts', 'payment_files', 'charge_taxes', 'intercompany_e_invoices'].map(
      (table) => `create trigger ${table}_kept before truncate on ${table} for each statement execute function harmony_refuse_change()`,
    ),
  ]
}
