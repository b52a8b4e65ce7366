import { parseSync } from '@swc/core'
import { readFileSync, readdirSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'

/** One `import`, `export … from`, `import()` or `import('…').Type`. */
export interface Import {
  readonly from: string
  /** Relative imports: the file, from the root of the repository. Everything else: as it is written. */
  readonly target: string
  readonly typeOnly: boolean
  /** `import()`: when it is asked for, not when the file is loaded. */
  readonly lazy: boolean
}
export interface Piece {
  readonly name: string
  readonly line: number
  /** Lines with code (neither blank nor comment alone) of its own: those of longer functions inside it count there. */
  readonly size: number
}
/** What the rules look at. `found` holds what a text search cannot tell from a comment: calls, members, texts. */
export interface Source {
  readonly path: string
  readonly text: string
  readonly size: number
  readonly imports: readonly Import[]
  readonly reexports: number
  readonly functions: readonly Piece[]
  readonly classes: readonly { readonly name: string; readonly extends: string | null; readonly decorators: number }[]
  /** `parseFloat()`, `Math.random()`, `new Date()`, `x.toFixed(2)` as `.toFixed(1)`: the callee, and for members the number of arguments. */
  readonly calls: readonly string[]
  /** Identifiers and `Object.member` of identifiers. */
  readonly mentions: ReadonlySet<string>
  readonly strings: readonly string[]
}

export const root = join(__dirname, '../..')
const unseen = new Set(['node_modules', 'dist', 'test-results', '.git', '.types', '.cache'])

/** Every file of the repository, by its path from the root with slashes. What is built or installed is no part of it. */
export function files(folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    // Reports of test runs; a module is called so too.
    if (unseen.has(entry.name) || (folder === root && entry.name === 'coverage')) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return files(path)
    return entry.isFile() ? [relative(root, path).split(sep).join('/')] : []
  })
}
export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const isSource = (path: string): boolean => /\.tsx?$/.test(path) && !path.endsWith('.d.ts')
let known: readonly Source[] | undefined
/** Every TypeScript file of ours, parsed once, and only where more is asked of it than its text. */
export const sources = (): readonly Source[] =>
  (known ??= files()
    .filter(isSource)
    .map((path) => parsedWhenAsked(path, read(path))))
export const sourcesIn = (...folders: readonly string[]): Source[] =>
  sources().filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)))

function parsedWhenAsked(path: string, text: string): Source {
  let whole: Source | undefined
  const parsed = (): Source => (whole ??= parse(path, text))
  return {
    path,
    text,
    size: codeLines(text),
    get imports() {
      return parsed().imports
    },
    get reexports() {
      return parsed().reexports
    },
    get functions() {
      return parsed().functions
    },
    get classes() {
      return parsed().classes
    },
    get calls() {
      return parsed().calls
    },
    get mentions() {
      return parsed().mentions
    },
    get strings() {
      return parsed().strings
    },
  }
}

interface Node {
  readonly type: string
  readonly span?: { readonly start: number; readonly end: number }
  readonly [key: string]: unknown
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
const nameOf = (node: unknown): string => (isNode(node) && node.type === 'Identifier' ? (node['value'] as string) : '')
const textOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'StringLiteral' ? (node['value'] as string) : undefined

const blankOrComment = /^\s*($|\/\/|\/\*|\*)/
const codeLines = (text: string): number => text.split('\n').filter((line) => !blankOrComment.test(line)).length

const functionTypes = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'Constructor',
  'MethodProperty',
])

/** Lines up to which a function inside another is a part of it: a callback, a comparison. */
const shortFunction = 3

