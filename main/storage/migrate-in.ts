import { DatabaseFromFuture } from './migrate.ts'
import { migrations as all, type Migration } from './migrations.ts'
import { binder, type Session } from './session.ts'

/** Migrations that a database has seen, by name; none where there is no database of ours. */
export async function namesOfMigrations(session: Session): Promise<string[]> {
  const there =
    session.dialect === 'postgres'
      ? await session.rows(`select 1 where to_regclass('migrations') is not null`)
      : await session.rows(`select 1 from sqlite_master where type = 'table' and name = 'migrations'`)
  return there.length === 0 ? [] : (await session.rows('select name from migrations order by name')).map(([name]) => name as string)
}

/** Migrations of ours that a schema has seen, in the order in which they run. Refuses a schema of a newer program. */
export function migrationsOf(schema: readonly string[], migrations: readonly Migration[] = all): Migration[] {
  const stranger = schema.find((name) => !migrations.some((one) => one.name === name))
  if (stranger !== undefined) throw new DatabaseFromFuture(stranger)
  return migrations.filter(({ name }) => schema.includes(name))
}

/** Runs those of the migrations that the database has not seen, inside a transaction that somebody else began and ends. */
export async function migrateIn(session: Session, at: string, migrations: readonly Migration[] = all): Promise<string[]> {
  await session.script('create table if not exists migrations (name text not null primary key, at text not null)')
  const seen = new Set(await namesOfMigrations(session))
  const pending = migrations.filter(({ name }) => !seen.has(name))
  for (const { name, statements } of pending) {
    for (const statement of statements(session.dialect)) await session.script(statement)
    const b = binder(session.dialect)
    await session.run(`insert into migrations (name, at) values (${b.mark(name, 'text')}, ${b.mark(at, 'text')})`, b.values)
  }
  return pending.map(({ name }) => name)
}
