import { command } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, count, maybe, shape, text } from '../kernel/shape.ts'
import { changed, changedLine, changing, historyOf, lineNamed, named } from './changing.ts'
import { nextTermEnd, renewedFor } from './deadlines.ts'
import { longestTerm } from './rules.ts'
import { withTerm } from './terms.ts'

/** A new term on the same line: it begins when the term that runs ends. */
export const renewLine = command({
  name: 'contracts.renew',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    ...lineNamed,
    /** Left out: as many as are agreed for an extension. */
    months: maybe(count),
    /** Last day of the new term, in place of months. */
    termEnd: maybe(aDay),
    /** Last day on which the price of the new term is bound. */
    boundUntil: maybe(aDay),
    amendment: maybe(text),
    reason: maybe(text),
  }),
  output: changedLine,
  refusals: [
    'contracts.unknownLine', 'contracts.ended', 'contracts.notInForce', 'contracts.noTerm', 'contracts.noticeGiven', 'contracts.termBackwards', 'contracts.badPeriod',
  ], // prettier-ignore
  load: async ({ line }, read) => ({ history: await historyOf(line, read) }),
  decide: (input, { history }, now) => {
    if (!history) return refuse('contracts.unknownLine', { line: input.line })
    const { line, contract } = history
    if (contract.state === 'ended') return refuse('contracts.ended', { number: contract.number })
    if (line.state === 'draft' || line.state === 'signed' || line.state === 'awaiting')
      return refuse('contracts.notInForce', named(history))
    if (line.life?.noticeOn) return refuse('contracts.noticeGiven', { ...named(history), on: line.life.noticeOn, end: line.end ?? '–' })
    const renewal = line.life?.renewal ?? null
    const months = input.months ?? renewedFor(renewal) ?? renewal?.extensionMonths ?? renewal?.initialMonths ?? null
    if (line.termEnd === null || (months === null && input.termEnd === null)) return refuse('contracts.noTerm', named(history))
    if (months !== null && (months < 1 || months > longestTerm))
      return refuse('contracts.badPeriod', { months: `${months}`, limit: `${longestTerm}` })
    const termEnd = input.termEnd ?? nextTermEnd(line.start, line.termEnd, months!)
    if (termEnd <= line.termEnd) return refuse('contracts.termBackwards', { ...named(history), before: line.termEnd, termEnd })
    const { boundUntil, amendment, reason } = input
    return changed(withTerm(changing(history), termEnd, { amendment, reason }, now, boundUntil))
  },
})
