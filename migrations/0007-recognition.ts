/** Journals of every kind, and revenue that is deferred until it is earned: what of each charge was recognised, and the months that did it. */
export const name = '0007-recognition'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `alter table journals add column narrative text`,
    `alter table journal_lines add column fund ${t.id}`,
    `create table recognitions (
      id ${t.id} not null primary key,
      entity text not null,
      customer ${t.id} not null,
      contract ${t.id} not null,
      line ${t.id} not null,
      product text not null,
      invoice ${t.id} not null,
      corrects ${t.id},
      recognition text not null,
      "from" ${t.day} not null,
      "to" ${t.day} not null,
      posted_on ${t.day} not null,
      deferred_account text not null,
      revenue_account text not null,
      currency text not null,
      total ${t.minor} not null,
      recognised ${t.minor} not null,
      entity_currency text not null,
      entity_total ${t.minor} not null,
      entity_recognised ${t.minor} not null,
      group_currency text not null,
      group_total ${t.minor} not null,
      group_recognised ${t.minor} not null,
      progress ${t.decimal},
      recognised_to ${t.day} not null,
      state text not null,
      rev ${t.count} not null default 1
    )`,
    `create table recognition_progress (
      id ${t.id} not null primary key,
      charge ${t.id} not null,
      entity text not null,
      number ${t.count} not null,
      "day" ${t.day} not null,
      share ${t.decimal} not null,
      note text,
      recorded_at ${t.instant} not null,
      recorded_by text not null
    )`,
    `create table recognition_runs (
      id ${t.id} not null primary key,
      number text not null,
      period text not null,
      entities text not null,
      state text not null,
      marker text not null,
      portions ${t.count} not null,
      charges ${t.count} not null,
      journals ${t.count} not null,
      created_at ${t.instant} not null,
      created_by text not null,
      posted_at ${t.instant},
      rev ${t.count} not null default 1
    )`,
    ...indexes,
    ...guards(dialect),
  ]
}

// Each costs time on every bulk load, so each has its reason. Those with a condition cost an invoice nothing.
const indexes = [
  `create unique index journals_numbered on journals (series, sequence) where document not in ('invoice', 'creditNote')`, // no number twice; the walk of the seals
  `create unique index journals_reversed on journals (source) where document = 'reversal'`, // nothing is taken back twice
  `create index journals_source on journals (source) where document not in ('invoice', 'creditNote')`, // the journals of a run or of a fund's movement
  `create index recognitions_due on recognitions (entity, state, currency, id)`, // what a month recognises
  `create index recognitions_line on recognitions (line)`, // what a line has deferred, and what corrects it
  `create index recognitions_corrected on recognitions (line) where corrects is not null`, // the lines of which something was corrected
  `create index recognitions_invoice on recognitions (invoice)`, // what an invoice has deferred
  `create unique index recognition_progress_number on recognition_progress (charge, number)`, // how far a delivery is, in the order of recording
  `create unique index recognition_runs_number on recognition_runs (number)`,
]

/** What was delivered when never changes: the database itself refuses. */
function guards(dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (act) =>
        `create trigger recognition_progress_no_${act} before ${act} on recognition_progress begin select raise(abort, 'harmony: recognition_progress rows never change'); end`,
    )
  return [
    `create trigger recognition_progress_frozen before update or delete on recognition_progress for each row execute function harmony_refuse_change()`,
    `create trigger recognition_progress_kept before truncate on recognition_progress for each statement execute function harmony_refuse_change()`,
  ]
}
