import { add, put } from '../../core/kernel/operation.ts'
import type { Row } from '../../core/kernel/record.ts'
import { newId } from '../../main/storage/ids.ts'
import { anyone, freshStore, stores, type Store } from '../world/stores.ts'
import { everything, testModule, testReads } from './records.ts'

type Everything = Row<typeof everything>
const wire = {
  code: 'A-1', name: 'Plain', remark: null, size: 1, price: '1.5', rate: null, open: true, startsOn: '2026-01-31', endsOn: null,
  madeAt: '2026-11-30T18:00:00.000Z', amount: { currency: 'EUR', minor: '100' }, limit: null, currency: 'EUR', net: '0', kind: 'one', parent: null,
  bands: [], words: [], about: null,
} // prettier-ignore
const row = (more: object): Everything => everything.shape.parse({ id: newId(), ...wire, ...more }, 'row') as Everything

// What is written is read again exactly, as the kernel's values, on both databases.
const cases: readonly (readonly [string, object])[] = [
  ['nothing that may be absent', {}],
  ['everything', { remark: 'x', rate: '0.1', endsOn: '2026-12-31', limit: { currency: 'KWD', minor: '1' }, parent: '01890000-0000-7000-8000-00000000abcd' }],
  ['the longest decimals', { price: '99999999999999999999.999999999999999999', rate: '-0.000000000000000001' }],
  ['decimals that floating point would bend', { price: '0.1', rate: '9007199254740993' }],
  ['a decimal with zeros at its end', { price: '1200.00' }],
  ['the largest amounts', { amount: { currency: 'JPY', minor: '999999999999999' }, limit: { currency: 'BHD', minor: '-999999999999999' }, net: '-999999999999999' }],
  ['the largest count', { size: Number.MAX_SAFE_INTEGER }],
  ['the first and the last day', { startsOn: '1900-01-01', endsOn: '2999-12-31' }],
  ['a leap day and the last millisecond', { startsOn: '2028-02-29', madeAt: '2999-12-31T23:59:59.999Z' }],
  ['moments with few digits', { madeAt: '1970-01-01T00:00:00.010Z' }],
  ['a summer night that clocks skip', { madeAt: '2026-03-29T01:30:00.100Z', startsOn: '2026-03-29' }],
  ['signs that loading and quoting stumble over', { name: `a\tb\\n'";--\u2028{}%_$1 :x ?`, remark: 'one\ntwo\r\nthree\\.\n\\N' }],
  ['all the world', { name: 'Ærøskøbing 東京 नमस्ते 🏗️', words: ['ß', '\\', '"', '\u0001'] }],
  ['nested values', { bands: [{ upTo: '10.5', price: '0.01', net: '7' }, { upTo: null, price: '0', net: null }], about: { a: [1, 'x', null, { b: true }] } }],
  ['a false flag', { open: false, kind: 'three' }],
] // prettier-ignore

describe.each(stores)('rows on %s', (dialect) => {
  let store: Store
  beforeAll(async () => {
    store = await freshStore(dialect, 'rows', [testModule], { reads: [testReads] })
  })
  afterAll(() => store.close())
  let number = 0
  const write = (rows: readonly Everything[], how: typeof add | typeof put = add) =>
    store.host.once({ id: `rows-${++number}`, operation: 'test.rows', user: anyone.user, input: '' }, anyone, async (tx) => {
      tx.apply(rows.map((r) => how(everything, r)))
      return { ok: true, result: rows.length }
    })
  const print = (r: Everything | undefined) => r && everything.shape.print(r)

  it.each(cases)('come back as they went in: %s', async (_, more) => {
    const one = row(more)
    await write([one])
    const back = await store.host.reader(anyone).get(everything, one.id)
    expect(print(back)).toEqual(print(one))
    expect(back!.price.eq(one.price)).toBe(true)
    expect(typeof back!.net).toBe('bigint')
    // Again by way of a list, and put instead of added.
    const changed = { ...one, name: `${one.name}!` }
    await write([changed], put)
    const [listed] = await store.host.reader(anyone).list(everything, { where: { field: 'id', is: 'equal', value: one.id }, limit: 1 })
    expect(print(listed)).toEqual(print(changed))
  })

  it('come back from a bulk load as they went in', async () => {
    const rows = cases.flatMap(([, more]) => Array.from({ length: 8 }, () => row(more)))
    expect(rows.length).toBeGreaterThan(100)
    await write(rows)
    const back = await store.host.reader(anyone).some(
      everything,
      rows.map((r) => r.id),
    )
    expect(back.size).toBe(rows.length)
    for (const r of rows) expect(print(back.get(r.id))).toEqual(print(r))
    await write(
      rows.map((r) => ({ ...r, size: 7 })),
      put,
    )
    expect((await store.host.reader(anyone).get(everything, rows.at(-1)!.id))!.size).toBe(7)
  })

  it('are seen inside their transaction before they are written', async () => {
    const one = row({})
    const two = row({})
    await store.host.once({ id: newId(), operation: 'test.rows', user: anyone.user, input: '' }, anyone, async (tx) => {
      expect(await tx.read.get(everything, one.id)).toBeUndefined()
      tx.apply([add(everything, one), add(everything, two)])
      expect(print(await tx.read.get(everything, one.id))).toEqual(print(one))
      // A list makes them be written.
      const listed = await tx.read.list(everything, { where: { field: 'id', is: 'in', value: [one.id, two.id] }, limit: 5 })
      expect(listed).toHaveLength(2)
      tx.apply([put(everything, { ...one, size: 2 })])
      expect((await tx.read.get(everything, one.id))!.size).toBe(2)
      tx.apply([put(everything, { ...one, size: 3 }), { does: 'remove', kind: everything as never, id: two.id }])
      expect(await tx.read.get(everything, two.id)).toBeUndefined()
      expect((await tx.read.some(everything, [one.id, two.id])).size).toBe(1)
      return { ok: true, result: null }
    })
    expect((await store.host.reader(anyone).get(everything, one.id))!.size).toBe(3)
    expect(await store.host.reader(anyone).get(everything, two.id)).toBeUndefined()
  })

  it('that exist are not added again', async () => {
    const one = row({})
    await write([one])
    await expect(write([one])).rejects.toThrow('a row that exists was added')
    // Nor in a bulk load, of which then nothing stands.
    const many = Array.from({ length: 80 }, () => row({}))
    await expect(write([...many, one])).rejects.toThrow('a row that exists was added')
    expect(await store.host.reader(anyone).get(everything, many[0]!.id)).toBeUndefined()
    await write(many)
    expect(await store.host.reader(anyone).get(everything, many[0]!.id)).toBeDefined()
  })
})
