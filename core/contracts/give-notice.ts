import type { Day } from '../kernel/day.ts'
import { command } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { aDay, choice, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { documentOf } from '../catalog/document.ts'
import { answerOf, changedLine, changing, historiesOf, named, savedLine, withEnd, withLife, type History } from './changing.ts'
import { mayStepBack, noticeDeadlines, type NoticeSide } from './deadlines.ts'
import { soldWithEach, type Sold } from './sold.ts'

const faults = ['contracts.noticeGiven', 'contracts.noticeTooLate', 'contracts.endBeforeStart', 'contracts.endBeforeBilled'] as const

/** Notice of the customer or of ours, for one line or a whole contract: it ends with the term that the notice is in time for. */
export const giveNotice = command({
  name: 'contracts.giveNotice',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    /** One line, or … */
    line: maybe(idOf('contractLines')),
    /** … all lines of a contract that are in force. */
    contract: maybe(idOf('contracts')),
    by: choice('customer', 'supplier'),
    /** The day on which it was received; left out: today. */
    on: maybe(aDay),
    /** The last day that is wished; left out: the earliest that the terms allow. */
    end: maybe(aDay),
    /** Accepts an end that the terms do not oblige to. */
    accept: maybe(flag),
    reason: maybe(text),
  }),
  output: many(changedLine, 10_000),
  refusals: ['contracts.whichLines', 'contracts.unknownLine', 'contracts.notInForce', 'contracts.ended', ...faults],
  load: async (input, read) => {
    const histories = await historiesOf(input, read)
    return { histories, sold: await soldWithEach(histories.map(({ line }) => line), read) } // prettier-ignore
  },
  decide: (input, { histories, sold }, now) => {
    if ((input.line === null) === (input.contract === null)) return refuse('contracts.whichLines')
    const first = histories[0]
    if (!first) return refuse('contracts.unknownLine', { line: input.line ?? input.contract ?? '' })
    if (first.contract.state === 'ended') return refuse('contracts.ended', { number: first.contract.number })
    const on = input.on ?? now.today
    // A whole contract is what still runs of it; a line that is named is meant.
    const meant = input.line === null ? histories.filter(({ line }) => line.state === 'active' || line.state === 'suspended') : histories
    if (meant.length === 0 || meant.some((one) => !inForce(one))) return refuse('contracts.notInForce', named(first))
    const ends: { readonly history: History; readonly end: Day }[] = []
    for (const history of meant) {
      const end = endOf(history, sold.get(history.line.id), { ...input, on })
      if (typeof end !== 'string') return end
      ends.push({ history, end })
    }
    const told = { noticeOn: on, noticeBy: input.by }
    const after = ends.map(({ history, end }) => withEnd(withLife(changing(history), told), 'notice', end, { reason: input.reason }, now))
    return { result: after.map(answerOf), changes: after.flatMap(savedLine) }
  },
})

const inForce = ({ line, contract }: History): boolean =>
  contract.state === 'active' && line.state !== 'draft' && line.state !== 'signed' && line.state !== 'ended'

interface Notice {
  readonly by: NoticeSide
  readonly on: Day
  readonly end: Day | null
  readonly accept: boolean | null
}
/** The last day that a notice brings about, or why it does not. */
function endOf(history: History, sold: Sold | undefined, { by, on, end, accept }: Notice): Day | Refusal<(typeof faults)[number]> {
  const { line } = history
  if (line.life?.noticeOn) return refuse('contracts.noticeGiven', { ...named(history), on: line.life.noticeOn, end: line.end ?? '–' })
  const deadlines = noticeDeadlines(line)
  const back =
    by === 'customer' &&
    sold !== undefined &&
    mayStepBack(line.start, history.changes, documentOf(sold.product, sold.version).renew.cancelDays, on)
  const earliest = back ? on : deadlines.earliestEnd(on, by)
  const last = end ?? earliest
  if (last < line.start) return refuse('contracts.endBeforeStart', { start: line.start, end: last })
  if (line.billedTo !== null && last < line.billedTo)
    return refuse('contracts.endBeforeBilled', { ...named(history), billedTo: line.billedTo, end: last })
  if (last < earliest && accept !== true) {
    const noticeBy = by === 'customer' ? deadlines.customerNoticeBy : deadlines.supplierNoticeBy
    return refuse('contracts.noticeTooLate', { ...named(history), end: last, earliest, noticeBy: noticeBy ?? on })
  }
  return last
}
