/** The group's side of finance: invoices between entities, target margins, journals by hand that two people agree on, another currency for the group, board packs. */
export const name = '0032-group'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', decimal: 'text', day: 'text', instant: 'text', minor: 'integer', flag: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', decimal: 'numeric', day: 'date', instant: 'timestamptz(3)', minor: 'bigint', flag: 'boolean' },
} as const
type Types = (typeof types)[Dialect]

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    ...between(t),
    ...adjusting(t),
    ...retranslating(t),
    `create table board_packs (
      id ${t.id} not null primary key,
      period text not null,
      version ${t.count} not null,
      final ${t.flag} not null,
      currency text not null,
      language text not null,
      data text not null,
      hash text not null,
      file text not null,
      made_at ${t.instant} not null,
      made_by text not null
    )`,
    `create unique index board_packs_version on board_packs (period, currency, language, version)`,
    ...[
      'intercompany_invoices',
      'intercompany_charges',
      'intercompany_prints',
      'retranslation_rates',
      'retranslated_balances',
      'board_packs',
    ].flatMap((table) => frozen(table, dialect)),
  ]
}

const between = (t: Types): string[] => [
  `create table transfer_targets (
    id ${t.id} not null primary key,
    provider text not null,
    receiver text not null,
    percent ${t.decimal} not null,
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
  `create table intercompany_invoices (
    id ${t.id} not null primary key,
    number text not null,
    kind text not null,
    provider text not null,
    receiver text not null,
    month text not null,
    issued ${t.day} not null,
    due ${t.day} not null,
    tax_point ${t.day} not null,
    currency text not null,
    net ${t.minor} not null,
    tax ${t.minor} not null,
    gross ${t.minor} not null,
    charges ${t.count} not null,
    taxes text not null,
    note text,
    reverse_code text,
    reverse_tax ${t.minor} not null,
    why text not null,
    provider_journal ${t.id} not null,
    receiver_journal ${t.id} not null,
    issued_at ${t.instant} not null,
    issued_by text not null
  )`,
  `create table intercompany_charges (
    charge ${t.id} not null primary key,
    intercompany_invoice ${t.id} not null,
    position ${t.count} not null
  )`, // the key: a charge is on one invoice
  `create table intercompany_prints (
    intercompany_invoice ${t.id} not null primary key,
    language text not null,
    file text not null,
    printed_at ${t.instant} not null
  )`,
  `create unique index intercompany_invoices_number on intercompany_invoices (provider, number)`,
  `create index intercompany_invoices_pair on intercompany_invoices (provider, receiver, month)`, // a month's invoices
  `create index intercompany_charges_invoice on intercompany_charges (intercompany_invoice)`, // the lines of one
]

const adjusting = (t: Types): string[] => [
  `create table adjustments (
    id ${t.id} not null primary key,
    entity text not null,
    posted_on ${t.day} not null,
    currency text not null,
    reason text not null,
    lines text not null,
    reverses_on ${t.day},
    repeats_until text,
    repeats ${t.id},
    template text,
    files text not null,
    state text not null,
    proposed_by text not null,
    proposed_at ${t.instant} not null,
    decided_by text,
    decided_at ${t.instant},
    said text,
    journal ${t.id},
    reversal ${t.id},
    rev ${t.count} not null default 1
  )`,
  `create table adjustment_templates (
    code text not null primary key,
    name text not null,
    entity text not null,
    currency text not null,
    reason text not null,
    lines text not null,
    auto_reverse ${t.flag} not null,
    rev ${t.count} not null default 1
  )`,
  `create unique index adjustments_repeated on adjustments (repeats, posted_on) where repeats is not null`, // a month of a series is posted once
  `create index adjustments_state on adjustments (state, entity)`, // what waits for a decision
]

const retranslating = (t: Types): string[] => [
  `create table retranslations (
    id ${t.id} not null primary key,
    currency text not null,
    group_currency text not null,
    "from" ${t.day} not null,
    result_type text not null,
    standing_type text not null,
    reason text not null,
    state text not null,
    proof text not null,
    proposed_by text not null,
    proposed_at ${t.instant} not null,
    decided_by text,
    decided_at ${t.instant},
    rev ${t.count} not null default 1
  )`,
  `create table retranslation_rates (
    rate text not null primary key,
    retranslation ${t.id} not null,
    period text not null,
    type text not null,
    "day" ${t.day} not null,
    numerator text not null,
    denominator text not null,
    source text not null
  )`,
  `create table retranslated_balances (
    balance text not null primary key,
    retranslation ${t.id} not null,
    entity text not null,
    account text not null,
    period text not null,
    type text not null,
    group_currency text not null,
    group_amount ${t.minor} not null,
    currency text not null,
    amount ${t.minor} not null
  )`,
  `create index retranslation_rates_of on retranslation_rates (retranslation, period)`,
  `create index retranslated_balances_of on retranslated_balances (retranslation, entity)`,
]

/** What was sent or proved stays: the database itself refuses to change it. */
function frozen(table: string, dialect: Dialect): string[] {
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
