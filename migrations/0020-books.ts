/**
 * Books of many entities: months that close, journals of a group's partners and suppliers, open items of every kind, balances by partner, and the accounts that
 * these need.
 */
export const name = '0020-books'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', day: 'text', instant: 'text', minor: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', day: 'date', instant: 'timestamptz(3)', minor: 'bigint' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table periods (
      period text not null primary key,
      entity text not null,
      month text not null,
      state text not null,
      changed_at ${t.instant} not null,
      changed_by text not null,
      reason text,
      reopening_asked_by text,
      reopened ${t.count} not null,
      rev ${t.count} not null default 1
    )`,
    `alter table journals add column converted_on ${t.day}`,
    `alter table journals add column tax_point ${t.day}`,
    `alter table journals add column event ${t.id}`,
    `alter table journals add column pair ${t.id}`,
    `alter table journal_lines add column supplier ${t.id}`,
    `alter table journal_lines add column partner text`,
    `alter table journal_lines add column open_item ${t.id}`,
    `alter table balances add column partner text`,
    ...openItems(dialect),
    `create index journals_event on journals (event) where event is not null`, // the journals of one act
    `create index journals_pair on journals (pair) where pair is not null`, // both sides of an intercompany charge
    `create index journal_lines_item on journal_lines (open_item) where open_item is not null`, // what happened to an open item
    `create index balances_account on balances (account, period)`, // a group's trial balance
    `create index balances_partner on balances (partner, account) where partner is not null`, // what a consolidation takes out
    ...accounts(dialect),
    ...lock(dialect),
  ]
}

/** Until now every open item was a customer's, and none was settled: what is open is what it was. */
function openItems(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `alter table open_items rename to open_items_before`,
    `create table open_items (
      id ${t.id} not null primary key,
      kind text not null,
      entity text not null,
      account text not null,
      customer ${t.id},
      supplier ${t.id},
      partner text,
      number text not null,
      posted_on ${t.day} not null,
      due ${t.day} not null,
      currency text not null,
      amount ${t.minor} not null,
      open ${t.minor} not null,
      entity_currency text not null,
      entity_amount ${t.minor} not null,
      entity_open ${t.minor} not null,
      group_currency text not null,
      group_amount ${t.minor} not null,
      group_open ${t.minor} not null,
      on_hold text,
      cleared_on ${t.day},
      rev ${t.count} not null default 1
    )`,
    `insert into open_items (id, kind, entity, account, customer, number, posted_on, due, currency, amount, open, entity_currency, entity_amount, entity_open, group_currency,
        group_amount, group_open, cleared_on, rev)
      select o.id, 'receivable', o.entity, o.account, o.customer, o.number, j.posted_on, o.due, o.currency, o.open, o.open, o.entity_currency, o.entity_open, o.entity_open,
        o.group_currency, o.group_open, o.group_open, case when o.open = 0 then j.posted_on end, o.rev
      from open_items_before o join journals j on j.id = o.id`,
    `drop table open_items_before`,
    `create index open_items_open on open_items (entity, kind, due) where cleared_on is null`, // what is to be paid, oldest first
    `create index open_items_customer on open_items (customer) where customer is not null`, // a customer's account
    `create index open_items_supplier on open_items (supplier) where supplier is not null`, // a supplier's account
  ]
}

/** Accounts that the group's chart did not have; only where it has any, for an empty installation gets its chart when it is founded. */
const further = [
  ['1190', 'Receivables: unrealised exchange differences', 'Forderungen: nicht realisierte Kursdifferenzen', 'asset'],
  ['1280', 'Card payments in clearing', 'Kartenzahlungen in Verrechnung', 'asset'],
  ['1290', 'Clearing', 'Verrechnung', 'asset'],
  ['2120', 'Receipts not applied yet', 'Noch nicht zugeordnete Zahlungseingänge', 'liability'],
  ['2150', 'Received, not invoiced yet', 'Erhalten, noch nicht berechnet', 'liability'],
  ['2190', 'Payables: unrealised exchange differences', 'Verbindlichkeiten: nicht realisierte Kursdifferenzen', 'liability'],
  ['2310', 'VAT and GST on purchases', 'Vorsteuer', 'asset'],
  ['2490', 'Intercompany: unrealised exchange differences', 'Konzern: nicht realisierte Kursdifferenzen', 'liability'],
  ['3800', 'Results of earlier years', 'Ergebnisse früherer Jahre', 'equity'],
  ['5390', 'Labour taken up', 'Verrechnete Personalkosten', 'expense'],
  ['7110', 'Tax at another rate', 'Steuer zu anderem Kurs', 'expense'],
  ['7120', 'Unrealised exchange differences', 'Nicht realisierte Kursdifferenzen', 'expense'],
  ['7300', 'Bad debts', 'Forderungsverluste', 'expense'],
] as const
function accounts(dialect: Dialect): string[] {
  const json = (value: object): string => `'${JSON.stringify(value)}'${dialect === 'postgres' ? '::text' : ''}`
  return further.map(
    ([code, en, de, side]) =>
      `insert into accounts (code, names, side, local) select '${code}', ${json({ en, de })}, '${side}', ${json({})}
        where exists (select 1 from accounts) and not exists (select 1 from accounts where code = '${code}')`,
  )
}

/** A locked month takes no journal, whatever program posts it: the database itself refuses. */
function lock(dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return [
      `create trigger journals_locked_month before insert on journals
        when exists (select 1 from periods p where p.period = new.entity || '/' || substr(new.posted_on, 1, 7) and p.state = 'locked')
        begin select raise(abort, 'harmony: the month is locked'); end`,
    ]
  return [
    `create function harmony_refuse_locked_month() returns trigger language plpgsql as $$ begin
      if exists (select 1 from periods p join added a on p.period = a.entity || '/' || to_char(a.posted_on, 'YYYY-MM') where p.state = 'locked') then
        raise exception 'harmony: the month is locked' using errcode = 'HA001';
      end if;
      return null;
    end $$`,
    // Of a whole statement at once, so that a bulk load asks once.
    `create trigger journals_locked_month after insert on journals referencing new table as added for each statement execute function harmony_refuse_locked_month()`,
  ]
}
