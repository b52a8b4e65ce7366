/** Transfer prices: who is employed where and at what cost, policies between legal entities, what was charged under them. */
export const name = '0025-transfer'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table employments (
      id ${t.id} not null primary key,
      person text not null,
      entity text not null,
      "from" ${t.day} not null,
      "end" ${t.day},
      hour_cost ${t.decimal} not null,
      rev ${t.count} not null default 1
    )`,
    `create table transfer_policies (
      id ${t.id} not null primary key,
      provider text not null,
      receiver text not null,
      kind text not null,
      method text not null,
      percent ${t.decimal},
      rate ${t.decimal},
      currency text not null,
      "from" ${t.day} not null,
      "end" ${t.day},
      agreement text not null,
      state text not null,
      proposed_by text not null,
      proposed_at ${t.instant} not null,
      approved_by text,
      approved_at ${t.instant},
      rev ${t.count} not null default 1
    )`,
    `create table transfer_runs (
      id ${t.id} not null primary key,
      number text not null,
      until ${t.day} not null,
      state text not null,
      marker text not null,
      portions ${t.count} not null,
      charges ${t.count} not null,
      journals ${t.count} not null,
      waiting text not null,
      created_at ${t.instant} not null,
      created_by text not null,
      posted_at ${t.instant},
      rev ${t.count} not null default 1
    )`,
    `create table transfer_charges (
      id ${t.id} not null primary key,
      transfer_run ${t.id} not null,
      kind text not null,
      entry text not null,
      person text not null,
      "day" ${t.day} not null,
      quantity ${t.decimal} not null,
      provider text not null,
      receiver text not null,
      customer ${t.id},
      contract ${t.id},
      policy ${t.id},
      method text,
      percent ${t.decimal},
      currency text not null,
      price ${t.minor} not null,
      provider_currency text not null,
      cost ${t.minor} not null,
      provider_price ${t.minor} not null,
      receiver_currency text not null,
      receiver_price ${t.minor} not null,
      group_currency text not null,
      group_cost ${t.minor} not null,
      group_price ${t.minor} not null,
      invoiced_currency text,
      invoiced ${t.minor},
      receiver_invoiced ${t.minor},
      group_invoiced ${t.minor},
      cost_journal ${t.id},
      provider_journal ${t.id},
      receiver_journal ${t.id},
      reverses ${t.id},
      posted_at ${t.instant} not null
    )`,
    `create unique index transfer_runs_number on transfer_runs (number)`,
    `create unique index transfer_charges_entry on transfer_charges (entry)`, // an entry is charged once, whoever runs
    `create unique index transfer_charges_reversed on transfer_charges (reverses) where reverses is not null`,
    `create index transfer_charges_pair on transfer_charges (provider, receiver, "day")`, // a month's statement
    `create index transfer_charges_contract on transfer_charges (contract) where contract is not null`, // the margins of a contract
    ...guards(dialect),
  ]
}

/** What was charged stays: the database itself refuses to change it. */
function guards(dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (act) =>
        `create trigger transfer_charges_no_${act} before ${act} on transfer_charges begin select raise(abort, 'harmony: transfer_charges rows never change'); end`,
    )
  return [
    `create trigger transfer_charges_frozen before update or delete on transfer_charges for each row execute function harmony_refuse_change()`,
    `create trigger transfer_charges_kept before truncate on transfer_charges for each statement execute function harmony_refuse_change()`,
  ]
}
