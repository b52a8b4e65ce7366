import { binder, type Session } from './storage/session.ts'
import type { Database } from './storage/connect.ts'

/** What an installation knows of itself; never business data. `demo`: `true` in the demo company. `clock`: the instant at which its clock stands. */
export type SettingKey = `schedule.${string}`

export async function readSettings(database: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await database.read((session) => session.rows('select key, value from settings'))
  return new Map(rows.map(([key, value]) => [key as string, value as string]))
}

/** Writes a setting only where it still says what was read, so that of several hubs one wins. `undefined`: it was not there. */
export async function replaceSetting(session: Session, key: SettingKey, before: string | undefined, value: string): Promise<boolean> {
  const b = binder(session.dialect)
  const sql =
    before === undefined
      ? `insert into settings (key, value) values (${b.mark(key, 'text')}, ${b.mark(value, 'text')}) on conflict (key) do nothing`
      : `update settings set value = ${b.mark(value, 'text')} where key = ${b.mark(key, 'text')} and value = ${b.mark(before, 'text')}`
  return (await session.run(sql, b.values)) === 1
}
