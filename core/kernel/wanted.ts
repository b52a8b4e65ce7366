import { wantedWords, type WantedWord } from './wanted-words.ts'
import { say, type Words } from './words.ts'

const hole = /\{\{(\w+)\}\}/g
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
/** A sentence with holes as a pattern; its groups are what stands in them. */
function patternOf(sentence: string): RegExp {
  const parts = sentence.split(hole)
  return new RegExp(`^${parts.map((part, i) => (i % 2 === 0 ? literal(part) : `(?<${part}>.+)`)).join('')}$`, 'u')
}
const patterns = new WeakMap<Words, readonly (readonly [WantedWord, RegExp])[]>()

/** What was wanted, in the words of a language; what is no such sentence (the choices of a field, a figure) stays as it is. */
export function wantedIn(words: Words, english: Words, wanted: string): string {
  let known = patterns.get(english)
  if (!known) patterns.set(english, (known = wantedWords.map((key) => [key, patternOf(english[key] ?? '')] as const)))
  for (const [key, pattern] of known) {
    const found = pattern.exec(wanted)
    if (found) return say(words, key, { ...found.groups })
  }
  return wanted
}
