import type { Outcome } from '../../core/kernel/operation.ts'
import { idOf, codeOf } from '../../core/kernel/shape.ts'
import { newId } from '../../main/storage/ids.ts'
import { anyone, freshStore, stores, type Store } from '../world/stores.ts'
import { call } from './calls.ts'
import { children, counters, parents, postings, series, testModule, testReads, totals } from './records.ts'

const counter = (): ReturnType<ReturnType<typeof idOf<'counters'>>['parse']> => idOf('counters').parse(newId(), 'id')
const ok = (result: unknown): Outcome => ({ ok: true, result: result as never })

describe.each(stores)('commands on %s', (dialect) => {
  let store: Store
  beforeAll(async () => {
    store = await freshStore(dialect, 'commands', [testModule], { reads: [testReads] })
  })
  afterAll(() => store.close())

  it('loses no update of 20 simultaneous commands on one record', async () => {
    const id = counter()
    await call(store.host, 'test.register', { counter: id, value: 0 })
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => call(store.host, 'test.bump', { counter: id, by: 1 })))
    expect(outcomes.map((o) => o.ok && o.result).sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(await store.host.reader(anyone).get(counters, id)).toEqual({ id, value: 20 })
  })

  it('loses no update between two connections that know nothing of each other', async () => {
    const id = counter()
    const other = await store.another()
    await call(store.host, 'test.register', { counter: id, value: 0 })
    await Promise.all(Array.from({ length: 20 }, (_, i) => call(i % 2 ? store.host : other, 'test.bump', { counter: id, by: 1 })))
    expect(await other.reader(anyone).get(counters, id)).toEqual({ id, value: 20 })
  })

  it('draws numbers without a gap from a series that is held', async () => {
    const code = codeOf('series').parse(`S-${newId()}`, 'code')
    const numbers = await Promise.all(Array.from({ length: 20 }, () => call(store.host, 'test.draw', { series: code })))
    expect(numbers.map((o) => (o.ok ? Number(o.result) : -1)).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect((await store.host.reader(anyone).get(series, code))!.next).toBe(21)
  })

  it('keeps a rule over a set that the row of the parent guards', async () => {
    const parent = idOf('parents').parse(newId(), 'id')
    await call(store.host, 'test.name', { parent, name: 'Full house' })
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, i) => call(store.host, 'test.adopt', { parent, label: `child ${i}` })),
    )
    expect(outcomes.filter((o) => o.ok)).toHaveLength(5)
    expect(outcomes.filter((o) => !o.ok).every((o) => !o.ok && o.refusal.refused === 'test.full')).toBe(true)
    const all = await store.host.reader(anyone).list(children, { where: { field: 'parent', is: 'equal', value: parent }, limit: 100 })
    expect(all).toHaveLength(5)
  })

  it('acts once for one call id, also when both arrive together', async () => {
    const id = counter()
    await call(store.host, 'test.register', { counter: id, value: 0 })
    const callId = newId()
    const together = await Promise.all(Array.from({ length: 6 }, () => call(store.host, 'test.bump', { counter: id, by: 5 }, callId)))
    expect(together).toEqual(Array.from({ length: 6 }, () => ok(5)))
    expect(await call(store.host, 'test.bump', { counter: id, by: 5 }, callId)).toEqual(ok(5))
    expect(await call(store.host, 'test.bump', { counter: id, by: 6 }, callId)).toEqual({
      ok: false,
      refusal: { refused: 'call.reused', about: { id: callId } },
    })
    expect(await store.host.reader(anyone).get(counters, id)).toEqual({ id, value: 5 })
  })

  it('decides a refused call again when it comes back', async () => {
    const id = counter()
    const callId = newId()
    expect((await call(store.host, 'test.bump', { counter: id, by: 1 }, callId)).ok).toBe(false)
    await call(store.host, 'test.register', { counter: id, value: 1 })
    expect(await call(store.host, 'test.bump', { counter: id, by: 1 }, callId)).toEqual(ok(2))
  })

  it('lets one of two additions of the same row stand; the other sees it and refuses', async () => {
    const id = counter()
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, i) => call(store.host, 'test.register', { counter: id, value: i })))
    expect(outcomes.filter((o) => o.ok)).toHaveLength(1)
    expect(outcomes.filter((o) => !o.ok && o.refusal.refused === 'test.taken')).toHaveLength(7)
  })

  it('adds up totals of many postings at once, in bulk and one by one', async () => {
    const sizes = [1, 3, 60, 700, 1, 49, 50, 2]
    const outcomes = await Promise.all(sizes.map((rows) => call(store.host, 'test.post', { rows, each: 1_000_000 })))
    expect(outcomes.every((o) => o.ok)).toBe(true)
    const number = sizes.reduce((a, b) => a + b)
    const total = await store.host.reader(anyone).get(totals, codeOf('totals').parse('ALL/EUR', 'total'))
    expect(total).toMatchObject({ amount: BigInt(number) * 1_000_000n, number })
    expect(await store.host.reader(anyone).list(postings, { limit: 10_000 })).toHaveLength(number)
  })

  it('clears the parts of a row and removes it', async () => {
    const parent = idOf('parents').parse(newId(), 'id')
    await call(store.host, 'test.name', { parent, name: 'Gone soon' })
    await call(store.host, 'test.adopt', { parent, label: 'one' })
    await call(store.host, 'test.forget', { parent })
    expect(await store.host.reader(anyone).get(parents, parent)).toBeUndefined()
    expect(await store.host.reader(anyone).list(children, { where: { field: 'parent', is: 'equal', value: parent }, limit: 9 })).toEqual([])
  })
})
