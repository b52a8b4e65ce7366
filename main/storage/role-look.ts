import type { Session } from './session.ts'

/** What the role that is connected could do beyond reading and writing rows. */
export interface RoleLook {
  readonly user: string
  readonly superuser: boolean
  /** Passes by row level security. */
  readonly bypasses: boolean
  readonly makesRoles: boolean
  /** May change the tables: it owns them, is a member of who does, or may make others beside them. */
  readonly changesTables: boolean
  /** The rights were given to this very role, so it is the program's own and not that of a person who was made a member of it. */
  readonly shared: boolean
  /** Tables that it may not read, or not add to. */
  readonly lacking: readonly string[]
  /** There are tables of ours at all. */
  readonly there: boolean
  /** Row level security is up, and binds this role. */
  readonly fenced: boolean
}

/**
 * Asks the server what the role may. Looked at by the name that signed in, too: what a role is switched to at its start hides nothing. Of the log and of the list of
 * migrations the program only ever adds, or reads.
 */
export async function lookAtRole(session: Session): Promise<RoleLook> {
  const [role] = await session.rows(
    `select session_user, bool_or(rolsuper), bool_or(rolbypassrls), bool_or(rolcreaterole) from pg_roles where rolname in (session_user, current_user)`,
  )
  const [schema] = await session.rows(
    `select coalesce(has_schema_privilege(session_user, current_schema(), 'create') or has_schema_privilege(current_schema(), 'create'), false)`,
  )
  const tables = await session.rows(
    `select c.relname, pg_has_role(session_user, c.relowner, 'member') or pg_has_role(c.relowner, 'member'),
      has_table_privilege(c.oid, 'select') and (c.relname = 'migrations' or has_table_privilege(c.oid, 'insert')),
      exists (select from aclexplode(c.relacl) a where a.grantee = (select oid from pg_roles where rolname = session_user)),
      row_security_active(c.oid)
    from pg_class c where c.relkind = 'r' and c.relnamespace = to_regnamespace(current_schema())::oid order by 1`,
  )
  // Tables that are there, in a schema that the role may not even enter.
  const hidden = await session.rows(
    `select n.nspname || '.*' from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relname = 'log_head' and n.nspname is distinct from current_schema() limit 1`,
  )
  const there = tables.some(([name]) => name === 'migrations')
  const is = (row: readonly unknown[] | undefined, at: number): boolean => row?.[at] === 't'
  return {
    user: String(role![0]),
    superuser: is(role, 1),
    bypasses: is(role, 2),
    makesRoles: is(role, 3),
    changesTables: is(schema, 0) || tables.some((row) => is(row, 1)),
    shared: tables.some((row) => is(row, 3)),
    lacking: [...tables.filter((row) => !is(row, 2)), ...(there ? [] : hidden)].map(([name]) => String(name)),
    there,
    fenced: tables.some((row) => is(row, 4)),
  }
}
