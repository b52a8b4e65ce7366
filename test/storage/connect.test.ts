import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { DataTypes, UniqueConstraintError } from 'sequelize'
import { connect, type Database } from '../../main/storage/connect.ts'
import { decimalKey } from '../../main/storage/decimal-order.ts'
import { newId } from '../../main/storage/ids.ts'
import { tlsOf } from '../../main/storage/trust.ts'
import { startPostgres } from '../world/postgres.ts'
import { freshStore } from '../world/stores.ts'
import { authority, databaseCertificate, stranger } from './tls-certificates.ts'

describe('the SQLite connection', () => {
  let folder: string
  let database: Database
  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-connect-'))
    database = await connect({ file: path.join(folder, 'a.db') })
  })
  afterEach(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })

  it('serves Sequelize: models, unique errors, rollback, bulk', async () => {
    const { sequelize } = database
    const model = sequelize.define(
      'things',
      { code: { type: DataTypes.STRING, unique: true }, size: DataTypes.BIGINT },
      { timestamps: false },
    )
    await sequelize.sync()
    const created = await model.create({ code: 'a', size: '9007199254740993' })
    expect(created.get('id')).toBe(1)
    await expect(model.create({ code: 'a' })).rejects.toBeInstanceOf(UniqueConstraintError)
    await sequelize
      .transaction(async (transaction) => {
        await model.create({ code: 'b' }, { transaction })
        throw new Error('back')
      })
      .catch(() => undefined)
    await model.bulkCreate([{ code: 'c' }, { code: 'd' }])
    expect(await model.update({ size: 5 }, { where: { code: ['c', 'd'] } })).toEqual([2])
    const rows = await model.findAll({ order: ['code'], raw: true })
    expect(rows.map((r) => [(r as unknown as { code: string }).code, (r as unknown as { size: unknown }).size])).toEqual([
      ['a', '9007199254740993'],
      ['c', 5],
      ['d', 5],
    ])
    expect(await model.destroy({ where: { code: 'c' } })).toBe(1)
    expect(await model.count()).toBe(2)
  })
  it('writes ahead, checks foreign keys and keeps its connections', async () => {
    const pragma = (name: string) => database.read(async (s) => (await s.rows(`pragma ${name}`))[0]![0])
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('foreign_keys')).toBe(1n)
    expect(await pragma('synchronous')).toBe(1n)
  })
  it('keeps a file closed to those without its key', async () => {
    const file = path.join(folder, 'secret.db')
    const closed = await connect({ file, key: `it's a key` })
    await closed.transact((s) => s.script(`create table t (a text); insert into t values ('harmonious words')`))
    await closed.close()
    expect(readFileSync(file).includes('harmonious')).toBe(false)
    const again = await connect({ file, key: `it's a key` })
    expect(await again.read((s) => s.rows('select a from t'))).toEqual([['harmonious words']])
    await again.close()
    for (const place of [{ file }, { file, key: 'another' }]) {
      const stranger = await connect(place)
      await expect(stranger.read((s) => s.rows('select a from t'))).rejects.toThrow('not a database')
      await stranger.close()
    }
  })
  it('gives the writer its turn after a transaction that failed', async () => {
    await expect(database.transact((s) => s.script('this is no SQL'))).rejects.toThrow('syntax error')
    expect(await database.transact(async () => 1)).toBe(1)
  })
})

describe('the PostgreSQL connection', () => {
  it('asks for TLS in full where its URL does', async () => {
    const store = await freshStore('postgres', 'tls', [], { bare: true })
    const { url } = store.place as { url: string }
    // The server of the tests has none, so being refused shows that it was asked for.
    for (const mode of ['require', 'verify-full', 'prefer', 'anything'])
      await expect(connect({ url: `${url}?sslmode=${mode}` })).rejects.toMatchObject({
        code: 'noTls',
        message: expect.stringContaining('offers no TLS'),
      })
    const plain = await connect({ url: `${url}?sslmode=disable` })
    await plain.close()
    await store.close()
  })

  it('waits for a place where the one before it has just been killed', async () => {
    const store = await freshStore('postgres', 'place', [], { bare: true })
    const url = new URL((store.place as { url: string }).url)
    const role = `one_${newId().replaceAll('-', '')}`
    const admin = await connect(store.place)
    await admin.transact((s) => s.script(`create role ${role} login connection limit 1`))
    url.username = role
    const before = await connect({ url: url.href })
    await expect(new pg.Client({ connectionString: url.href }).connect()).rejects.toMatchObject({ code: '53300' })
    const left = sleep(300).then(() => before.close())
    await (await connect({ url: url.href })).close()
    await left
    await admin.transact((s) => s.script(`drop role ${role}`))
    await admin.close()
    await store.close()
  })

  it.each([
    ['db.example.com', '', true], ['10.0.0.7', '', true], ['127.0.0.1', '', false], ['localhost', '', false], ['::1', '', false], ['/run/postgresql', '', false], ['db.example.com', 'sslmode=disable', false],
    ['127.0.0.1', 'sslmode=verify-full', true], ['localhost', 'sslrootcert=system', true], ['127.0.0.1.evil.example', '', true], ['localhost.evil.example', '', true],
  ])('speaks TLS to %s with "%s": %s', (host, parameters, asked) => {
    expect(tlsOf(host, new URLSearchParams(parameters)) !== undefined).toBe(asked)
  }) // prettier-ignore

  it('believes a certificate of the authority that it was given, for the name that it was given, and says by name why it does not', async () => {
    const server = await startPostgres(databaseCertificate)
    const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-tls-'))
    const [ours, theirs] = [path.join(folder, 'ours.pem'), path.join(folder, 'theirs.pem')]
    writeFileSync(ours, authority)
    writeFileSync(theirs, stranger)
    const tried = async (host: string, root: string): Promise<unknown> => {
      const url = `${server.url.replace('127.0.0.1', host)}/postgres?sslmode=verify-full${root === '' ? '' : `&sslrootcert=${root}`}`
      try {
        const database = await connect({ url })
        const [row] = await database.read((session) => session.rows('select ssl from pg_stat_ssl where pid = pg_backend_pid()'))
        await database.close()
        return row![0]
      } catch (error) {
        return (error as { code?: string }).code
      }
    }
    expect(await tried('localhost', ours)).toBe('t')
    // The same machine, but the certificate is not for its number.
    expect(await tried('127.0.0.1', ours)).toBe('wrongHost')
    expect(await tried('localhost', theirs)).toBe('untrusted')
    expect(await tried('localhost', '')).toBe('untrusted')
    expect(await tried('localhost', path.join(folder, 'missing.pem'))).toBe('untrusted')
    await server.stop()
    rmSync(folder, { recursive: true })
  })
})

it('makes ids that sort in the order in which they were made', () => {
  const ids = Array.from({ length: 20_000 }, newId)
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})
it('makes decimals sort as text', () => {
  const sorted = [
    '-99999999999999999999',
    '-10.5',
    '-10',
    '-9',
    '-0.1',
    '-0.000000000000000001',
    '0',
    '0.1',
    '0.11',
    '1',
    '9.9',
    '10',
    '99999999999999999999.9',
  ]
  expect([...sorted].reverse().toSorted((a, b) => (decimalKey(a) < decimalKey(b) ? -1 : 1))).toEqual(sorted)
})
