import type { TextByLanguage } from '../kernel/by-language.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Library } from '../terms/choosing.ts'
import type { Payload } from './payload.ts'

/** A clause with its words, found by its hash: content is what it is called by, on every side. */
export interface ShownClause {
  readonly code: string
  readonly version: number
  readonly language: string
  readonly heading: string
  readonly text: string
  readonly hash: string
}

/** The words of the clauses that a payload names. A hash that nobody knows is refused: nobody can show what it stands for. */
export function wordsShown(payload: Pick<Payload, 'clauses'>, library: Library): readonly ShownClause[] | Refusal<'signing.unknownClause'> {
  const byHash = new Map<string, { readonly title: string; readonly text: string }>()
  for (const { titles, texts, hashes } of library.clauses)
    for (const [language, hash] of Object.entries(hashes as TextByLanguage))
      byHash.set(hash, { title: (titles as TextByLanguage)[language]!, text: (texts as TextByLanguage)[language]! })
  const shown = payload.clauses.map(({ code, version, language, hash }) => ({ code, version, language, hash, words: byHash.get(hash) }))
  const unknown = shown.find(({ words }) => !words)
  if (unknown) return refuse('signing.unknownClause', { clause: unknown.code, version: `${unknown.version}` })
  return shown.map(({ words, ...clause }) => ({ ...clause, heading: words!.title, text: words!.text }))
}
