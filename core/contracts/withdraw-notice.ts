import { command } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { answerOf, changedLine, changing, historiesOf, named, savedLine, withLife, withRecorded } from './changing.ts'
import { knownChanges } from './timeline.ts'

/** Takes a notice back: the line goes on as if it had never been given. */
export const withdrawNotice = command({
  name: 'contracts.withdrawNotice',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    /** One line, or … */
    line: maybe(idOf('contractLines')),
    /** … all lines of a contract that are under notice. */
    contract: maybe(idOf('contracts')),
    reason: maybe(text),
  }),
  output: many(changedLine, 10_000),
  refusals: ['contracts.whichLines', 'contracts.unknownLine', 'contracts.ended', 'contracts.noNotice'],
  load: async (input, read) => ({ histories: await historiesOf(input, read) }),
  decide: (input, { histories }, now) => {
    if ((input.line === null) === (input.contract === null)) return refuse('contracts.whichLines')
    const first = histories[0]
    if (!first) return refuse('contracts.unknownLine', { line: input.line ?? input.contract ?? '' })
    if (first.contract.state === 'ended') return refuse('contracts.ended', { number: first.contract.number })
    const after = histories.flatMap((history) => {
      const notice = knownChanges(history.changes, null).findLast((change) => change.act === 'notice')
      if (!notice || !history.line.life?.noticeOn) return []
      const going = withLife(changing(history), { noticeOn: null, noticeBy: null })
      return [withRecorded(going, { act: 'withdraw', effective: notice.effective, retracts: notice.id, reason: input.reason }, now)]
    })
    if (after.length === 0) return refuse('contracts.noNotice', named(first))
    return { result: after.map(answerOf), changes: after.flatMap(savedLine) }
  },
})
