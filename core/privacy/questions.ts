import { question, type Answer } from '../kernel/record.ts'
import { aFile, anInstant, count, idOf, many, maybe, shape, someData, text } from '../kernel/shape.ts'

/** Entries of the log that speak of somebody: that changed one of these rows, or hold one of these words. `merge`: in the log that this bought company brought. */
export const logged = question(
  'privacy.logged',
  shape({ rows: many(text), words: many(shape({ says: text, text })) }),
  shape({ merge: maybe(idOf('merges')), seq: count, at: anInstant, operation: text, user: text, outcome: someData, events: someData }),
)
export type Logged = Answer<typeof logged>
/** What is kept of somebody as a letter that people can read, in a language. */
export const letter = question('privacy.letter', shape({ name: text, language: text, data: someData }), shape({ file: aFile }))
