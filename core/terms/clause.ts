import type { TextByLanguage } from '../kernel/by-language.ts'
import { record, type Row } from '../kernel/record.ts'
import { aDay, anInstant, choice, codeOf, count, idOf, maybe, shape, someData, text } from '../kernel/shape.ts'
import { occasionKeys } from './occasions.ts'

/** A version of a clause: the very words that customers sign, in each language. It never changes; other words are a further version. */
export const clauses = record(
  'clauses',
  shape({
    id: idOf('clauses'),
    /** `AUTO-RENEW`: the same in all versions. */
    code: codeOf('clauses'),
    /** Counted for the code and legal entity. */
    version: count,
    /** Whose orders it stands in; `null`: those of all that have none of their own under this code. */
    entity: maybe(codeOf('entities')),
    /** What a product must do for the clause to stand in its order. */
    occasion: choice(...occasionKeys),
    /** By language. */
    titles: someData,
    texts: someData,
    /** SHA-256 of the exact words, by language. */
    hashes: someData,
    /** Where it stands among the clauses of an order, small numbers first. */
    rank: count,
    validFrom: aDay,
    /** Why there is a new version. */
    note: maybe(text),
    publishedAt: anInstant,
    publishedBy: text,
  }),
  {
    key: 'id',
    immutable: true,
    devices: ['all'],
    personal: { keep: 'contract', since: 'publishedAt', fields: { note: 'anyone.words' }, not: ['titles', 'texts', 'hashes'] },
  },
)
export type Clause = Row<typeof clauses>

/** From its day on a version stands in no new order. What was signed with it keeps it. */
export const clauseWithdrawals = record(
  'clauseWithdrawals',
  shape({
    id: idOf('clauseWithdrawals'),
    clause: idOf('clauses'),
    from: aDay,
    reason: text,
    withdrawnAt: anInstant,
    withdrawnBy: text,
  }),
  {
    key: 'id',
    immutable: true,
    devices: ['all'],
    personal: { keep: 'contract', since: 'withdrawnAt', fields: { reason: 'anyone.words' } },
  },
)
export type ClauseWithdrawal = Row<typeof clauseWithdrawals>

/** The text whose SHA-256 is a clause's: title, an empty line, words, a line end. Whoever has the printed words can reckon it again. */
export const clauseText = (title: string, words: string): string => `${title}\n\n${words}\n`

/** Title, words and hash of a version in a language; in English where it has none of that language, else in whichever it has. */
export function inWords(
  clause: Pick<Clause, 'titles' | 'texts' | 'hashes'>,
  language: string,
): { readonly language: string; readonly title: string; readonly text: string; readonly hash: string } {
  const [titles, texts, hashes] = [clause.titles, clause.texts, clause.hashes] as TextByLanguage[]
  const spoken = [language, language.slice(0, 2), 'en', ...Object.keys(texts!).sort()].find((l) => Object.hasOwn(texts!, l))!
  return { language: spoken, title: titles![spoken]!, text: texts![spoken]!, hash: hashes![spoken]! }
}
