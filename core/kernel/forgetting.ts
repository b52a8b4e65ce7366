import type { Wire } from './shape.ts'

/** Something that a person is known by. */
export interface PersonWord {
  readonly says: 'name' | 'email' | 'phone' | 'login'
  readonly text: string
}
/** Who is to be forgotten by the log, and what stands in their place. Plain data, so that a decision can say it. */
export interface Forgotten {
  /** Rows that are the person, or say something of nobody else. */
  readonly rows: readonly string[]
  readonly words: readonly PersonWord[]
  /** Fields of such rows that speak of the person. */
  readonly fields: readonly string[]
  readonly pseudonym: string
  /** Kept files that nothing else refers to, by their SHA-256. */
  readonly files: readonly string[]
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const digits = (text: string): string => text.replace(/[^+\d]/g, '')
/** Fewer signs than these find too much of others. */
const leastName = 3
const leastDigits = 6
export const isTelling = ({ says, text }: PersonWord): boolean =>
  says === 'phone' ? digits(text).length >= leastDigits : text.trim().length >= leastName

/** A word where it stands alone: `Ann` is not in `Hannah`, an address not at the end of a longer one, a number however it is grouped. */
function patternOf({ says, text }: PersonWord): string {
  // A login of letters alone (`anna`) is a word that means others too: it is taken where it stands for itself, or before the name that it is told with.
  if (says === 'login' && /^\p{L}+$/u.test(text.trim())) return `^${escaped(text.trim())}(?=$|: )`
  if (says === 'email' || says === 'login') return `(?<![\\p{L}\\p{N}._%+@-])${escaped(text.trim())}(?![\\p{L}\\p{N}@]|[.-][\\p{L}\\p{N}])`
  if (says === 'phone') return `(?<![\\p{N}+])${[...digits(text)].map(escaped).join('[\\s()./\\u00a0-]*')}(?!\\p{N})`
  return `(?<![\\p{L}\\p{N}])${text.trim().split(/\s+/).map(escaped).join('\\s+')}(?![\\p{L}\\p{N}])`
}

/** Takes words out of texts. The longest first, so that a full name is not left with one half. */
export function withoutWords(words: readonly PersonWord[], pseudonym: string): (text: string) => string {
  const telling = words.filter(isTelling).toSorted((a, b) => b.text.length - a.text.length)
  if (telling.length === 0) return (text) => text
  const pattern = new RegExp(telling.map(patternOf).join('|'), 'giu')
  return (text) => text.replace(pattern, pseudonym)
}

/** Data without a person: words go wherever they stand, and of objects that are rows of the person every field that speaks of them. */
export function withoutPerson({
  rows,
  words,
  fields,
  pseudonym,
}: Pick<Forgotten, 'rows' | 'words' | 'fields' | 'pseudonym'>): (value: Wire) => Wire {
  const own = new Set(rows)
  const personal = new Set(fields)
  const without = withoutWords(words, pseudonym)
  const blank = (value: Wire): Wire => (typeof value === 'string' ? pseudonym : Array.isArray(value) ? [] : value === null ? null : {})
  const walk = (value: Wire): Wire => {
    if (typeof value === 'string') return without(value)
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return (value as readonly Wire[]).map(walk)
    const entries = Object.entries(value as { readonly [key: string]: Wire })
    const isOwn = typeof (value as { id?: unknown }).id === 'string' && own.has((value as { id: string }).id)
    return Object.fromEntries(entries.map(([key, inner]) => [key, isOwn && personal.has(key) ? blank(inner) : walk(inner)]))
  }
  return walk
}
