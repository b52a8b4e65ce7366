import { builtinModules } from 'node:module'
import type { Import, Source } from './source.ts'

type Given = Pick<Source, 'path' | 'imports'>
export interface ModuleFacts {
  readonly name: string
  readonly needs: readonly string[]
}
/** What a file may not import, as sentences; none when it keeps to the walls. `modules`: what each module of core says it needs. */
export type Wall = (source: Given, modules: ReadonlyMap<string, ModuleFacts>) => string[]

const isRelative = ({ from }: Import): boolean => from.startsWith('.')
const packageOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
const isNode = (from: string): boolean => from.startsWith('node:') || builtinModules.includes(from)
const within = (target: string, ...folders: readonly string[]): boolean => folders.some((f) => target === f || target.startsWith(`${f}/`))
const found = (source: Given, why: string, wrong: (i: Import) => boolean): string[] =>
  source.imports.filter(wrong).map((i) => `${source.path} imports ${i.from}: ${why}`)

/** Packages that core may use, and the files that may use them. Everything else in core goes through these files. */
const corePackages: Readonly<Record<string, RegExp>> = {
  'big.js': /^core\/kernel\/decimal\.ts$/,
  'temporal-polyfill': /^core\/kernel\/day\.ts$/,
  zod: /^core\/kernel\/shape\.ts$/,
}
/** The only files of core that know more than one module's list: what there is, and how it is called. */
const lists = { modules: 'core/harmony.ts', words: 'core/language.ts' }
const wordsFile = /^core\/[\w-]+\/words\.\w+\.ts$/

const coreImportsCore: Wall = (source) => {
  if (!within(source.path, 'core')) return []
  return [
    ...found(source, 'core imports nothing but core', (i) => isRelative(i) && !within(i.target, 'core')),
    ...found(source, 'core imports only its own few packages, each in one file of the kernel', (i) => {
      return !isRelative(i) && !corePackages[packageOf(i.from)]?.test(source.path)
    }),
  ]
}

const kernelImportsKernel: Wall = (source) =>
  within(source.path, 'core/kernel')
    ? found(source, 'the kernel knows no business', (i) => isRelative(i) && !within(i.target, 'core/kernel'))
    : []

const modulesImportWhatTheyNeed: Wall = (source, modules) => {
  const [, own = '', file] = /^core\/([\w-]+)\/(.+)$/.exec(source.path) ?? []
  if (file === undefined || own === 'kernel') return []
  const needs = modules.get(own)?.needs ?? []
  return found(source, `module ${own} needs ${needs.join(', ') || 'no other'}`, (i) => {
    const [, target = ''] = /^core\/([\w-]+)\//.exec(i.target) ?? []
    if (!isRelative(i)) return false
    // A file beside the modules knows them all, and whoever imports it knows them too.
    if (target === '') return true
    return target !== 'kernel' && target !== own && !needs.includes(target)
  })
}

const listsAloneNameModules: Wall = (source) => {
  const isOwnWords = wordsFile.test(source.path)
  return [
    ...found(source, 'only harmony.ts and the words of a module know the list of a module', (i) => {
      if (!/^core\/[\w-]+\/module\.ts$/.test(i.target) || source.path === lists.modules || within(source.path, 'test')) return false
      return !(isOwnWords && i.typeOnly && i.target.split('/')[1] === source.path.split('/')[1])
    }),
    ...found(source, 'only language.ts brings words together', (i) => {
      return wordsFile.test(i.target) && source.path !== lists.words && !isOwnWords && !within(source.path, 'test')
    }),
  ]
}

const storagePackages = [
  'sequelize',
  'pg',
  'pg-copy-streams',
  'pg-hstore',
  'better-sqlite3',
  'better-sqlite3-multiple-ciphers',
  'sqlite3',
  'umzug',
]
/** Tests that speak to a database behind the store's back, to break it or to measure without it. */
export const behindTheStore = ['test/world', 'test/storage', 'test/bench', 'test/scenarios', 'test/attack']
const storageAloneOpensDatabases: Wall = (source) =>
  within(source.path, 'main/storage', ...behindTheStore)
    ? []
    : found(source, 'only main/storage speaks to databases', (i) => storagePackages.includes(packageOf(i.from)))

