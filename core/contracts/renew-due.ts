import { job, type JobState } from '../kernel/operation.ts'
import { aDay, count, maybe, shape, type Id } from '../kernel/shape.ts'
import type { Day } from '../kernel/day.ts'
import { changing, historyOf, savedLine, type Changing, type History } from './changing.ts'
import { nextTermEnd, renewedFor } from './deadlines.ts'
import { linesToRenew } from './reads.ts'
import { beginDaily, dailyOf, dailyState } from './daily.ts'
import { withTerm } from './terms.ts'

/** Lines of one portion. */
const portion = 500

/** Renews every line that renews by itself and whose term has run out. The schedule calls it daily; after a pause it makes up for all terms that were missed. */
export const renewDue = job({
  name: 'contracts.renewDue',
  zone: 'operations',
  permit: 'contracts.write',
  input: shape({
    /** Left out: today. */
    asOf: maybe(aDay),
  }),
  output: shape({ asOf: aDay, renewed: count }),
  refusals: ['contracts.tooFarAhead'],
  begin: {
    load: async () => ({}),
    decide: ({ asOf }, _facts, now) => beginDaily('contracts.renewing', asOf, now),
  },
  step: {
    load: async (state: JobState, read) => {
      const due = await read.ask(linesToRenew, { asOf: dailyOf(state).asOf, after: state.marker as Id<'contractLines'>, limit: portion })
      const histories: History[] = []
      for (const { line } of due) {
        const history = await historyOf(line, read)
        if (history) histories.push(history)
      }
      return { last: due.at(-1)?.line, full: due.length === portion, histories }
    },
    decide: (state, { last, full, histories }, now) => {
      const { asOf, call, done } = dailyOf(state)
      const after = histories.flatMap((history): Changing[] => {
        let of = changing(history)
        for (let next = dueTerm(of, asOf); next !== null; next = dueTerm(of, asOf)) of = withTerm(of, next, {}, now)
        return of.recorded.length > 0 ? [of] : []
      })
      const result = dailyState('contracts.renewing', asOf, call, done + after.length, full ? last! : '')
      return { result, changes: after.flatMap(savedLine) }
    },
  },
  finish: async (subject) => {
    const { asOf, done } = dailyOf({ subject })
    return { asOf, renewed: done }
  },
})

/** The end of the term that has begun on a day and is not recorded; `null` where there is none. */
function dueTerm({ line }: History, asOf: Day): Day | null {
  const months = renewedFor(line.life?.renewal ?? null)
  if (months === null || line.termEnd === null || line.termEnd >= asOf) return null
  // An end that is agreed ends the line with or before its term; until a later one, by notice, terms go on.
  if (line.end !== null && line.end <= line.termEnd) return null
  return nextTermEnd(line.start, line.termEnd, months)
}
