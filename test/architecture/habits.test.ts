import { countersOfCore, habits, leavesNoNotes, namesNoMachine } from './habits.ts'
import { files, parse, read, sources } from './source.ts'

const isText = (path: string): boolean =>
  /\.(tsx?|mjs|cjs|json|md|yml|css|html|typ|sql|sh|plist)$|^\.(ci\/)?\w+$/.test(path) && path !== 'package-lock.json'
const texts = files().filter(isText)

describe('habits of the code', () => {
  it.each(Object.keys(habits))('%s', (name) => {
    expect(sources().flatMap(habits[name]!)).toEqual([])
  })
  it('nothing is left for later', () => {
    expect(texts.flatMap((path) => leavesNoNotes(path, read(path)))).toEqual([])
  })
  it('no text names a folder of the machine it was written on', () => {
    expect(texts.flatMap((path) => namesNoMachine(path, read(path)))).toEqual([])
  })
  it('whoever may make numbers still does', () => {
    const there = new Set(sources().map((s) => s.path))
    expect(Object.keys(countersOfCore).filter((path) => !there.has(path))).toEqual([])
  })
})

describe.each<[habit: keyof typeof habits, path: string, text: string, fine: boolean]>([
  ['coreIsPure', 'core/billing/a.ts', 'const x = new Date()', false],
  ['coreIsPure', 'core/billing/a.ts', 'const x = Date.now()', false],
  ['coreIsPure', 'core/billing/a.ts', 'const x = Math.random()', false],
  ['coreIsPure', 'core/billing/a.ts', 'const x = crypto.randomUUID()', false],
  ['coreIsPure', 'core/billing/a.ts', '// never new Date()\nconst x = Math.floor(1)', true],
  ['coreIsPure', 'main/a.ts', 'const x = Date.now()', true],
  ['cultureIsNamed', 'core/a.ts', "const x = 'a'.localeCompare('b')", false],
  ['cultureIsNamed', 'core/a.ts', 'const x = (1).toLocaleString()', false],
  ['cultureIsNamed', 'core/a.ts', "const x = 'a' < 'b'", true],
  ['exactNumbers', 'core/a.ts', "const x = parseFloat('1')", false],
  ['exactNumbers', 'renderer/app/a.ts', "const x = Number.parseFloat('1')", false],
  ['exactNumbers', 'main/a.ts', 'const x = y.toFixed(2)', false],
  ['exactNumbers', 'core/a.ts', 'const x = big.toNumber()', false],
  ['exactNumbers', 'core/a.ts', 'const x = big.toFixed()', true],
  ['numbersCount', 'core/billing/a.ts', 'const x = Number(minor)', false],
  ['numbersCount', 'core/billing/a.ts', "const x = Number.parseInt('1', 10)", false],
  ['numbersCount', 'core/kernel/day.ts', "const x = Number('2026')", true],
  ['numbersCount', 'core/billing/a.ts', 'const x = Number.isSafeInteger(1)', true],
  ['noInheritance', 'core/a.ts', 'class A extends B {}', false],
  ['noInheritance', 'core/a.ts', 'class A extends Error {}', true],
  ['noDecorators', 'main/a.ts', '@injectable() class A {}', false],
  ['noBarrels', 'core/a.ts', "export * from './b.ts'", false],
  ['noBarrels', 'renderer/a.ts', "export { b } from './b.ts'", false],
  ['noBarrels', 'renderer/a.ts', "import { b } from './b.ts'\nexport const c = b", true],
  ['bundlesToCommonJs', 'main/a.ts', 'const x = import.meta.url', false],
  ['bundlesToCommonJs', 'main/a.ts', '// no import.meta here\nconst x = __dirname', true],
])('%s', (habit, path, text, fine) => {
  it(`${fine ? 'lets' : 'stops'} ${path}: ${text}`, () => {
    expect(habits[habit]!(parse(path, text))).toHaveLength(fine ? 0 : 1)
  })
})
it.each([
  [`a\n// ${'TO'}DO later`, 1],
  [`${'FIX'}ME`, 1],
  ['todo list of a person', 0],
])('notes: %s', (text, found) => expect(leavesNoNotes('a.ts', text)).toHaveLength(found))
it.each([
  [`see /${'work'}/main/core`, 1],
  [`'/${'Users'}/ada/Documents'`, 1],
  [`"/${'tmp'}/team/x"`, 1],
  ['https://example.com/work/main', 0],
  ['/home/of/nobody', 0],
])('machines: %s', (text, found) => expect(namesNoMachine('a.ts', text)).toHaveLength(found))
