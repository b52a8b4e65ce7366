import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import type { Module } from '../../core/kernel/operation.ts'
import { fenceStatements } from './fence.ts'
import { kindsOf, tableOf } from './tables.ts'
import type { Session } from './session.ts'

/**
 * Least privilege on PostgreSQL. Four roles: the owner of everything, who cannot sign in; the migrator, who becomes the owner for an upgrade; the program,
 * which reads and writes rows and nothing else; reports, which read documented views. Source: desktop.md 6.9.
 */
export interface RolesOptions {
  /** Name of the database. */
  readonly database: string
  /** The names of the roles begin so; two installations on one server have two. */
  readonly prefix?: string
  readonly schema?: string
  /** Passwords by role's ending (`app`, `migrator`, `report`): they go to the server as SCRAM verifiers, so no log of it ever has them. */
  readonly passwords?: Readonly<Partial<Record<LoginRole, string>>>
  /** Connections that the program may have, all hubs and desktops together. */
  readonly connections?: number
}
export const loginRoles = ['app', 'migrator', 'report'] as const
export type LoginRole = (typeof loginRoles)[number]

const usualSchema = 'harmony'
const usualPrefix = 'harmony'
const usualConnections = 50

/** What reports may read, a view for each, with the columns of its record as they are documented there. */
export const reportedRecords: readonly string[] = [
  'customers', 'products', 'contracts', 'contractLines', 'charges', 'invoices', 'invoiceTaxes', 'accounts', 'journals', 'journalLines', 'balances', 'openItems', 'rates',
] // prettier-ignore

/** Of the log, rows are only ever added. */
const logTables = ['calls', 'changes', 'events'] as const

export function rolesSql(modules: readonly Pick<Module, 'records'>[], options: RolesOptions): string[] {
  const { prefix = usualPrefix, schema = usualSchema } = options
  for (const name of [prefix, schema])
    if (!/^[a-z][a-z0-9_]{0,40}$/.test(name)) throw new Error(`bug: expected a plain name of a role or schema, not ${name}`)
  const database = `"${options.database.replaceAll('"', '""')}"`
  const role = (end: string): string => `${prefix}_${end}`
  return [
    ...roleStatements(role, options),
    `revoke all on database ${database} from public`,
    `grant connect on database ${database} to ${loginRoles.map(role).join(', ')}`,
    `revoke create on schema public from public`,
    `create schema if not exists ${schema} authorization ${role('owner')}`,
    `alter schema ${schema} owner to ${role('owner')}`,
    `create schema if not exists ${schema}_report authorization ${role('owner')}`,
    `alter database ${database} set search_path = ${schema}`,
    // The migrator's tables are the owner's from the moment they are made.
    `alter role ${role('migrator')} in database ${database} set role = '${role('owner')}'`,
    `alter role ${role('report')} in database ${database} set default_transaction_read_only = on`,
    `alter role ${role('report')} in database ${database} set statement_timeout = '10min'`,
    // Reports are of all entities; the views are what bounds them.
    `alter role ${role('report')} in database ${database} set harmony.entities = '*'`,
    movedHere(schema, role('owner')),
    `grant usage on schema ${schema} to ${role('app')}`,
    `alter default privileges for role ${role('owner')} in schema ${schema} grant select, insert, update, delete on tables to ${role('app')}`,
    `alter default privileges for role ${role('owner')} in schema ${schema} grant usage on sequences to ${role('app')}`,
    `set local search_path = ${schema}`,
    ...tableStatements(modules, schema, prefix),
  ]
}

function roleStatements(role: (end: string) => string, { passwords = {}, connections = usualConnections }: RolesOptions): string[] {
  const made = (name: string, how: string): string =>
    `do $$ begin if not exists (select from pg_roles where rolname = '${name}') then create role ${name} ${how}; end if; end $$`
  return [
    made(role('owner'), 'nologin'),
    ...loginRoles.map((end) => made(role(end), 'login')),
    `alter role ${role('owner')} nologin`,
    `alter role ${role('migrator')} connection limit 12`,
    `alter role ${role('app')} connection limit ${connections}`,
    `alter role ${role('report')} connection limit 10`,
    `grant ${role('owner')} to ${role('migrator')}`,
    // On servers of others the administrator is no superuser, and gives away only what is theirs.
    `do $$ begin if not (select rolsuper from pg_roles where rolname = current_user) then grant ${role('owner')} to current_user; end if; end $$`,
    ...loginRoles.flatMap((end) =>
      passwords[end] === undefined ? [] : [`alter role ${role(end)} password '${verifierOf(passwords[end])}'`],
    ),
  ]
}

/** The name of a person's role: as people are called in a directory, and nothing that would have to be explained to a server. */
export const isPersonRole = (name: string): boolean => /^[a-z][a-z0-9_.-]{0,59}$/.test(name)

/**
 * A role of one person: a member of the program's, so that it may what the program may and nothing more. The server's log then names the person, and whoever
 * leaves is locked out alone (`locked`: the role stays, for the log names it).
 */