const desktopAloneKnowsElectron: Wall = (source) =>
  within(source.path, 'main/desktop', 'main/electron.ts', 'test/desktop')
    ? []
    : found(source, 'only the desktop knows Electron', (i) => ['electron', 'electron-updater'].includes(packageOf(i.from)))

const hostsKnowNoScreens: Wall = (source) =>
  within(source.path, 'main')
    ? found(source, 'main imports core, packages and itself', (i) => isRelative(i) && !within(i.target, 'main', 'core', 'migrations'))
    : []

const doorsKnowNoModule: Wall = (source) =>
  within(source.path, 'main/doors')
    ? found(source, 'a door knows shapes and outcomes, no module', (i) => {
        return within(i.target, 'core') && !within(i.target, 'core/kernel', lists.modules, lists.words)
      })
    : []

/** In main, the rules and records of a module are known where that module's facts come from or go to, and where callers are made. */
const storageKnowsModulesInReads: Wall = (source) =>
  within(source.path, 'main/storage') && !within(source.path, 'main/storage/reads')
    ? found(
        source,
        'storage knows records by their shape; a module only in reads/',
        (i) => within(i.target, 'core') && !within(i.target, 'core/kernel'),
      )
    : []

const migrationsStandAlone: Wall = (source) =>
  within(source.path, 'migrations') ? found(source, 'a migration imports nothing, so that nothing changes it later', () => true) : []

const screensKnowTheManifest: Wall = (source) => {
  if (!within(source.path, 'renderer')) return []
  return [
    ...found(
      source,
      'screens import core (types, and the kernel) and themselves',
      (i) => isRelative(i) && !within(i.target, 'renderer', 'core'),
    ),
    ...found(source, 'screens import only types of modules: rules stay with the host', (i) => {
      return within(i.target, 'core') && !within(i.target, 'core/kernel') && !i.typeOnly
    }),
    ...found(source, 'screens run in a browser', (i) => isNode(i.from) && source.path !== 'renderer/vite.config.ts'),
  ]
}

/** Grids and forms of the kit are drawn from shapes, so they know the kernel and the shell's words and cultures; no module. */
const kitKnowsNoBusiness: Wall = (source) =>
  within(source.path, 'renderer/kit')
    ? found(
        source,
        'the design system knows no business',
        (i) => isRelative(i) && !within(i.target, 'renderer/kit', 'renderer/app', 'core/kernel'),
      )
    : []

const kitAloneKnowsMantine: Wall = (source) =>
  within(source.path, 'renderer') && !within(source.path, 'renderer/kit')
    ? found(source, 'the component library is known in renderer/kit alone', (i) => i.from.startsWith('@mantine/'))
    : []

const nobodyNeedsTests: Wall = (source) =>
  within(source.path, 'test') ? [] : found(source, 'the product does not rest on its tests', (i) => within(i.target, 'test'))

export const walls: Readonly<Record<string, Wall>> = {
  coreImportsCore, kernelImportsKernel, modulesImportWhatTheyNeed, listsAloneNameModules, storageAloneOpensDatabases, desktopAloneKnowsElectron, hostsKnowNoScreens,
  doorsKnowNoModule, storageKnowsModulesInReads, migrationsStandAlone, screensKnowTheManifest, kitKnowsNoBusiness, kitAloneKnowsMantine, nobodyNeedsTests,
} // prettier-ignore

/**
 * Files that import each other in a ring, as `a → b → a`. In core types count too, for there a ring of types is a ring of thoughts; elsewhere what is
 * loaded together counts: a door that loads its commands when they are asked for is no ring.
 */
export function rings(all: readonly Given[]): string[] {
  const counts = (path: string, i: Import): boolean => within(path, 'core') || !(i.typeOnly || i.lazy)
  const byPath = new Map(all.map((source) => [source.path, source]))
  const state = new Map<string, 'open' | 'done'>()
  const trail: string[] = []
  const seen: string[] = []
  const walk = (path: string): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') return void seen.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    state.set(path, 'open')
    trail.push(path)
    for (const i of byPath.get(path)?.imports ?? []) if (byPath.has(i.target) && counts(path, i)) walk(i.target)
    trail.pop()
    state.set(path, 'done')
  }
  for (const { path } of all) walk(path)
  return seen
}
