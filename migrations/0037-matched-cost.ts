/** What suppliers invoice for several months is cost of the months that it covers; products may be of a family. */
export const name = '0037-matched-cost'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', day: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', day: 'date', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table prepaid_costs (
      id ${t.id} not null primary key,
      entity text not null,
      supplier ${t.id} not null,
      invoice ${t.id} not null,
      cost_line ${t.id},
      contract ${t.id},
      description text not null,
      "from" ${t.day} not null,
      "to" ${t.day} not null,
      posted_on ${t.day} not null,
      prepaid_account text not null,
      cost_account text not null,
      currency text not null,
      total ${t.minor} not null,
      recognised ${t.minor} not null,
      entity_currency text not null,
      entity_total ${t.minor} not null,
      entity_recognised ${t.minor} not null,
      group_currency text not null,
      group_total ${t.minor} not null,
      group_recognised ${t.minor} not null,
      recognised_to ${t.day} not null,
      state text not null,
      rev ${t.count} not null default 1
    )`,
    `create index prepaid_costs_open on prepaid_costs (entity, currency, id) where state = 'open'`, // what a month still recognises
    `create index prepaid_costs_invoice on prepaid_costs (invoice)`, // when the invoice is taken back
    `alter table products add column product_family text`,
    ...prepaidAccount(dialect),
  ]
}

/** Where there is a chart already, the account of what is paid for months to come joins it. */
function prepaidAccount(dialect: Dialect): string[] {
  const json = (value: object): string => `'${JSON.stringify(value)}'${dialect === 'postgres' ? '::text' : ''}`
  return [
    `insert into accounts (code, names, side, local) select '1480', ${json({ en: 'Prepaid costs', de: 'Aktive Rechnungsabgrenzung' })}, 'asset', ${json({})}
      where exists (select 1 from accounts) and not exists (select 1 from accounts where code = '1480')`,
  ]
}
