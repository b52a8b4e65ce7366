import type { Module } from '../kernel/operation.ts'
import { bridge } from './bridge.ts'
import { recurringChanges, recurringLines } from './facts.ts'
import { listMoves } from './list-moves.ts'

export const recurringModule = {
  name: 'recurring',
  needs: ['entities', 'rates', 'catalog', 'contracts', 'ledger', 'consolidation', 'billing'],
  records: [],
  questions: [recurringLines, recurringChanges],
  operations: [bridge, listMoves],
  permits: ['recurring.read'],
  events: [],
} as const satisfies Module
