/** Accrued income: what a month earned and nobody was invoiced for by its end. */
export const name = '0019-accruals'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table accruals (
      id ${t.id} not null primary key,
      number text not null,
      period text not null,
      entities text not null,
      state text not null,
      marker text not null,
      lines ${t.count} not null,
      blocked ${t.count} not null,
      journals ${t.count} not null,
      rates text not null,
      created_at ${t.instant} not null,
      created_by text not null,
      posted_at ${t.instant},
      rev ${t.count} not null default 1
    )`,
    `create table accrual_lines (
      id ${t.id} not null primary key,
      accrual ${t.id} not null,
      entity text not null,
      customer ${t.id} not null,
      contract ${t.id} not null,
      line ${t.id} not null,
      product text not null,
      charge ${t.id},
      "from" ${t.day} not null,
      "to" ${t.day} not null,
      earned_days ${t.count} not null,
      currency text not null,
      net ${t.minor} not null,
      amount ${t.minor} not null,
      revenue_account text not null,
      trace text not null
    )`,
    `create unique index accruals_number on accruals (number)`,
    `create index accruals_period on accruals (period)`, // what is proposed or posted of a month
    `create index accrual_lines_accrual on accrual_lines (accrual, id)`, // what an accrual consists of, and its sums
    ...guards(dialect),
  ]
}

/** What was proposed stays as it was looked at: the database itself refuses to change it. */
function guards(dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (act) =>
        `create trigger accrual_lines_no_${act} before ${act} on accrual_lines begin select raise(abort, 'harmony: accrual_lines rows never change'); end`,
    )
  return [
    `create trigger accrual_lines_frozen before update or delete on accrual_lines for each row execute function harmony_refuse_change()`,
    `create trigger accrual_lines_kept before truncate on accrual_lines for each statement execute function harmony_refuse_change()`,
  ]
}
