import { add, clear, increase, put, type Change } from '../../core/kernel/operation.ts'
import type { Row } from '../../core/kernel/record.ts'
import type { Transaction } from '../../core/kernel/run.ts'
import { codeOf, idOf } from '../../core/kernel/shape.ts'
import type { StoreHost } from '../../main/storage/host.ts'
import { newId } from '../../main/storage/ids.ts'
import { anyone, freshStore, type Store } from '../world/stores.ts'
import { call } from './calls.ts'
import { children, counters, parents, postings, testModule, testReads, totals } from './records.ts'

type Counter = Row<typeof counters>
const counterOf = (value: number): Counter => ({ id: idOf('counters').parse(newId(), 'id'), value })

// What a decision rests on changes after it was read and before it is committed. (On SQLite nobody else writes meanwhile.)
describe('a decision on PostgreSQL', () => {
  let store: Store
  beforeAll(async () => {
    store = await freshStore('postgres', 'races', [testModule], { reads: [testReads] })
  })
  afterAll(() => store.close())
  const change = (changes: readonly Change[]) =>
    store.host.once({ id: newId(), operation: 'test.change', user: anyone.user, input: '' }, anyone, async (tx) => {
      tx.apply(changes)
      return { ok: true, result: null }
    })

  /** Runs a decision, lets somebody else act after its first reading, and answers how often it was decided. */
  async function decided(read: (tx: Transaction) => Promise<readonly Change[]>, meanwhile: () => Promise<unknown>): Promise<number> {
    let times = 0
    await store.host.once({ id: newId(), operation: 'test.decide', user: anyone.user, input: '' }, anyone, async (tx) => {
      const changes = await read(tx)
      if (++times === 1) await meanwhile()
      tx.apply(changes)
      return { ok: true, result: null }
    })
    return times
  }
  const total = (name: string, amount: bigint) => ({
    total: codeOf('totals').parse(name, 'total'),
    currency: 'EUR' as const,
    amount,
    number: 1,
  })

  const cases: readonly (readonly [string, number, () => Promise<number>])[] = [
    [
      'is taken again when a row that it changes has changed',
      2,
      async () => {
        const one = counterOf(1)
        await change([add(counters, one)])
        const times = await decided(
          async (tx) => {
            const now = (await tx.read.get(counters, one.id))!
            return [put(counters, { ...now, value: now.value + 10 })]
          },
          () => call(store.host, 'test.bump', { counter: one.id, by: 1 }),
        )
        expect((await store.host.reader(anyone).get(counters, one.id))!.value).toBe(12)
        return times
      },
    ],
    [
      'is taken again when a row that it only read has changed',
      2,
      async () => {
        const [one, two] = [counterOf(1), counterOf(0)]
        await change([add(counters, one), add(counters, two)])
        const times = await decided(
          async (tx) => [put(counters, { ...two, value: (await tx.read.get(counters, one.id))!.value * 100 })],
          () => call(store.host, 'test.bump', { counter: one.id, by: 1 }),
        )
        expect((await store.host.reader(anyone).get(counters, two.id))!.value).toBe(200)
        return times
      },
    ],
    [
      'is taken again when a row that it read is gone',
      2,
      async () => {
        const one = counterOf(1)
        await change([add(counters, one)])
        return decided(
          async (tx) => [add(counters, counterOf((await tx.read.get(counters, one.id))?.value ?? -1))],
          () => change([{ does: 'remove', kind: counters as never, id: one.id }]),
        )
      },
    ],
    [
      'is taken again when a row that it looked for in vain has appeared',
      2,
      async () => {
        const one = counterOf(1)
        return decided(
          async (tx) => [add(counters, counterOf((await tx.read.get(counters, one.id))?.value ?? -1))],
          () => change([add(counters, one)]),
        )
      },
    ],
    [
      'is taken again when the row that it puts for the first time has appeared',
      2,
      async () => {
        const one = counterOf(1)
        const times = await decided(
          async (tx) => [put(counters, { ...one, value: ((await tx.read.get(counters, one.id))?.value ?? 0) + 5 })],
          () => change([add(counters, one)]),
        )
        expect((await store.host.reader(anyone).get(counters, one.id))!.value).toBe(6)
        return times
      },
    ],
    [
      'is taken again when a listed row that it puts has changed',
      2,
      async () => {
        const one = counterOf(1)
        await change([add(counters, one)])
        const where = { field: 'id', is: 'equal', value: one.id } as const
        const times = await decided(
          async (tx) => (await tx.read.list(counters, { where, limit: 9 })).map((row) => put(counters, { ...row, value: row.value + 10 })),
          () => call(store.host, 'test.bump', { counter: one.id, by: 1 }),
        )
        expect((await store.host.reader(anyone).get(counters, one.id))!.value).toBe(12)
        return times
      },
    ],
    [
      'stands when a listed row that it leaves alone has changed',
      1,
      async () => {
        const one = counterOf(1)
        await change([add(counters, one)])
        const where = { field: 'id', is: 'equal', value: one.id } as const
        return decided(
          async (tx) => (await tx.read.list(counters, { where, limit: 9 })).map((row) => add(counters, counterOf(row.value))),
          () => call(store.host, 'test.bump', { counter: one.id, by: 1 }),
        )
      },
    ],
    [
      'is taken again when a total that it read has grown',
      2,
      async () => {
        await change([increase(totals, total('T/1', 5n), ['amount', 'number'])])
        const times = await decided(
          async (tx) => [increase(totals, total('T/1', (await tx.read.get(totals, total('T/1', 0n).total))!.amount), ['amount'])],
          () => change([increase(totals, total('T/1', 7n), ['amount'])]),
        )
        expect((await store.host.reader(anyone).get(totals, total('T/1', 0n).total))!.amount).toBe(24n)
        return times
      },
    ],
    [
      'stands when a total that it increases has grown',
      1,
      async () => {
        await change([increase(totals, total('T/2', 5n), ['amount', 'number'])])
        const times = await decided(
          async () => [increase(totals, total('T/2', 1n), ['amount'])],
          () => change([increase(totals, total('T/2', 7n), ['amount'])]),
        )
        expect((await store.host.reader(anyone).get(totals, total('T/2', 0n).total))!.amount).toBe(13n)
        return times
      },
    ],
    [
      'rests for ever on a row that never changes',
      1,
      async () => {
        const one = {
          id: idOf('postings').parse(newId(), 'id'),
          amount: { currency: 'EUR' as const, minor: 1n },
          on: '2026-01-01' as never,
        }
        await change([add(postings, one)])
        return decided(
          async (tx) => [add(counters, counterOf(Number((await tx.read.get(postings, one.id))!.amount.minor)))],
          () => change([add(postings, { ...one, id: idOf('postings').parse(newId(), 'id') })]),
        )
      },
    ],
  ]
  it.each(cases)('%s', async (_, times, act) => {
    expect(await act()).toBe(times)
  })

  it('with a held row lets nobody else change it meanwhile', async () => {
    const one = counterOf(1)
    await change([add(counters, one)])
    let other: Promise<unknown> | undefined
    const times = await decided(
      async (tx) => {
        const now = (await tx.read.hold(counters, one.id))!
        other ??= call(store.host, 'test.bump', { counter: one.id, by: 1 })
        return [put(counters, { ...now, value: now.value + 10 })]
      },
      async () => undefined,
    )
    await other
    expect(times).toBe(1)
    expect((await store.host.reader(anyone).get(counters, one.id))!.value).toBe(12)
  })

  it('survives two that take the same rows in opposite order', async () => {
    const [one, two] = [counterOf(0), counterOf(0)]
    await change([add(counters, one), add(counters, two)])
    const both = (first: Counter, second: Counter) =>
      store.host.once({ id: newId(), operation: 'test.both', user: anyone.user, input: '' }, anyone, async (tx) => {
        const a = (await tx.read.hold(counters, first.id))!
        const b = (await tx.read.hold(counters, second.id))!
        tx.apply([put(counters, { ...a, value: a.value + 1 }), put(counters, { ...b, value: b.value + 1 })])
        return { ok: true, result: null }
      })
    await Promise.all(Array.from({ length: 8 }, (_, i) => (i % 2 ? both(one, two) : both(two, one))))
    const rows = await store.host.reader(anyone).some(counters, [one.id, two.id])
    expect([...rows.values()].map((row) => row.value)).toEqual([8, 8])
  })

  it('holds out when a hundred meet on one record, each losing about once', async () => {
    const one = counterOf(0)
    await change([add(counters, one)])
    const others = await Promise.all([store.another(), store.another(), store.another()])
    const hosts = [store.host, ...others]
    let decisions = 0
    const bump = (host: StoreHost) =>
      host.once({ id: newId(), operation: 'test.count', user: anyone.user, input: '' }, anyone, async (tx) => {
        decisions++
        const now = (await tx.read.get(counters, one.id))!
        tx.apply([put(counters, { ...now, value: now.value + 1 })])
        return { ok: true, result: null }
      })
    await Promise.all(Array.from({ length: 100 }, (_, i) => bump(hosts[i % 4]!)))
    expect((await store.host.reader(anyone).get(counters, one.id))!.value).toBe(100)
    expect(decisions).toBeLessThanOrEqual(220)
  })

  it('that fails with its connection leaves nothing, and the next one works', async () => {
    const one = counterOf(1)
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
    const before = await store.database.read((s) => s.rows('select next_call from log_head'))
    const failing = store.host.once({ id: newId(), operation: 'test.cut', user: anyone.user, input: '' }, anyone, async (tx) => {
      tx.apply([add(counters, one)])
      await tx.read.list(counters, { limit: 1 })
      await store.database.read((s) =>
        s.rows(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
        ),
      )
      return { ok: true, result: null }
    })
    await expect(failing).rejects.toThrow(/terminat|connection error/i)
    warn.mockRestore()
    expect(await store.host.reader(anyone).get(counters, one.id)).toBeUndefined()
    expect(await store.database.read((s) => s.rows('select next_call from log_head'))).toEqual(before)
    expect((await call(store.host, 'test.register', { counter: one.id, value: 1 })).ok).toBe(true)
  })

  it('clears what was there and what it just added, and keeps what comes after', async () => {
    const parent = { id: idOf('parents').parse(newId(), 'id'), entity: null, name: 'p' }
    const child = (label: string) => ({ id: idOf('children').parse(newId(), 'id'), parent: parent.id, label })
    await change([add(parents, parent), add(children, child('old'))])
    await change([add(children, child('dropped')), clear(children, 'parent', parent.id), add(children, child('new'))])
    const where = { field: 'parent', is: 'equal', value: parent.id } as const
    expect((await store.host.reader(anyone).list(children, { where, limit: 9 })).map((c) => c.label)).toEqual(['new'])
  })
})
