/** The billing run as a proposal that people review: settings, decisions, the difference to the last run, what is posted of it; credit notes find what they credit. */
export const name = '0009-review'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', instant: 'text' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', instant: 'timestamptz(3)' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `alter table billing_runs add column kind text not null default 'run'`,
    `alter table billing_runs add column proposer text`,
    `alter table billing_runs add column posting text`,
    `alter table billing_runs add column done text not null default '[]'`,
    // What was posted before belonged to runs that were posted whole.
    `update billing_runs set done = entities where state = 'posted'`,
    `create table billing_settings (
      entity text not null primary key,
      approvals ${t.count} not null,
      change_threshold ${t.decimal} not null,
      zero text not null,
      credit_prefix text,
      rev ${t.count} not null default 1
    )`,
    `create table charge_reviews (
      id ${t.id} not null primary key,
      run ${t.id} not null,
      entity text not null,
      charge ${t.id},
      decision text not null,
      comment text,
      at ${t.instant} not null,
      "by" text not null,
      "user" text not null
    )`,
    `create index charge_reviews_run on charge_reviews (run, charge)`, // what was said of a run, and of one of its charges
    `create table run_changes (
      run ${t.id} not null primary key,
      marker text not null,
      done ${t.count} not null,
      "of" ${t.count} not null,
      totals text not null,
      rev ${t.count} not null default 1
    )`,
    // Few charges and invoices correct others: these indexes cost the rest nothing.
    `create index charges_corrects on charges (corrects) where corrects is not null`, // what was credited of a charge
    `create index invoices_corrects on invoices (corrects) where corrects is not null`, // what was credited of an invoice
    ...guards(dialect),
  ]
}

/** What was decided stays said: the database itself refuses to change it. */
function guards(dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (act) =>
        `create trigger charge_reviews_no_${act} before ${act} on charge_reviews begin select raise(abort, 'harmony: charge_reviews rows never change'); end`,
    )
  return [
    `create trigger charge_reviews_frozen before update or delete on charge_reviews for each row execute function harmony_refuse_change()`,
    `create trigger charge_reviews_kept before truncate on charge_reviews for each statement execute function harmony_refuse_change()`,
  ]
}
