import { openHandle } from '../../main/storage/sqlite-dialect.ts'
import { sqliteSession } from '../../main/storage/session.ts'

const add = 'insert into counted values (?, ?)'
const table = () => {
  const handle = openHandle(':memory:')
  handle.exec('create table counted (number integer primary key, name text)')
  const session = sqliteSession(handle)
  return {
    session,
    rows: async () => (await session.rows('select number, name from counted order by rowid')).map(([n, name]) => [Number(n), name]),
  }
}
const made = (count: number): [number, string][] => Array.from({ length: count }, (_, n) => [n + 1, `row ${n + 1}`])

describe('rows that go into SQLite several at a time', () => {
  it.each([0, 1, 15, 16, 17, 32, 40])('are all there, each once and in their order: %i of them', async (count) => {
    const { session, rows } = table()
    await session.runEach(add, made(count), (row) => row)
    expect(await rows()).toEqual(made(count))
  })
  it('say which of them is there already', async () => {
    const { session } = table()
    await expect(session.runEach(add, [...made(16), [5, 'again']], (row) => row)).rejects.toMatchObject({
      code: 'SQLITE_CONSTRAINT_PRIMARYKEY',
    })
    await expect(session.runEach(add, [...made(10), ...made(10)], (row) => row)).rejects.toMatchObject({
      code: 'SQLITE_CONSTRAINT_PRIMARYKEY',
    })
  })
  it('go in one by one where a statement does more than add', async () => {
    const { session, rows } = table()
    const put = `${add} on conflict (number) do update set name = excluded.name`
    await session.runEach(put, [...made(20), [7, 'seven']], (row) => row as [number, string])
    expect((await rows()).find(([number]) => number === 7)).toEqual([7, 'seven'])
    expect(await rows()).toHaveLength(20)
  })
})
