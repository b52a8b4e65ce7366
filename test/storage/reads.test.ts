import { day } from '../../core/kernel/day.ts'
import { exactly } from '../../core/kernel/decimal.ts'
import type { Caller } from '../../core/kernel/operation.ts'
import type { Row } from '../../core/kernel/record.ts'
import { newId } from '../../main/storage/ids.ts'
import { anyone, freshStore, stores, type Store } from '../world/stores.ts'
import { call } from './calls.ts'
import { childrenOf, outside, parentList, parents, testModule, testReads } from './records.ts'

type Parent = Row<typeof parents>
const ofGermany: Caller = { ...anyone, entities: ['DE'] }
const ofNone: Caller = { ...anyone, entities: [] }

describe.each(stores)('questions, views and scope on %s', (dialect) => {
  let store: Store
  const ids = { uk: newId(), de: newId(), group: newId() } as unknown as Record<'uk' | 'de' | 'group', Parent['id']>
  const asking: string[] = []
  beforeAll(async () => {
    const answerers = {
      'test.outside': async (about: object, caller: Caller) => {
        asking.push(caller.user)
        return [{ greeting: `hello ${(about as { name: string }).name}` }]
      },
    }
    store = await freshStore(dialect, 'reads', [testModule], { reads: [testReads], answerers })
    await call(store.host, 'test.name', { parent: ids.uk, entity: 'UK', name: 'Über Ltd' })
    await call(store.host, 'test.name', { parent: ids.de, entity: 'DE', name: 'Acme GmbH' })
    await call(store.host, 'test.name', { parent: ids.group, name: 'group wide' })
    await call(store.host, 'test.adopt', { parent: ids.de, label: 'one' })
    await call(store.host, 'test.adopt', { parent: ids.de, label: 'two' })
  })
  afterAll(() => store.close())
  const all = () => [ids.uk, ids.de, ids.group]

  it('answer with exact sums, lists and absent values', async () => {
    const answer = await store.host.reader(anyone).ask(childrenOf, { parents: [ids.de], named: null, from: null, above: exactly('0.1') })
    expect(answer).toEqual([
      { parent: ids.de, entity: 'DE', childCount: 2, spent: 2n * 9007199254740993n, worth: { currency: 'EUR', minor: 500n } },
    ])
  })
  it('take values of every kind, and none for text of SQL', async () => {
    const reader = store.host.reader(anyone)
    const asked = { parents: all(), named: null, from: day('2026-01-01')!, above: null }
    expect(await reader.ask(childrenOf, asked)).toHaveLength(3)
    expect(await reader.ask(childrenOf, { ...asked, from: day('1980-01-01')! })).toHaveLength(0)
    expect(await reader.ask(childrenOf, { ...asked, named: 'Acme GmbH' })).toHaveLength(1)
    expect(await reader.ask(childrenOf, { ...asked, named: `' or 1=1 --` })).toHaveLength(0)
    expect(await reader.ask(childrenOf, { ...asked, parents: [] })).toHaveLength(0)
  })
  it('are answered by others where they are named', async () => {
    expect(await store.host.reader(anyone).ask(outside, { name: 'you' })).toEqual([{ greeting: 'hello you' }])
    expect(asking).toEqual([anyone.user])
  })

  const browses: readonly (readonly [string, Caller, object, string, number])[] = [
    ['all', anyone, {}, 'Acme GmbH, group wide, Über Ltd', 3],
    ['a page and the exact total', anyone, { limit: 1, offset: 1 }, 'group wide', 3],
    ['a page beyond the end', anyone, { limit: 5, offset: 9 }, '', 3],
    ['an order', anyone, { order: ['-childCount', '-name'] }, 'Acme GmbH, Über Ltd, group wide', 3],
    ['a filter', anyone, { where: { field: 'childCount', is: 'atLeast', value: 1 } }, 'Acme GmbH', 1],
    ['words in any order and case', anyone, { search: 'gmbh ACM' }, 'Acme GmbH', 1],
    ['words beyond ASCII', anyone, { search: 'über' }, 'Über Ltd', 1],
    ['words in another field', anyone, { search: 'uk' }, 'Über Ltd', 1],
    ['signs of SQL', anyone, { search: `%' or 1=1 --` }, '', 0],
    ['one entity and the group', ofGermany, {}, 'Acme GmbH, group wide', 2],
    ['the group alone', ofNone, {}, 'group wide', 1],
  ] // prettier-ignore
  it.each(browses)('browse: %s', async (_, caller, page, names, total) => {
    const found = await store.host.reader(caller).browse(parentList, { limit: 10, ...page })
    expect({ names: found.rows.map((r) => r.name).join(', '), total: found.total }).toEqual({ names, total })
  })

  it('show a caller only rows of its entities', async () => {
    const reader = store.host.reader(ofGermany)
    expect(await reader.get(parents, ids.uk)).toBeUndefined()
    expect((await reader.get(parents, ids.de))!.name).toBe('Acme GmbH')
    expect([...(await reader.some(parents, all())).keys()].sort()).toEqual([ids.de, ids.group].sort())
    expect((await reader.list(parents, { limit: 10, order: ['name'] })).map((p) => p.name)).toEqual(['Acme GmbH', 'group wide'])
    expect(await reader.ask(childrenOf, { parents: all(), named: null, from: null, above: null })).toHaveLength(2)
  })

  const forbidden = (entity: string) => ({ ok: false, refusal: { refused: 'entity.forbidden', about: { entity } } })
  it('refuse to write rows of another entity', async () => {
    expect(await call(store.host, 'test.name', { parent: newId(), entity: 'UK', name: 'x' }, newId(), ofGermany)).toEqual(forbidden('UK'))
    // Nor to take one over by its id, or to remove it.
    expect(await call(store.host, 'test.name', { parent: ids.uk, entity: 'DE', name: 'x' }, newId(), ofGermany)).toEqual(forbidden('UK'))
    expect(await call(store.host, 'test.forget', { parent: ids.uk }, newId(), ofGermany)).toEqual(forbidden('UK'))
    expect(await call(store.host, 'test.adopt', { parent: ids.uk, label: 'x' }, newId(), ofGermany)).toMatchObject({
      refusal: { refused: 'test.unknown' },
    })
    expect((await store.host.reader(anyone).get(parents, ids.uk))!.name).toBe('Über Ltd')
    expect((await call(store.host, 'test.name', { parent: ids.de, entity: 'DE', name: 'Acme GmbH' }, newId(), ofGermany)).ok).toBe(true)
  })
})
