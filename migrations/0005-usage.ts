/** What is billed must first be recorded: readings, incidents and their prices, time, expenses; and what headings of spreadsheets mean. */
export const name = '0005-usage'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', flag: 'integer', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', flag: 'boolean', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  const recorded = `note text,
      reverses ${t.id},
      reason text,
      recorded_at ${t.instant} not null,
      recorded_by text not null`
  return [
    `create table usage_records (
      id ${t.id} not null primary key,
      source text not null,
      source_id text not null,
      line ${t.id} not null,
      contract ${t.id} not null,
      customer ${t.id} not null,
      entity text not null,
      at ${t.instant} not null,
      "day" ${t.day} not null,
      kind text not null,
      quantity ${t.decimal} not null,
      restarts ${t.flag} not null,
      ${recorded}
    )`,
    `create table incidents (
      id ${t.id} not null primary key,
      source text not null,
      source_id text not null,
      contract ${t.id} not null,
      customer ${t.id} not null,
      entity text not null,
      priority text not null,
      "type" text not null,
      summary text,
      opened_at ${t.instant},
      closed_at ${t.instant} not null,
      "day" ${t.day} not null,
      out_of_hours ${t.flag} not null,
      standing text not null,
      repeats ${t.id},
      ${recorded}
    )`,
    `create table incident_prices (
      id ${t.id} not null primary key,
      entity text not null,
      name text not null,
      contract ${t.id},
      product text,
      "type" text,
      valid_from ${t.day} not null,
      unit text not null,
      currency text,
      prices text not null,
      out_of_hours_factor ${t.decimal} not null,
      included_count ${t.count} not null,
      included_per text not null,
      reopen_days ${t.count} not null,
      recorded_at ${t.instant} not null,
      recorded_by text not null
    )`,
    `create table time_entries (
      id ${t.id} not null primary key,
      source text not null,
      source_id text not null,
      entity text not null,
      contract ${t.id},
      customer ${t.id},
      project text,
      person text not null,
      "day" ${t.day} not null,
      hours ${t.decimal} not null,
      booking_type text not null,
      work_type text,
      ${recorded}
    )`,
    `create table expenses (
      id ${t.id} not null primary key,
      source text not null,
      source_id text not null,
      entity text not null,
      contract ${t.id},
      customer ${t.id},
      project text,
      person text not null,
      "day" ${t.day} not null,
      expense_kind text not null,
      currency text not null,
      amount ${t.minor} not null,
      receipt text,
      ${recorded}
    )`,
    `create table heading_mappings (
      id ${t.id} not null primary key,
      subject text not null,
      reduced text not null,
      heading text not null,
      "column" text,
      recorded_at ${t.instant} not null,
      recorded_by text not null,
      rev ${t.count} not null default 1
    )`,
    ...indexes,
    ...immutable.flatMap((table) => guards(dialect, table)),
  ]
}

// Each costs time on every bulk load, so each has its reason.
const indexes = [
  // A source tells nothing twice.
  ...['usage_records', 'incidents', 'time_entries', 'expenses'].map(
    (table) => `create unique index ${table}_source on ${table} (source, source_id)`,
  ),
  // Nothing is taken back twice; and whether it was taken back at all. Few rows are reversals, so the index holds only these.
  ...['usage_records', 'incidents', 'time_entries', 'expenses'].map(
    (table) => `create unique index ${table}_reverses on ${table} (reverses) where reverses is not null`,
  ),
  `create index usage_records_line on usage_records (line, kind, source, "day", at)`, // the readings of lines in a period, and the last of each source before it
  `create index incidents_contract on incidents (contract, "day")`, // the incidents of a contract in a period
  `create index incidents_repeats on incidents (repeats) where repeats is not null`, // what goes back to an incident
  `create index incident_prices_entity on incident_prices (entity)`, // the price lists of an entity
  `create index time_entries_contract on time_entries (contract, "day")`, // the work of a contract in a period
  `create index expenses_contract on expenses (contract, "day")`, // the expenses of a contract in a period
  `create unique index heading_mappings_heading on heading_mappings (subject, reduced)`, // a heading means one thing
]

const immutable = ['usage_records', 'incidents', 'incident_prices', 'time_entries', 'expenses']

/** What was recorded never changes: the database itself refuses. */
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
