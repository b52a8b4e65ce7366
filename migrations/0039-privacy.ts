/** Erasing people: what is asked for and carried out, how long what is kept, and the one way to change what never changes otherwise. */
export const name = '0039-privacy'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', instant: 'text', count: 'integer', day: 'text' },
  postgres: { id: 'uuid', instant: 'timestamptz(3)', count: 'bigint', day: 'date' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table erasures (
      id ${t.id} not null primary key,
      person text not null,
      subject ${t.id} not null,
      name text not null,
      customer ${t.id},
      cause text not null,
      note text,
      state text not null,
      proposed_at ${t.instant} not null,
      proposed_by text not null,
      proposed_by_user text not null,
      decided_at ${t.instant},
      decided_by text,
      answer text,
      pseudonym text,
      held text not null,
      held_until ${t.day},
      rev ${t.count} not null default 1
    )`,
    `create index erasures_subject on erasures (subject)`, // is somebody to be erased already
    `create table erased_people (
      id ${t.id} not null primary key,
      erasure ${t.id} not null,
      person text not null,
      pseudonym text not null,
      erased_at ${t.instant} not null
    )`,
    `create table person_exports (
      id ${t.id} not null primary key,
      person text not null,
      subject ${t.id} not null,
      language text not null,
      "rows" ${t.count} not null,
      file text not null,
      letter text not null,
      exported_at ${t.instant} not null,
      exported_by text not null,
      rev ${t.count} not null default 1
    )`,
    `create table retention_rules (
      rule text not null primary key,
      country text not null,
      keep text not null,
      years ${t.count} not null,
      note text,
      changed_at ${t.instant} not null,
      changed_by text not null,
      rev ${t.count} not null default 1
    )`,
    ...guards(dialect),
  ]
}

function guards(dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (act) =>
        `create trigger erased_people_no_${act} before ${act} on erased_people begin select raise(abort, 'harmony: erased_people rows never change'); end`,
    )
  return [
    `create trigger erased_people_frozen before update or delete on erased_people for each row execute function harmony_refuse_change()`,
    `create trigger erased_people_kept before truncate on erased_people for each statement execute function harmony_refuse_change()`,
    // An erasure's own statement passes; whoever may not update tables has no other way to one than the function below.
    `create or replace function harmony_refuse_change() returns trigger language plpgsql as $$ begin
      if tg_op = 'UPDATE' and tg_level = 'ROW' and current_setting('harmony.redacting', true) = 'on' then return new; end if;
      raise exception 'harmony: % rows never change', tg_table_name using errcode = 'HA001';
    end $$`,
    `create or replace function harmony_refuse_log_change() returns trigger language plpgsql as $$ begin
      if tg_op = 'UPDATE' and current_setting('harmony.redacting', true) = 'on' then return null; end if;
      raise exception 'harmony: the log never changes' using errcode = 'HA001';
    end $$`,
    `create function harmony_redact(target text, key_column text, row_key text, names text[], news text[]) returns void language plpgsql security definer as $$
    declare
      sets text;
      key_type text;
    begin
      if not exists (select from pg_trigger g join pg_proc p on p.oid = g.tgfoid
          where g.tgrelid = target::regclass and p.proname in ('harmony_refuse_change', 'harmony_refuse_log_change')) then
        raise exception 'harmony: % is no table that never changes', target using errcode = 'HA001';
      end if;
      select string_agg(format('%I = %L::%s', a.attname, n.val, format_type(a.atttypid, a.atttypmod)), ', ') into sets
        from unnest(names, news) as n(name, val) join pg_attribute a on a.attrelid = target::regclass and a.attname = n.name and a.attnum > 0;
      select format_type(a.atttypid, a.atttypmod) into key_type from pg_attribute a where a.attrelid = target::regclass and a.attname = key_column;
      perform set_config('harmony.redacting', 'on', true);
      execute format('update %I set %s where %I = %L::%s', target, sets, key_column, row_key, key_type);
      perform set_config('harmony.redacting', '', true);
    end $$`,
    `revoke execute on function harmony_redact(text, text, text, text[], text[]) from public`,
  ]
}
