import { question } from '../../../core/kernel/record.ts'
import type { Read } from '../../../core/kernel/operation.ts'
import { aDecimal, shape, text, type Wire } from '../../../core/kernel/shape.ts'
import { decimal, decimalText } from '../../../core/kernel/decimal.ts'
import { reading, witnessing } from '../../../core/sync/reading.ts'

const rate = question('test.rate', shape({ of: text }), shape({ value: aDecimal }), { witnessed: true })
const plain = question('test.plain', shape({ of: text }), shape({ value: text }))

/** A place that answers with its own name and counts what it was asked. */
function place(name: string, values: readonly string[] = ['1.5']) {
  const asked: string[] = []
  const read = {
    get: async () => ({ at: name }),
    hold: async () => ({ at: name }),
    some: async () => new Map([['x', { at: name }]]),
    list: async () => [{ at: name }],
    browse: async () => ({ rows: [{ at: name }], total: 1 }),
    ask: async (of: { question: string }, about: { of: string }) => {
      asked.push(`${of.question} ${about.of}`)
      return of.question === 'test.rate' ? values.map((value) => ({ value: decimal(value) })) : [{ value: name }]
    },
  } as unknown as Read
  return { read, asked }
}
type Kept = { question: string; asks: Wire; answers: Wire[] }[]
const texts = (answers: readonly { value: unknown }[]) => answers.map(({ value }) => decimalText(value as never))

describe('what only the place of a call could know', () => {
  it('is kept as it was said, as text, in the order in which it was asked; nothing else is', async () => {
    const kept: Kept = []
    const { read } = place('laptop', ['1.50', '2'])
    const device = witnessing(read, kept)
    await device.ask(plain, { of: 'a' })
    expect(texts(await device.ask(rate, { of: 'EUR' }))).toEqual(['1.5', '2'])
    await device.ask(rate, { of: 'USD' })
    expect(kept).toEqual([
      { question: 'test.rate', asks: { of: 'EUR' }, answers: [{ value: '1.5' }, { value: '2' }] },
      { question: 'test.rate', asks: { of: 'USD' }, answers: [{ value: '1.5' }, { value: '2' }] },
    ])
  })

  const witness = [
    { question: 'test.rate', asks: { of: 'EUR' }, answers: [{ value: '1.1' }] },
    { question: 'test.rate', asks: { of: 'USD' }, answers: [] },
    { question: 'test.rate', asks: { of: 'EUR' }, answers: [{ value: '1.2' }] },
  ]
  it('is heard at the hub as it was said there, also that nothing was known', async () => {
    const { read, asked } = place('hub', ['9'])
    const hub = reading(read, witness)
    expect(texts(await hub.ask(rate, { of: 'USD' }))).toEqual([])
    expect(texts(await hub.ask(rate, { of: 'EUR' }))).toEqual(['1.1'])
    // Asked twice there, answered twice: each answer counts once.
    expect(texts(await hub.ask(rate, { of: 'EUR' }))).toEqual(['1.2'])
    expect(asked).toEqual([])
  })
  it('what was not asked there is asked here, and so is what needs no witness', async () => {
    const { read, asked } = place('hub', ['9'])
    const hub = reading(read, witness.slice(0, 1))
    expect(texts(await hub.ask(rate, { of: 'GBP' }))).toEqual(['9'])
    expect(texts(await hub.ask(rate, { of: 'EUR' }))).toEqual(['1.1'])
    expect(texts(await hub.ask(rate, { of: 'EUR' }))).toEqual(['9'])
    expect(await reading(read, [{ question: 'test.plain', asks: { of: 'a' }, answers: [{ value: 'laptop' }] }]).ask(plain, { of: 'a' })).toEqual([{ value: 'hub' }]) // prettier-ignore
    expect(asked).toEqual(['test.rate GBP', 'test.rate EUR', 'test.plain a'])
  })
  it('rows are read where the call is decided', async () => {
    for (const read of [reading(place('hub').read, witness), witnessing(place('hub').read, [])]) {
      const kind = {} as never
      expect([await read.get(kind, 'x'), await read.hold(kind, 'x')]).toEqual([{ at: 'hub' }, { at: 'hub' }])
      expect([(await read.some(kind, ['x'])).get('x'), await read.list(kind, { limit: 1 }), await read.browse(kind, { limit: 1 })]).toEqual([
        { at: 'hub' }, [{ at: 'hub' }], { rows: [{ at: 'hub' }], total: 1 },
      ]) // prettier-ignore
    }
  })
})
