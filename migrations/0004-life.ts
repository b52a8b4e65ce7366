/** The life of a contract line: its kind and state, what changed and when, charges that correct charges, credit notes, what shares an invoice. */
export const name = '0004-life'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', flag: 'integer', day: 'text', instant: 'text' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', flag: 'boolean', day: 'date', instant: 'timestamptz(3)' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `alter table contracts add column signed_on ${t.day}`,
    `alter table contract_lines add column kind text not null default 'recurring'`,
    `alter table contract_lines add column state text not null default 'active'`,
    `alter table contract_lines add column changes ${t.count} not null default 0`,
    `alter table contract_lines add column recheck_from ${t.day}`,
    `alter table contract_lines add column term_end ${t.day}`,
    `alter table contract_lines add column bound_until ${t.day}`,
    `alter table contract_lines add column life text`,
    `alter table contract_lines add column added_at ${t.instant}`,
    `alter table customers add column family text`,
    `alter table customers add column invoice_by text`,
    `alter table charges add column nth ${t.count} not null default 0`,
    `alter table charges add column kind text not null default 'charge'`,
    `alter table charges add column corrects ${t.id}`,
    // A period is billed once, whoever proposes it; what corrects it is counted on from there.
    `drop index charges_period`,
    `create unique index charges_period on charges (line, "from", nth)`,
    `alter table invoices add column kind text not null default 'invoice'`,
    `alter table invoices add column corrects ${t.id}`,
    `alter table invoices add column reason text`,
    `create table line_changes (
      id ${t.id} not null primary key,
      line ${t.id} not null,
      contract ${t.id} not null,
      entity text not null,
      number ${t.count} not null,
      effective ${t.day} not null,
      act text not null,
      sets text not null,
      quantity ${t.decimal},
      unit_price ${t.decimal},
      version ${t.count},
      "end" ${t.day},
      billing ${t.flag},
      amendment text,
      reason text,
      retracts ${t.id},
      recorded_at ${t.instant} not null,
      recorded_by text not null
    )`,
    `create unique index line_changes_number on line_changes (line, number)`, // the changes of a line, in the order of recording
    `create index line_changes_contract on line_changes (contract)`, // the timeline of a contract
    `create unique index line_changes_retracts on line_changes (retracts)`, // nothing is taken back twice
    // Lines of consumption were recognised by their product until now.
    `update contract_lines set kind = 'consumption' where exists
      (select 1 from product_versions v where v.product = contract_lines.product and v.version = contract_lines.version and v.measure = 'counted')`,
    ...guards(dialect),
  ]
}

/** What was known never changes: the database itself refuses. */
function guards(dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (act) =>
        `create trigger line_changes_no_${act} before ${act} on line_changes begin select raise(abort, 'harmony: line_changes rows never change'); end`,
    )
  return [
    `create trigger line_changes_frozen before update or delete on line_changes for each row execute function harmony_refuse_change()`,
    `create trigger line_changes_kept before truncate on line_changes for each statement execute function harmony_refuse_change()`,
  ]
}