export function personSql(
  person: string,
  options: Pick<RolesOptions, 'database' | 'prefix'> & { readonly password?: string; readonly locked?: boolean },
): string[] {
  const { prefix = usualPrefix } = options
  if (!isPersonRole(person) || !/^[a-z][a-z0-9_]{0,40}$/.test(prefix))
    throw new Error(`bug: expected a plain name of a role, not ${person}`)
  const role = `"${person}"`
  if (options.locked)
    return [
      `alter role ${role} nologin`,
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${person}' and pid <> pg_backend_pid()`,
    ]
  return [
    `do $$ begin if not exists (select from pg_roles where rolname = '${person}') then create role ${role} login; end if; end $$`,
    `alter role ${role} login inherit nocreaterole nocreatedb connection limit 12`,
    `grant ${prefix}_app to ${role}`,
    `grant connect on database "${options.database.replaceAll('"', '""')}" to ${role}`,
    ...(options.password === undefined ? [] : [`alter role ${role} password '${verifierOf(options.password)}'`]),
  ]
}

/** What was made in `public` before there were roles belongs to the owner now, and lies in the schema. */
const movedHere = (schema: string, owner: string): string => `do $$ declare one record; begin
  if to_regclass('public.migrations') is not null and to_regclass('public.log_head') is not null then
    for one in select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'S')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i', 'e')) loop
      execute format('alter table public.%I owner to ${owner}', one.relname);
      execute format('alter table public.%I set schema ${schema}', one.relname);
    end loop;
    for one in select p.oid::regprocedure::text as signature from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname like 'harmony\\_%' loop
      execute format('alter function %s owner to ${owner}', one.signature);
      execute format('alter function %s set schema ${schema}', one.signature);
    end loop;
  end if;
end $$`

/** Rights on the tables that are there, the fence around them and the views of reports; the same again after each upgrade. */
function tableStatements(modules: readonly Pick<Module, 'records'>[], schema: string, prefix: string): string[] {
  const [owner, app, report] = ['owner', 'app', 'report'].map((end) => `${prefix}_${end}`)
  const views = `${schema}_report`
  return [
    `grant select, insert, update, delete on all tables in schema ${schema} to ${app}`,
    `grant usage on all sequences in schema ${schema} to ${app}`,
    // Fails until the tables are there, and then they are not yet to be fenced.
    `do $$ declare one record; begin
  if to_regclass('${schema}.migrations') is null then return; end if;
  revoke insert, update, delete on ${schema}.migrations from ${app};
  for one in select distinct c.oid::regclass::text as name from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_proc p on p.oid = g.tgfoid
    where c.relnamespace = '${schema}'::regnamespace and p.proname in ('harmony_refuse_change', 'harmony_refuse_log_change') and g.tgqual is null and g.tgtype & 24 = 24 loop
    execute format('revoke update, delete on %s from ${app}', one.name);
  end loop;
  ${logTables.map((table) => `revoke update, delete on ${schema}.${table} from ${app};`).join(' ')}
end $$`,
    // The one way for the program to what never changes: an erasure, whose trace the log keeps. It is the owner's, and finds only the owner's tables.
    ...['harmony_redact', 'harmony_redact_merged'].map(
      (redact) => `do $$ begin
  if to_regproc('${schema}.${redact}') is null then return; end if;
  alter function ${schema}.${redact} owner to ${owner};
  alter function ${schema}.${redact} set search_path = ${schema}, pg_temp;
  grant execute on function ${schema}.${redact} to ${app};
end $$`,
    ),
    ...fenceStatements(modules, schema).map(
      (statement) => `do $fence$ begin if to_regclass('${schema}.migrations') is not null then ${statement}; end if; end $fence$`,
    ),
    `grant usage on schema ${views} to ${report}`,
    ...reportViews(modules).map(
      ({ name, columns }) => `do $$ begin if to_regclass('${schema}.migrations') is not null then
  drop view if exists ${views}.${name};
  create view ${views}.${name} with (security_barrier) as select ${columns} from ${schema}.${name};
  alter view ${views}.${name} owner to ${owner};
  grant select on ${views}.${name} to ${report};
end if; end $$`,
    ),
  ]
}

export const reportViews = (modules: readonly Pick<Module, 'records'>[]): { readonly name: string; readonly columns: string }[] =>
  reportedRecords.map((record) => {
    const kind = kindsOf(modules).find((one) => one.record === record)
    if (!kind || kind.secret) throw new Error(`bug: expected a record ${record} that reports may show`)
    const { name, list } = tableOf(kind, 'postgres')
    return { name, columns: list }
  })

/** After migrations: new tables get their rights and their place behind the fence, where the roles were made before. */
export async function fenceAgain(session: Session, modules: readonly Pick<Module, 'records'>[]): Promise<void> {
  if (session.dialect !== 'postgres') return
  const [row] = await session.rows(
    `select n.nspname, r.rolname, pg_has_role(current_user, r.oid, 'usage') from pg_namespace n join pg_roles r on r.oid = n.nspowner where n.nspname = current_schema()`,
  )
  // The schema public is pg_database_owner's.
  const prefix = /^(?!pg_)(.+)_owner$/.exec((row?.[1] as string | undefined) ?? '')?.[1]
  if (prefix === undefined || row![2] !== 't') return
  for (const statement of tableStatements(modules, row![0] as string, prefix)) await session.script(statement)
}

/** What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5803), so that the password itself never travels. Only for passwords of plain signs. */
export function verifierOf(password: string, salt = randomBytes(16), rounds = 4096): string {
  if (!/^[\x21-\x7e]{12,}$/.test(password)) throw new Error('a password of a database role has 12 or more visible signs of ASCII')
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
  const keyOf = (text: string): Buffer => createHmac('sha256', salted).update(text).digest()
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${keyOf('Server Key').toString('base64')}`
}
