/** Prepaid funds in the books: what lots hold in three currencies, and what a fund is filled and billed by. */
export const name = '0010-fund-billing'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { decimal: 'text', minor: 'integer' },
  postgres: { decimal: 'numeric', minor: 'bigint' },
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
  ]
}
