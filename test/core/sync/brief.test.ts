import { brief } from '../../../core/sync/brief.ts'

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
