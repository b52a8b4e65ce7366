import type { Source } from './source.ts'

/** What a source does that its place does not allow, as sentences. */
export type Habit = (source: Source) => string[]

const inCore = ({ path }: Source): boolean => path.startsWith('core/')
const said = (source: Source, what: readonly string[]): string[] => [...new Set(what)].map((w) => `${source.path}: ${w}`)

/** Clocks, dice and other worlds that a pure core cannot reach: what it needs of them is passed in as `now`. */
const worlds = new Set([
  'Date',
  'Math.random',
  'crypto',
  'process',
  'console',
  'fetch',
  'setTimeout',
  'setInterval',
  'globalThis',
  'Buffer',
  'performance',
])
const coreIsPure: Habit = (source) =>
  inCore(source)
    ? said(
        source,
        [...source.mentions].filter((m) => worlds.has(m)).map((m) => `${m} is the world's`),
      )
    : []

/** Text that depends on the machine's own culture; a culture is always named. */
const cultureIsNamed: Habit = (source) =>
  inCore(source)
    ? said(
        source,
        source.calls.filter((c) => /^\.(toLocale\w+|localeCompare)\((0|1)\)$/.test(c)).map((c) => `${c} follows the machine's culture`),
      )
    : []

/** Floating point has no place near money, quantities and rates, in hosts and screens as little as in the core. */
const exactNumbers: Habit = (source) => {
  if (source.path.startsWith('test/')) return []
  const floats = source.calls.filter(
    (c) => c === 'parseFloat' || c.startsWith('.parseFloat(') || /^\.toFixed\([1-9]/.test(c) || c.startsWith('.toNumber('),
  )
  return said(
    source,
    floats.map((c) => `${c} rounds in binary`),
  )
}

/** Files of core that make a `number` of text or bigint, with what they count. Nothing of money, quantities, prices or rates is among them. */
export const countersOfCore: Readonly<Record<string, string>> = {
  'core/kernel/day.ts': 'years, months and days of the calendar',
  'core/kernel/money.ts': 'how many parts get one more minor unit: fewer than there are parts',
  'core/pricing/proration.ts': 'days of a part and of its period: products of days and months of the calendar',
  'core/funds/outlook.ts': 'days, at most three years of them',
  'core/funds/moving.ts': 'months of an interval, whole and at most 120',
  'core/imports/days.ts': 'years, months and days of the calendar',
  'core/imports/judge.ts': 'line numbers, bounded before',
  'core/imports/vocabulary.ts': 'line numbers, bounded before',
  'core/imports/preview.ts': 'row numbers of a spreadsheet',
}
const numbersCount: Habit = (source) =>
  inCore(source) && !(source.path in countersOfCore)
    ? said(
        source,
        source.calls
          .filter((c) => ['Number', 'parseInt', 'new Number'].includes(c) || c.startsWith('.parseInt('))
          .map((c) => `${c}() makes a number; decimals and bigints stay what they are`),
      )
    : []

const noInheritance: Habit = (source) =>
  inCore(source)
    ? source.classes.filter((c) => c.extends !== null && c.extends !== 'Error').map((c) => `${source.path}: ${c.name} extends ${c.extends}`)
    : []
const noDecorators: Habit = (source) => source.classes.filter((c) => c.decorators > 0).map((c) => `${source.path}: ${c.name} is decorated`)
const noBarrels: Habit = (source) => (source.reexports > 0 ? [`${source.path} passes on what others export: import it where it is`] : [])

/** main and core are bundled to CommonJS (core/DECISIONS.md). */
const bundlesToCommonJs: Habit = (source) =>
  /^(core|main)\//.test(source.path) && /\bimport\.meta\b/.test(source.text.replace(/\/\/.*|\/\*[^]*?\*\//g, ''))
    ? [`${source.path}: import.meta is gone in the bundle`]
    : []

/** Notes to oneself are no part of a product. The letters are apart so that this file does not find itself. */
const notes = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK'].join('|')})\\b`)
export const leavesNoNotes = (path: string, text: string): string[] =>
  text.split('\n').flatMap((line, i) => (notes.test(line) ? [`${path}:${i + 1} ${line.trim()}`] : []))

/** Folders of the machines on which this was written. */
const homes = new RegExp(
  `(?<![\\w.\\]}])/(${['work/(main|shared)', 'tmp/(team|bash_jobs)', 'Users/\\w+/', 'ro' + 'ot/'].join('|')})|[A-Z]:\\\\\\\\?Users`,
)
export const namesNoMachine = (path: string, text: string): string[] =>
  text.split('\n').flatMap((line, i) => (homes.test(line) ? [`${path}:${i + 1} ${line.trim().slice(0, 120)}`] : []))

export const habits: Readonly<Record<string, Habit>> = {
  coreIsPure, cultureIsNamed, exactNumbers, numbersCount, noInheritance, noDecorators, noBarrels, bundlesToCommonJs,
} // prettier-ignore
