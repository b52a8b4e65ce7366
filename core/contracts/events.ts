import { addDays, type Day } from '../kernel/day.ts'
import type { Of } from '../kernel/shape.ts'
import { aDay, aDecimal, anInstant, choice, count, flag, idOf, maybe, shape, text } from '../kernel/shape.ts'
import type { ContractLine } from './contract.ts'
import { noticeDeadlines, renewedFor } from './deadlines.ts'
import { changeActs, type LineChange } from './line-change.ts'
import { nextRise } from './rises.ts'

/** What a timeline shows, beside the acts of recorded changes. */
export const eventKinds = ['signed', 'delivered', 'start', 'billedTo', 'boundUntil', 'customerNoticeBy', 'supplierNoticeBy', 'termEnd', 'renews', 'upliftDue', 'ends', ...changeActs] as const // prettier-ignore

/** Something that happened to a contract or will: on which day, to which line, and since when it is known. */
export const contractEvent = shape({
  on: aDay,
  event: choice(...eventKinds),
  /** Empty: the contract itself. */
  line: maybe(idOf('contractLines')),
  lineNumber: maybe(count),
  /** Is it still to come? */
  ahead: flag,
  quantity: maybe(aDecimal),
  unitPrice: maybe(aDecimal),
  version: maybe(count),
  end: maybe(aDay),
  /** The change behind it, where one is recorded; it can be taken back by this id. */
  change: maybe(idOf('lineChanges')),
  /** The change was taken back. */
  retracted: flag,
  recordedAt: maybe(anInstant),
  recordedBy: maybe(text),
  amendment: maybe(text),
  reason: maybe(text),
})
export type ContractEvent = Of<typeof contractEvent>

const plain = {
  line: null, lineNumber: null, quantity: null, unitPrice: null, version: null, end: null, change: null, retracted: false, recordedAt: null, recordedBy: null,
  amendment: null, reason: null,
} // prettier-ignore

export const eventOn = (event: ContractEvent['event'], on: Day, today: Day, more: Partial<ContractEvent> = {}): ContractEvent => ({
  ...plain,
  event,
  on,
  ahead: on > today,
  ...more,
})

/** Everything that is known of one line, in no order. `billed`: the last day that anybody billed. */
export function eventsOf(line: ContractLine, changes: readonly LineChange[], billed: Day | null, today: Day): ContractEvent[] {
  const about = { line: line.id, lineNumber: line.number }
  const { quantity, unitPrice, version } = line.life?.signed ?? line
  const { customerNoticeBy, supplierNoticeBy } = noticeDeadlines(line)
  const going = line.state !== 'ended' && !line.life?.noticeOn
  const days: readonly (readonly [ContractEvent['event'], Day | null | undefined])[] = [
    ['signed', line.life?.signedOn],
    ['delivered', line.life?.deliveredOn],
    ['billedTo', billed],
    ['boundUntil', line.boundUntil],
    ['customerNoticeBy', going ? customerNoticeBy : null],
    ['supplierNoticeBy', going ? supplierNoticeBy : null],
    ['termEnd', line.termEnd],
    ['renews', going ? nextTerm(line) : null],
    ['upliftDue', going && line.life?.uplift ? nextRise(line, changes, today) : null],
    ['ends', line.end],
  ]
  const retracted = new Set(changes.map((change) => change.retracts as string | null))
  return [
    eventOn('start', line.start, today, {
      ...about,
      quantity,
      unitPrice,
      version,
      end: line.life?.signed ? line.life.signed.end : line.end,
    }),
    ...days.flatMap(([event, on]) => (on ? [eventOn(event, on, today, about)] : [])),
    ...changes.map((change) => {
      const { effective, act, id, recordedAt, recordedBy, amendment, reason, quantity: q, unitPrice: p, version: v, end } = change
      const told = {
        quantity: q,
        unitPrice: p,
        version: v,
        end,
        change: id,
        retracted: retracted.has(id),
        recordedAt,
        recordedBy,
        amendment,
        reason,
      }
      return eventOn(act, effective, today, { ...about, ...told })
    }),
  ]
}

/** The first day of the term that follows by itself. */
function nextTerm({ termEnd, end, life }: ContractLine): Day | null {
  if (termEnd === null || (end !== null && end <= termEnd)) return null
  return renewedFor(life?.renewal ?? null) === null ? null : addDays(termEnd, 1)
}
