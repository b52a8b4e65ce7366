import { generateKeyPairSync, sign } from 'node:crypto'
import type { Read } from '../../core/kernel/operation.ts'
import { record } from '../../core/kernel/record.ts'
import { codeOf, shape, text } from '../../core/kernel/shape.ts'
import { envelopeOf } from '../../main/sync/message-shapes.ts'
import { pace } from '../../main/sync/pace.ts'
import { remembering } from '../../main/sync/remembering.ts'
import { signs, signsBeside } from '../../main/signs.ts'

describe('rows that are laid', () => {
  /** A machine that lays so many rows in a millisecond. */
  const settled = async (perMillisecond: number): Promise<number> => {
    let now = 0
    const laying = pace(() => now)
    for (let n = 0; n < 30; n++) {
      const rows = laying.rows
      await laying.timed(rows, async () => void (now += rows / perMillisecond))
    }
    return laying.rows
  }
  it.each([
    [1, 50],
    [20, 200],
    [100, 1_000],
    [1_000, 5_000],
  ])('at %d in a millisecond are laid %d at a time', async (perMillisecond, rows) => {
    expect(await settled(perMillisecond)).toBe(rows)
  })
  it('are not many because a few were fast, nor few because of one slow moment', async () => {
    let now = 0
    const laying = pace(() => now)
    await laying.timed(3, async () => void (now += 500))
    expect(laying.rows).toBe(500)
    await laying.timed(500, async () => void (now += 5_000))
    expect(laying.rows).toBe(167)
  })
})

describe('what a batch has read', () => {
  const things = record('things', shape({ code: codeOf('things'), name: text }), { key: 'code' })
  const others = record('others', shape({ code: codeOf('others'), name: text }), { key: 'code' })
  const world = () => {
    const asked: string[] = []
    const rows = new Map([['a', { code: 'a', name: 'A' }]])
    const read = {
      get: async (_kind: unknown, id: string) => (asked.push(`get ${id}`), rows.get(id)),
      hold: async (_kind: unknown, id: string) => (asked.push(`hold ${id}`), rows.get(id)),
      some: async (_kind: unknown, ids: string[]) => (asked.push(`some ${ids.join(' ')}`), new Map(ids.flatMap((id) => (rows.has(id) ? [[id, rows.get(id)]] : [])))),
      list: async (_kind: unknown, page: object) => (asked.push(`list ${JSON.stringify(page)}`), [...rows.values()]),
      ask: async () => (asked.push('ask'), []),
      browse: async () => (asked.push('browse'), { rows: [], total: 0 }),
    } as unknown as Read
    return { asked, rows, ...remembering(read) }
  } // prettier-ignore

  it('is not read again, and what was not there is not looked for again', async () => {
    const { asked, read } = world()
    expect(await read.get(things, 'a')).toMatchObject({ name: 'A' })
    expect(await read.get(things, 'b')).toBeUndefined()
    expect([...(await read.some(things, ['a', 'b', 'c'])).keys()]).toEqual(['a'])
    await read.some(things, ['c', 'b'])
    await read.list(things, { limit: 5 })
    await read.list(things, { limit: 5 })
    await read.list(things, { limit: 6 })
    expect(asked).toEqual(['get a', 'get b', 'some c', 'list {"limit":5}', 'list {"limit":6}'])
  })
  it('is read again once its kind has changed, and only then', async () => {
    const { asked, rows, read, changed } = world()
    await read.get(things, 'b')
    await read.list(things, {  limit: 5 }) // prettier-ignore
    rows.set('b', { code: 'b', name: 'B' })
    changed([{ does: 'put', kind: others, row: { code: 'x', name: 'X' } } as never, { does: 'tell', event: 'x', about: {} } as never])
    expect(await read.get(things, 'b')).toBeUndefined()
    changed([{ does: 'add', kind: things, row: { code: 'b', name: 'B' } } as never])
    expect(await read.get(things, 'b')).toMatchObject({ name: 'B' })
    expect(await read.list(things, { limit: 5 })).toHaveLength(2)
    expect(asked).toHaveLength(4)
  })
  it('does not hold for what is held or asked of the database', async () => {
    const { asked, read } = world()
    for (let n = 0; n < 2; n++) await read.hold(things, 'a')
    expect(asked).toEqual(['hold a', 'hold a'])
  })
})

describe('signatures that are looked at beside', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex')
  const signature = sign(null, Buffer.from('as it was'), privateKey).toString('hex')
  it.each([
    ['the key’s own', key, 'as it was', signature, true],
    ['one of another text', key, 'as it is', signature, false],
    ['one of another key', 'ab'.repeat(32), 'as it was', signature, false],
    ['none', key, 'as it was', 'nothing', false],
  ])('%s', async (_what, by, text, said, good) => {
    expect(await signsBeside(by, text, said)).toBe(good)
    expect(signs(by, text, said)).toBe(good)
  })
})

describe('an envelope', () => {
  const id = '01980000-0000-7000-8000-000000000001'
  const wrapped = (input: string): string =>
    `{"v":1,"id":"${id}","device":"${id}","previous":null,"operation":"orders.save","version":1,"input":${input},"actor":"${id}","after":[],"reference":null,"witness":[],"at":"2026-11-30T18:00:00.000Z","zone":"UTC","monotonic":1,"boot":"b","offset":null,"offsetAge":null,"lease":null}`
  const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`
  // Both ways of looking through one: as it is mostly written, and with a sign that is written by its number.
  const spelt = ['"plain"', '"\\u0041"']
  it.each(spelt.flatMap((more) => [`{"a":${more}}`, `[${more},${deep(39)}]`, `{"naïve 𝄞":[null,${more}]}`].map((input) => [input])))('holds %s as it stands', (input) => {
    expect(envelopeOf(wrapped(input)).input).toEqual(JSON.parse(input))
  }) // prettier-ignore
  const refused = spelt.flatMap((more) => [
    `[${more},${deep(40)}]`,
    `{"__proto__":${more}}`,
    `{"\\u005f_proto__":${more}}`,
    `[${more},"\\u0000"]`,
    `[${more},"\\ud800"]`,
    `{"\\udfff":${more}}`,
    `[${more},"\ud800"]`,
  ])
  it.each(refused.map((input) => [JSON.stringify(input).slice(0, 60), input]))('with %s is refused', (_says, input) => {
    expect(() => envelopeOf(wrapped(input))).toThrow('wanted')
  }) // prettier-ignore
})
