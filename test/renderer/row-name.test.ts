import { choiceOf, titleOf } from '../../renderer/kit/row-name.ts'

const view = (more: object = {}) => ({ key: 'id', row: { kind: 'shape', fields: { id: { kind: 'id' } } }, search: ['name', 'code', 'email'], ...more }) as never // prettier-ignore

describe('what a row is called', () => {
  it.each([
    ['by what one searches it by', {}, { id: '1', name: 'Kestrel', code: 'KES' }, 'Kestrel', 'Kestrel · KES'],
    ['without its empty fields', {}, { id: '1', name: '', code: null, email: 'a@b.example' }, 'a@b.example', 'a@b.example'],
    ['by its key, where there is nothing else', {}, { id: '1' }, '1', '1'],
    ['by its code first', { row: { kind: 'shape', fields: { id: { kind: 'code' } } } }, { id: 'MS', name: 'Users' }, 'Users', 'MS · Users'],
    [
      'lines of one contract by their numbers too',
      { called: ['contractNumber', 'number', 'product', 'description'] },
      { id: '1', contractNumber: 'C-1005', number: 2, product: 'BKP-GB', description: null },
      'C-1005 · 2 · BKP-GB',
      'C-1005 · 2 · BKP-GB',
    ],
  ])('%s', (_what, more, row, title, choice) => {
    expect([titleOf(view(more), row), choiceOf(view(more), row)]).toEqual([title, choice])
  })
})
