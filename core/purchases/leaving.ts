import { addDays, type Day } from '../kernel/day.ts'
import { nextTermEnd, noticeDeadlines } from '../contracts/deadlines.ts'
import type { ContractLine } from '../contracts/contract.ts'
import type { CostLine } from './cost-line.ts'

/** When whoever wants to leave today is free, and by when notice must be given for that. */
export interface Leaving {
  /** The last day that binds; `null`: nothing binds. */
  readonly lastDay: Day | null
  /** `null`: no notice is needed, or it is too late for one. */
  readonly noticeBy: Day | null
}

/** The customer, towards us. A line that was sold to a fixed day, without terms that end before, binds until then. */
export function customerLeaves(line: ContractLine, today: Day): Leaving {
  if (line.termEnd === null && line.end !== null) return { lastDay: line.end, noticeBy: null }
  const deadlines = noticeDeadlines(line)
  const earliest = deadlines.earliestEnd(today)
  const lastDay = earliest <= today ? null : earliest
  const { customerNoticeBy: noticeBy } = deadlines
  return { lastDay, noticeBy: noticeBy !== null && noticeBy >= today && lastDay === line.termEnd ? noticeBy : null }
}

/** We, towards the supplier. A term that is not extended ends by itself. */
export function supplierLeaves(
  { start, termEnd, noticeDays, extensionMonths }: Pick<CostLine, 'start' | 'termEnd' | 'noticeDays' | 'extensionMonths'>,
  today: Day,
): Leaving {
  if (termEnd === null || (extensionMonths === null && termEnd < today)) return { lastDay: null, noticeBy: null }
  if (extensionMonths === null) return { lastDay: termEnd, noticeBy: null }
  const notice = noticeDays ?? 0
  let lastDay = termEnd
  while (lastDay < addDays(today, notice)) lastDay = nextTermEnd(start, lastDay, extensionMonths)
  return { lastDay, noticeBy: addDays(lastDay, -notice) }
}
