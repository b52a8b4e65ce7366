import type { Reply } from '../core/kernel/manifest.ts'
import type { Outcome } from '../core/kernel/operation.ts'
import { say } from '../core/kernel/words.ts'
import type { Languages } from './words.ts'

/** An outcome with its sentence, in the language that fits the wish best. */
export function replyOf(outcome: Outcome, languages: Pick<Languages, 'words' | 'best'>, language: string): Reply {
  if (outcome.ok) return outcome
  const { refused: code, about } = outcome.refusal
  return { ok: false, refusal: { code, message: say(languages.words(languages.best(language)), code, about), about } }
}
