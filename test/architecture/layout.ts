/** Where things may stand and what they may be called. */

/** The top level is fixed; tool configurations and dotfiles stand beside it. */
export const topLevel = {
  folders: ['core', 'main', 'renderer', 'migrations', 'test'],
  files: ['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json', 'package-lock.json', 'electron-builder.yml', 'jest.config.cjs'],
}
export function strangersAtTheTop(names: readonly string[]): string[] {
  const known = new Set([...topLevel.folders, ...topLevel.files])
  return names.filter((name) => !known.has(name) && !name.startsWith('.'))
}

const banned = /^(utils?|utilities|helpers?|commons?|misc|miscellaneous|managers?|shared|index|stuff|libs?)$/
/** Names that say nothing: a reader of the folder does not learn what is inside. */
export function emptyNames(path: string): string[] {
  const words = path.split('/').map((part) => part.replace(/(\.test)?\.\w+$/, ''))
  const bad = words.flatMap((word) =>
    banned.test(word) || word.split(/[-_.]/).some((w) => /^(utils?|helpers?|manager)$/.test(w)) ? [word] : [],
  )
  return bad.length === 0 || path === 'renderer/index.html' ? [] : [`${path}: "${bad[0]}" says nothing`]
}

/** Sources are named in small letters with hyphens, migrations by number. */
export const strangeName = (path: string): string[] => {
  const file = path.split('/').at(-1)!
  return /^(\d{4}-)?[a-z0-9]+([-.][a-z0-9]+)*\.tsx?$/.test(file) ? [] : [`${path}: small letters and hyphens`]
}

/** Lines of code in a file and in a function of its own; blank lines and comments are free. Screens are written as markup, which takes more lines. */
export const limits = { file: 400, function: 70, screen: 140 }
/** Files that may be longer, with the reason. */
export const longer: readonly (readonly [RegExp, string])[] = [
  [/\/words\.\w+\.ts$/, 'a list of words: nothing to understand'],
  [/^core\/demo\//, 'the demo company is data'],
  [/^migrations\//, 'the tables as they were, in one piece'],
  [/^test\//, 'tables of examples; a reader needs one row at a time'],
]
export const mayBeLonger = (path: string): boolean => longer.some(([pattern]) => pattern.test(path))

interface Sized {
  readonly path: string
  readonly size: number
  readonly functions: readonly { readonly name: string; readonly line: number; readonly size: number }[]
}
export function tooLong({ path, size, functions }: Sized): string[] {
  if (mayBeLonger(path)) return []
  const limit = path.endsWith('.tsx') ? limits.screen : limits.function
  return [
    ...(size > limits.file ? [`${path}: ${size} lines, at most ${limits.file}`] : []),
    ...functions.filter((f) => f.size > limit).map((f) => `${path}:${f.line} ${f.name}: ${f.size} lines, at most ${limit}`),
  ]
}
