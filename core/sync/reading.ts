import type { Read } from '../kernel/operation.ts'
import type { Question } from '../kernel/record.ts'
import type { Wire } from '../kernel/shape.ts'
import type { Envelope } from './intent.ts'

/** Reads as the hub does, but what the place of the call had to witness is what it said there. */
export function reading(read: Read, witness: Envelope['witness']): Read {
  const left = [...witness]
  return {
    get: (kind, id) => read.get(kind, id),
    hold: (kind, id) => read.hold(kind, id),
    some: (kind, ids) => read.some(kind, ids),
    list: (kind, page) => read.list(kind, page),
    browse: (view, page) => read.browse(view, page),
    ask: async (question, about) => {
      if (!question.witnessed) return read.ask(question, about)
      const asked = JSON.stringify(question.asks.print(about))
      const at = left.findIndex((said) => said.question === question.question && JSON.stringify(said.asks) === asked)
      // A question that was not asked there is asked here: a newer program may ask more.
      if (at < 0) return read.ask(question, about)
      const [said] = left.splice(at, 1)
      return answersOf(question, said!.answers) as never
    },
  }
}

/** Two hundred orders of one morning rest on the same prices and rates: what they carry is read once. */
const readBefore = new WeakMap<object, Map<string, readonly unknown[]>>()
/** So many texts of a question, none longer than so many signs. */
const kept = { texts: 100, signs: 50_000 } as const
function answersOf(of: Pick<Question, 'question' | 'answers'>, said: readonly Wire[]): readonly unknown[] {
  let known = readBefore.get(of)
  if (!known) readBefore.set(of, (known = new Map()))
  const text = JSON.stringify(said)
  const before = known.get(text)
  if (before) return before
  const read = said.map((answer) => of.answers.parse(answer, of.question))
  if (text.length > kept.signs) return read
  if (known.size >= kept.texts) known.clear()
  known.set(text, read)
  return read
}

/** Reads on the device, and keeps what was witnessed. */
export function witnessing(read: Read, kept: { question: string; asks: Wire; answers: Wire[] }[]): Read {
  return {
    get: (kind, id) => read.get(kind, id),
    hold: (kind, id) => read.hold(kind, id),
    some: (kind, ids) => read.some(kind, ids),
    list: (kind, page) => read.list(kind, page),
    browse: (view, page) => read.browse(view, page),
    ask: async (question, about) => {
      const answers = await read.ask(question, about)
      if (question.witnessed)
        kept.push({
          question: question.question,
          asks: question.asks.print(about as never),
          answers: answers.map((answer) => question.answers.print(answer as never)),
        })
      return answers
    },
  }
}
