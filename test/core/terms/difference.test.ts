import fc from 'fast-check'
import { differenceOf } from '../../../core/terms/difference.ts'

const shown = (before: string, after: string): string =>
  differenceOf(before, after)
    .map(({ change, text }) => (change === 'same' ? text : change === 'added' ? `[+${text}]` : `[-${text}]`))
    .join('')

describe('two wordings, word by word', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['', '', ''],
    ['one two three', 'one two three', 'one two three'],
    ['at least 30 days before', 'at least 60 days before', 'at least [-30][+60] days before'],
    ['a b', 'a b c', 'a b[+ c]'],
    ['one two three', 'red blue three', '[-one two][+red blue] three'],
    ['floor and cap.\n\nThen', 'floor and cap. Or less.\n\nThen', 'floor and cap.[+ Or less.]\n\nThen'],
    ['', 'new', '[+new]'],
    ['gone', '', '[-gone]'],
    ['x a b y', 'x y', 'x [-a b ]y'],
  ]
  it.each(cases)('%p and %p', (before, after, expected) => expect(shown(before, after)).toBe(expected))

  it('what is left of the old and what is there of the new are the two texts again', () => {
    const text = fc.array(fc.constantFrom('a ', 'b ', 'the ', '\n\n', 'end.'), { maxLength: 40 }).map((words) => words.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = differenceOf(before, after)
        const of = (change: string) => parts.filter((part) => part.change !== change).map((part) => part.text).join('') // prettier-ignore
        expect(of('added')).toBe(before)
        expect(of('removed')).toBe(after)
      }),
    )
  })
  it('very long texts are compared as well, in one stretch where they differ', () => {
    const long = Array.from({ length: 5000 }, (_, i) => `word${i}`).join(' ')
    const other = Array.from({ length: 5000 }, (_, i) => `other${i}`).join(' ')
    expect(differenceOf(`same ${long} end`, `same ${other} end`).map(({ change }) => change)).toEqual(['same', 'removed', 'added', 'same'])
  })
})