export function parse(path: string, text: string): Source {
  // The empty statement in front tells where the file begins: positions count bytes over everything that was parsed before.
  const marked = `;${text}`
  const tree = parseSync(marked, { syntax: 'typescript', tsx: path.endsWith('x'), decorators: true, target: 'es2024' })
  const bytes = Buffer.from(marked)
  const base = tree.body[0]!.span.start
  const found = {
    imports: [] as Import[],
    reexports: 0,
    functions: [] as Piece[],
    classes: [] as Source['classes'][number][],
    calls: [] as string[],
    mentions: new Set<string>(),
    strings: [] as string[],
  }
  const imported = (from: string, typeOnly: boolean, lazy = false): void => {
    const target = from.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), from)) : from
    found.imports.push({ from, target, typeOnly, lazy })
  }
  const open: { name: string; line: number; size: number; inside: number }[] = []
  // Counted on from the function before: they are met in the order of the text.
  let [line, counted] = [1, 0]
  const measure = (node: Node, named: string): (typeof open)[number] => {
    const { start, end } = node.span!
    for (; counted < start - base; counted++) if (bytes[counted] === 10) line++
    const name = nameOf(node['identifier']) || nameOf(node['key']) || named || 'function'
    return { name, line, size: codeLines(bytes.subarray(start - base, end - base).toString()), inside: 0 }
  }
  const look = (node: Node, named: string): void => {
    lookAtImports(node, imported, found)
    lookAtUses(node, found)
    const isFunction = functionTypes.has(node.type) && node.span !== undefined
    if (isFunction) open.push(measure(node, named))
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression')
      found.classes.push({
        name: nameOf(node['identifier']),
        extends: isNode(node['superClass']) ? nameOf(node['superClass']) || '(an expression)' : null,
        decorators: ((node['decorators'] as unknown[] | undefined) ?? []).length,
      })
    const inner = node.type === 'VariableDeclarator' ? nameOf(node['id']) : ''
    for (const value of Object.values(node)) for (const child of Array.isArray(value) ? value : [value]) visit(child, inner)
    if (!isFunction) return
    const { name, line, size, inside } = open.pop()!
    found.functions.push({ name, line, size: size - inside })
    const around = open.at(-1)
    if (around && size > shortFunction) around.inside += size
  }
  const visit = (value: unknown, named: string): void => {
    if (isNode(value)) look(value, named)
    // Arguments, specifiers and properties are wrapped in objects without a type of their own.
    else if (typeof value === 'object' && value !== null) for (const child of Object.values(value)) visit(child, named)
  }
  for (const item of tree.body) visit(item, '')
  return { path, text, size: codeLines(text), ...found }
}

function lookAtImports(
  node: Node,
  imported: (from: string, typeOnly: boolean, lazy?: boolean) => void,
  found: { reexports: number },
): void {
  const from = textOf(node['source'])
  const specifiers = (node['specifiers'] as Node[] | undefined) ?? []
  if (node.type === 'ImportDeclaration' && from !== undefined)
    imported(from, node['typeOnly'] === true || (specifiers.length > 0 && specifiers.every((s) => s['isTypeOnly'] === true)))
  else if ((node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') && from !== undefined) {
    imported(from, node['typeOnly'] === true)
    found.reexports += 1
  } else if (node.type === 'CallExpression' && isNode(node['callee'])) {
    const target = textOf((node['arguments'] as { readonly expression: unknown }[])[0]?.expression)
    const dynamic = node['callee'].type === 'Import' || nameOf(node['callee']) === 'require'
    if (dynamic && target !== undefined) imported(target, false, true)
  } else if (node.type === 'TsImportType') {
    const target = textOf(node['argument'])
    if (target !== undefined) imported(target, true)
  }
}

function lookAtUses(node: Node, found: { calls: string[]; mentions: Set<string>; strings: string[] }): void {
  if (node.type === 'StringLiteral') found.strings.push(node['value'] as string)
  if (node.type === 'TemplateElement') found.strings.push((node['cooked'] ?? node['raw']) as string)
  if (node.type === 'Identifier') found.mentions.add(node['value'] as string)
  if (node.type === 'MemberExpression' && nameOf(node['object']) !== '' && nameOf(node['property']) !== '')
    found.mentions.add(`${nameOf(node['object'])}.${nameOf(node['property'])}`)
  if (node.type === 'NewExpression') found.calls.push(`new ${nameOf(node['callee'])}`)
  if (node.type !== 'CallExpression' || !isNode(node['callee'])) return
  const callee = node['callee']
  const given = (node['arguments'] as unknown[]).length
  if (callee.type === 'Identifier') found.calls.push(callee['value'] as string)
  if (callee.type === 'MemberExpression') found.calls.push(`.${nameOf(callee['property'])}(${given})`)
}
