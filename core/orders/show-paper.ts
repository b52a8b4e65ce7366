import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, codeOf, count, idOf, longText, many, maybe, shape, text } from '../kernel/shape.ts'
import { aPayload } from '../signing/payload.ts'
import { clausesOf, paperFacts, payloadOf } from './paper.ts'
import { called } from './whole.ts'

/** What the customer is to sign: the whole order as plain data, and the words of its clauses. The page is drawn from it, and the signature is over it. */
export const showPaper = query({
  name: 'orders.paper',
  zone: 'sales',
  permit: 'orders.read',
  input: shape({
    order: idOf('orders'),
    /** Left out: today. */
    day: maybe(aDay),
  }),
  output: shape({
    payload: aPayload,
    clauses: many(shape({ code: codeOf('clauses'), version: count, language: text, heading: text, words: longText, hash: text })),
  }),
  refusals: ['orders.unknown', 'orders.noLines'],
  ask: async ({ order: id, day }, read, now) => {
    const facts = await paperFacts(id, read)
    if (!facts) return refuse('orders.unknown', { order: id })
    if (facts.parts.lines.length === 0) return refuse('orders.noLines', { order: called(facts.order) })
    const on = day ?? now.today
    const { chosen } = clausesOf(facts, on)
    return {
      payload: payloadOf(facts, on, now),
      clauses: chosen.map(({ clause, language, title, text: words, hash }) => ({
        code: clause.code,
        version: clause.version,
        language,
        heading: title,
        words,
        hash,
      })),
    }
  },
})
