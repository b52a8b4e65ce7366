import { periodKey, periods } from '../entities/entity.ts'
import type { Wall } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { journals } from './journal.ts'

/** Nothing is posted into a locked month, and into a soft-closed one only by whoever may post late (finance.md 2.3, 17). Holds for whatever posts a journal. */
export const closedMonths = {
  kind: journals as unknown as Wall['kind'],
  refusals: ['ledger.periodLocked', 'ledger.periodSoftClosed'],
  permits: ['ledger.postLate'],
  fault: async (rows, read, now) => {
    const months = new Set((rows as readonly Row<typeof journals>[]).map(({ entity, postedOn }) => periodKey(entity, postedOn.slice(0, 7))))
    const closed = await read.some(periods, [...months].sort())
    for (const { entity, month, state } of closed.values()) {
      if (state === 'locked') return refuse('ledger.periodLocked', { entity, month })
      if (state === 'softClosed' && !now.caller.permits.has('ledger.postLate')) return refuse('ledger.periodSoftClosed', { entity, month })
    }
    return undefined
  },
} as const satisfies Wall
