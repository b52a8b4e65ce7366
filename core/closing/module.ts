import type { Module, Task } from '../kernel/operation.ts'
import { periods } from '../entities/entity.ts'
import { boardPack } from './board-pack.ts'
import { closingChecklist } from './checklist.ts'
import { lastAudit, monthCounts } from './checklist-facts.ts'
import { lock, softClose } from './close.ts'
import { boardPacks, customerMargins, renderPack } from './pack-facts.ts'
import { decideReopening, reopen } from './reopen.ts'
import { listMonths } from './year.ts'

/** Locked months that somebody else asked to open again. */
const reopenings: Task = {
  name: 'closing.reopenings',
  zone: 'finance',
  permit: 'closing.close',
  approval: true,
  count: async (read, now) => {
    const asked = await read.list(periods, { where: { field: 'state', is: 'equal', value: 'locked' }, limit: 10_000 })
    return asked.filter(({ reopeningAskedBy }) => reopeningAskedBy !== null && reopeningAskedBy !== now.caller.user).length
  },
}

export const closingModule = {
  name: 'closing',
  needs: ['entities', 'ledger', 'receivables', 'consolidation', 'recognition', 'billing', 'recurring'],
  records: [boardPacks],
  questions: [monthCounts, lastAudit, customerMargins, renderPack],
  operations: [listMonths, closingChecklist, softClose, lock, reopen, decideReopening, boardPack],
  permits: ['closing.read', 'closing.close'],
  events: ['closing.moved'],
  tasks: [{ ...reopenings, name: 'closing.reopenings' }],
} as const satisfies Module
