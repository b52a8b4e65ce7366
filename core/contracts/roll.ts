import { job, put, tell, type JobState } from '../kernel/operation.ts'
import { aDay, count, maybe, shape, type Id } from '../kernel/shape.ts'
import type { Day } from '../kernel/day.ts'
import { contractLines, type ContractLine } from './contract.ts'
import { historyOf, stateOn, type History } from './changing.ts'
import { beginDaily, dailyOf, dailyState } from './daily.ts'
import { linesToRoll } from './reads.ts'
import { standingOn, timelineOf } from './timeline.ts'

/** Lines of one portion. */
const portion = 500

/** Brings lines up to a day: the terms that became effective stand in their rows, and what has passed its last day is ended. The schedule calls it daily. */
export const rollLines = job({
  name: 'contracts.roll',
  zone: 'operations',
  permit: 'contracts.write',
  input: shape({
    /** Left out: today. */
    asOf: maybe(aDay),
  }),
  output: shape({ asOf: aDay, rolled: count }),
  refusals: ['contracts.tooFarAhead'],
  begin: {
    load: async () => ({}),
    decide: ({ asOf }, _facts, now) => beginDaily('contracts.rolling', asOf, now),
  },
  step: {
    load: async (state: JobState, read) => {
      const due = await read.ask(linesToRoll, { asOf: dailyOf(state).asOf, after: state.marker as Id<'contractLines'>, limit: portion })
      const histories: History[] = []
      for (const { line } of due) {
        const history = await historyOf(line, read)
        if (history) histories.push(history)
      }
      return { last: due.at(-1)?.line, full: due.length === portion, histories }
    },
    decide: (state, { last, full, histories }) => {
      const { asOf, call, done } = dailyOf(state)
      const moved = histories.flatMap((history) => {
        const line = rolled(history, asOf)
        return line === history.line ? [] : [{ line, contract: history.contract }]
      })
      return {
        result: dailyState('contracts.rolling', asOf, call, done + moved.length, full ? last! : ''),
        changes: moved.flatMap(({ line, contract }) => [
          put(contractLines, line),
          ...(line.state === 'ended'
            ? [tell('contracts.lineEnded', { contract: contract.id, line: line.id, number: contract.number })]
            : []),
        ]),
      }
    },
  },
  finish: async (subject) => {
    const { asOf, done } = dailyOf({ subject })
    return { asOf, rolled: done }
  },
})

/** The line as it stands on a day; the very same where nothing about it differs. */
export function rolled({ line, changes }: Pick<History, 'line' | 'changes'>, on: Day): ContractLine {
  const { quantity, unitPrice, version } = standingOn(line, changes, on)
  const { end } = timelineOf(line, changes)
  const state = stateOn({ ...line, end }, changes, on)
  const samePrice = unitPrice === null || line.unitPrice === null ? unitPrice === line.unitPrice : unitPrice.eq(line.unitPrice)
  if (quantity.eq(line.quantity) && samePrice && version === line.version && end === line.end && state === line.state) return line
  return { ...line, quantity, unitPrice, version, end, state }
}
