import { askedFor, signs } from '../../renderer/app/search-signs.ts'
import { foundKinds } from '../../core/search/find.ts'

describe('signs before a search', () => {
  it.each<[string, object]>([
    ['Pennine', { text: 'Pennine', commands: 'all', kinds: null, help: false }],
    ['> dark', { text: 'dark', commands: 'all', kinds: [], help: false }],
    ['/ren', { text: 'ren', commands: 'places', kinds: [] }],
    ['c:pen', { text: 'pen', commands: 'none', kinds: ['customer'] }],
    ['C: pen', { text: 'pen', commands: 'none', kinds: ['customer'] }],
    ['@grace', { text: 'grace', commands: 'none', kinds: ['contact', 'lead', 'user'] }],
    ['#C-1003', { text: 'C-1003', commands: 'none' }],
    ['?', { text: '', commands: 'none', kinds: [], help: true }],
    ['C-1003', { text: 'C-1003', kinds: null }],
  ])('%s', (typed, asked) => {
    expect(askedFor(typed)).toMatchObject(asked)
  })
  it('narrow to kinds that are found', () => {
    const kinds: readonly string[] = foundKinds
    expect(signs.flatMap((sign) => sign.kinds as readonly string[]).filter((kind) => !kinds.includes(kind))).toEqual([])
  })
})
