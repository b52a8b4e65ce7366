import type { Module } from '../kernel/operation.ts'
import { audits } from './result.ts'

export const auditModule = {
  name: 'audit',
  needs: ['entities', 'contracts', 'billing', 'ledger', 'pricing'],
  records: [audits],
  operations: [],
  permits: [],
  events: [],
} as const satisfies Module
