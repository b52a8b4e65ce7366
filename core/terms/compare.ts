import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { choice, count, idOf, longText, many, maybe, shape, text } from '../kernel/shape.ts'
import { clauses, inWords } from './clause.ts'
import { differenceOf } from './difference.ts'

const aStretch = shape({ change: choice('same', 'removed', 'added'), text: longText })

/** What two versions of a clause, or two clauses, say differently: word by word, in a language. */
export const compareClauses = query({
  name: 'terms.compare',
  zone: 'sales',
  permit: 'terms.read',
  input: shape({ older: idOf('clauses'), newer: idOf('clauses'), language: maybe(text) }),
  output: shape({
    language: text,
    older: shape({ code: text, version: count, language: text }),
    newer: shape({ code: text, version: count, language: text }),
    heading: many(aStretch),
    wording: many(aStretch),
  }),
  refusals: ['terms.unknownClause'],
  ask: async ({ older, newer, language }, read, { caller }) => {
    const found = await read.some(clauses, [older, newer])
    const [a, b] = [found.get(older), found.get(newer)]
    if (!a || !b) return refuse('terms.unknownClause', { clause: a ? newer : older })
    const wish = language ?? caller.language
    const [before, after] = [inWords(a, wish), inWords(b, wish)]
    return {
      language: after.language,
      older: { code: a.code as string, version: a.version, language: before.language },
      newer: { code: b.code as string, version: b.version, language: after.language },
      heading: differenceOf(before.title, after.title),
      wording: differenceOf(before.text, after.text),
    }
  },
})
