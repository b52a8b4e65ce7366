/** Erasing people reaches the logs that bought companies brought: their entries are redacted as those of the own log are. */
export const name = '0043-merged-log'

export function statements(dialect: 'sqlite' | 'postgres'): string[] {
  // On SQLite a guard is away for the one statement of an erasure, whatever the table.
  if (dialect === 'sqlite') return []
  return [
    ...['merged_calls', 'merged_events'].flatMap((table) => [
      `drop trigger ${table}_kept on ${table}`,
      `create trigger ${table}_kept before update or delete or truncate on ${table} for each statement execute function harmony_refuse_log_change()`,
    ]),
    // As harmony_redact (0039), of an entry that is named by the merge and its place in that log.
    `create function harmony_redact_merged(target text, bought uuid, entry bigint, names text[], news text[]) returns void language plpgsql security definer as $$
    declare
      sets text;
    begin
      if target not in ('merged_calls', 'merged_events') then
        raise exception 'harmony: % is no log of a bought company', target using errcode = 'HA001';
      end if;
      select string_agg(format('%I = %L::%s', a.attname, n.val, format_type(a.atttypid, a.atttypmod)), ', ') into sets
        from unnest(names, news) as n(name, val) join pg_attribute a on a.attrelid = target::regclass and a.attname = n.name and a.attnum > 0;
      perform set_config('harmony.redacting', 'on', true);
      execute format('update %I set %s where merge = %L::uuid and seq = %L::bigint', target, sets, bought, entry);
      perform set_config('harmony.redacting', '', true);
    end $$`,
    `revoke execute on function harmony_redact_merged(text, uuid, bigint, text[], text[]) from public`,
  ]
}
