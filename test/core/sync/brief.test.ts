import { anInstant, count, idOf, many, maybe, shape, someData, someMoney, text } from '../../../core/kernel/shape.ts'
import { wholeOrder } from '../../../core/orders/whole.ts'
import { brief, briefOf } from '../../../core/sync/brief.ts'

describe('what a device is told of an answer', () => {
  it.each([
    ['an order', { id: 'a', number: 'ORD-1', title: 'Desks', lines: [{ id: 'b', number: 1 }], figures: { id: 'c', sales: '1' } }, { id: 'a', number: 'ORD-1', figures: { id: 'c' } }],
    ['an order within', { order: { id: 'a', number: null, reference: 'K7-000001', customer: { id: 'd' } }, approvals: [] }, { order: { id: 'a', number: null, reference: 'K7-000001' } }],
    ['nothing named', { done: { at: 'x' }, rows: [1, 2] }, {}],
    ['a list', [{ id: 'a' }], null],
    ['nothing', null, null],
    ['a text', 'done', 'done'],
  ])('of %s', (_what, answer, told) => {
    expect(brief(answer)).toEqual(told)
  }) // prettier-ignore
})

describe('what a device is told of an answer that is not printed', () => {
  const customer = shape({ id: idOf('customers'), name: text, state: text })
  const output = shape({ number: maybe(text), state: text, total: someMoney, customer, other: maybe(customer), lines: many(customer), more: someData, at: anInstant, n: count })
  const one = { id: '0192f0c4-0000-7000-8000-000000000001', name: 'Zen', state: 'open' }
  const answer = { number: 'ORD-1', state: 'draft', total: { currency: 'GBP', minor: 5n }, customer: one, other: null, lines: [one], more: { id: 'x', deep: { id: 'y' } }, at: '2026-11-30T18:00:00.000Z', n: 3 }
  it.each([
    ['all there', answer],
    ['something within', { ...answer, number: null, other: one }],
    ['plain data that is a list', { ...answer, more: [{ id: 'x' }] }],
  ])('is what it is told of the printed one: %s', (_what, said) => {
    expect(briefOf(output, said)).toEqual(brief(output.print(said as never)))
  })
  it('prints no line of an order', () => {
    const order = Object.fromEntries(Object.keys(wholeOrder.fields).map((field) => [field, null]))
    const lines = new Proxy([], { get: () => { throw new Error('was looked at') } })
    expect(briefOf(wholeOrder, { ...order, id: one.id, number: 'ORD-1', state: 'draft', lines, costs: lines })).toEqual({ id: one.id, number: 'ORD-1', reference: null, state: 'draft' })
  })
  it('of anything else is the same', () => expect(briefOf(many(customer), [one])).toBeNull())
}) // prettier-ignore
