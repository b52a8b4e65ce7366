/** Indexation: published indices and their values, proposals that raise prices, the letters that announce them. */
export const name = '0008-indexation'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table index_series (
      code text not null primary key,
      names text not null,
      source text not null,
      base text,
      rev ${t.count} not null default 1
    )`,
    `create table index_values (
      id ${t.id} not null primary key,
      "index" text not null,
      "month" text not null,
      "value" ${t.decimal} not null,
      published ${t.day} not null,
      version ${t.count} not null,
      recorded_at ${t.instant} not null,
      recorded_by text not null
    )`,
    `create table price_batches (
      id ${t.id} not null primary key,
      number text not null,
      effective ${t.day} not null,
      until ${t.day} not null,
      due_by text not null,
      known_on ${t.day} not null,
      letter_days ${t.count} not null,
      entity text,
      "index" text,
      product text,
      customer ${t.id},
      state text not null,
      marker text not null,
      portions ${t.count} not null,
      looked ${t.count} not null,
      created_at ${t.instant} not null,
      created_by text not null,
      rev ${t.count} not null default 1
    )`,
    `create table price_proposals (
      id ${t.id} not null primary key,
      batch ${t.id} not null,
      line ${t.id} not null,
      calendar_year ${t.count} not null,
      contract ${t.id} not null,
      customer ${t.id} not null,
      entity text not null,
      product text not null,
      effective ${t.day} not null,
      letter_on ${t.day} not null,
      quantity ${t.decimal} not null,
      currency text not null,
      old_price ${t.decimal},
      new_price ${t.decimal},
      factor ${t.decimal},
      rise ${t.decimal},
      more_per_year ${t.minor} not null,
      "index" text,
      state text not null,
      reason text,
      about text not null,
      note text,
      trace text not null,
      letter ${t.id},
      change ${t.id},
      decided_at ${t.instant},
      decided_by text,
      rev ${t.count} not null default 1
    )`,
    `create table price_letters (
      id ${t.id} not null primary key,
      batch ${t.id} not null,
      customer ${t.id} not null,
      entity text not null,
      number text not null,
      language text not null,
      "lines" ${t.count} not null,
      file text not null,
      archived_at ${t.instant} not null,
      archived_by text not null
    )`,
    ...indexes,
    ...['index_values', 'price_letters'].flatMap((table) => guards(dialect, table)),
  ]
}

// Each costs time on every bulk load, so each has its reason.
const indexes = [
  `create unique index index_values_version on index_values ("index", "month", version)`, // the value of a month, as known on a day
  `create unique index price_batches_number on price_batches (number)`, // two batches of one day are told apart
  `create unique index price_proposals_line on price_proposals (line, calendar_year)`, // a price is raised once a year, whoever proposes it
  `create index price_proposals_batch on price_proposals (batch, state, customer)`, // a batch to review, and customer by customer its letters
  `create index price_letters_batch on price_letters (batch)`, // the letters of a batch
]

/** What was published and what was sent never changes: the database itself refuses. */
function guards(dialect: Dialect, table: string): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (act) =>
        `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, 'harmony: ${table} rows never change'); end`,
    )
  return [
    `create trigger ${table}_frozen before update or delete on ${table} for each row execute function harmony_refuse_change()`,
    `create trigger ${table}_kept before truncate on ${table} for each statement execute function harmony_refuse_change()`,
  ]
}
