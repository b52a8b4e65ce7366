import { parse } from './source.ts'

// The rules of this folder are as good as what they see.
describe('a source is seen as it is', () => {
  it.each([
    ["import { a } from './b.ts'", { from: './b.ts', target: 'core/x/b.ts', typeOnly: false, lazy: false }],
    ["import type { a } from '../b.ts'", { from: '../b.ts', target: 'core/b.ts', typeOnly: true, lazy: false }],
    ["import { type A, type B } from 'c'", { from: 'c', target: 'c', typeOnly: true, lazy: false }],
    ["import { type A, b } from 'c'", { from: 'c', target: 'c', typeOnly: false, lazy: false }],
    ["import 'c'", { from: 'c', target: 'c', typeOnly: false, lazy: false }],
    ["export * from './d.ts'", { from: './d.ts', target: 'core/x/d.ts', typeOnly: false, lazy: false }],
    ["const d = await import('./d.ts')", { from: './d.ts', target: 'core/x/d.ts', typeOnly: false, lazy: true }],
    ["const d = require('d')", { from: 'd', target: 'd', typeOnly: false, lazy: true }],
    ["let d: import('./d.ts').D", { from: './d.ts', target: 'core/x/d.ts', typeOnly: true, lazy: false }],
  ])('%s', (text, expected) => {
    expect(parse('core/x/a.ts', `// ünïcödé €\n${text}`).imports).toEqual([expected])
  })
  it('functions: names, lines and lines of code, whatever was parsed before', () => {
    parse('core/x/before.ts', 'const x = 1\n'.repeat(50))
    const { functions } = parse(
      'core/x/a.ts',
      "// '€'\n\nexport function big() {\n  // why\n\n  return 1\n}\nconst small = () => 2\nclass C { act() {} }\n",
    )
    expect(functions).toEqual([
      { name: 'big', line: 3, size: 3 },
      { name: 'small', line: 8, size: 1 },
      { name: 'act', line: 9, size: 1 },
    ])
  })
  it('a function counts its own lines, not those of longer functions inside it', () => {
    const { functions } = parse(
      'core/x/a.ts',
      'function outer() {\n  const a = () => {\n    f()\n    g()\n  }\n  return b.map((x) => x)\n}\n',
    )
    expect(functions.map(({ name, size }) => [name, size])).toEqual([
      ['a', 4],
      ['function', 1],
      ['outer', 3],
    ])
  })
  it('calls, mentions and texts, but not those of comments', () => {
    const { calls, mentions, strings } = parse(
      'core/x/a.ts',
      "// new Date() 'no'\nnew Date(); Math.random(); x.toFixed(2); y.toFixed(); f(`a${1}b`, 'c')",
    )
    expect(calls).toEqual(['new Date', '.random(0)', '.toFixed(1)', '.toFixed(0)', 'f'])
    expect(mentions.has('Math.random')).toBe(true)
    expect(strings).toEqual(['a', 'b', 'c'])
  })
  it('classes with what they extend, and decorators', () => {
    const { classes } = parse('core/x/a.ts', '@d class A extends Error {}\nclass B {}\nclass C extends mixed(B) {}')
    expect(classes).toEqual([
      { name: 'A', extends: 'Error', decorators: 1 },
      { name: 'B', extends: null, decorators: 0 },
      { name: 'C', extends: '(an expression)', decorators: 0 },
    ])
  })
})
