import type { Reply } from '../core/kernel/manifest.ts'
import type { Outcome } from '../core/kernel/operation.ts'
import { wantedIn } from '../core/kernel/wanted.ts'
import { say } from '../core/kernel/words.ts'
import type { Languages } from './words.ts'

/** An outcome with its sentence, in the language that fits the wish best. */
export function replyOf(outcome: Outcome, languages: Pick<Languages, 'words' | 'best'>, language: string): Reply {
  if (outcome.ok) return outcome
  const { refused: code, about } = outcome.refusal
  const words = languages.words(languages.best(language))
  // What a program reads stays as the shape says it; the sentence says it in the reader's language.
  const said = about['wanted'] === undefined ? about : { ...about, wanted: wantedIn(words, languages.words('en'), about['wanted']) }
  return { ok: false, refusal: { code, message: say(words, code, said), about } }
}
