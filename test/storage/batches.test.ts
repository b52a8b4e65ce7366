import { runEach } from '../../core/kernel/run.ts'
import { add, type Caller, type Outcome } from '../../core/kernel/operation.ts'
import { idOf } from '../../core/kernel/shape.ts'
import type { StoreHost } from '../../main/storage/host.ts'
import { newId } from '../../main/storage/ids.ts'
import { verifyLog } from '../../main/storage/verify.ts'
import { anyone, freshStore, stores, type Store } from '../world/stores.ts'
import { call, operations } from './calls.ts'
import { counters, parents, testModule, testReads } from './records.ts'

const each = (host: StoreHost, calls: readonly (readonly [string, object, string?])[], caller: Caller = anyone): Promise<Outcome[]> =>
  runEach(
    operations,
    calls.map(([operation, input, id = newId()]) => ({ id, operation, input, caller })),
    () => host,
  )
const summary = (outcomes: readonly Outcome[]) => outcomes.map((o) => (o.ok ? o.result : o.refusal.refused))

describe.each(stores)('many calls in one transaction on %s', (dialect) => {
  let store: Store
  beforeAll(async () => {
    store = await freshStore(dialect, 'batches', [testModule], { reads: [testReads] })
  })
  afterAll(() => store.close())
  const logged = async () => (await store.database.read((s) => s.rows('select seq from calls order by seq'))).map(([seq]) => Number(seq))

  it('decides each on what the ones before it changed, and isolates refusals', async () => {
    const counter = newId()
    const before = (await logged()).length
    const outcomes = await each(store.host, [
      ['test.bump', { counter, by: 1 }],
      ['test.register', { counter, value: 10 }],
      ['test.bump', { counter, by: 1 }],
      ['test.register', { counter, value: 99 }],
      ['test.bump', { counter, by: 5 }],
      ['test.bump', { counter: 'no id', by: 5 }],
    ])
    expect(summary(outcomes)).toEqual(['test.unknown', counter, 11, 'test.taken', 16, 'input.malformed'])
    expect((await store.host.reader(anyone).get(counters, counter as never))!.value).toBe(16)
    expect((await logged()).length - before).toBe(3)
  })

  it('answers what was answered, within the batch and later', async () => {
    const counter = newId()
    const twice = newId()
    const calls = [
      ['test.register', { counter, value: 0 }],
      ['test.bump', { counter, by: 1 }, twice],
      ['test.bump', { counter, by: 1 }, twice],
      ['test.bump', { counter, by: 2 }, twice],
    ] as const
    expect(summary(await each(store.host, calls))).toEqual([counter, 1, 1, 'call.reused'])
    expect(summary(await each(store.host, calls.slice(1)))).toEqual([1, 1, 'call.reused'])
    expect((await store.host.reader(anyone).get(counters, counter as never))!.value).toBe(1)
  })

  it('lets the others stand when one breaks the database, by running them one at a time', async () => {
    // `test.name` puts without looking; a caller of DE takes over a row of UK that only the flush notices.
    const foreign = newId()
    const [mine, other] = [newId(), newId()]
    await call(store.host, 'test.name', { parent: foreign, entity: 'UK', name: 'theirs' })
    const caller = { ...anyone, entities: ['DE'] }
    const outcomes = await each(
      store.host,
      [
        ['test.name', { parent: mine, entity: 'DE', name: 'mine' }],
        ['test.name', { parent: foreign, entity: 'DE', name: 'taken' }],
        ['test.name', { parent: newId(), entity: 'UK', name: 'new' }],
        ['test.name', { parent: other, entity: 'DE', name: 'also mine' }],
      ],
      caller,
    )
    expect(summary(outcomes)).toEqual([mine, 'entity.forbidden', 'entity.forbidden', other])
    expect((await store.host.reader(anyone).get(parents, foreign as never))!.name).toBe('theirs')
  })

  it('undoes what a call changed before it was refused, and keeps the others', async () => {
    const ids = [newId(), newId(), newId()].map((id) => idOf('counters').parse(id, 'id'))
    const notes = ids.map((id) => ({ id, operation: 'test.late', user: anyone.user, input: id }))
    const outcomes = await store.host.onceEach(notes, anyone, async (tx, index) => {
      tx.apply([add(counters, { id: ids[index]!, value: index })])
      return index === 1 ? { ok: false, refusal: { refused: 'test.late', about: {} } } : { ok: true, result: index }
    })
    expect(summary(outcomes)).toEqual([0, 'test.late', 2])
    expect([...(await store.host.reader(anyone).some(counters, ids)).keys()].sort()).toEqual([ids[0], ids[2]].sort())
  })

  it('loses no update among batches that meet', async () => {
    const counter = newId()
    await call(store.host, 'test.register', { counter, value: 0 })
    const batches = Array.from({ length: 6 }, () => Array.from({ length: 10 }, () => ['test.bump', { counter, by: 1 }] as const))
    await Promise.all(batches.map((calls) => each(store.host, calls)))
    expect((await store.host.reader(anyone).get(counters, counter as never))!.value).toBe(60)
  })

  it('leaves a log without gaps that can be verified', async () => {
    const numbers = await logged()
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => i + 1))
    expect(await verifyLog(store.database, [testModule])).toBeNull()
  })
})
