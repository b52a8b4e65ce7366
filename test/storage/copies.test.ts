import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { databaseFileIn } from '../../main/data-folder.ts'
import { databaseKey } from '../../main/keys/key-file.ts'
import { connect } from '../../main/storage/connect.ts'
import { copiesAtStart, copiesIn, CopyFailed, copyBeforeMigration, copyOfToday } from '../../main/storage/copies.ts'
import { migrate } from '../../main/storage/migrate.ts'
import { migrations } from '../../main/storage/migrations.ts'

const at = '2026-11-23T10:00:00.000Z'
const key = databaseKey(Buffer.alloc(32, 7))
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

async function older(closed: string | undefined) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-copies-'))
  folders.push(folder)
  const open = (file = databaseFileIn(folder)) => connect({ file, ...(closed === undefined ? {} : { key: closed }) })
  const database = await open()
  await migrate(database, at, migrations.slice(0, 5))
  await database.transact((s) => s.run(`insert into settings (key, value) values ('secret', 'a very plain word')`))
  return { folder, database, open, copies: () => readdirSync(copiesIn(folder)) }
}

test.each([['plain', undefined], ['closed with a key', key]] as const)('a %s file is copied whole before its tables change, once', async (_how, closed) => {
  const { folder, database, open, copies } = await older(closed)
  await copyBeforeMigration(database, folder, closed)
  const name = `harmony-before-${migrations[5]!.name}-1.sqlite`
  expect(copies()).toEqual([name])
  const file = path.join(copiesIn(folder), name)
  expect(statSync(file).mode & 0o077).toBe(0)
  expect(readFileSync(file).includes('a very plain word')).toBe(closed === undefined)
  await migrate(database, at)
  await copyBeforeMigration(database, folder, closed)
  await database.close()
  expect(copies()).toEqual([name])
  // What the older program had, to the row: its tables, not those of today.
  const copy = await open(file)
  expect(await copy.read((s) => s.rows(`select count(*) from migrations`))).toEqual([[5n]])
  expect(await copy.read((s) => s.rows(`select value from settings where key = 'secret'`))).toEqual([['a very plain word']])
  await copy.close()
}) // prettier-ignore

test('a copy that broke off is begun anew, one that cannot be written keeps the tables from changing', async () => {
  const { folder, database, copies } = await older(undefined)
  await copyBeforeMigration(database, folder, undefined)
  const [name] = copies()
  rmSync(path.join(copiesIn(folder), name!))
  writeFileSync(path.join(copiesIn(folder), `${name!}.unfinished`), 'half')
  await copyBeforeMigration(database, folder, undefined)
  expect(copies()).toEqual([name])
  rmSync(copiesIn(folder), { recursive: true })
  writeFileSync(copiesIn(folder), 'a file where the folder should be')
  await expect(copyBeforeMigration(database, folder, undefined)).rejects.toThrow(/EEXIST|ENOTDIR/)
  await database.close()
})

test('a copy a day, the newest seven; a new file and one that is up to date are not copied', async () => {
  const { folder, database, copies } = await older(key)
  for (let day = 1; day <= 9; day++) copyOfToday(database, folder, key, `2026-11-0${day}T09:00:00.000Z`)
  copyOfToday(database, folder, key, '2026-11-09T18:00:00.000Z')
  expect(copies()).toEqual([3, 4, 5, 6, 7, 8, 9].map((day) => `harmony-daily-2026-11-0${day}.sqlite`))
  // With another key the copy cannot be proved, and does not stay.
  expect(() => copyOfToday(database, folder, databaseKey(Buffer.alloc(32, 8)), '2026-11-10T09:00:00.000Z')).toThrow(CopyFailed)
  expect(copies()).toHaveLength(7)
  await database.close()
})

test('at the start of a file with a key: a copy before its tables change and one of the day, and no room for it keeps nobody from working', async () => {
  const { folder, database, copies } = await older(key)
  await copiesAtStart(database, folder, key, at)
  expect(copies()).toEqual([`harmony-before-${migrations[5]!.name}-1.sqlite`, 'harmony-daily-2026-11-23.sqlite'])
  await migrate(database, at)
  rmSync(copiesIn(folder), { recursive: true })
  writeFileSync(copiesIn(folder), 'a file where the folder should be')
  await copiesAtStart(database, folder, key, at)
  await database.close()
})
