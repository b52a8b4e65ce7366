import { connect } from '../../main/storage/connect.ts'
import { DatabaseFromFuture, migrate } from '../../main/storage/migrate.ts'
import { migrations, type Migration } from '../../main/storage/migrations.ts'
import { kindsOf, missingColumns } from '../../main/storage/tables.ts'
import { modules } from '../../core/harmony.ts'
import { freshStore, stores, type Store } from '../world/stores.ts'

const at = '2026-11-30T09:00:00.000Z'
const further: Migration = {
  name: '0900-further',
  statements: () => ['create table further (id text)', `insert into further values ('x')`],
}
const broken: Migration = { name: '0901-broken', statements: () => ['create table half (id text)', 'create table half (id text)'] }

describe.each(stores)('migrations on %s', (dialect) => {
  let store: Store
  beforeEach(async () => {
    store = await freshStore(dialect, 'migrate', [], { bare: true })
  })
  afterEach(() => store.close())
  const rows = (sql: string) => store.database.read((session) => session.rows(sql))

  it('run once, in their order', async () => {
    expect(await migrate(store.database, at)).toEqual(migrations.map((m) => m.name))
    expect(await migrate(store.database, at)).toEqual([])
    expect(await migrate(store.database, at, [...migrations, further])).toEqual(['0900-further'])
    expect(await rows('select id from further')).toEqual([['x']])
  })
  it('give every record of the product its table', async () => {
    await migrate(store.database, at)
    expect(await missingColumns(store.database.sequelize, kindsOf(modules))).toEqual([])
  })
  it('stand all or not at all', async () => {
    await expect(migrate(store.database, at, [...migrations, further, broken])).rejects.toThrow('0901-broken')
    await expect(rows('select * from calls')).rejects.toThrow('calls')
    await expect(rows('select * from half')).rejects.toThrow('half')
    expect(await migrate(store.database, at)).toHaveLength(migrations.length)
  })
  it('leave a database from the future untouched', async () => {
    await migrate(store.database, at, [...migrations, further])
    const error = await migrate(store.database, at).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(DatabaseFromFuture)
    expect((error as DatabaseFromFuture).migration).toBe('0900-further')
    expect(await rows('select id from further')).toEqual([['x']])
  })
  it('run one after the other when two programs start together', async () => {
    const second = await connect(store.place)
    const [one, two] = await Promise.all([migrate(store.database, at), migrate(second, at)])
    expect([...one, ...two]).toEqual(migrations.map((m) => m.name))
    await second.close()
  })
})

it('what a laptop has captured and not settled stands with its hub as it did, and is kept, when that has a table of its own', async () => {
  const store = await freshStore('sqlite', 'migrate', [], { bare: true })
  const sql = (text: string) => store.database.transact((session) => session.rows(text))
  const before = migrations.filter(({ name }) => name < '0049')
  await migrate(store.database, at, before)
  const captured = `insert into queue (id, operation, version, actor, at, body, body_hash, signature, local_result, state, ack_epoch, feed_seq, outcome)`
  for (const [i, rest] of [`'saved', null, null, null`, `'applied', 2, 40, '{"a":1}'`, `'settled', 2, 30, null`].entries())
    await sql(`${captured} values ('q${i}', 'o', 1, 'a', '${at}', '{}', 'h', 's', '{}', ${rest})`)
  expect(await migrate(store.database, at, migrations)).toContain('0049-queue-standing')
  const standing = (): Promise<unknown[][]> => sql('select id, state, ack_epoch, feed_seq, outcome from queued order by lseq') as Promise<unknown[][]> // prettier-ignore
  const [saved, applied, settled] = [
    ['q0', 'saved', null, null, null],
    ['q1', 'applied', 2n, 40n, '{"a":1}'],
    ['q2', 'settled', 2n, 30n, null],
  ]
  expect(await standing()).toEqual([saved, applied, settled])
  // Nobody writes where nobody reads, and what is not settled stays.
  await expect(sql(`update queue set state = 'settled'`)).rejects.toThrow('queue_standing')
  await expect(sql(`delete from queue where id = 'q1'`)).rejects.toThrow('not settled yet')
  await sql(`delete from queue where id = 'q2'`)
  await sql(`${captured} values ('q3', 'o', 1, 'a', '${at}', '{}', 'h', 's', '{}', 'saved', null, null, null)`)
  expect(await standing()).toEqual([saved, applied, ['q3', 'saved', null, null, null]])
  await store.close()
})
