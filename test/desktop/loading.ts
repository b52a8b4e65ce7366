// Loads the shell from its sources, afresh each time, so that one protection can be taken out of a source before it runs and the tests are seen to turn red.
import { transformSync } from '@swc/core'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'

const root = join(__dirname, '..', '..')
const packages = createRequire(join(root, 'package.json'))

/** A source in which one protection is missing. */
export interface Mutation {
  readonly file: string
  readonly from: string | RegExp
  readonly to: string
}
export interface Sources {
  /** The text of a file of the repository, by its path from the root. */
  text(file: string): string
  /** What it exports. `electron` is what its sources import under that name. */
  load<T>(file: string): T
  /** The same sources, loaded once more with another Electron. */
  with(electron: unknown): Sources
  /** One script of a source and all that it imports, for a place where there is no `require` but for `electron`. */
  script(file: string): string
}

const compiled = new Map<string, string>()
function compile(code: string): string {
  const known = compiled.get(code)
  if (known !== undefined) return known
  const { code: text } = transformSync(code, { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } })
  compiled.set(code, text)
  return text
}
const pathOf = (from: string, to: string): string =>
  relative(root, join(root, dirname(from), to))
    .split(sep)
    .join('/')

export function sourcesWith(mutation?: Mutation, electron?: unknown): Sources {
  const text = (file: string): string => {
    const whole = readFileSync(join(root, file), 'utf8')
    if (file !== mutation?.file) return whole
    const changed = whole.replace(mutation.from, mutation.to)
    if (changed === whole)
      throw new Error(`${file} does not hold ${String(mutation.from)}: what protects has moved, and its mutation with it`)
    return changed
  }
  const modules = new Map<string, { exports: unknown }>()
  const load = (file: string): unknown => {
    const known = modules.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    modules.set(file, module)
    const needs = (name: string): unknown =>
      name === 'electron' ? electron : name.startsWith('.') ? load(pathOf(file, name)) : (packages(name) as unknown)
    // Within jest's own world: scripts of `node:vm` would run outside it, with another `process`.
    // oxlint-disable-next-line typescript/no-implied-eval
    const body = new Function('require', 'module', 'exports', '__dirname', '__filename', compile(text(file)))
    body(needs, module, module.exports, dirname(join(root, file)), join(root, file))
    return module.exports
  }
  const script = (file: string): string => {
    const parts = new Map<string, string>()
    const take = (name: string): void => {
      if (parts.has(name)) return
      const code = compile(text(name))
      parts.set(name, code)
      for (const [, needed] of code.matchAll(/require\("(\.[^"]+)"\)/g)) take(pathOf(name, needed!))
    }
    take(file)
    const table = [...parts].map(([name, code]) => `${JSON.stringify(name)}: (require, exports) => {${code}\n}`)
    return `const files = {${table.join(',\n')}}, done = {}
const path = (from, to) => { const parts = from.split('/').slice(0, -1); for (const step of to.split('/')) step === '..' ? parts.pop() : step === '.' || parts.push(step); return parts.join('/') }
const load = (file) => done[file] ?? (done[file] = {}, files[file]((name) => (name === 'electron' ? electron : load(path(file, name))), done[file]), done[file])
load(${JSON.stringify(file)})`
  }
  return { text, load: load as Sources['load'], script, with: (other) => sourcesWith(mutation, other) }
}
