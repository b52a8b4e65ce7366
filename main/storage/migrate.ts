import type { UmzugStorage } from 'umzug'
import type { Database } from './connect.ts'
import { migrations as all, type Migration } from './migrations.ts'
import { binder, type Session } from './session.ts'

/** The file was written by a newer program, which may keep things this one would destroy. Nothing was touched. */
export class DatabaseFromFuture extends Error {
  readonly migration: string
  constructor(migration: string) {
    super(`the database is newer than this program: it has the migration ${migration}`)
    this.name = 'DatabaseFromFuture'
    this.migration = migration
  }
}

/** The database needs migrations, and the role that is connected may not make tables. Nothing was touched. */
export class MayNotMigrate extends Error {
  constructor(role: string) {
    super(
      `the database has to be brought to this version, which ${role} may not do: run "harmony migrate" as the role that may (harmony_migrator)`,
    )
    this.name = 'MayNotMigrate'
  }
}

/** Any number, the same in every release: two hubs that start together migrate one after the other. */
const advisoryLock = 4_711_001

const migrationsTable = 'create table if not exists migrations (name text not null primary key, at text not null)'

async function executed(session: Session): Promise<string[]> {
  const there =
    session.dialect === 'postgres'
      ? await session.rows(`select 1 where to_regclass('migrations') is not null`)
      : await session.rows(`select 1 from sqlite_master where type = 'table' and name = 'migrations'`)
  if (there.length === 0) return []
  return (await session.rows('select name from migrations order by name')).map(([name]) => name as string)
}

const storage = (session: Session, at: string): UmzugStorage<Session> => ({
  executed: () => executed(session),
  logMigration: async ({ name }) => {
    const b = binder(session.dialect)
    await session.run(`insert into migrations (name, at) values (${b.mark(name, 'text')}, ${b.mark(at, 'text')})`, b.values)
  },
  unlogMigration: () => {
    throw new Error('bug: expected migrations to run forward only')
  },
})

/**
 * Brings the database to this program's state, in one transaction: all pending migrations or none. `then`: what belongs to it, and stands or falls with it.
 * Answers the names of those that ran.
 */
export async function migrate(
  database: Database,
  at: string,
  migrations: readonly Migration[] = all,
  then: (session: Session) => Promise<void> = async () => undefined,
): Promise<string[]> {
  const names = new Set(migrations.map((m) => m.name))
  const pending = (there: readonly string[]): boolean => {
    const stranger = there.find((name) => !names.has(name))
    if (stranger !== undefined) throw new DatabaseFromFuture(stranger)
    return there.length < migrations.length
  }
  // The usual start: nothing to do, so nothing is locked and umzug (a tenth of a second) is not loaded.
  if (!pending(await database.read(executed))) return []
  if (database.dialect === 'postgres') await mayMigrate(database)
  const { Umzug } = await import('umzug')
  return database.transact(async (session) => {
    if (session.dialect === 'postgres') await session.rows(`select pg_advisory_xact_lock(${advisoryLock})`)
    // Another program may have been faster.
    if (!pending(await executed(session))) return []
    await session.script(migrationsTable)
    const umzug = new Umzug<Session>({
      migrations: migrations.map((migration) => ({
        name: migration.name,
        up: async () => {
          for (const statement of migration.statements(session.dialect)) await session.script(statement)
        },
      })),
      context: session,
      storage: storage(session, at),
      logger: undefined,
    })
    const done = (await umzug.up()).map((m) => m.name)
    await then(session)
    return done
  }, 'all')
}

async function mayMigrate(database: Database): Promise<void> {
  const [row] = await database.read((session) =>
    session.rows(`select current_user, coalesce(has_schema_privilege(current_schema(), 'create'), false)`),
  )
  if (row![1] !== 't') throw new MayNotMigrate(row![0] as string)
}
