import { add } from '../../core/kernel/operation.ts'
import type { Happening } from '../../core/kernel/manifest.ts'
import { idOf } from '../../core/kernel/shape.ts'
import { newId } from '../../main/storage/ids.ts'
import { verifyLog } from '../../main/storage/verify.ts'
import { happeningsSince } from '../../main/storage/watch.ts'
import { anyone, freshStore, stores, type Store } from '../world/stores.ts'
import { call } from './calls.ts'
import { secrets, testModule, testReads } from './records.ts'

/** The statements with which somebody could get past the triggers. */
const unguarded = (dialect: string, sql: string, table: string): string =>
  dialect === 'postgres'
    ? `alter table ${table} disable trigger all; ${sql}; alter table ${table} enable trigger all`
    : `drop trigger if exists ${table}_no_update; drop trigger if exists ${table}_no_delete; ${sql}`

describe.each(stores)('the log on %s', (dialect) => {
  let store: Store
  beforeEach(async () => {
    store = await freshStore(dialect, 'log', [testModule], { reads: [testReads] })
    const counter = newId()
    await call(store.host, 'test.register', { counter, value: 0 }, 'first')
    for (const n of [1, 2, 3]) await call(store.host, 'test.bump', { counter, by: n }, `bump-${n}`)
    await call(store.host, 'test.post', { rows: 3, each: 5 }, 'small')
    await call(store.host, 'test.post', { rows: 250, each: 5 }, 'large')
  })
  afterEach(() => store.close())
  const run = (sql: string) => store.database.transact((session) => session.script(sql))
  const one = async (sql: string) => Number((await store.database.read((s) => s.rows(sql)))[0]![0])

  it('has a row per call and per changed record, none for totals, and no digest of secrets', async () => {
    expect(await one('select count(*) from calls')).toBe(6)
    expect(await one('select count(*) from changes')).toBe(4 + 253)
    expect(await one('select count(*) from events')).toBe(3)
    expect(await one(`select count(*) from changes where record = 'totals'`)).toBe(0)
    await store.host.once({ id: 'secret', operation: 'test.secret', user: anyone.user, input: 'x' }, anyone, async (tx) => {
      tx.apply([add(secrets, { id: idOf('secrets').parse(newId(), 'id'), verifier: 'hidden' })])
      return { ok: true, result: null }
    })
    expect(await one(`select count(*) from changes where record = 'secrets' and digest = ''`)).toBe(1)
    expect(await verifyLog(store.database, [testModule])).toBeNull()
  })

  it('is verified in portions and tells how far it is', async () => {
    const steps: (readonly [number, number])[] = []
    expect(await verifyLog(store.database, [testModule], (done, of) => steps.push([done, of]))).toBeNull()
    expect(steps).toEqual([[6, 6]])
  })

  const refusals = ['calls', 'changes', 'events'].flatMap((table) => [
    [`update ${table} set seq = seq + 1000`] as const,
    [`delete from ${table} where seq = 1`] as const,
  ])
  it.each(refusals)('refuses: %s', async (sql) => {
    await expect(run(sql)).rejects.toThrow('harmony: the log never changes')
    expect(await verifyLog(store.database, [testModule])).toBeNull()
  })

  const tampering: readonly (readonly [string, string, string])[] = [
    [`update calls set user_id = 'somebody' where id = 'bump-2'`, 'calls', 'calls 3 changed'],
    [`update calls set outcome = '{"ok":true,"result":7}' where id = 'bump-3'`, 'calls', 'calls 4 changed'],
    [`update calls set at = '2026-01-01T00:00:00.000Z' where seq = 1`, 'calls', 'calls 1 changed'],
    [`delete from calls where seq = 6`, 'calls', 'calls 6 missing'],
    [`delete from calls where seq = 2`, 'calls', 'calls 2 missing'],
    [`update changes set digest = 'x' where seq = 2`, 'changes', 'changes of call 2 changed'],
    [`delete from changes where seq = 3`, 'changes', 'changes 3 missing'],
    [`update changes set call_seq = 1 where seq = 2`, 'changes', 'changes of call 1 changed'],
    [`update events set about = '{}' where seq = 1`, 'events', 'calls 2 changed'],
    [`delete from events where seq = 3`, 'events', 'events 3 missing'],
    [`update log_head set hash = 'x'`, 'log_head', 'log_head 6 changed'],
  ]
  it.each(tampering)('notices: %s', async (sql, table, trouble) => {
    await run(unguarded(dialect, sql, table))
    const fault = (await verifyLog(store.database, [testModule]))!
    expect(`${fault.where} ${fault.at} ${fault.trouble}`).toBe(trouble)
  })
  it('notices a changed or vanished row of a record that never changes', async () => {
    // More than is read at once.
    await call(store.host, 'test.post', { rows: 2500, each: 5 })
    const [row] = await store.database.read((s) => s.rows('select id from postings order by id limit 1 offset 2400'))
    const id = row![0] as string
    await run(`update postings set amount_minor = 6 where id = '${id}'`)
    expect(await verifyLog(store.database, [testModule])).toEqual({ where: 'postings', at: id, trouble: 'changed' })
    await run(`delete from postings where id = '${id}'`)
    expect(await verifyLog(store.database, [testModule])).toEqual({ where: 'postings', at: id, trouble: 'missing' })
  })

  it('is told to those who listen, in order, once, also of other connections', async () => {
    const other = await store.another()
    const heard: Happening[] = []
    const stop = store.host.watch((happening) => heard.push(happening))
    const counter = newId()
    await call(store.host, 'test.register', { counter, value: 0 })
    await Promise.all(Array.from({ length: 10 }, (_, i) => call(i % 2 ? store.host : other, 'test.bump', { counter, by: 1 })))
    await call(store.host, 'test.bump', { counter, by: 1 })
    while (heard.length < 12) await new Promise((resolve) => setImmediate(resolve))
    expect(heard.map((h) => h.seq)).toEqual(Array.from({ length: 12 }, (_, i) => 7 + i))
    expect(heard[0]).toEqual({ seq: 7, operation: 'test.register', records: ['counters'], events: [] })
    expect(heard[1]).toEqual({
      seq: 8,
      operation: 'test.bump',
      records: ['counters'],
      events: [{ event: 'test.bumped', about: { id: counter, value: '1' } }],
    })
    stop()
    expect((await happeningsSince(store.database, 3)).map((h) => [h.seq, h.records.join(), h.events.length]).slice(0, 4)).toEqual([
      [4, 'counters', 1],
      [5, 'postings', 0],
      [6, 'postings', 0],
      [7, 'counters', 0],
    ])
    expect(await happeningsSince(store.database, 18)).toEqual([])
  })

  it('is told of what other connections commit while this one is silent', async () => {
    const other = await store.another()
    const heard: number[] = []
    await call(store.host, 'test.post', { rows: 1, each: 1 })
    await new Promise<void>((resolve) => {
      const stop = store.host.watch(({ seq }) => {
        heard.push(seq)
        if (heard.length === 1) void call(other, 'test.post', { rows: 1, each: 1 })
        if (heard.length === 2) {
          stop()
          resolve()
        }
      })
      void call(store.host, 'test.post', { rows: 1, each: 1 })
    })
    expect(heard).toEqual([8, 9])
  })
})
