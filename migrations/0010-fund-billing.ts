/** Prepaid funds in the books: what lots hold in three currencies, and what a fund is filled and billed by. The coverage ladder: where work lands. */
export const name = '0010-fund-billing'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

/** Currencies of the entity and the group, with nothing in them: funds of before were never posted. */
const columns = (table: string, amounts: readonly string[], minor: string): string[] => [
  `alter table ${table} add column entity_currency text not null default 'XXX'`,
  `alter table ${table} add column group_currency text not null default 'XXX'`,
  ...amounts.map((amount) => `alter table ${table} add column ${amount} ${minor} not null default 0`),
  `update ${table} set entity_currency = (select e.currency from entities e where e.code = ${table}.entity)`,
  `update ${table} set group_currency = (select g.currency from entities e join groups g on g.code = e."group" where e.code = ${table}.entity)`,
]

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  const movements = columns('fund_movements', ['entity_value', 'group_value'], t.minor)
  return [
    ...columns('funds', ['entity_deferred', 'group_deferred'], t.minor),
    `alter table funds add column revenue text not null default 'services'`,
    `alter table funds add column product text`,
    `alter table funds add column overage_price ${t.decimal}`,
    `alter table funds add column overage_bands text not null default '[]'`,
    `alter table funds add column beyond ${t.decimal} not null default '0'`,
    `alter table funds add column top_up_from ${t.day}`,
    `alter table funds add column top_ups ${t.count} not null default 0`,
    `alter table funds add column next_top_up ${t.day}`,
    `alter table funds add column top_up_line ${t.id}`,
    ...columns('fund_lots', ['entity_value', 'entity_deferred', 'group_value', 'group_deferred'], t.minor),
    // Movements never change, so what they lacked is given to them without their guard.
    ...(dialect === 'sqlite'
      ? [`drop trigger fund_movements_no_update`]
      : [`alter table fund_movements disable trigger fund_movements_frozen`]),
    ...movements,
    ...(dialect === 'sqlite'
      ? [
          `create trigger fund_movements_no_update before update on fund_movements begin select raise(abort, 'harmony: fund_movements rows never change'); end`,
        ]
      : [`alter table fund_movements enable trigger fund_movements_frozen`]),
    ...coverage(t),
    ...guards(dialect, 'landings'),
    ...guards(dialect, 'archived_statements'),
  ]
}

/** Where each time entry, incident and expense landed, by whose rules, and what waits. */
const coverage = (t: (typeof types)[Dialect]): string[] => [
  `create table coverage_rules (
    holder text not null primary key,
    entity text not null,
    contract ${t.id},
    rules text not null,
    set_at ${t.instant} not null,
    set_by text not null,
    rev ${t.count} not null default 1
  )`,
  `create table landings (
    id ${t.id} not null primary key,
    entity text not null,
    customer ${t.id},
    contract ${t.id},
    kind text not null,
    entry text not null,
    "day" ${t.day} not null,
    label text not null,
    quantity ${t.decimal} not null,
    unit text not null,
    currency text,
    rung text not null,
    parts text not null,
    why text not null,
    warnings text not null,
    reverses ${t.id},
    reason text,
    landed_at ${t.instant} not null,
    landed_by text not null
  )`,
  `create table coverage_waits (
    entry text not null primary key,
    entity text not null,
    contract ${t.id},
    kind text not null,
    "day" ${t.day} not null,
    label text not null,
    refusal text not null,
    about text not null,
    since ${t.instant} not null,
    rev ${t.count} not null default 1
  )`,
  `create table archived_statements (
    id ${t.id} not null primary key,
    fund ${t.id} not null,
    "from" ${t.day} not null,
    "to" ${t.day} not null,
    last_movement ${t.count} not null,
    language text not null,
    "file" text not null,
    archived_at ${t.instant} not null
  )`,
  `create unique index archived_statements_of on archived_statements (fund, "from", "to", last_movement)`, // the first print is the only one
  `create unique index landings_entry on landings (entry) where reverses is null`, // an entry lands once
  `create unique index landings_reverses on landings (reverses)`, // nothing is taken back twice
  `create index landings_contract on landings (contract, "day")`, // what was included in a period
]

/** What landed never changes: the database itself refuses. */
const guards = (dialect: Dialect, table: string): string[] =>
  dialect === 'sqlite'
    ? ['update', 'delete'].map(
        (act) =>
          `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, 'harmony: ${table} rows never change'); end`,
      )
    : [
        `create trigger ${table}_frozen before update or delete on ${table} for each row execute function harmony_refuse_change()`,
        `create trigger ${table}_kept before truncate on ${table} for each statement execute function harmony_refuse_change()`,
      ]
