import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { modules } from '../../core/harmony.ts'
import { emptyNames, longer, limits, strangeName, strangersAtTheTop, tooLong, topLevel } from './layout.ts'
import { files, read, root, sources } from './source.ts'

const built = ['node_modules', 'dist', 'coverage', 'test-results']
const all = files()

describe('layout', () => {
  it('the top level holds what it is meant to hold', () => {
    expect(strangersAtTheTop(readdirSync(root).filter((name) => !built.includes(name) && !name.endsWith('.log')))).toEqual([])
    expect([...topLevel.folders, ...topLevel.files].filter((name) => !existsSync(join(root, name)))).toEqual([])
  })
  it('a module is a folder of core, and every folder of core is a module', () => {
    const folders = readdirSync(join(root, 'core'), { withFileTypes: true }).filter((e) => e.isDirectory() && e.name !== 'kernel')
    expect(folders.map((f) => f.name).sort()).toEqual(modules.map((m) => m.name).sort())
  })
  it('beside the modules core has its two lists and its three texts', () => {
    const beside = readdirSync(join(root, 'core'), { withFileTypes: true }).filter((e) => e.isFile())
    expect(beside.map((f) => f.name).sort()).toEqual([
      'DECISIONS.md',
      'GLOSSARY.md',
      'README.md',
      'harmony.ts',
      'language.ts',
      'tsconfig.json',
    ])
  })
  it('reads and screens are in folders named as the module', () => {
    const names = new Set(modules.map((m) => m.name))
    const folders = all.flatMap((path) => /^renderer\/modules\/([^/]+)\//.exec(path)?.[1] ?? [])
    expect([...new Set(folders)].filter((name) => !names.has(name))).toEqual([])
  })
  it('the core compiles without Node, DOM and Electron', () => {
    const { compilerOptions } = JSON.parse(read('core/tsconfig.json')) as {
      compilerOptions: { types: string[]; lib: string[]; strict: boolean }
    }
    expect(compilerOptions).toMatchObject({
      types: [],
      lib: ['ES2024'],
      strict: true,
      erasableSyntaxOnly: true,
      noUncheckedIndexedAccess: true,
    })
  })
  it('names say what is inside', () => {
    expect(all.flatMap(emptyNames)).toEqual([])
    expect(sources().flatMap(({ path }) => strangeName(path))).toEqual([])
  })
  it('files and functions are of a size that one can hold in the head', () => {
    expect(sources().flatMap(tooLong)).toEqual([])
  })
  it('every reason for a longer file still has a file', () => {
    expect(longer.filter(([pattern]) => !all.some((path) => pattern.test(path)))).toEqual([])
  })
})

describe('what the layout forbids is found', () => {
  it.each([
    [['core', 'src'], ['src']],
    [['.ci', '.github', 'README.md', 'docs'], ['docs']],
  ])('top level %j', (names, strangers) => expect(strangersAtTheTop(names)).toEqual(strangers))
  it.each([
    ['core/utils/a.ts', 1],
    ['core/billing/helpers.ts', 1],
    ['main/date-utils.ts', 1],
    ['main/session-manager.ts', 1],
    ['core/billing/index.ts', 1],
    ['renderer/index.html', 0],
    ['core/kernel/shape.ts', 0],
    ['test/shared/world.ts', 1],
  ])('%s', (path, found) => expect(emptyNames(path)).toHaveLength(found))
  it.each([
    ['core/billing/proposeRun.ts', 1],
    ['core/billing/Propose.tsx', 1],
    ['core/billing/list-periods.ts', 0],
    ['core/billing/words.en.ts', 0],
    ['migrations/0001-log.ts', 0],
  ])('%s', (path, found) => expect(strangeName(path)).toHaveLength(found))
  it.each([
    ['core/a.ts', limits.file + 1, 10, 1],
    ['core/a.ts', limits.file, limits.function + 1, 1],
    ['core/a.ts', limits.file, limits.function, 0],
    ['renderer/a.tsx', 300, limits.screen, 0],
    ['renderer/a.tsx', 300, limits.screen + 1, 1],
    ['core/billing/words.en.ts', 2000, 0, 0],
    ['migrations/0009-x.ts', 2000, 300, 0],
  ])('%s of %i lines with a function of %i', (path, size, own, found) => {
    expect(tooLong({ path, size, functions: [{ name: 'f', line: 1, size: own }] })).toHaveLength(found)
  })
})
