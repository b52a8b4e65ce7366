import type { Module, Task } from '../kernel/operation.ts'
import { adjustments, adjustmentTemplates } from './adjustment.ts'
import { decide, repeat } from './decide.ts'
import { propose, saveTemplate, withdraw } from './propose.ts'
import { adjustmentRows, listAdjustments, listTemplates, readAdjustment, templateRows } from './reads.ts'

/** Journals by hand that others wrote. */
const toDecide = {
  name: 'adjustments.toDecide',
  zone: 'finance',
  permit: 'adjustments.approve',
  approval: true,
  count: async (read, now) => {
    const proposed = await read.list(adjustments, { where: { field: 'state', is: 'equal', value: 'proposed' }, limit: 1000 })
    return proposed.filter((row) => row.proposedBy !== now.caller.user).length
  },
} as const satisfies Task

export const adjustmentsModule = {
  name: 'adjustments',
  needs: ['entities', 'rates', 'ledger'],
  records: [adjustments, adjustmentTemplates],
  views: [adjustmentRows, templateRows],
  operations: [listAdjustments, readAdjustment, propose, withdraw, decide, repeat, listTemplates, saveTemplate],
  permits: ['adjustments.read', 'adjustments.write', 'adjustments.approve'],
  events: [
    'adjustments.proposed',
    'adjustments.withdrawn',
    'adjustments.posted',
    'adjustments.declined',
    'adjustments.repeated',
    'adjustments.templateSaved',
  ],
  tasks: [toDecide],
} as const satisfies Module
