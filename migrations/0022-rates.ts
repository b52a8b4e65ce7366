/** Where rates come from, which ones a legal entity converts by, rates that two people set by hand, files of rates that were imported. */
export const name = '0022-rates'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', flag: 'integer', day: 'text', instant: 'text' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', flag: 'boolean', day: 'date', instant: 'timestamptz(3)' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `alter table rates add column fetched_at ${t.instant}`,
    `alter table rates add column "import" ${t.id}`,
    `alter table rates add column override ${t.id}`,
    `create table rate_policies (
      entity text not null primary key,
      source text not null,
      "type" text not null,
      max_age_days ${t.count} not null,
      tax_source text,
      tax_type text not null,
      rev ${t.count} not null default 1
    )`,
    `create table rate_overrides (
      id ${t.id} not null primary key,
      source text not null,
      "type" text not null,
      base text not null,
      quote text not null,
      "day" ${t.day} not null,
      "value" ${t.decimal} not null,
      published ${t.day},
      reason text not null,
      state text not null,
      proposed_at ${t.instant} not null,
      proposed_by text not null,
      proposed_by_name text not null,
      decided_at ${t.instant},
      decided_by text,
      decided_by_name text,
      note text,
      recorded_as ${t.id},
      rev ${t.count} not null default 1
    )`,
    `create table rate_imports (
      id ${t.id} not null primary key,
      source text not null,
      origin text not null,
      file text not null,
      since ${t.day},
      state text not null,
      marker text not null,
      days ${t.count} not null,
      days_read ${t.count} not null,
      added ${t.count} not null,
      changed ${t.count} not null,
      unchanged ${t.count} not null,
      unknown text not null,
      first_day ${t.day},
      last_day ${t.day},
      fetched_at ${t.instant} not null,
      created_by text not null,
      rev ${t.count} not null default 1
    )`,
    `create table rate_feeds (
      source text not null primary key,
      active ${t.flag} not null,
      changed_at ${t.instant} not null,
      changed_by text not null,
      rev ${t.count} not null default 1
    )`,
    ...indexes,
  ]
}

// Each costs time on every bulk load, so each has its reason.
const indexes = [
  `create index rates_day on rates (source, "day")`, // what a source published up to a day: the rates of every posting
  `create index rate_overrides_state on rate_overrides (state, proposed_at)`, // what waits for a second person
]
