import fc from 'fast-check'
import { aDecimal, count, flag, many, maybe, shape, someData, text, type Field, type Wire } from '../../../core/kernel/shape.ts'
import { said, whole } from '../../../core/sync/said.ts'

const line = shape({ product: text, percent: maybe(aDecimal), tags: maybe(many(maybe(text))), more: maybe(someData) })
const order = shape({
  id: maybe(text),
  title: text,
  lines: many(line),
  first: maybe(line),
  extra: someData,
  poFollows: maybe(flag),
  days: maybe(count),
})
const absentOr = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
const someText = fc.string({ minLength: 1, maxLength: 5 }).map((of) => `x${of}`)
const data = fc.constantFrom<Wire>({ kept: null, a: [null, 1] }, [null], 'x', 7)
const aLine = fc.record({
  product: someText,
  percent: absentOr(fc.constantFrom('1.5', '0')),
  tags: absentOr(fc.array(absentOr(someText), { maxLength: 3 })),
  more: absentOr(data),
})
const anOrder = fc.record({
  id: absentOr(someText), title: someText, lines: fc.array(aLine, { maxLength: 3 }), first: absentOr(aLine), extra: fc.oneof(data, fc.constant(null)),
  poFollows: absentOr(fc.boolean()), days: absentOr(fc.nat()),
}) // prettier-ignore

describe('what is said of something new', () => {
  it('is whole again wherever it is read, and means the same', () => {
    fc.assert(
      fc.property(anOrder, (value) => {
        const sent = JSON.parse(JSON.stringify(said(order as Field<unknown>, value as Wire))) as Wire
        expect(whole(order as Field<unknown>, sent)).toEqual(value)
        expect(order.print(order.parse(sent, 'input'))).toEqual(order.print(order.parse(value, 'input')))
      }),
      { seed: 20261123, numRuns: 300 },
    )
  })
  it('leaves out what is absent, at every level, and nothing else', () => {
    const value = { id: null, title: 'Desks', lines: [{ product: 'A', percent: null, tags: [null, 'x'], more: { kept: null } }], first: null, extra: null, poFollows: false, days: 0 } // prettier-ignore
    expect(said(order as Field<unknown>, value)).toEqual({
      title: 'Desks',
      lines: [{ product: 'A', tags: [null, 'x'], more: { kept: null } }],
      extra: null,
      poFollows: false,
      days: 0,
    })
  })
  it.each([[null], ['x'], [7], [[1]], [{ title: 7, lines: 'x', stray: null, first: [] }]])(
    'of another form stays as it came: %j',
    (value) => {
      expect(whole(order as Field<unknown>, value as Wire)).toEqual(
        value === null || typeof value !== 'object' || Array.isArray(value) ? value : { id: null, poFollows: null, days: null, ...value },
      )
      expect(said(order as Field<unknown>, value as Wire)).toEqual(value)
    },
  )
})
